"""Whom a sentence or a key figure speaks of: the EU, else the country behind most of a number."""

from __future__ import annotations

import polars as pl

from charts.findings import writer
from charts.plan import Material, Plan, at_the_eu, material, union
from charts.views import trend_view
from charts.workshop import Selection, Workshop, countries
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.indicators import INDICATORS

_TWO_YEARS = 25  # months; of quarters and years it is more


def stored(indicator: Indicator, workshop: Workshop, selection: Selection) -> Material | None:
    """What the cache holds of an indicator, up to the EU's last total; None where nothing yet."""
    try:
        return at_the_eu(every_period(indicator, workshop, selection))
    except NothingStored:
        return None


def every_period(indicator: Indicator, workshop: Workshop, selection: Selection) -> Material:
    """The same with the periods after the EU's last total; `NothingStored` where nothing yet."""
    plan = Plan(id=indicator.id, indicator=indicator, view=trend_view, periods=_TWO_YEARS)
    return material(plan, workshop, selection)


def subject(stuff: Material) -> str | None:
    """The EU where its cell is published for the period, else the country with the most.

    For a rate that is the country with the largest count behind it, since the highest rate would be
    a ranking and no level; None where no count is behind it.
    """
    if (whole := union(stuff.at_latest)) is not None:
        return whole
    counted = countries(stuff.at_latest.drop_nulls("value"))
    if not stuff.indicator.unit.is_count:
        counted = _counts_behind(stuff).join(counted.select("geo"), on="geo", how="semi")
    ordered = counted.sort("value", "geo", nulls_last=False)["geo"]
    return None if ordered.is_empty() else str(ordered[-1])


def leading(stuff: Material) -> str:
    """Name the countries with the most, as a sentence; nothing where none may be said to lead."""
    said = writer(stuff, stuff.everyone).leaders()
    return said.text if said else ""


def _counts_behind(stuff: Material) -> pl.DataFrame:
    """The counts of the same dataset and period, by country; no rows where it holds only rates."""
    alike = (each for each in INDICATORS if each.dataset is stuff.indicator.dataset)
    count = next((each for each in alike if each.unit.is_count), None)
    if count is None:
        return countries(stuff.at_latest).clear()
    series = countries(stuff.workshop.series(count, stuff.selection))
    return series.filter(pl.col("period") == stuff.period.start).drop_nulls("value")
