from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from emn.change import (
    EMN_MEMBERS,
    Change,
    Direction,
    change,
    emn_total,
    total,
    twelve_months,
    year_to_date,
)
from emn.indicator import Indicator
from emn.indicators.protection import (
    ASYLUM_APPLICANTS,
    FIRST_INSTANCE,
    PENDING_APPLICANTS,
    RECOGNITION_RATE,
)
from emn.period import Frequency, Period

Table = Callable[..., pl.DataFrame]
MAY, JUNE = Period.parse("2026-05"), Period.parse("2026-06")


@pytest.mark.parametrize(
    ("before", "now", "flag", "expected"),
    [
        ("8275", "5790", "-", (Direction.FALL, -2485.0, pytest.approx(-30.03, abs=0.01))),
        ("9925", "11105", "p", (Direction.RISE, 1180.0, pytest.approx(11.89, abs=0.01))),
        ("50", "100", "-", (Direction.RISE, 50.0, None)),  # a base below 100 bears no percentage
        ("500", "500", "-", (Direction.UNCHANGED, 0.0, 0.0)),
        ("500", "505", "b", (Direction.NOT_COMPARABLE, None, None)),
        ("-", "505", "-", (Direction.NOT_PUBLISHED, None, None)),
        ("500", "-", "c", (Direction.NOT_PUBLISHED, None, None)),
        ("0", "5", "-", (Direction.RISE, 5.0, None)),
    ],
)
def test_what_may_be_said_of_two_months(
    table: Table, before: str, now: str, flag: str, expected: tuple[object, ...]
) -> None:
    line = table(f"period value flag\n2026-05-01 {before} -\n2026-06-01 {now} {flag}", geo="DE")

    told = change(ASYLUM_APPLICANTS, line, JUNE, MAY)

    assert (told.direction, told.absolute, told.percent) == expected


def test_a_break_between_the_two_periods_forbids_a_change(table: Table) -> None:
    line = table(
        """
        geo  period      value  flag
        EL   2025-06-01   4000  -
        EL   2025-12-01   8000  b
        EL   2026-06-01   4120  -
        """
    )

    told = change(ASYLUM_APPLICANTS, line, JUNE, JUNE.year_earlier)

    assert told == Change(direction=Direction.NOT_COMPARABLE, earlier=JUNE.year_earlier)


def test_a_break_in_the_earlier_period_itself_does_not(table: Table) -> None:
    line = table("geo period value flag\nEL 2026-05-01 4000 b\nEL 2026-06-01 4120 -")

    assert change(ASYLUM_APPLICANTS, line, JUNE, MAY).direction is Direction.RISE


def test_a_rate_changes_in_points_and_never_in_percent(table: Table) -> None:
    line = table("geo period value\nDE 2026-01-01 40.0\nDE 2026-04-01 43.6")
    first, second = Period.parse("2026-Q1"), Period.parse("2026-Q2")

    told = change(RECOGNITION_RATE, line, second, first)

    assert told.absolute == pytest.approx(3.6)
    assert told.percent is None


def test_a_quarter_is_the_sum_of_its_months_with_their_flags(table: Table) -> None:
    line = table(
        """
        geo        period      value  flag
        EU27_2020  2026-04-01  52660  -
        EU27_2020  2026-05-01  50670  p
        EU27_2020  2026-06-01  43120  e
        """
    )

    assert total(line, Period.parse("2026-Q2"), Frequency.MONTHLY) == (146450.0, "ep")


def test_a_quarter_without_one_of_its_months_has_no_sum(table: Table) -> None:
    line = table("geo period value\nDE 2026-04-01 5\nDE 2026-05-01 -\nDE 2026-06-01 5")

    assert total(line, Period.parse("2026-Q2"), Frequency.MONTHLY) is None


QUARTERS = """
    geo  period      value  flag
    DE   2025-01-01    100  b
    DE   2025-04-01    200  -
    DE   2025-07-01    300  -
    DE   2025-10-01    400  p
    DE   2026-01-01    500  -
    DE   2026-04-01    600  -
    MT   2025-10-01     10  -
    MT   2026-01-01      -  c
    MT   2026-04-01     30  -
"""


