from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

from emn.indicators.legal_migration import FIRST_PERMITS_PER_1000
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.indicators.return_ import ORDERED_TO_LEAVE
from emn.language import Language
from emn.period import Period
from emn.record import Record, record
from emn.wording import superlative

JUNE, QUARTER, YEAR = Period.parse("2026-06"), Period.parse("2026-Q2"), Period.parse("2025")


def line(
    end: Period, values: Sequence[float | None], flags: dict[int, str] | None = None
) -> pl.DataFrame:
    """A series that ends with a period; `flags` by how many periods they lie before it."""
    count = len(values)
    return pl.DataFrame(
        {
            "period": [end.shifted(n + 1 - count).start for n in range(count)],
            "value": values,
            "flag": [(flags or {}).get(count - 1 - n) for n in range(count)],
        },
        schema={"period": pl.Date, "value": pl.Float64, "flag": pl.String},
    )


def test_a_number_is_the_highest_since_the_last_one_that_was_as_high() -> None:
    found = record(ASYLUM_APPLICANTS, line(JUNE, [900, *[500] * 13, 700]), JUNE)

    assert found == Record(is_highest=True, since=Period.parse("2025-04"))


def test_a_number_is_the_lowest_of_the_whole_series() -> None:
    found = record(ORDERED_TO_LEAVE, line(QUARTER, [*[500] * 9, 400]), QUARTER)

    assert found == Record(is_highest=False, since=Period.parse("2024-Q1"), is_first=True)


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ([900, *[500] * 11, 700], {}),  # within a year
        ([*[500] * 20, 505], {1: "b"}),  # nothing before a break is comparable
        ([900, *[500] * 7, None, *[500] * 5, 700], {}),  # what is not known can't be exceeded
        ([*[500] * 30, 500], {}),  # as high as ever
        ([*[498] * 30, 502], {}),  # rounding to 5 may have set them apart
        ([None], {}),
        ([], {}),
    ],
)
def test_nothing_is_said_where_it_would_not_be_true_or_worth_it(
    values: list[float | None], flags: dict[int, str]
) -> None:
    assert record(ASYLUM_APPLICANTS, line(JUNE, values, flags), JUNE) is None


def test_a_break_in_the_period_itself_leaves_no_past() -> None:
    assert record(ASYLUM_APPLICANTS, line(JUNE, [*[500] * 30, 900], {0: "b"}), JUNE) is None


def test_a_rate_moves_by_what_its_last_decimal_can_tell() -> None:
    rates = [7.2, *[6.0] * 3, 7.1]

    found = record(FIRST_PERMITS_PER_1000, line(YEAR, rates), YEAR)

    assert found == Record(is_highest=True, since=Period.parse("2021"))


@pytest.mark.parametrize(
    ("found", "english", "french"),
    [
        (
            Record(is_highest=True, since=Period(date(2024, 4, 1), QUARTER.frequency)),
            "the highest since the second quarter of 2024",
            "le niveau le plus élevé depuis le deuxième trimestre 2024",
        ),
        (
            Record(is_highest=False, since=Period.parse("2008-01"), is_first=True),
            "the lowest of all comparable figures since January 2008",
            "le niveau le plus bas des chiffres comparables depuis janvier 2008",
        ),
    ],
)
def test_a_record_is_put_into_words(found: Record, english: str, french: str) -> None:
    assert (superlative(found, Language.EN), superlative(found, Language.FR)) == (english, french)
