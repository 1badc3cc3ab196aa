"""Rows of a workshop's series that many exhibits ask for: found once, whoever asks."""

from __future__ import annotations

from datetime import date

import polars as pl

from emn.coverage import UNIONS
from emn.remembered import remembered


@remembered
def at(series: pl.DataFrame, start: date) -> pl.DataFrame:
    """The rows of the period that begins on this day."""
    return series.filter(pl.col("period") == start)


@remembered
def until(series: pl.DataFrame, start: date) -> pl.DataFrame:
    """The rows up to the period that begins on this day."""
    return series.filter(pl.col("period") <= start)


@remembered
def since(series: pl.DataFrame, start: date) -> pl.DataFrame:
    """The rows from the period that begins on this day, of periods that somebody has reported."""
    return series.filter(pl.col("period") >= start, pl.col("reported") > 0)


@remembered
def among(series: pl.DataFrame, geos: tuple[str, ...]) -> pl.DataFrame:
    """The rows of these places."""
    return series.filter(pl.col("geo").is_in(geos))


@remembered
def tails(series: pl.DataFrame) -> pl.DataFrame:
    """The periods that too few have reported, oldest first: columns period, reported, expected."""
    late = series.lazy().filter(~pl.col("is_complete"))
    periods = late.select("period", "reported", "expected").unique("period").sort("period")
    return periods.collect()


@remembered
def last_total(series: pl.DataFrame) -> date | None:
    """The last period with a number of the whole Union."""
    totals = series.filter(pl.col("geo").is_in(UNIONS)).drop_nulls("value")
    last = totals["period"].max()
    return last if isinstance(last, date) else None


@remembered
def reporters(series: pl.DataFrame) -> frozenset[str]:
    """Every place that has a row."""
    return frozenset(series["geo"].unique())


@remembered
def published(series: pl.DataFrame) -> frozenset[date]:
    """Every period in which somebody has a number."""
    return frozenset(series.drop_nulls("value")["period"].unique())
