from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from charts.median import MEDIAN, median
from emn.network import load

Table = Callable[..., pl.DataFrame]
Series = Callable[[str], pl.DataFrame]

# Denmark and Switzerland are no members, the Union's total is no country, Malta is confidential.
CELLS = """
    geo        period      value  flag
    DE         2026-01-01    100  -
    EU27_2020  2026-01-01  99999  -
    FR         2026-01-01     10  -
    ES         2026-01-01     20  p
    MT         2026-01-01      -  c
    DK         2026-01-01      1  -
    CH         2026-01-01      2  -
    DE         2026-02-01    100  -
    FR         2026-02-01     40  -
    DE         2026-03-01    100  -
"""


@pytest.fixture
def series(table: Table) -> Series:
    """Read a series from a table on paper, every period of it complete."""
    coverage = {"reported": 3, "expected": 3, "is_complete": True}
    return lambda text: (
        table(text).drop("conf_status").with_columns(**{k: pl.lit(v) for k, v in coverage.items()})
    )


def test_the_median_is_that_of_the_members_that_have_a_value(series: Series) -> None:
    found = median(series(CELLS), load())

    assert found.select("geo", "period", "value", "flag").rows() == [
        (MEDIAN, date(2026, 1, 1), 20.0, None),
        (MEDIAN, date(2026, 2, 1), 70.0, None),
        (MEDIAN, date(2026, 3, 1), 100.0, None),
    ]


def test_a_period_that_too_few_have_reported_has_no_median(series: Series) -> None:
    cells = series(CELLS)
    partial = cells.with_columns(is_complete=pl.col("period") < date(2026, 3, 1))

    assert median(partial, load())["period"].max() == date(2026, 2, 1)


def test_where_no_member_has_a_value_the_median_is_null_and_not_zero(series: Series) -> None:
    cells = series("geo period value flag\nMT 2026-01-01 - c")

    assert median(cells, load())["value"].to_list() == [None]


def test_it_can_be_laid_under_its_series(series: Series) -> None:
    cells = series(CELLS)

    assert pl.concat([cells, median(cells, load())]).height == cells.height + 3
