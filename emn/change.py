"""Changes between two periods, and the rules that forbid a claim. Each rule stands here once.

Eurostat rounds most of these figures to 5, breaks series, leaves cells out. So a change may be
not published, not comparable, too small to have a direction, or too small a base for a percentage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from emn.flags import Flag, has
from emn.indicator import SMALLEST_BASE, Indicator
from emn.period import Frequency, Period


class Direction(StrEnum):
    """What may be said of two numbers."""

    RISE = "rise"
    FALL = "fall"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not comparable"
    NOT_PUBLISHED = "not published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one place between two periods.

    `absolute` is in the indicator's unit; `percent` is None where a rule forbids it, and always
    for rates, whose changes are told in points.
    """

    direction: Direction
    earlier: Period
    absolute: float | None = None
    percent: float | None = None

    @property
    def is_told(self) -> bool:
        """Tell whether both numbers exist and may be compared."""
        return self.direction not in {Direction.NOT_COMPARABLE, Direction.NOT_PUBLISHED}


def change(indicator: Indicator, line: pl.DataFrame, period: Period, earlier: Period) -> Change:
    """Compare two periods of one place; `line` is its series (period, value, flag).

    A break (`b`) after the earlier period, up to the later one, makes them not comparable.
    """
    starts, flags = line["period"].to_list(), line["flag"].to_list()
    values = dict(zip(starts, line["value"].to_list(), strict=True))
    now, before = values.get(period.start), values.get(earlier.start)
    if now is None or before is None:
        return Change(direction=Direction.NOT_PUBLISHED, earlier=earlier)
    between = [
        flag
        for start, flag in zip(starts, flags, strict=True)
        if earlier.start < start <= period.start
    ]
    if any(has(flag, Flag.BREAK) for flag in between):
        return Change(direction=Direction.NOT_COMPARABLE, earlier=earlier)
    absolute = now - before
    percent = None
    if indicator.unit.is_count and before >= SMALLEST_BASE:
        percent = 100 * absolute / before
    return Change(
        direction=_direction(indicator, absolute),
        earlier=earlier,
        absolute=absolute,
        percent=percent,
    )


def _direction(indicator: Indicator, absolute: float) -> Direction:
    """Rounding decides what counts as a movement: 5 persons, or half of the last decimal shown."""
    smallest = indicator.dataset.rounded_to or 0.5
    if not indicator.unit.is_count:
        smallest = 0.5 * 10**-indicator.unit.decimals
    if abs(absolute) < smallest:
        return Direction.UNCHANGED
    return Direction.RISE if absolute > 0 else Direction.FALL


def total(line: pl.DataFrame, period: Period, frequency: Frequency) -> tuple[float, str] | None:
    """Add the parts of a longer period, say a quarter's three months: the sum and its flags.

    None unless every part is published: a gap is never filled, a partial sum never shown.
    """
    starts = [part.start for part in period.within(frequency)]
    parts = line.filter(pl.col("period").is_in(starts))
    if parts["value"].count() < len(starts):
        return None
    letters = sorted(set("".join(flag or "" for flag in parts["flag"])))
    return float(parts["value"].sum()), "".join(letters)
