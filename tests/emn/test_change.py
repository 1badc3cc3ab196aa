from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from emn.change import Change, Direction, change, total
from emn.indicators.protection import ASYLUM_APPLICANTS, RECOGNITION_RATE
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
