"""What a reader does: chooses places, goes back, switches language and theme, touches a chart."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

TREND = "#asylum-applicants-trend"


def columns(page: Page) -> list[str]:
    return page.locator(f"{TREND} thead th").all_text_contents()


def test_a_choice_is_drawn_and_written_into_the_address_and_can_be_undone(
    visitor: Visitor,
) -> None:
    visit = visitor()
    page = visit.open("/en/protection")
    leaders = columns(page)
    page.locator(f"{TREND} label").nth(1).click()

    page.locator("#places").click()
    page.keyboard.type("Belg")
    page.get_by_role("option", name="Belgium").click()

    expect(page).to_have_url(f"{visit.root}/en/protection?places=BE")
    expect(page.locator(f"{TREND} thead th")).to_have_text(["Period", "Belgium"])
    expect(page.locator(f"{TREND} .as-table")).to_be_visible()
    french = page.locator(".switches a")
    expect(french).to_have_attribute("href", "/fr/protection?places=BE")

    page.go_back()

    expect(page.locator(f"{TREND} thead th")).to_have_text(leaders)
    expect(page.locator(".places-pill")).to_have_count(0)
    assert visit.complaints == []


def test_an_address_opens_as_it_was_sent(visitor: Visitor) -> None:
    page = visitor().open("/fr/protection?places=BE,NL")

    assert columns(page)[1:] == ["Belgique", "Pays-Bas"]
    expect(page.locator(".places-pill")).to_have_text(["Belgique", "Pays-Bas"])


def test_a_chart_becomes_interactive_where_it_is_read_and_cannot_be_uploaded(
    visitor: Visitor,
) -> None:
    visit = visitor(width=390)
    page = visit.open("/en/")
    chart = page.locator(f"{TREND} .chart")
    still = chart.bounding_box()
    assert chart.locator(".live").count() == 0

    chart.scroll_into_view_if_needed()
    expect(chart).to_have_class(re.compile("is-live"), timeout=15_000)

    now = chart.bounding_box()
    assert still is not None
    assert now is not None
    assert (now["width"], now["height"]) == (still["width"], still["height"])
    assert chart.locator(".live .scatterlayer .trace").count() > 2
    assert (
        page.get_by_text(re.compile("share chart|edit in|chart studio", re.IGNORECASE)).count() == 0
    )
    assert (visit.strangers, visit.complaints) == ([], [])


def test_charts_become_interactive_one_at_a_time(visitor: Visitor) -> None:
    visit = visitor()
    visit.page.add_init_script(
        """window.most = 0;
        new MutationObserver(() => {
          const drawn = document.querySelectorAll('[data-state="drawing"]').length;
          window.most = Math.max(window.most, drawn);
        }).observe(document, { subtree: true, attributeFilter: ["data-state"] });"""
    )
    page = visit.open("/en/protection")

    page.locator(f"{TREND} .chart").scroll_into_view_if_needed()
    expect(page.locator('[data-state="live"]').nth(1)).to_be_attached(timeout=15_000)

    assert page.evaluate("window.most") == 1


def test_a_chart_stays_as_it_is_where_plotly_does_not_load(visitor: Visitor) -> None:
    visit = visitor()
    visit.page.route("**/plotly.js*", lambda route: route.abort())

    chart = visit.open("/en/").locator(f"{TREND} .chart")
    chart.scroll_into_view_if_needed()

    expect(chart).to_have_attribute("data-state", "static", timeout=15_000)
    expect(chart.locator(".wide svg")).to_be_visible()


def test_the_keyboard_reaches_content_tabs_and_control(visitor: Visitor) -> None:
    page = visitor().open("/en/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator(f"{TREND} input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{TREND} .as-table")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{TREND} .as-text")).to_be_visible()


def test_paper_shows_light_drawings_the_address_and_no_controls(visitor: Visitor) -> None:
    visit = visitor(scheme="dark")
    page = visit.open("/fr/protection?places=BE")

    page.emulate_media(media="print", color_scheme="dark")

    expect(page.locator(f"{TREND} .drawn")).to_be_visible()
    expect(page.locator(".imprint")).to_contain_text(f"{visit.root}/fr/protection?places=BE")
    ink = page.locator(f"{TREND} .drawn text").last
    assert ink.evaluate("(text) => getComputedStyle(text).fill") == "rgb(22, 32, 46)"
    controls = "#control, .tabs, .switches, .pages, .layers"
    assert [each.is_visible() for each in page.locator(controls).all()].count(True) == 0
