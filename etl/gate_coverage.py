"""Is all still there that was: values, codes, reporting countries, periods?"""

from __future__ import annotations

from datetime import UTC, date

import polars as pl

from cache import Vintage
from emn.dataset import Dataset
from emn.period import Period
from etl.gate import Check, check

_MOST_LOST = 0.2  # of the values that the last vintage had in the same periods, of all or a place
_FEW_LOST = 6  # fewer values may go from any place
_ENOUGH = 0.8  # of the reporters that a period had, or the six before: practice at Eurostat
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


def missed_if_gone(
    last: pl.DataFrame, new: pl.DataFrame, dataset: Dataset, today: date
) -> pl.DataFrame:
    """The values of the last vintage that the new one should have too.

    Those of the codes and periods that are still asked for; whether time goes back is another
    check's question.
    """
    covered = pl.col("period").is_between(dataset.first_period(today).start, _bounds(new)[1])
    wanted = [pl.col(dimension).is_in(kept) for dimension, kept in dataset.keep.items()]
    return last.filter(pl.col("value").is_not_null(), covered, *wanted)


def coverage(before: pl.DataFrame, now: pl.DataFrame, dataset: Dataset) -> tuple[Check, ...]:
    """Look for what was there and is gone; both hold values only."""
    return (
        _lost_values(before, now, dataset),
        _lost_codes(before, now, dataset),
        check("lost reporters", [f"{geo} has no value left" for geo in _lost(before, now, "geo")]),
        _lost_periods(before, now, dataset),
    )


def reporters(new: pl.DataFrame, dataset: Dataset) -> Check:
    """Count the countries of each period, and note where they are few; it fails nothing.

    Few is less than 80 % of the median of the six periods before, as in a tail that still fills.
    """
    usual = pl.col("reporters").rolling_median(_BEFORE, min_samples=1).shift(1)
    few = (
        _reporting(new)
        .group_by("period")
        .agg(reporters=pl.len())
        .sort("period")
        .with_columns(usual=usual)
        .filter(pl.col("usual") >= _COUNTABLE, pl.col("reporters") < _ENOUGH * pl.col("usual"))
    )
    return check(
        "reporters",
        [],
        [
            f"{Period(period, dataset.frequency)}: {count} reporters, {usual:g} before"
            for period, count, usual in few.iter_rows()
        ],
    )


def time(last: pl.DataFrame, new: pl.DataFrame, dataset: Dataset) -> Check:
    """Fail where the figures end earlier than they did."""
    ended, ends = (Period(_bounds(each)[1], dataset.frequency) for each in (last, new))
    return check("time", [f"ends in {ends} where it ended in {ended}"] if ends < ended else [])


def age(new: Vintage, last: Vintage | None) -> Check:
    """Fail where Eurostat answers with a state older than the one in service."""
    if last is None or new.last_update >= last.last_update:
        return check("age", [])
    is_, was = (f"{each.last_update.astimezone(UTC):%Y-%m-%d %H:%M}" for each in (new, last))
    return check("age", [f"last update {is_} UTC where it was {was} UTC"])


def _lost_values(before: pl.DataFrame, now: pl.DataFrame, dataset: Dataset) -> Check:
    """Count cells that are gone; new ones elsewhere do not make up for them."""
    gone = before.join(now, on=dataset.key, how="anti")
    places = (
        before.join(now, on="geo", how="semi")
        .group_by("geo")
        .len("were")
        .join(gone.group_by("geo").len("lost"), on="geo")
        .filter(pl.col("lost") >= _FEW_LOST, pl.col("lost") > _MOST_LOST * pl.col("were"))
        .sort("geo")
    )
    notes = [f"{geo}: {lost:,} of {were:,} values are gone" for geo, were, lost in places.rows()]
    if gone.height > _MOST_LOST * before.height:
        notes.insert(0, f"{gone.height:,} of {before.height:,} values are gone")
    return check("lost values", notes)


def _lost_periods(before: pl.DataFrame, now: pl.DataFrame, dataset: Dataset) -> Check:
    """Fail where many countries left a period that they had reported, or all of them.

    Countries that are gone altogether are another check's.
    """
    were = _reporting(before.join(now, on="geo", how="semi"))
    left = (
        were.join(_reporting(now), on=["geo", "period"], how="anti").group_by("period").len("left")
    )
    few = (
        were.group_by("period")
        .len("were")
        .join(left, on="period")
        .filter(pl.col("were") >= _COUNTABLE, pl.col("left") > (1 - _ENOUGH) * pl.col("were"))
        .sort("period")
    )
    return check(
        "lost periods",
        [
            f"{Period(period, dataset.frequency)}: {left} of {were} reporters have no value left"
            for period, were, left in few.iter_rows()
        ],
    )


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


def _reporting(observations: pl.DataFrame) -> pl.DataFrame:
    """Which country has a value in which period: one row each."""
    return (
        observations.filter(is_country(), pl.col("value").is_not_null())
        .select("geo", "period")
        .unique()
    )


def _bounds(observations: pl.DataFrame) -> tuple[date, date]:
    """The first and last period with a value."""
    periods = observations.filter(pl.col("value").is_not_null())["period"]
    first, last = periods.min(), periods.max()
    if not isinstance(first, date) or not isinstance(last, date):
        raise TypeError("a vintage without a value has no first and last period")
    return first, last
