"""Every page without scripts, wide and narrow: what nobody should miss is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from emn.language import Language
from tests.browser.addresses import addresses
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390)


@pytest.mark.parametrize(
    ("language", "path"), [(each, path) for each in Language for path in addresses(each)]
)
def test_every_page_has_the_essentials_without_scripts(
    visitor: Visitor, language: Language, path: str
) -> None:
    visit = visitor(scripts=False)
    page = visit.open(path, wait_for_dash=False)

    assert page.locator("h1").inner_text()
    expect(page.locator("html")).to_have_attribute("lang", language)
    twins = page.locator('link[rel="alternate"][hreflang]')
    assert twins.evaluate_all("links => links.map((each) => each.hreflang)") == [*Language]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        _leads_on(page, width)
        _shows_its_charts(page)
    assert (visit.strangers, visit.complaints) == ([], [])


def _leads_on(page: Page, width: int) -> None:
    """The way to the other pages, in the masthead or its menu, and to the other language."""
    menu = page.locator(".menu > summary")
    if width < 640:
        menu.click()
    expect(page.locator(".pages a").first).to_be_visible()
    expect(page.locator(".switches a")).to_be_visible()
    expect(page.locator(".foot nav a").first).to_be_visible()
    if width < 640:
        menu.click()


def _shows_its_charts(page: Page) -> None:
    """The first exhibit, if there is one: the drawing of this width, its table, and its files."""
    panel = page.locator("article.panel:has(.tabs)").first
    if not panel.count():
        return
    panel.locator(".tabs label").nth(0).click()
    expect(panel.locator(".drawn svg:visible")).to_have_count(1)
    panel.locator(".tabs label").nth(1).click()
    expect(panel.locator(".as-table td").first).to_be_visible()
    expect(panel.locator(".drawn svg:visible")).to_have_count(0)
    panel.locator(".share > summary").click()
    expect(panel.locator(".share a[download]").first).to_be_visible()
    panel.locator(".share > summary").click()
