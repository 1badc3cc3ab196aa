"""A chart read by key, on the static drawing and on plotly's."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

TREND = "#asylum-applicants-trend"


def chart(page: Page, id_: str = TREND) -> Locator:
    return page.locator(f"{id_} .chart")


def cell(page: Page, row: int, column: int) -> str:
    number = page.locator(f"{TREND} tbody tr").nth(row).locator("td").nth(column)
    return number.evaluate("(cell) => cell.firstChild.textContent") or ""


def test_arrows_read_the_table_on_the_static_drawing(visitor: Visitor) -> None:
    visit = visitor(width=390)
    visit.page.route("**/plotly.js*", lambda route: route.abort())
    page = visit.open("/fr/protection")
    reading = chart(page).get_by_role("status")
    heads = page.locator(f"{TREND} thead th").all_text_contents()
    periods = page.locator(f"{TREND} tbody th").all_text_contents()

    chart(page).focus()
    page.keyboard.press("ArrowRight")
    expect(reading).to_contain_text(f"{heads[1]}, {periods[0]} : {cell(page, 0, 0)}")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(reading).to_contain_text(f"{heads[2]}, {periods[1]} : {cell(page, 1, 1)}")
    expect(chart(page).locator(".ring")).to_be_visible()
    page.keyboard.press("Home")
    expect(reading).to_contain_text(f"{heads[2]}, {periods[-1]}")
    page.keyboard.press("Escape")
    expect(reading).to_be_empty()
    expect(chart(page).locator(".ring")).to_be_hidden()


def test_the_ring_lies_on_the_last_mark_before_and_after_plotly(visitor: Visitor) -> None:
    page = visitor(width=1240).open("/en/")
    live = chart(page)
    live.focus()
    page.keyboard.press("ArrowRight")
    expect(live).to_have_class(re.compile("is-live"), timeout=15_000)
    page.keyboard.press("Home")
    page.keyboard.press("End")

    apart = live.evaluate(
        """(chart) => {
          const middle = (each) => {
            const box = each.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          };
          const [x, y] = middle(chart.querySelector(".ring"));
          const points = [...chart.querySelectorAll(".live .scatterlayer .point")].map(middle);
          return Math.min(...points.map(([a, b]) => Math.hypot(a - x, b - y)));
        }"""
    )
    assert apart < 2


def test_bars_are_read_from_top_to_bottom_with_their_flags(visitor: Visitor) -> None:
    page = visitor().open("/en/protection")
    ranking = chart(page, "#asylum-applicants-ranking")
    rows = page.locator("#asylum-applicants-ranking tbody tr")
    names = rows.locator("th").all_text_contents()

    ranking.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    expect(ranking.get_by_role("status")).to_contain_text(f"{names[1]}, ")
    flagged = page.locator("#asylum-applicants-ranking tbody tr:has(td:nth-of-type(1) sup)").first
    place = flagged.locator("th").inner_text()
    for _press in range(names.index(place) - 1):
        page.keyboard.press("ArrowDown")
    expect(ranking.get_by_role("status")).to_contain_text("(provisional)")


def test_axe_finds_nothing_while_a_chart_is_read(visitor: Visitor) -> None:
    page = visitor().open("/en/")
    chart(page).focus()
    page.keyboard.press("ArrowRight")

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
