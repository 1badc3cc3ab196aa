"""Mistakes that the gate must stop, each by its name, and updates that it must let pass."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from etl.checks import Verdict, checks
from tests.etl.conftest import structure
from tests.etl.gate.conftest import (
    APPLICANTS,
    FIRST,
    FROM_YEAR_2,
    PLACES,
    TODAY,
    TOTALS,
    failing,
    last,
    month,
    ordinary,
    persons,
    published,
    scaled,
)

# Values times 10 have their rounding times 10 too: small totals are no longer their parts.
MISTAKES: dict[str, tuple[Callable[[], pl.DataFrame], list[str]]] = {
    "a renamed dimension": (lambda: ordinary().rename({"sex": "gender"}), ["schema"]),
    "a lost country": (lambda: ordinary().filter(pl.col("geo") != "SE"), ["lost reporters"]),
    "a country lost for a year": (
        lambda: ordinary().filter(~((pl.col("geo") == "SE") & FROM_YEAR_2)),
        ["lost values"],
    ),
    "a lost code": (
        lambda: ordinary().filter(pl.col("sex") != "F"),
        ["lost values", "lost codes"],
    ),
    "lost countries in one old month": (
        lambda: ordinary().filter(~(pl.col("geo").is_in(PLACES[:9]) & month(10))),
        ["lost periods"],
    ),
    "an old month that is gone": (lambda: ordinary().filter(~month(10)), ["lost periods"]),
    "doubled rows": (lambda: pl.concat([ordinary(), ordinary().head(100)]), ["duplicates"]),
    "a strange code": (
        lambda: ordinary().with_columns(pl.col("geo").replace({"SE": "SX"})),
        ["known codes", "lost reporters"],
    ),
    "swapped sex codes": (
        lambda: ordinary().with_columns(pl.col("sex").replace({"M": "F", "F": "M"})),
        ["swapped codes"],
    ),
    "swapped countries": (
        lambda: ordinary().with_columns(pl.col("geo").replace({"NO": "CH", "CH": "NO"})),
        ["swapped codes"],
    ),
    "a total that is not its parts": (
        lambda: scaled(1.3, *TOTALS, pl.col("geo") == "DE", month(29)),
        ["sums"],
    ),
    "a Union that is not its members": (
        lambda: scaled(1.3, pl.col("geo") == "EU27_2020", month(29)),
        ["sums"],
    ),
    "shifted periods": (
        lambda: ordinary().with_columns(pl.col("period").dt.offset_by("1mo")),
        ["lost periods", "shifted periods"],
    ),
    "periods shifted by a year": (
        lambda: ordinary().with_columns(pl.col("period").dt.offset_by("1y")),
        ["lost values", "lost periods", "shifted periods"],
    ),
    "a total that is less than its parts": (
        lambda: scaled(0.6, *TOTALS, pl.col("geo") == "DE", month(29)),
        ["sums"],
    ),
    "all values times 1.7": (lambda: scaled(1.7), ["level"]),
    "all values times 10": (lambda: scaled(10), ["sums", "level"]),
    "values of one old month times 10": (lambda: scaled(10, month(10)), ["sums", "level"]),
    "values of one country times 10": (lambda: scaled(10, pl.col("geo") == "NO"), ["level"]),
    "values of one sex times 10": (
        lambda: scaled(10, pl.col("sex") == "F"),
        ["sums", "level"],
    ),
    "values of the new month times 10": (lambda: scaled(10, month(29)), ["sums", "steps"]),
    "thousands for units in the new month": (lambda: scaled(0.001, month(29)), ["steps"]),
    "zeros for what is not known yet": (lambda: scaled(0, month(29)), ["steps"]),
    "thousands for units": (lambda: scaled(0.001), ["level"]),
    "time that goes back": (
        lambda: ordinary().filter(pl.col("period") < FIRST.shifted(28).start),
        ["time"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_stopped_by_the_check_of_its_name(mistake: str) -> None:
    make, names = MISTAKES[mistake]

    assert failing(make()) == names


def test_the_notes_say_what_is_wrong_with_which_figures() -> None:
    known = structure(ordinary(), APPLICANTS)
    wrong = (
        *("a total that is not its parts", "values of one country times 10"),
        *("thousands for units", "shifted periods"),
    )

    notes = [
        each.notes[0]
        for mistake in wrong
        for each in checks(MISTAKES[mistake][0](), last(), APPLICANTS, known, TODAY)
        if not each.has_passed
    ]

    assert notes == [
        "sex=T of DE, TOTAL, 2026-06 is 26,285, its parts make 20,000",
        "geo=NO: 10 times those of the last vintage",
        "all figures: 0 times those of the last vintage",
        "2024-01: 29 of 29 reporters have no value left",
        "AT: figures moved by +1 periods",
    ]


def revised(factor: float, place: str, months: range) -> pl.DataFrame:
    """A country counts again: its persons, its totals, and the Union's with them."""
    periods = [FIRST.shifted(each).start for each in months]
    chosen = (pl.col("geo") == place) & pl.col("period").is_in(periods)
    value = pl.when(chosen).then((pl.col("value") * factor).round().cast(pl.Int64))
    return published(persons().with_columns(value=value.otherwise("value")))


UPDATES: dict[str, Callable[[], pl.DataFrame]] = {
    "nothing new": last,
    "a new month": ordinary,
    "a new month of the fast reporters, and no Union yet": lambda: ordinary().filter(
        ~(month(29) & ~pl.col("geo").is_in(PLACES[:10]))
    ),
    "a whole year at once": lambda: published(persons(42)),
    "new flags": lambda: ordinary().with_columns(flag=pl.when(FROM_YEAR_2).then(pl.lit("p"))),
    "Croatia's year falls by 79 %": lambda: revised(0.21, "HR", range(12)),
    "Sweden's four years rise by 45 %": lambda: revised(1.45, "SE", range(29)),
    "Germany adds 10 % to four months": lambda: revised(1.1, "DE", range(24, 28)),
    "a stock of Italy's that halves with a break": lambda: revised(0.53, "IT", range(29, 30)),
    "confidential cells": lambda: ordinary().with_columns(
        value=pl.when(~((pl.col("geo") == "EE") & (pl.col("age") == "Y_GE65"))).then("value")
    ),
    "the Union's cell a little behind a late country": lambda: scaled(
        0.97, pl.col("geo") == "EU27_2020", month(29)
    ),
}


@pytest.mark.parametrize("update", UPDATES)
def test_an_ordinary_update_passes(update: str) -> None:
    assert failing(UPDATES[update]()) == []


def test_a_tail_that_is_still_filling_is_noted() -> None:
    tail = UPDATES["a new month of the fast reporters, and no Union yet"]()

    found = checks(tail, last(), APPLICANTS, structure(ordinary(), APPLICANTS), TODAY)

    assert {each.name: each.notes for each in found if each.verdict is Verdict.NOTED} == {
        "reporters": ("2026-06: 10 reporters, 29 before",)
    }


def test_few_reporters_are_few_against_half_a_year_not_against_the_month_before() -> None:
    tail = ordinary().filter(
        ~(month(28) & ~pl.col("geo").is_in(PLACES[:10])),
        ~(month(29) & ~pl.col("geo").is_in(PLACES[:9])),
    )

    found = checks(tail, None, APPLICANTS, structure(ordinary(), APPLICANTS), TODAY)

    assert next(each.notes for each in found if each.name == "reporters") == (
        "2026-05: 10 reporters, 29 before",
        "2026-06: 9 reporters, 29 before",
    )
