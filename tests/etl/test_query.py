from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from emn.datasets.protection import (
    ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
    FIRST_TIME_RATE_ANNUAL,
    PENDING_APPLICATIONS,
)
from emn.errors import CodesGone, StructureChanged
from emn.structure import Dimension, Structure
from etl.query import Query, halves, query

TODAY = date(2026, 9, 19)
ORDER = ("freq", "unit", "citizen", "sex", "age", "geo")
CODES = {
    "freq": ("M",),
    "unit": ("PER",),
    "citizen": ("TOTAL", "AF"),
    "sex": ("T", "M", "F"),
    "age": ("TOTAL", "Y_LT14", "Y14-17", "Y_LT18", "Y18-34", "Y35-64", "Y_GE65", "UNK"),
    "geo": ("EU27_2020", "DE"),
    "applicant": ("TOTAL", "FRST", "SSEQ"),
}
AGES = "TOTAL+Y_LT14+Y14-17+Y_LT18+Y18-34+Y35-64+Y_GE65+UNK"
ENDING = "?format=TSV&compressed=true&startPeriod="


def structure(*order: str, **changed: tuple[str, ...]) -> Structure:
    codes: Mapping[str, tuple[str, ...]] = {**CODES, **changed}
    dimensions = tuple(Dimension(id=each, codes=codes[each], labels={}) for each in order)
    return Structure(dataflow="migr_x", titles={}, dimensions=dimensions)


def test_a_key_pins_what_is_kept_in_the_order_of_the_structure() -> None:
    assert query(PENDING_APPLICATIONS, structure(*ORDER), TODAY) == Query(
        path=f"/sdmx/2.1/data/migr_asypenctzm/M.PER.TOTAL.T.{AGES}.{ENDING}2008-01"
    )


def test_another_order_gives_another_key() -> None:
    other = ("freq", "citizen", "age", "geo", "sex", "unit")

    assert query(PENDING_APPLICATIONS, structure(*other), TODAY).path == (
        f"/sdmx/2.1/data/migr_asypenctzm/M.TOTAL.{AGES}..T.PER{ENDING}2008-01"
    )


def test_a_dimension_that_is_not_pinned_and_a_window_of_periods_stay_open() -> None:
    order = ("freq", "unit", "citizen", "sex", "applicant", "age", "geo")

    assert query(ASYLUM_APPLICATIONS_BY_CITIZENSHIP, structure(*order), TODAY).path == (
        f"/sdmx/2.1/data/migr_asyappctzm/M.PER..T.TOTAL+FRST.TOTAL.{ENDING}2024-09"
    )


def test_a_code_that_is_gone_is_left_out_and_noted() -> None:
    without = structure(*ORDER, age=("TOTAL", "Y_LT14", "Y_LT18"))

    made = query(PENDING_APPLICATIONS, without, TODAY)

    assert ".TOTAL+Y_LT14+Y_LT18." in made.path
    assert made.dropped == ("age=Y14-17", "age=Y18-34", "age=Y35-64", "age=Y_GE65", "age=UNK")


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (structure(*ORDER[:-1]), "missing: geo; unexpected: none"),
        (structure(*ORDER, "applicant"), "missing: none; unexpected: applicant"),
        (structure(*ORDER[1:]), "missing: freq; unexpected: none"),
    ],
)
def test_a_changed_structure_names_what_came_and_went(found: Structure, says: str) -> None:
    with pytest.raises(StructureChanged, match=says):
        query(PENDING_APPLICATIONS, found, TODAY)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (structure(*ORDER, unit=("NR",)), "missing: unit=PER; unexpected: none"),
        (structure(*ORDER, freq=("Q",)), "missing: freq=M; unexpected: none"),
    ],
)
def test_codes_that_are_all_gone_are_named(found: Structure, says: str) -> None:
    with pytest.raises(CodesGone, match=says):
        query(PENDING_APPLICATIONS, found, TODAY)


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [
        ("x/M.A+B.C?a=1", "x/M.A.C?a=1", "x/M.B.C?a=1"),
        ("x/M.A+B.C+D+E.?a=1", "x/M.A+B.C.?a=1", "x/M.A+B.D+E.?a=1"),
        (
            "x/M..?startPeriod=2026-01",
            "x/M..?startPeriod=2026-01&endPeriod=2026-05",
            "x/M..?startPeriod=2026-06",
        ),
        (
            "x/M..?startPeriod=2026-08",
            "x/M..?startPeriod=2026-08&endPeriod=2026-08",
            "x/M..?startPeriod=2026-09",
        ),
        (
            "x/A..?startPeriod=2008",
            "x/A..?startPeriod=2008&endPeriod=2017",
            "x/A..?startPeriod=2018",
        ),
        (
            "x/Q..?startPeriod=2025-Q1&endPeriod=2025-Q4",
            "x/Q..?startPeriod=2025-Q1&endPeriod=2025-Q2",
            "x/Q..?startPeriod=2025-Q3&endPeriod=2025-Q4",
        ),
    ],
)
def test_a_query_is_cut_along_its_longest_list_of_codes_else_along_time(
    path: str, first: str, second: str
) -> None:
    assert halves(path, TODAY) == (first, second)


@pytest.mark.parametrize("path", ["x/M.A.?startPeriod=2026-09", "x/M.A.?format=TSV"])
def test_one_code_and_one_period_have_no_halves(path: str) -> None:
    assert halves(path, TODAY) is None


@pytest.mark.parametrize(
    ("key", "start", "is_within"),
    [
        ("A..", "2008", True),
        ("A..", "2005", True),  # more than we ask for
        ("A..", "2010", False),
        ("A.NR.", "2008", False),
    ],
)
def test_an_answer_holds_a_query_with_the_same_key_and_an_earlier_start(
    key: str,
    start: str,
    is_within: bool,  # noqa: FBT001 - a column of the table
) -> None:
    annual = structure("freq", "unit", "geo", freq=("A",), unit=("NR",))
    made = query(FIRST_TIME_RATE_ANNUAL, annual, TODAY)

    url = f"https://example.invalid/api/sdmx/2.1/data/migr_asyapp1mp/{key}?startPeriod={start}"

    assert made.is_within(url) is is_within


def test_a_window_that_moved_with_the_calendar_is_still_within_the_last_answer() -> None:
    order = ("freq", "unit", "citizen", "sex", "applicant", "age", "geo")
    dataset, found = ASYLUM_APPLICATIONS_BY_CITIZENSHIP, structure(*order)
    last_month = query(dataset, found, date(2026, 8, 19)).path

    assert query(dataset, found, TODAY).is_within(last_month)
    assert not query(replace(dataset, latest=36), found, TODAY).is_within(last_month)
