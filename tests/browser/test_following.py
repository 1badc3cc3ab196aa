"""After a choice every exhibit of a long page shows it: those in sight at once, the others soon."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_every_exhibit_follows_a_choice(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/en/protection")
    last = page.locator("article.panel").last
    last.scroll_into_view_if_needed()
    height = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("window.scrollTo(0, 0)")

    page.evaluate(
        """() => {
          window.dash_clientside.set_props("places", { value: ["BE"] });
        }"""
    )
    page.wait_for_url("**/en/protection?places=BE")
    expect(page.locator("[data-following]").first).to_be_attached()
    after = page.evaluate("document.documentElement.scrollHeight")
    last.scroll_into_view_if_needed()

    expect(last).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("[data-following]")).to_have_count(0, timeout=20_000)
    addresses = page.locator(".share a[href*='.csv']").evaluate_all(
        "links => links.map((each) => each.getAttribute('href'))"
    )
    assert [each for each in addresses if not each.endswith(".csv?places=BE")] == []
    assert abs(after - height) < height / 5  # nothing jumps while they wait
    assert visit.complaints == []
