"""Invented persons as Eurostat would print them, and what the gate says of them."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from itertools import product

import polars as pl

from emn import network
from emn.dataset import Dataset
from emn.period import Frequency, Period
from emn.themes import PROTECTION
from etl.checks import checks
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
