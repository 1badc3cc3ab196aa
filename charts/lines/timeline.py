"""Class Timeline: the lines of a trend over the same periods, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from charts.lines import strokes
from charts.lines.strokes import Spot
from charts.median import MEDIAN
from charts.theme import ACCENTS, BRAND, INK_SOFT, MUTED
from emn.coverage import AGGREGATES
from emn.period import Frequency, Period

_EU = "EU27_2020"
_COLOURS = {_EU: BRAND, MEDIAN: INK_SOFT}  # lines that have the same colour everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One place over every period; the EU's line is the house's blue, and a little thicker."""

    key: str
    spots: list[Spot]
    colour: str = MUTED

    @property
    def width(self) -> float:
        """The line's width in pixels."""
        return 2.75 if self.key == _EU else 2

    @property
    def marked(self) -> list[Spot]:
        """The spots that need a mark: those that may still move, the lonely ones, the last."""
        end, lonely = strokes.last(self.spots), strokes.alone(self.spots)
        return [
            spot
            for spot in self.spots
            if spot.value is not None and (spot.is_tentative or spot in lonely or spot is end)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The highlighted lines, those around them, and the periods that few have reported."""

    periods: list[Period]
    lines: list[Line]
    context: list[Line]
    incomplete: list[Period]
    reported: int = 0  # in the last incomplete period
    expected: int = 0

    @classmethod
    def of(
        cls, series: pl.DataFrame, highlight: Sequence[str], frequency: Frequency, key: str
    ) -> Timeline:
        """Lay a series out; an aggregate has a line only when it is highlighted."""
        wanted = pl.col(key).is_in(highlight) | ~pl.col(key).is_in(AGGREGATES)
        series = series.filter(wanted)
        through = strokes.periods(series, frequency)
        rows = {
            str(code): line
            for (code,), line in series.partition_by(key, as_dict=True, maintain_order=True).items()
        }
        accents = iter(ACCENTS)
        lines = [
            Line(
                key=code,
                spots=_spots(code, rows[code], through),
                colour=_COLOURS.get(code) or next(accents),
            )
            for code in highlight
            if code in rows
        ]
        context = [
            Line(key=code, spots=_spots(code, line, through))
            for code, line in rows.items()
            if code not in highlight
        ]
        incomplete, (reported, expected) = _tail(series, through)
        return cls(
            periods=through,
            lines=lines,
            context=context,
            incomplete=incomplete,
            reported=reported,
            expected=expected,
        )

    @property
    def values(self) -> list[float]:
        """Every value that is drawn."""
        return [
            spot.value
            for line in (*self.context, *self.lines)
            for spot in line.spots
            if spot.value is not None
        ]

    @property
    def range(self) -> tuple[date, date]:
        """From the first period to the last, half a period wider where a band needs the room."""
        first, last = self.periods[0], self.periods[-1]
        is_point = first == last
        return (
            half_before(first) if is_point or first in self.incomplete else first.start,
            half_before(last.shifted(1)) if is_point or last in self.incomplete else last.start,
        )


def half_before(period: Period) -> date:
    """The day in the middle between the period before and this one."""
    return period.start - timedelta(days=15 * period.frequency.months)


def _spots(code: str, line: pl.DataFrame, through: Sequence[Period]) -> list[Spot]:
    """A total over countries says nothing while countries are missing."""
    if code in AGGREGATES and "is_complete" in line.columns:
        line = line.filter("is_complete")
    return strokes.spots(line, through)


def _tail(series: pl.DataFrame, through: Sequence[Period]) -> tuple[list[Period], tuple[int, int]]:
    """The incomplete periods, and how many have reported the last of them, of how many."""
    if "is_complete" not in series.columns:
        return [], (0, 0)
    rows = series.filter(~pl.col("is_complete")).sort("period")
    if rows.is_empty():
        return [], (0, 0)
    starts = set(rows["period"])
    incomplete = [period for period in through if period.start in starts]
    return incomplete, (rows["reported"][-1], rows["expected"][-1])
