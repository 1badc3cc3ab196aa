"""The rows of a ranking: which places, in which order, beside which earlier period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from charts.plan import Material, at_the_eu, union
from charts.rows import published
from charts.workshop import countries
from emn.change import Change, change
from emn.coverage import AGGREGATES
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.period import Period
from emn.remembered import remembered

# Codes that are no part: aggregates overlap with the parts, residuals are what is left over.
NO_PARTS = (
    *AGGREGATES,
    *("T", "NAT", "FOR", "FOR_STLS", "ASI"),
    *("EXT_EU27_2020", "EU27_2020_FOR", "NEU27_2020", "NEU27_2020_FOR"),
    *("STLS", "RNC", "UNK", "NRP", "UK_OCT"),
)


def earlier_period(material: Material) -> Period | None:
    """A year before, else a quarter before, else the period before: the first that has figures.

    None beside changes, which compare two periods already.
    """
    if material.plan.is_of_changes:
        return None
    step = max(1, material.period.frequency.per_year // 4)
    candidates = (
        material.period.year_earlier,
        material.period.shifted(-step),
        material.period.previous,
    )
    known = published(material.series)
    return next((each for each in candidates if each.start in known), None)


def ranked(
    material: Material, series: pl.DataFrame, earlier: Period | None, key: str = "geo"
) -> pl.DataFrame:
    """Every key of the series, highest first, those without a number last.

    Columns: key, period, value, flag, earlier, earlier_flag.
    """
    return _beside(series, material.period.start, earlier.start if earlier else None, key)


@remembered
def _beside(series: pl.DataFrame, start: date, earlier: date | None, key: str) -> pl.DataFrame:
    every = series.lazy()
    now = every.filter(pl.col("period") == start)
    before = every.filter(pl.col("period").is_in([earlier] if earlier else []))
    return (
        now.select(key, "period", "value", "flag")
        .join(before.select(key, earlier="value", earlier_flag="flag"), on=key, how="left")
        .sort("value", key, descending=[True, False], nulls_last=True)
        .collect()
    )


@remembered
def _known(series: pl.DataFrame, key: str) -> frozenset[str]:
    """Every code that has a number in some period."""
    return frozenset(series.drop_nulls("value")[key].unique())


def visible(
    material: Material, rows: pl.DataFrame, chosen: Sequence[str], key: str = "geo"
) -> pl.DataFrame:
    """The rows that a figure has room for, with `is_highlighted`.

    The highest and the chosen ones; then those that reported lately and now have no number, so
    that a gap is seen as one.
    """
    lately = _known(material.series, key)
    row = pl.int_range(pl.len())
    gap = pl.col("value").is_null() & pl.col(key).is_in(lately)
    return (
        rows.lazy()
        .filter(
            (row < material.plan.bars) & pl.col("value").is_not_null()
            | pl.col(key).is_in(chosen)
            | gap
        )
        .with_columns(is_highlighted=pl.col(key).is_in(chosen))
        .collect()
    )


def changes(
    material: Material, series: pl.DataFrame, earlier: Period | None, key: str = "geo"
) -> dict[str, Change]:
    """The change of each key between the two periods; none without an earlier one."""
    if earlier is None:
        return {}
    return _changes(series, material.indicator, material.period, earlier, key)


@remembered
def _changes(
    series: pl.DataFrame, indicator: Indicator, period: Period, earlier: Period, key: str
) -> dict[str, Change]:
    return {
        str(code): change(indicator, line, period, earlier)
        for (code,), line in series.partition_by(key, as_dict=True).items()
    }


def with_parts_only(material: Material) -> Material:
    """The same without totals and residuals; up to the EU's last total if nobody chose a place.

    `NothingStored` where the last complete period has no parts.
    """
    plan = material.plan
    only = replace(material, series=_parts(material.series, plan.by, plan.parts))
    if only.at_latest.drop_nulls("value").is_empty():
        raise NothingStored(
            f"{material.source.dataset.id}: nothing by {plan.by} for {material.period}."
        )
    return only if material.selection.places else at_the_eu(only)


@remembered
def _parts(series: pl.DataFrame, by: str, parts: tuple[str, ...]) -> pl.DataFrame:
    code = pl.col(by)
    return series.filter(code.is_in(parts) if parts else ~code.is_in(NO_PARTS))


def place_with_parts(material: Material) -> str:
    """The first chosen place that has a breakdown, else the EU where published, else the leader."""
    now = material.at_latest.drop_nulls("value")
    reporting = set(now["geo"].unique())
    chosen = [geo for geo in material.selection.places if geo in reporting]
    if chosen:
        return chosen[0]
    if (whole := union(now)) is not None:
        return whole
    largest = countries(now).group_by("geo").agg(pl.col("value").max()).sort("value", "geo")
    return str(largest["geo"][-1])
