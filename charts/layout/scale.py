"""Axes at round numbers and at the turns of the year, with the labels that there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from charts.theme import GRID, MUTED, Canvas
from emn.indicator import Unit
from emn.language import Language
from emn.period import Frequency, Period

_STEPS = (1, 2, 2.5, 5, 10)
_HEADROOM = 1.04  # above the highest mark
_BETWEEN = 24  # pixels between two labels
_PIXELS_A_TICK = 52
_YEARS = (1, 2, 5, 10, 20)
_WITHIN_A_YEAR = {
    Frequency.MONTHLY: (1, 3, 6),
    Frequency.QUARTERLY: (1, 2),
    Frequency.SEMESTER: (1,),
    Frequency.ANNUAL: (),
}


class Tick(NamedTuple):
    """One label of an axis of values."""

    value: float
    text: str


class PeriodTick(NamedTuple):
    """One label of an axis of periods."""

    period: Period
    text: str


class Scale(NamedTuple):
    """An axis of values: its range, which holds zero, and its ticks."""

    low: float
    high: float
    ticks: tuple[Tick, ...]

    def share(self, value: float) -> float:
        """How far up a value lies, from 0 at the low end to 1."""
        return (value - self.low) / (self.high - self.low)

    def axis(self, *, has_grid: bool = True) -> dict[str, object]:
        """The axis as plotly wants it."""
        return {
            "type": "linear",
            "range": [self.low, self.high],
            "tickvals": [tick.value for tick in self.ticks],
            "ticktext": [tick.text for tick in self.ticks],
            "showgrid": has_grid,
            "gridcolor": GRID,
            "zeroline": True,
            "zerolinecolor": MUTED,
            "zerolinewidth": 1,
        }

    def label_width(self, canvas: Canvas) -> float:
        """The width of its widest label."""
        return max(canvas.text_width(tick.text) for tick in self.ticks)


def scale(values: Sequence[float], unit: Unit, language: Language, pixels: float) -> Scale:
    """Span zero and all values, with ticks at round numbers for so many pixels."""
    top, foot = max((0.0, *values)), min((0.0, *values))
    if top == foot:
        top = 1.0
    most = max(2, min(6, floor(pixels / _PIXELS_A_TICK)))
    step = _step((top - foot) / most, is_whole=unit.is_count)
    low, high = foot * _HEADROOM, top * _HEADROOM
    decimals = max(0, -floor(log10(step)) + (step / 10 ** floor(log10(step)) % 1 > 0))
    ticks = [round(place * step, 6) for place in range(ceil(low / step), floor(high / step) + 1)]
    write = language.percent if unit is Unit.PERCENT else language.number
    return Scale(low, high, tuple(Tick(value, write(value, decimals)) for value in ticks))


def period_ticks(periods: Sequence[Period], canvas: Canvas, pixels: float) -> list[PeriodTick]:
    """The finest round steps whose labels fit, for periods that lie evenly on so many pixels."""
    apart = pixels / max(1, len(periods) - 1)
    frequency = periods[0].frequency
    steps = [
        *_WITHIN_A_YEAR[frequency],
        *(years * frequency.per_year for years in _YEARS),
    ]
    candidates = [_ticks(periods, step, canvas.language) for step in steps]
    fitting = [ticks for ticks in candidates if ticks and _fits(ticks, periods, canvas, apart)]
    return fitting[0] if fitting else [PeriodTick(periods[0], _name(periods[0], canvas.language))]


def _step(least: float, *, is_whole: bool) -> float:
    """The smallest round step that is not below `least`; a count is never split."""
    least = max(1.0, least) if is_whole else least
    power: float = 10 ** floor(log10(least))
    return next(
        step * power
        for step in _STEPS
        if step * power >= least and not (is_whole and step * power % 1)
    )


def _ticks(periods: Sequence[Period], step: int, language: Language) -> list[PeriodTick]:
    per_year = periods[0].frequency.per_year
    chosen = [
        each for each in periods if (each.start.year * per_year + each.number - 1) % step == 0
    ]
    if step >= per_year:
        return [PeriodTick(each, str(each.start.year)) for each in chosen]
    years = [0, *(each.start.year for each in chosen)]
    return [
        PeriodTick(each, _name(each, language, has_year=each.start.year != before))
        for each, before in zip(chosen, years, strict=False)
    ]


def _name(period: Period, language: Language, *, has_year: bool = True) -> str:
    """`Jul 2025`, `2025-Q3`, `2025`; a month without its year is `Jul`."""
    name = language.period(period, short=True)
    if has_year or period.frequency is not Frequency.MONTHLY:
        return name
    return name.replace(str(period.start.year), "").strip()


def _fits(
    ticks: Sequence[PeriodTick], periods: Sequence[Period], canvas: Canvas, apart: float
) -> bool:
    places = {period: place * apart for place, period in enumerate(periods)}
    return all(
        places[right.period] - places[left.period]
        >= (canvas.text_width(left.text) + canvas.text_width(right.text)) / 2 + _BETWEEN
        for left, right in pairwise(ticks)
    )
