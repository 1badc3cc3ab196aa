"""Comparing by hand: each choice is in the address, offers what goes with it, and can be undone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import SHIFT

pytestmark = pytest.mark.browser


def select(page: Page, label: str) -> Locator:
    return page.locator(".mantine-Select-root").filter(has_text=label).locator("input").first


def test_choices_by_key_are_drawn_kept_in_the_address_and_undone(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/en/compare")
    before = page.locator("h1").text_content()

    select(page, "Show as").focus()
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Ranking").wait_for()
    for _step in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{visit.root}/en/compare?as=ranking")
    expect(page.locator("h1")).not_to_have_text(before or "")
    expect(page.locator(".panel h2")).to_have_text("Ranking")
    expect(select(page, "Show as")).to_be_focused()  # though the controls arrived anew

    page.go_back()

    expect(page).to_have_url(f"{visit.root}/en/compare")
    expect(page.locator("h1")).to_have_text(before or "")
    expect(select(page, "Show as")).to_have_value("Trend")
    assert visit.complaints == []


def test_what_is_offered_goes_with_what_is_chosen(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/en/compare?as=index")
    expect(select(page, "Base of the index")).to_be_visible()

    select(page, "Indicator").click()
    page.keyboard.type("recognition rate")
    page.get_by_role("option", name="First-instance recognition rate", exact=True).click()

    expect(page.locator(".lead")).to_have_text(re.compile("no index is made of them"))
    page.get_by_role("link", name="Show what there is").click()
    expect(page).to_have_url(f"{visit.root}/en/compare?indicator=recognition_rate")
    select(page, "Show as").click()
    expect(page.get_by_role("option", name="Map")).to_be_visible()
    expect(page.get_by_role("option", name="Index")).to_have_count(0)


def test_several_places_are_chosen_one_after_the_other(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/en/compare?as=table&group=own")
    page.locator("#places").click()

    for name in ("Malta", "Sweden", "Cyprus"):
        page.get_by_role("option", name=name).click()

    expect(page).to_have_url(f"{visit.root}/en/compare?as=table&group=own&places=MT,SE,CY")
    expect(page.locator(".as-table tbody th")).to_have_text(["Cyprus", "Malta", "Sweden"])


def test_a_table_is_sorted_by_any_column(visitor: Visitor) -> None:
    page = visitor().open("/fr/compare?as=table&group=own&places=DE,EL,AT,MT")
    heads = page.locator(".as-table thead th")
    names = page.locator(".as-table tbody th")
    expect(names).to_have_text(["Allemagne", "Grèce", "Malte", "Autriche"])

    heads.first.get_by_role("button").click()

    expect(names).to_have_text(["Allemagne", "Autriche", "Grèce", "Malte"])
    expect(heads.first).to_have_attribute("aria-sort", "ascending")

    heads.nth(2).get_by_role("button").press("Enter")

    expect(heads.nth(2)).to_have_attribute("aria-sort", "descending")
    expect(heads.first).not_to_have_attribute("aria-sort", re.compile("."))
    shown = page.locator(".as-table tbody tr td:nth-child(3)").all_text_contents()
    numbers = [float(re.sub(r"[^\d,]", "", each).replace(",", ".")) for each in shown]
    assert numbers == sorted(numbers, reverse=True)


def test_without_scripts_the_form_says_it_all(visitor: Visitor) -> None:
    visit = visitor(scripts=False)
    page = visit.open("/en/compare?places=DE", wait_for_dash=False)

    page.locator('select[name="measure"]').select_option("change-year")
    page.locator('select[name="by"]').select_option("year")
    page.locator(".show button").first.click()

    expect(page).to_have_url(f"{visit.root}/en/compare?measure=change-year&by=year&places=DE")
    expect(page.locator("h1")).to_have_text(re.compile("change on the year before"))


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "path",
    [
        "/en/compare?as=panels",
        "/fr/compare?as=table&by=year",
        "/en/compare?as=index&places=DE,FR",
        "/fr/compare?as=map&measure=change-year&group=emn",
        "/en/compare?indicator=recognition_rate&measure=share",
    ],
)
def test_axe_finds_nothing_and_nothing_moves_or_sticks_out(
    visitor: Visitor, path: str, width: int
) -> None:
    visit = visitor(width=width, scheme="dark" if width == 390 else "light")
    page = visit.open(path)
    page.wait_for_load_state("networkidle")

    assert page.evaluate(SHIFT) < 0.02
    assert page.evaluate("document.documentElement.scrollWidth") == width
    select(page, "Indicator" if path.startswith("/en") else "Indicateur").click()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    assert visit.complaints == []
