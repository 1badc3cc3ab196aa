"""Class Timeline: the lines of a trend over the same periods, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from charts.lines import strokes
from charts.lines.strokes import Spot
from charts.median import MEDIAN
from charts.rows import tails
from charts.theme import ACCENTS, BRAND, INK_SOFT, MUTED
from emn.coverage import AGGREGATES
from emn.period import Frequency, Period
from emn.remembered import remembered

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
        totals = tuple(code for code in highlight if code in AGGREGATES)
        through, spots = _spots(series, frequency, key, totals)
        accents = iter(ACCENTS)
        lines = [
            Line(key=code, spots=spots[code], colour=_COLOURS.get(code) or next(accents))
            for code in highlight
            if code in spots
        ]
        context = [
            Line(key=code, spots=each) for code, each in spots.items() if code not in highlight
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


@remembered
def _spots(
    series: pl.DataFrame, frequency: Frequency, key: str, totals: tuple[str, ...]
) -> tuple[list[Period], dict[str, list[Spot]]]:
    """Every period, and the spots of every code, but of no other totals than these.

    A total over countries says nothing while countries are missing.
    """
    wanted = series.filter(pl.col(key).is_in(totals) | ~pl.col(key).is_in(AGGREGATES))
    through = strokes.periods(wanted, frequency)
    lines = wanted.partition_by(key, as_dict=True, maintain_order=True)
    spots = {}
    for (code,), line in lines.items():
        is_total = code in AGGREGATES and "is_complete" in line.columns
        spots[str(code)] = strokes.spots(line.filter("is_complete") if is_total else line, through)
    return through, spots


def _tail(series: pl.DataFrame, through: Sequence[Period]) -> tuple[list[Period], tuple[int, int]]:
    """The incomplete periods, and how many have reported the last of them, of how many."""
    if "is_complete" not in series.columns:
        return [], (0, 0)
    told = {start: counts for start, *counts in tails(series).iter_rows()}
    incomplete = [period for period in through if period.start in told]
    reported, expected = told[incomplete[-1].start] if incomplete else (0, 0)
    return incomplete, (reported, expected)
