"""Pages of places and of origins in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

LISTS = ("/en/places", "/fr/origins")
PAGES = (*LISTS, "/fr/places/LU", "/en/places/GE", "/fr/origins/SY")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_is_accessible_and_asks_nobody_else(
    visitor: Visitor, path: str, width: int, scheme: str
) -> None:
    visit = visitor(width=width, scheme=scheme)

    page = visit.open(path, wait_for_dash=path not in LISTS)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    assert (visit.strangers, visit.complaints) == ([], [])


def test_a_reader_goes_from_the_index_to_a_place_and_to_its_theme(visitor: Visitor) -> None:
    visit = visitor(width=390, scripts=False)
    page = visit.open("/en/places", wait_for_dash=False)

    page.get_by_role("link", name="Malta", exact=True).click()
    assert page.url == f"{visit.root}/en/places/MT"
    assert "in Malta" in page.locator("h1").inner_text()

    page.locator("#protection h2 a").click()
    assert page.url == f"{visit.root}/en/protection?places=MT"


def test_places_chosen_on_a_place_page_stand_beside_it(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/en/places/MT?places=FR")

    panel = page.locator("#first-time-rate-beside-peers")
    panel.locator(".tabs label").nth(1).click()
    heads = panel.locator(".as-table thead th").all_inner_texts()

    assert heads == ["Period", "Malta", "France", "Median of the EMN members"]
