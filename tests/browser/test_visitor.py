"""A visitor does what people come for: every task, on every kind of page, in both languages.

The tasks are in tasks.py; reader.py is who carries them out. Beside that, every page is looked at
without scripts, wide and narrow, for what nobody should miss.
"""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from dashboard.pages import PAGES
from emn.language import Language
from tests.browser.addresses import addresses
from tests.browser.conftest import Visitor
from tests.browser.reader import Hand, Reader
from tests.browser.tasks import TASKS, Task

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390)
BOTH = tuple(zip(Language, WIDTHS[::-1], strict=True))
RUNS = [
    (task, hand, language, width)
    for task in TASKS
    for hand in (Hand.MOUSE, *task.hands)
    for language, width in (BOTH if hand is Hand.PLAIN else product(Language, WIDTHS))
]


@pytest.mark.parametrize(
    ("task", "hand", "language", "width"),
    RUNS,
    ids=["-".join(map(str, (task.name, *how))) for task, *how in RUNS],
)
def test_a_visitor_does_what_they_came_for(
    visitor: Visitor, task: Task, hand: Hand, language: Language, width: int
) -> None:
    visit = visitor(width=width, scripts=hand is not Hand.PLAIN)
    reader = Reader(visit, language, width, hand)

    task.does(reader)

    reader.leave()
    assert set(task.pages) <= reader.been


def test_the_tasks_lead_across_every_page_and_enough_of_them_by_key_alone() -> None:
    across = {path for task in TASKS for path in task.pages}

    assert sorted(across) == sorted(page.path for page in PAGES)
    assert len(TASKS) >= 15
    assert sum(Hand.KEYS in task.hands for task in TASKS) >= 6
    assert all(Hand.PLAIN in task.hands for task in TASKS)


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
