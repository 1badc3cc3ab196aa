"""Is all still there that was: values, codes, reporting countries, periods?"""

from __future__ import annotations

from datetime import date

import polars as pl

from cache import Vintage
from emn.dataset import Dataset
from emn.period import Period
from etl.gate import Check, check

_MOST_LOST = 0.2  # of the values that the last vintage had in the same periods, of all or a place
_FEW_LOST = 6  # fewer values may go from any place
_ENOUGH = 0.8  # of the reporters that the six periods before had: domain practice at Eurostat
_BEFORE = 6
_COUNTABLE = 5  # a share of fewer reporters says nothing

_COUNTRY = r"^[A-Z]{2}$"
_NO_COUNTRIES = ("EU", "EA")  # two letters, and yet groups


def is_country() -> pl.Expr:
    """Where `geo` is one country, and not a group of them."""
    return pl.col("geo").str.contains(_COUNTRY) & ~pl.col("geo").is_in(_NO_COUNTRIES)


def described(vintage: Vintage, new: pl.DataFrame) -> Vintage:
    """The same vintage with what it covers filled in: rows, periods, reporters of the last one."""
    valued = new.filter(pl.col("value").is_not_null())
    last = valued["period"].max()
    return vintage.described(
        rows=new.height,
        first_period=valued["period"].min(),
        last_period=last,
        reporters=valued.filter(is_country(), period=last)["geo"].n_unique(),
    )


def common(
    last: pl.DataFrame, new: pl.DataFrame, dataset: Dataset
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The values of both in the periods that both should have, of the codes still wanted.

    Only a dataset that asks for the latest periods may leave old ones behind.
    """
    (last_from, last_to), (new_from, new_to) = _bounds(last), _bounds(new)
    wanted_from = Period.parse(dataset.since).start if dataset.since else new_from
    covered = pl.col("period").is_between(max(last_from, wanted_from), min(last_to, new_to))
    wanted = [pl.col(dimension).is_in(kept) for dimension, kept in dataset.keep.items()]
    valued = pl.col("value").is_not_null()
    return last.filter(valued, covered, *wanted), new.filter(valued, covered)


def coverage(before: pl.DataFrame, now: pl.DataFrame, dataset: Dataset) -> tuple[Check, ...]:
    """Compare what there is with what there was in the same periods."""
    return (
        _lost_values(before, now),
        _lost_codes(before, now, dataset),
        check("lost reporters", [f"{geo} has no value left" for geo in _lost(before, now, "geo")]),
    )


def reporters(new: pl.DataFrame, last: pl.DataFrame | None, dataset: Dataset) -> Check:
    """Count the countries of each period; fail where many left one that they had reported.

    Periods with less than 80 % of the median of the six before are noted: a tail that is still
    filling is no fault. Countries that are gone altogether are another check's.
    """
    counts = _reporters(new)
    usual = pl.col("reporters").rolling_median(_BEFORE, min_samples=1).shift(1)
    few = counts.with_columns(usual=usual).filter(
        pl.col("usual") >= _COUNTABLE, pl.col("reporters") < _ENOUGH * pl.col("usual")
    )
    noted = [
        f"{Period(period, dataset.frequency)}: {count} reporters, {usual:g} before"
        for period, count, usual in few.iter_rows()
    ]
    if last is None:
        return check("reporters", [], noted)
    still = last.filter(pl.col("geo").is_in(new["geo"].unique().to_list()))
    left = counts.join(_reporters(still), on="period", suffix="_before").filter(
        pl.col("reporters_before") >= _COUNTABLE,
        pl.col("reporters") < _ENOUGH * pl.col("reporters_before"),
    )
    failing = [
        f"{Period(period, dataset.frequency)}: {count} reporters where there were {before}"
        for period, count, before in left.sort("period").iter_rows()
    ]
    return check("reporters", failing, noted)


def time(last: pl.DataFrame, new: pl.DataFrame, dataset: Dataset) -> Check:
    """Fail where the figures end earlier than they did."""
    ended, ends = (Period(_bounds(each)[1], dataset.frequency) for each in (last, new))
    return check("time", [f"ends in {ends} where it ended in {ended}"] if ends < ended else [])


def age(new: Vintage, last: Vintage | None) -> Check:
    """Fail where Eurostat answers with a state older than the one in service."""
    if last is None or new.last_update >= last.last_update:
        return check("age", [])
    moments = f"{new.last_update:%Y-%m-%d %H:%M} where it was {last.last_update:%Y-%m-%d %H:%M}"
    return check("age", [f"last update {moments}"])


def _lost_values(before: pl.DataFrame, now: pl.DataFrame) -> Check:
    places = (
        before.group_by("geo")
        .len("were")
        .join(now.group_by("geo").len("are"), on="geo")
        .with_columns(lost=pl.col("were").cast(pl.Int64) - pl.col("are").cast(pl.Int64))
        .filter(pl.col("lost") >= _FEW_LOST, pl.col("lost") > _MOST_LOST * pl.col("were"))
        .sort("geo")
    )
    notes = [
        f"{geo}: {are:,} values where there were {were:,}" for geo, were, are, _ in places.rows()
    ]
    if before.height - now.height > _MOST_LOST * before.height:
        notes.insert(
            0, f"{now.height:,} values where there were {before.height:,} in the same periods"
        )
    return check("lost values", notes)


def _lost_codes(before: pl.DataFrame, now: pl.DataFrame, dataset: Dataset) -> Check:
    """Codes that we name and that hold nothing any more; of the others some come and go."""
    return check(
        "lost codes",
        [
            f"{dimension}={code} has no value left"
            for dimension in dataset.keep
            for code in _lost(before, now, dimension)
        ],
    )


def _lost(before: pl.DataFrame, now: pl.DataFrame, column: str) -> list[str]:
    return sorted(set(before[column].unique()) - set(now[column].unique()))


def _reporters(observations: pl.DataFrame) -> pl.DataFrame:
    """How many countries have a value, by period, in their order."""
    return (
        observations.filter(is_country(), pl.col("value").is_not_null())
        .group_by("period")
        .agg(reporters=pl.col("geo").n_unique())
        .sort("period")
    )


def _bounds(observations: pl.DataFrame) -> tuple[date, date]:
    """The first and last period with a value."""
    periods = observations.filter(pl.col("value").is_not_null())["period"]
    first, last = periods.min(), periods.max()
    if not isinstance(first, date) or not isinstance(last, date):
        raise TypeError("a vintage without a value has no first and last period")
    return first, last
