"""Mistakes that the gate must stop, each by its name, and updates that it must let pass."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import polars as pl
import pytest

from emn import network
from emn.dataset import Dataset
from emn.period import Frequency, Period
from emn.themes import PROTECTION
from etl.checks import Verdict, checks
from tests.etl.conftest import structure

UNION = network.load().group("EU27_2020", date(2020, 2, 1))
PLACES = (*UNION, "NO", "CH")
SEXES = ("T", "M", "F", "UNK")
AGES = ("Y_LT14", "Y14-17", "Y18-34", "Y35-64", "Y_GE65", "UNK")
MINORS = ("Y_LT14", "Y14-17")

APPLICANTS = Dataset(
    id="applicants",
    dataflow="migr_x",
    title="Applicants by sex and age",
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("sex", "age"),
    keep={"sex": SEXES, "age": ("TOTAL", "Y_LT18", *AGES)},
    since="2024-01",
    rounded_to=5,
)
TODAY = date(2026, 8, 18)
FIRST = Period(date(2024, 1, 1), Frequency.MONTHLY)


@cache
def persons(months: int = 30) -> pl.DataFrame:
    """Invented persons by place, month, known sex and age: nothing rounded, nothing summed."""
    chance = random.Random(2026)  # noqa: S311 - invented figures, no secret
    rows = []
    for place, sex, age in product(PLACES, SEXES[1:], AGES):
        share = 0.02 if "UNK" in (sex, age) else {"M": 2.0, "F": 1.0}[sex]
        level = chance.lognormvariate(4, 1) * share * (10 if place == "DE" else 1)
        for month in range(months):
            number = round(level * chance.uniform(0.7, 1.3))
            rows.append((place, sex, age, FIRST.shifted(month).start, number))
    return pl.DataFrame(rows, schema=["geo", "sex", "age", "period", "value"], orient="row")


def published(counted: pl.DataFrame) -> pl.DataFrame:
    """These persons as Eurostat would print them: totals of the unrounded, then rounded to 5."""
    cells = counted
    for dimension, total, parts in (
        ("sex", "T", SEXES),
        ("age", "Y_LT18", MINORS),
        ("age", "TOTAL", AGES),
        ("geo", "EU27_2020", UNION),
    ):
        others = [each for each in ("geo", "sex", "age", "period") if each != dimension]
        totals = (
            cells.filter(pl.col(dimension).is_in(parts)).group_by(others).agg(pl.col("value").sum())
        ).with_columns(pl.lit(total).alias(dimension))
        cells = pl.concat([cells, totals.select(cells.columns)])
    return cells.select(
        "geo",
        "sex",
        "age",
        "period",
        value=(pl.col("value") / 5).round() * 5.0,
        flag=pl.lit(None, pl.String),
        conf_status=pl.lit(None, pl.String),
    )


@cache
def last() -> pl.DataFrame:
    """The vintage in service: 29 months."""
    return published(persons().filter(pl.col("period") < FIRST.shifted(29).start))


@cache
def ordinary() -> pl.DataFrame:
    """The next one: a month more."""
    return published(persons())


def failing(new: pl.DataFrame, before: pl.DataFrame | None = None) -> list[str]:
    before = last() if before is None else before
    found = checks(new, before, APPLICANTS, structure(ordinary(), APPLICANTS), TODAY)
    return [each.name for each in found if not each.has_passed]


def scaled(factor: float, *where: pl.Expr) -> pl.DataFrame:
    """The ordinary update with some of its values so many times as large."""
    chosen = pl.all_horizontal(pl.lit(value=True), *where)
    value = pl.when(chosen).then((pl.col("value") * factor / 5).round() * 5).otherwise("value")
    return ordinary().with_columns(value=value)


def month(number: int) -> pl.Expr:
    return pl.col("period") == FIRST.shifted(number).start


TOTALS = (pl.col("sex") == "T", pl.col("age") == "TOTAL")
FROM_YEAR_2 = pl.col("period") >= FIRST.shifted(18).start

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


def test_a_total_that_was_always_off_is_noted_and_no_reason_to_fail() -> None:
    off = scaled(1.3, *TOTALS, pl.col("geo") == "DE", month(3))

    found = checks(off, off, APPLICANTS, structure(off, APPLICANTS), TODAY)

    assert {each.name: each.verdict for each in found if each.notes} == {"sums": Verdict.NOTED}


def test_a_place_whose_figures_did_not_add_up_lately_may_go_on_so() -> None:
    def wrong(*months: int) -> pl.DataFrame:
        chosen = pl.any_horizontal(*(month(each) for each in months))
        return scaled(1.3, *TOTALS, pl.col("geo") == "DE", chosen)

    before = wrong(27, 28).filter(~month(29))

    assert failing(wrong(27, 28, 29), before) == []
    assert failing(wrong(27, 28, 29), last()) == ["sums"]


def test_parts_are_not_summed_where_another_code_may_be_one_of_them() -> None:
    diverse = last().filter(pl.col("sex") == "M").with_columns(sex=pl.lit("X"))
    dataset = replace(APPLICANTS, keep={})
    wrong = pl.concat([scaled(1.3, pl.col("sex") == "T"), diverse])

    sums = [
        next(
            each
            for each in checks(new, None, dataset, structure(new, dataset), TODAY)
            if each.name == "sums"
        )
        for new in (wrong, wrong.filter(pl.col("sex") != "X"))
    ]

    assert [each.has_passed for each in sums] == [True, False]


def test_a_first_vintage_may_have_a_few_wrong_totals_and_not_many() -> None:
    known = structure(ordinary(), APPLICANTS)
    few = scaled(1.3, *TOTALS, pl.col("geo") == "DE", month(3))
    many = scaled(1.3, *TOTALS)

    verdicts = [
        next(
            each for each in checks(new, None, APPLICANTS, known, TODAY) if each.name == "sums"
        ).verdict
        for new in (ordinary(), few, many)
    ]

    assert verdicts == [Verdict.PASSED, Verdict.NOTED, Verdict.FAILED]
