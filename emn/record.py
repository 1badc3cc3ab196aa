"""How a number stands in its own past: the highest or lowest since when, if that may be said."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from emn.change import smallest_move
from emn.flags import Flag, has
from emn.indicator import Indicator
from emn.period import Frequency, Period

_WORTH = {Frequency.ANNUAL: 3}  # periods that a record must reach back; else more than a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The highest or the lowest number since a period; with `is_first`, since the figures begin."""

    is_highest: bool
    since: Period
    is_first: bool = False


def record(indicator: Indicator, line: pl.DataFrame, period: Period) -> Record | None:
    """Tell whether a place's number is a record; `line` is its series (period, value, flag).

    The past ends at a break in the series, and at a gap: what is not known can't be exceeded. A
    number that rounding alone may set apart from an earlier one is no record.
    """
    past = _past(line, period)
    if len(past) <= 1:
        return None
    (_now, value), *before = past
    margin = smallest_move(indicator)
    higher = next((when for when, each in before if each > value - margin), None)
    lower = next((when for when, each in before if each < value + margin), None)
    for is_highest, reached in ((True, higher), (False, lower)):
        since = reached or before[-1][0]
        if _steps(since, period) >= _least(period.frequency, is_first=reached is None):
            return Record(is_highest=is_highest, since=since, is_first=reached is None)
    return None


def _past(line: pl.DataFrame, period: Period) -> list[tuple[Period, float]]:
    """The numbers that may be compared with the period's, latest first, itself among them."""
    rows = {start: (value, flag) for start, value, flag in line.select(*_ROW).iter_rows()}
    found: list[tuple[Period, float]] = []
    at = period
    while True:
        value, flag = rows.get(at.start, (None, None))
        if value is None:
            return found
        found.append((at, value))
        if has(flag, Flag.BREAK):
            return found
        at = at.previous


_ROW = ("period", "value", "flag")


def _steps(earlier: Period, later: Period) -> int:
    months = 12 * (later.start.year - earlier.start.year) + later.start.month - earlier.start.month
    return months // later.frequency.months


def _least(frequency: Frequency, *, is_first: bool) -> int:
    """How far back a record must reach to be worth a word; the whole series twice as far."""
    least = _WORTH.get(frequency, frequency.per_year + 1)
    return 2 * least - 1 if is_first else least