def test_twelve_months_are_added_where_all_are_there_with_the_flags_of_all(table: Table) -> None:
    series = table(QUARTERS).drop("conf_status")

    assert twelve_months(FIRST_INSTANCE, series).rows() == [
        ("DE", date(2025, 1, 1), None, "b"),
        ("DE", date(2025, 4, 1), None, "b"),
        ("DE", date(2025, 7, 1), None, "b"),
        ("DE", date(2025, 10, 1), 1000.0, "bp"),
        ("DE", date(2026, 1, 1), 1400.0, "p"),  # the break of a year ago is no longer inside
        ("DE", date(2026, 4, 1), 1800.0, "p"),
        ("MT", date(2025, 10, 1), None, None),
        ("MT", date(2026, 1, 1), None, "c"),
        ("MT", date(2026, 4, 1), None, "c"),
    ]


def test_a_year_to_date_begins_in_january_and_misses_nothing(table: Table) -> None:
    series = table(QUARTERS).drop("conf_status")

    assert year_to_date(FIRST_INSTANCE, series).rows() == [
        ("DE", date(2025, 1, 1), 100.0, "b"),
        ("DE", date(2025, 4, 1), 300.0, "b"),
        ("DE", date(2025, 7, 1), 600.0, "b"),
        ("DE", date(2025, 10, 1), 1000.0, "bp"),
        ("DE", date(2026, 1, 1), 500.0, None),
        ("DE", date(2026, 4, 1), 1100.0, None),
        ("MT", date(2025, 10, 1), None, None),  # nine months before it are not there
        ("MT", date(2026, 1, 1), None, "c"),
        ("MT", date(2026, 4, 1), None, "c"),
    ]


def test_a_month_without_a_row_is_missing_as_one_without_a_value(table: Table) -> None:
    months = [f"DE 2025-{month:02}-01 10 -" for month in range(1, 13) if month != 6]
    series = table("\n".join(["geo period value flag", *months])).drop("conf_status")

    year = year_to_date(ASYLUM_APPLICANTS, series)["value"].to_list()

    assert year == [10.0, 20.0, 30.0, 40.0, 50.0, *[None] * 6]
    assert twelve_months(ASYLUM_APPLICANTS, series)["value"].to_list() == [None] * 11


def test_each_part_of_a_breakdown_is_added_by_itself(table: Table) -> None:
    series = table(
        """
        geo  citizen  period      value  flag
        DE   AF       2026-01-01     10  -
        DE   AF       2026-04-01     20  -
        DE   SY       2026-01-01      1  e
        DE   SY       2026-04-01      2  -
        """
    ).drop("conf_status")

    assert year_to_date(FIRST_INSTANCE, series).rows() == [
        ("DE", "AF", date(2026, 1, 1), 10.0, None),
        ("DE", "AF", date(2026, 4, 1), 30.0, None),
        ("DE", "SY", date(2026, 1, 1), 1.0, "e"),
        ("DE", "SY", date(2026, 4, 1), 3.0, "e"),
    ]


@pytest.mark.parametrize("indicator", [PENDING_APPLICANTS, RECOGNITION_RATE])
def test_stocks_and_rates_do_not_add_up(table: Table, indicator: Indicator) -> None:
    series = table("geo period value\nDE 2026-04-01 10")

    with pytest.raises(ValueError, match=f"{indicator.id}: only flows are added"):
        twelve_months(indicator, series)


def test_the_total_of_the_emn_is_the_cell_of_the_union_less_that_of_denmark(table: Table) -> None:
    series = table(
        """
        geo        period      value  flag
        EU27_2020  2026-04-01  52660  -
        DK         2026-04-01    190  p
        FR         2026-04-01  11105  -
        EU27_2020  2026-05-01  50670  -
        DK         2026-05-01      -  c
        DK         2026-06-01    180  -
        """
    ).drop("conf_status")

    assert emn_total(ASYLUM_APPLICANTS, series).rows() == [
        (EMN_MEMBERS, date(2026, 4, 1), 52470.0, "p"),
        (EMN_MEMBERS, date(2026, 5, 1), None, "c"),
        (EMN_MEMBERS, date(2026, 6, 1), None, None),
    ]


def test_there_is_no_rate_of_the_emn_to_be_had_from_two_rates(table: Table) -> None:
    with pytest.raises(ValueError, match="a rate of the EMN is no difference of rates"):
        emn_total(RECOGNITION_RATE, table("geo period value\nDK 2026-04-01 10"))
