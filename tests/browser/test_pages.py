"""Every page in a real browser: what a reader sees, on a wide screen and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise((done) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) total += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(total), 300);
})"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/en/", "/fr/protection"])
def test_nothing_moves_when_dash_takes_over(visitor: Visitor, path: str, width: int) -> None:
    page = visitor(width=width).open(path)
    page.wait_for_load_state("networkidle")

    assert page.evaluate(SHIFT) < 0.02
    assert page.locator("#first-content").count() == 0


def test_axe_finds_nothing_in_a_table_nor_in_the_open_control(visitor: Visitor) -> None:
    page = visitor().open("/en/protection?places=DE,FR")
    for tab in page.locator(".tabs label:nth-of-type(2)").all():
        tab.click()
    page.locator("#places").click()

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


@pytest.mark.parametrize("path", ["/de/", "/en/?places=XX"])
def test_axe_finds_nothing_on_a_page_that_is_not_there(visitor: Visitor, path: str) -> None:
    page = visitor().open(path, wait_for_dash=False)

    assert Axe().run(page).response["violations"] == []


def test_sample_data_say_so_above_every_page(visitor: Visitor) -> None:
    page = visitor().open("/en/")

    assert page.locator(".banner.sample").inner_text().startswith("Sample data:")
    assert "Sample data: invented figures." in page.locator("figcaption").first.inner_text()
