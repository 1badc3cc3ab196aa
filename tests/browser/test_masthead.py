"""What stands above every page: the menu on a phone, what folds, and how the pages look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

PAPER = "getComputedStyle(document.body).backgroundColor"
SMALL = """() => [...document.querySelectorAll(".masthead :is(a, summary)")]
  .filter((each) => each.checkVisibility())
  .map((each) => [each.textContent, each.getBoundingClientRect()])
  .filter(([_text, box]) => box.width < 24 || box.height < 24)
  .map(([text]) => text)"""


def choose(page: Page, name: str) -> None:
    page.locator(".appearance > summary").click()
    page.get_by_role("radio", name=name).check()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_has_one_menu_with_or_without_scripts(visitor: Visitor, *, scripts: bool) -> None:
    page = visitor(width=390, scripts=scripts).open("/fr/protection", wait_for_dash=scripts)
    here = page.locator('.pages a[aria-current="page"]')
    assert not here.is_visible()

    page.locator(".menu > summary").click()
    page.locator(".themes > summary").click()

    expect(here).to_have_text("Protection internationale")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    if scripts:  # evaluating an arrow needs them
        assert page.evaluate(SMALL) == []


def test_what_is_unfolded_folds_on_escape_and_on_a_touch_elsewhere(visitor: Visitor) -> None:
    page = visitor(width=390).open("/en/")
    menu = page.locator(".menu")

    menu.locator("> summary").click()
    page.locator(".themes > summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".themes")).not_to_have_attribute("open", "")
    expect(page.locator(".themes > summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("> summary").click()
    page.mouse.click(200, 880)
    expect(menu).not_to_have_attribute("open", "")


def test_a_wide_screen_shows_the_pages_and_folds_the_themes(visitor: Visitor) -> None:
    page = visitor(width=1240).open("/fr/protection")

    expect(page.get_by_role("link", name="Vue d’ensemble")).to_be_visible()
    assert not page.locator(".menu > summary").is_visible()
    page.locator(".themes > summary").click()
    expect(page.locator('.themes a[aria-current="page"]')).to_be_visible()


def test_an_appearance_is_chosen_and_kept_without_a_cookie_and_without_a_flash(
    visitor: Visitor,
) -> None:
    visit = visitor(scheme="light")
    page = visit.open("/en/")
    looks = [page.evaluate(PAPER)]

    choose(page, "Dark")
    looks.append(page.evaluate(PAPER))
    page.goto(f"{visit.root}/fr/", wait_until="commit")
    page.wait_for_selector("h1")
    looks.append(page.evaluate(PAPER))

    assert looks == ["rgb(255, 255, 255)", *["rgb(16, 22, 31)"] * 2]
    assert page.context.cookies() == []
    page.wait_for_selector("#places")
    page.locator(".appearance > summary").click()
    expect(page.get_by_role("radio", name="Sombre")).to_be_checked()
    page.get_by_role("radio", name="Comme sur cet appareil").check()
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"


def test_high_contrast_recolours_pages_and_drawings_and_is_as_dark_as_the_system(
    visitor: Visitor,
) -> None:
    page = visitor(scheme="dark").open("/en/")
    choose(page, "High contrast")
    ink = page.locator('svg text[fill="#4A5667"]').first

    assert page.evaluate(PAPER) == "rgb(0, 0, 0)"
    assert ink.evaluate("(text) => getComputedStyle(text).fill") == "rgb(254, 254, 254)"


def test_a_system_that_wants_contrast_or_forces_colours_is_followed(visitor: Visitor) -> None:
    page = visitor().open("/en/")
    name = page.locator("#asylum-applicants-trend .wide text").first
    grid = page.locator('#asylum-applicants-trend .wide line[stroke="#E4E8EE"]').first

    page.emulate_media(contrast="more")
    assert grid.evaluate("(line) => getComputedStyle(line).stroke") == "rgb(140, 140, 140)"
    page.emulate_media(contrast="no-preference", forced_colors="active", color_scheme="dark")
    assert name.evaluate("(text) => getComputedStyle(text).fill") == "rgb(255, 255, 255)"
