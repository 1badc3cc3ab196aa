"""Every page in a real browser: what a reader sees, on a wide screen and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from charts.exhibits.protection import EXHIBITION
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

PAGES = ("/en/", "/fr/", "/en/protection", "/fr/protection")
OF_PROTECTION = len(EXHIBITION.exhibits)
EXHIBITS = {"/en/": 2, "/fr/": 2, "/en/protection": OF_PROTECTION, "/fr/protection": OF_PROTECTION}
SHIFT = """() => new Promise((done) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) total += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(total), 300);
})"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_asks_nobody_else_and_does_not_complain(
    visitor: Visitor, path: str, width: int
) -> None:
    visit = visitor(width=width)

    page = visit.open(path)
    page.wait_for_load_state("networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("article.panel").count() == EXHIBITS[path]
    assert (visit.strangers, visit.complaints) == ([], [])
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/en/", "/fr/protection"])
def test_nothing_moves_when_dash_takes_over(visitor: Visitor, path: str, width: int) -> None:
    page = visitor(width=width).open(path)
    page.wait_for_load_state("networkidle")

    assert page.evaluate(SHIFT) < 0.02
    assert page.locator("#first-content").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/en/", "/fr/protection"])
def test_axe_finds_nothing(visitor: Visitor, path: str, width: int, scheme: str) -> None:
    page = visitor(width=width, scheme=scheme).open(path)
    page.wait_for_load_state("networkidle")

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


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


@pytest.mark.parametrize("path", PAGES)
def test_the_essentials_need_no_script(visitor: Visitor, path: str) -> None:
    page = visitor(width=390, scripts=False).open(path, wait_for_dash=False)

    panel = page.locator("article.panel").first
    assert page.locator("h1").inner_text()
    assert panel.locator(".narrow svg").is_visible()
    assert not panel.locator(".as-table").is_visible()
    panel.locator("label").nth(1).click()
    assert panel.locator(".as-table td").first.is_visible()
    assert not panel.locator(".narrow svg").is_visible()


def test_places_can_be_chosen_without_a_script(visitor: Visitor) -> None:
    visit = visitor(width=390, scripts=False)
    page = visit.open("/en/protection?until=2026-06", wait_for_dash=False)

    page.locator("form summary").click()
    page.locator('input[value="BE"]').check()
    page.locator('input[value="EU27_2020"]').check()
    page.locator(".boxes button").click()

    assert page.url == f"{visit.root}/en/protection?places=EU27_2020,BE&until=2026-06"


def test_sample_data_say_so_above_every_page(visitor: Visitor) -> None:
    page = visitor().open("/en/")

    assert page.locator(".banner.sample").inner_text().startswith("Sample data:")
    assert "Sample data: invented figures." in page.locator("figcaption").first.inner_text()
