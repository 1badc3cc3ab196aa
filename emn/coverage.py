"""Who has reported: a period with few reporters is shown as incomplete, never as whole."""

from __future__ import annotations

from datetime import date

import polars as pl

from emn.period import Frequency

EU = "EU27_2020"
UNIONS = (EU, "EU", "EU_V")  # the codes that one and the same total has at Eurostat
AGGREGATES = (
    *("EU27_2020", "EU27_2020_X_DK", "EU28", "EU27_2007", "EU", "EU_V"),
    *("EA", "EA18", "EA19", "EA20", "EA21", "EEA30_2007", "EEA31", "EFTA", "DE_TOT", "TOTAL"),
)
_LOOK_BACK = 6  # periods before, whose reporters are expected again
_ENOUGH = 0.8  # of them; measured in autumn 2026: 13 of 32 is a tail, 31 of 32 is a whole month


def coverage(series: pl.DataFrame) -> pl.DataFrame:
    """Count reporters: columns period, reported, expected, is_complete, one row per period.

    A country has reported when it has a value, a confidential one, or one too small to make a rate
    of. Expected are those that reported in any of the six periods before. Aggregates such as
    EU27_2020 are not countries.
    """
    reporters = _reporters(series)
    geos = reporters["geos"].to_list()
    expected = [len(_lately(geos, n)) or len(now) for n, now in enumerate(geos)]
    return reporters.select(
        "period",
        reported=pl.col("geos").list.len().cast(pl.Int64),
        expected=pl.Series(expected, dtype=pl.Int64),
    ).with_columns(
        is_complete=(pl.col("reported") > 0) & (pl.col("reported") >= _ENOUGH * pl.col("expected"))
    )


def reported(observations: pl.LazyFrame) -> pl.LazyFrame:
    """One row per place and period: a value where any was published, and every letter borne.

    Columns geo, period, value, flag. Confidential cells bear the letter c as they do in a series.
    """
    confidential = pl.when(pl.col("conf_status").is_not_null()).then(pl.lit("c"))
    letters = pl.col("flag").fill_null("") + confidential.fill_null("")
    return (
        observations.group_by("geo", "period")
        .agg(value=pl.col("value").max(), flag=letters.unique().sort().str.join(""))
        .sort("geo", "period")
    )


def latest_complete(series: pl.DataFrame) -> date | None:
    """The first day of the last period that enough countries have reported, or None."""
    latest = coverage(series).filter("is_complete")["period"].max()
    return latest if isinstance(latest, date) else None


def lately(frequency: Frequency) -> int:
    """How many periods before count as lately: those of half a year, at the least one."""
    return max(1, frequency.per_year // 2)


def silent(series: pl.DataFrame, period: date, frequency: Frequency) -> set[str]:
    """The countries that reported lately, and not in this period."""
    reporters = _reporters(series)
    geos = reporters["geos"].to_list()
    at = reporters["period"].to_list().index(period)
    return _lately(geos, at, lately(frequency)) - set(geos[at])


def _reporters(series: pl.DataFrame) -> pl.DataFrame:
    """The countries that have reported, by period: columns period, geos."""
    reported = pl.col("value").is_not_null() | pl.col("flag").fill_null("").str.contains("[cn]")
    return (
        series.filter(~pl.col("geo").is_in(AGGREGATES))
        .group_by("period")
        .agg(geos=pl.col("geo").filter(reported).unique())
        .sort("period")
    )


def _lately(geos: list[list[str]], at: int, periods: int = _LOOK_BACK) -> set[str]:
    return set().union(*geos[max(0, at - periods) : at])
