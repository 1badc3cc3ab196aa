from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from emn.coverage import coverage, latest_complete

Table = Callable[..., pl.DataFrame]

TAIL = """
    geo        period      value  flag
    AT         2026-05-01    770  -
    DE         2026-05-01   8275  -
    FR         2026-05-01   9925  -
    MT         2026-05-01      -  c
    EU27_2020  2026-05-01  18970  -
    AT         2026-06-01    735  -
    DE         2026-06-01      -  -
    FR         2026-06-01      -  -
    MT         2026-06-01      -  -
    EU27_2020  2026-06-01      -  -
"""


def test_a_confidential_country_has_reported_and_an_aggregate_is_no_country(table: Table) -> None:
    assert coverage(table(TAIL)).rows() == [
        (date(2026, 5, 1), 4, 4, True),
        (date(2026, 6, 1), 1, 4, False),
    ]


def test_a_country_whose_decisions_are_too_few_for_a_rate_has_reported(table: Table) -> None:
    rates = table("geo period value flag\nDE 2026-06-01 43.6 -\nMT 2026-06-01 - n")

    assert coverage(rates).rows() == [(date(2026, 6, 1), 2, 2, True)]


def test_the_latest_complete_period_is_before_a_tail(table: Table) -> None:
    assert latest_complete(table(TAIL)) == date(2026, 5, 1)


def test_there_is_no_complete_period_where_nobody_reported(table: Table) -> None:
    empty = table("geo period value\nDE 2026-06-01 -")

    assert latest_complete(empty) is None
