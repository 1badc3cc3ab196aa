from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from emn.indicators import RATIOS
from emn.indicators.procedures import PENDING_RATIO
from emn.indicators.protection import FIRST_INSTANCE
from emn.indicators.return_ import RETURN_SHARE
from emn.ratio import Ratio

Table = Callable[..., pl.DataFrame]
Q2, Q3 = date(2025, 4, 1), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("34155 -", "115440 -", (pytest.approx(29.59, abs=0.01), None)),
        ("34155 p", "115440 b", (pytest.approx(29.59, abs=0.01), "bp")),
        ("34155 -", "- c", (None, "c")),
        ("- -", "115440 e", (None, "e")),
        ("5 -", "95 -", (None, "n")),  # too few orders to make a share of
        ("0 -", "100 -", (0.0, None)),
    ],
)
def test_returns_are_a_share_of_the_orders_of_the_same_quarter(
    table: Table, part: str, whole: str, expected: tuple[object, ...]
) -> None:
    head = "geo period value flag"
    returns = table(f"{head}\nEU27_2020 2025-07-01 {part}").drop("conf_status")
    orders = table(f"{head}\nEU27_2020 2025-07-01 {whole}").drop("conf_status")

    share = RETURN_SHARE.series(returns, orders)

    assert share.columns == ["geo", "period", "value", "flag"]
    assert share.rows() == [("EU27_2020", Q3, *expected)]


def test_a_place_in_one_of_the_two_has_no_share_and_keeps_its_flag(table: Table) -> None:
    returns = table("geo period value flag\nAT 2025-04-01 500 p\nBE 2025-07-01 700 -")
    orders = table("geo period value flag\nAT 2025-07-01 900 -\nBE 2025-07-01 1400 -")

    share = RETURN_SHARE.series(returns.drop("conf_status"), orders.drop("conf_status"))

    assert share.rows() == [
        ("AT", Q2, None, "p"),
        ("AT", Q3, None, None),
        ("BE", Q3, 50.0, None),
    ]


def test_pending_applications_stand_against_the_applicants_of_twelve_months(table: Table) -> None:
    months = [f"DE {year}-{month:02}-01 100" for year in (2025,) for month in range(1, 13)]
    applicants = table("\n".join(["geo period value", *months])).drop("conf_status")
    pending = table("geo period value\nDE 2025-11-01 900\nDE 2025-12-01 900").drop("conf_status")

    ratio = PENDING_RATIO.series(pending, applicants).drop_nulls("value")

    assert ratio.rows() == [("DE", date(2025, 12, 1), 75.0, None)]  # November lacks a month


def test_two_indicators_of_other_frequencies_make_no_ratio() -> None:
    with pytest.raises(ValueError, match="differ in frequency"):
        replace(PENDING_RATIO, whole=FIRST_INSTANCE)


@pytest.mark.parametrize("ratio", RATIOS, ids=lambda each: each.id)
def test_a_ratio_says_what_it_cannot_say(ratio: Ratio) -> None:
    assert ratio.caveats
    assert {name for name in ("{value}", "{where}", "{when}") if name in ratio.sentence} == {
        "{value}",
        "{where}",
        "{when}",
    }


def test_the_share_of_returns_is_never_called_a_rate_of_success() -> None:
    assert RETURN_SHARE.label == "Share of returns in orders (not a success rate)"
    assert len(RETURN_SHARE.caveats) == 5
