"""Pages of places and of origins in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_places_chosen_on_a_place_page_stand_beside_it(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/en/places/MT?places=FR")

    panel = page.locator("#first-time-rate-beside-peers")
    panel.locator(".tabs label").nth(1).click()
    heads = panel.locator(".as-table thead th").all_inner_texts()

    assert heads == ["Period", "Malta", "France", "Median of the EMN members"]


def test_axe_finds_nothing_on_the_page_of_an_observer(visitor: Visitor) -> None:
    page = visitor(width=390, scheme="dark").open("/en/places/GE")
    page.wait_for_load_state("networkidle")

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
