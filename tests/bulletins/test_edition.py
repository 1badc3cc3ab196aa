from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bulletins.edition import assembled, current_quarter
from cache import Store, Vintage
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import Misused, NothingStored
from emn.language import Language
from emn.network import load
from emn.period import Period
from emn.themes import THEMES
from tests.bulletins.conftest import QUARTER, observations, section

TAIL = """
geo  2026-01  2026-02  2026-03  2026-04  2026-05  2026-06  2026-07
DE        10       10       10       10       10       10       10
FR        10       10       10       10       10       10        .
IT        10       10       10       10       10       10        .
"""
EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}


@pytest.fixture
def tail(store: Store, publish: Callable[..., Vintage], fonts: Fonts) -> Workshop:
    publish(ASYLUM_APPLICATIONS, observations(TAIL, ASYLUM_APPLICATIONS, **EVERYONE))
    return Workshop(store, load(), fonts)


@pytest.mark.parametrize(
    ("today", "quarter"),
    [("2026-11-22", "2026-Q2"), ("2026-07-01", "2026-Q2"), ("2026-06-30", "2026-Q1")],
)
def test_the_current_quarter_has_ended_and_all_its_months_are_complete(
    tail: Workshop, today: str, quarter: str
) -> None:
    assert current_quarter(tail, date.fromisoformat(today)) == Period.parse(quarter)


def test_there_is_no_current_quarter_before_one_is_complete(tail: Workshop) -> None:
    with pytest.raises(NothingStored, match="emn refresh"):
        current_quarter(tail, date(2026, 3, 31))


@pytest.mark.parametrize("quarter", ["2026-Q3", "2031-Q1", "2025-Q4"])
def test_a_quarter_without_a_complete_month_is_refused_with_the_reason(
    tail: Workshop, quarter: str
) -> None:
    with pytest.raises(NothingStored, match=f"{quarter}.*no complete month"):
        assembled(tail, Period.parse(quarter), Language.EN)


def test_what_is_no_quarter_is_refused(tail: Workshop) -> None:
    with pytest.raises(Misused, match="2026-06 is no quarter"):
        assembled(tail, Period.parse("2026-06"), Language.EN)


def test_an_empty_cache_says_what_to_do(store: Store, fonts: Fonts) -> None:
    with pytest.raises(NothingStored, match="emn refresh"):
        assembled(Workshop(store, load(), fonts), QUARTER, Language.EN)


def test_a_past_edition_shows_nothing_that_came_later(workshop: Workshop) -> None:
    bulletin = assembled(workshop, Period.parse("2026-Q1"), Language.EN)

    tables = section(bulletin, "tables")
    headings = [column.label for each in tables.listings[:2] for column in each.table.columns]
    assert bulletin.cover is not None
    assert bulletin.cover.headline.startswith("57,725 people")
    assert "Apr 2026" not in headings


def test_an_edition_has_its_parts_in_order(workshop: Workshop) -> None:
    bulletin = assembled(workshop, QUARTER, Language.EN)

    assert bulletin.file_name == "emn-bulletin-2026-Q2-en"
    assert bulletin.title == "EMN Quarterly, second quarter of 2026"
    assert bulletin.cover is not None
    assert "26 Member States, 9 observer states" in bulletin.cover.facts
    assert [each.heading for each in bulletin.sections] == [
        *(theme.title for theme in THEMES),
        "Tables by state",
        "State of the data",
        "Revisions since the last edition",
        "Glossary",
        "Methodology and how to cite",
    ]
    assert [exhibit.id for exhibit in section(bulletin, "protection").exhibits] == [
        "asylum-applicants-trend",
        "asylum-applicants-ranking",
        "recognition-ranking",
    ]


def test_temporary_protection_stands_in_where_decisions_are_not_in_the_cache(
    store: Store, publish: Callable[..., Vintage], fonts: Fonts
) -> None:
    publish(ASYLUM_APPLICATIONS, observations(TAIL, ASYLUM_APPLICATIONS, **EVERYONE))
    workshop = Workshop(store, load(), fonts)

    bulletin = assembled(workshop, QUARTER, Language.EN)

    assert [exhibit.id for exhibit in section(bulletin, "protection").exhibits] == [
        "asylum-applicants-trend",
        "asylum-applicants-ranking",
    ]
