from __future__ import annotations

from datetime import date

import pytest

from emn.coverage import coverage, reported
from emn.datasets import DATASETS
from emn.datasets.legal_migration import FIRST_PERMITS
from emn.datasets.population import POPULATION
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
    FIRST_INSTANCE_DECISIONS,
    TEMPORARY_PROTECTION_BENEFICIARIES,
)
from emn.period import Period
from emn.timeliness import (
    Need,
    Overdue,
    Report,
    Reports,
    closing_day,
    deadline,
    expected,
    needed,
    usual,
    waited_for,
)
from tests.conftest import Table

SEPTEMBER = date(2026, 9, 20)
JUNE, JULY = Period.parse("2026-06"), Period.parse("2026-07")

# Applicants are due after two months, and usually shown after three.
REPORTED = """
geo        period      value  flag
AT         2026-05-01    770  -
DE         2026-05-01   8275  -
FR         2026-05-01   9925  p
MT         2026-05-01      -  c
ME         2026-05-01      -  z
UK         2026-05-01      -  -
EU27_2020  2026-05-01  18970  -
AT         2026-06-01      0  -
DE         2026-06-01      -  -
FR         2026-06-01  11105  p
MT         2026-06-01     75  -
ME         2026-06-01      -  z
UK         2026-06-01      -  -
AT         2026-07-01    735  -
"""


@pytest.fixture
def applicants(table: Table) -> Reports:
    """Three months of applicants, as on paper, seen on 20 September 2026."""
    return Reports(dataset=ASYLUM_APPLICATIONS, reported=table(REPORTED), on=SEPTEMBER)


def test_a_deadline_is_the_last_day_of_a_month() -> None:
    june, quarter = Period.parse("2026-06"), Period.parse("2026-Q2")

    assert deadline(ASYLUM_APPLICATIONS, june) == date(2026, 8, 31)
    assert usual(ASYLUM_APPLICATIONS, june) == date(2026, 9, 30)
    assert deadline(FIRST_INSTANCE_DECISIONS, quarter) == date(2026, 8, 31)
    assert deadline(FIRST_PERMITS, Period.parse("2025")) == date(2026, 6, 30)
    assert deadline(TEMPORARY_PROTECTION_BENEFICIARIES, june) is None
    assert usual(POPULATION, Period.parse("2026")) == date(2026, 7, 31)  # counted on 1 January


@pytest.mark.parametrize(
    ("on", "report"),
    [
        (date(2026, 8, 31), Report.AWAITED),
        (date(2026, 9, 1), Report.DUE),  # the law's deadline is over, Eurostat's custom is not
        (date(2026, 9, 30), Report.DUE),
        (date(2026, 10, 1), Report.LATE),
    ],
)
def test_a_period_is_awaited_then_due_then_late(on: date, report: Report) -> None:
    assert expected(ASYLUM_APPLICATIONS, JUNE, on) is report


def test_where_no_law_binds_a_period_is_late_after_its_usual_date() -> None:
    assert expected(TEMPORARY_PROTECTION_BENEFICIARIES, JUNE, date(2026, 8, 31)) is Report.AWAITED
    assert expected(TEMPORARY_PROTECTION_BENEFICIARIES, JUNE, date(2026, 9, 1)) is Report.LATE


@pytest.mark.parametrize(
    ("geo", "june", "july"),
    [
        ("AT", Report.REPORTED, Report.REPORTED),  # zero is a report
        ("DE", Report.DUE, Report.AWAITED),
        ("MT", Report.REPORTED, Report.AWAITED),
        ("ME", Report.NOT_APPLICABLE, Report.MISSING),
        ("UK", Report.MISSING, Report.MISSING),  # listed, and silent for so long
        ("GE", Report.NOT_COLLECTED, Report.NOT_COLLECTED),
    ],
)
def test_each_kind_of_nothing_is_another(
    applicants: Reports, geo: str, june: Report, july: Report
) -> None:
    assert (applicants.report(geo, JUNE), applicants.report(geo, JULY)) == (june, july)


def test_a_confidential_place_has_reported(applicants: Reports) -> None:
    may = Period.parse("2026-05")

    assert applicants.report("MT", may) is Report.CONFIDENTIAL
    assert applicants.counted(may) == (4, 4)
    assert applicants.silent(JUNE) == {"DE"}


def test_counts_agree_with_the_rule_of_coverage(applicants: Reports) -> None:
    periods = [Period.parse(each) for each in ("2026-05", "2026-06", "2026-07")]

    counted = [(*applicants.counted(each), applicants.is_complete(each)) for each in periods]

    assert counted == [(4, 4, True), (3, 4, False), (1, 4, False)]
    assert counted == [row[1:] for row in coverage(applicants.reported).iter_rows()]


def test_periods_end_with_the_last_that_is_over(applicants: Reports) -> None:
    assert [str(each) for each in applicants.periods(3)] == ["2026-06", "2026-07", "2026-08"]
    assert (str(applicants.complete), str(applicants.last)) == ("2026-05", "2026-07")


def test_who_is_overdue_and_since_when(applicants: Reports) -> None:
    assert applicants.overdue() == (
        Overdue(geo="DE", period=JUNE, report=Report.DUE, after_deadline=20, after_usual=-10),
    )


def test_every_kind_of_cell_has_its_own_sign() -> None:
    assert len({each.mark for each in Report}) == len({each.label for each in Report}) == 8


def test_a_place_has_reported_when_one_of_its_cells_says_something(table: Table) -> None:
    observations = table(
        """
        geo  citizen  period      value  flag  conf_status
        DE   SY       2026-06-01      -  -     -
        DE   AF       2026-06-01      5  p     -
        MT   SY       2026-06-01      -  -     C
        """
    )

    assert reported(observations.lazy()).collect().rows() == [
        ("DE", date(2026, 6, 1), 5.0, "p"),
        ("MT", date(2026, 6, 1), None, "c"),
    ]


@pytest.mark.parametrize(
    ("dataset", "period"),
    [
        (ASYLUM_APPLICATIONS, "2026-08"),
        (TEMPORARY_PROTECTION_BENEFICIARIES, "2026-09"),
        (FIRST_INSTANCE_DECISIONS, "2026-Q2"),
        (FIRST_PERMITS, "2025"),
    ],
    ids=lambda each: getattr(each, "id", each),
)
def test_an_edition_needs_what_is_usually_there_when_it_closes(
    dataset: object, period: str
) -> None:
    third_quarter = Period.parse("2026-Q3")

    found = [needed(each, third_quarter) for each in DATASETS if each is dataset]

    assert closing_day(third_quarter) == date(2026, 11, 30)
    assert [str(each) for each in found] == [period]


def test_an_edition_waits_once_for_each_dataflow_with_news_every_quarter() -> None:
    waiting = waited_for(DATASETS)

    assert ASYLUM_APPLICATIONS in waiting
    assert ASYLUM_APPLICATIONS_BY_CITIZENSHIP not in waiting  # the same dataflow
    assert FIRST_PERMITS not in waiting  # new once a year
    assert len({each.dataflow for each in waiting}) == len(waiting)


def test_a_need_is_met_by_enough_countries_not_by_all(applicants: Reports) -> None:
    may = Need(dataset=ASYLUM_APPLICATIONS, period=Period.parse("2026-05"), reports=applicants)
    june = Need(dataset=ASYLUM_APPLICATIONS, period=JUNE, reports=applicants)
    unstored = Need(dataset=ASYLUM_APPLICATIONS, period=JUNE, reports=None)

    assert [each.is_met for each in (may, june, unstored)] == [True, False, False]
