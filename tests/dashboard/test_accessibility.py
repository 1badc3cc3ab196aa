from __future__ import annotations

from collections.abc import Callable

from dashboard.pages.accessibility import record
from tests.browser.addresses import addresses

Page = Callable[[str], str]


def test_the_statement_tells_of_pages_that_there_are() -> None:
    tested = [each.path for each in record().pages]

    assert tested
    assert set(tested) <= set(addresses())


def test_the_rules_are_those_of_wcag_2_2() -> None:
    assert {"wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"} <= set(record().rules.split(", "))


def test_each_page_was_tested_wide_and_narrow_in_light_and_dark() -> None:
    assert {each.runs for each in record().pages} == {4}


def test_the_statement_says_what_the_last_test_found(page: Page) -> None:
    html = page("/en/accessibility")

    assert record().engine in html
    assert record().browser in html
    assert [each.path for each in record().pages if f'href="{each.path}"' not in html] == []
    assert ("found no violation" in html) is (record().violations == 0)


def test_the_statement_says_what_was_not_tested(page: Page) -> None:
    assert "What was not tested" in page("/en/accessibility")
    assert "Ce qui n’a pas été testé" in page("/fr/accessibility")
