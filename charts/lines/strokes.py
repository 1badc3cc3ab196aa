"""Lines over time: what is drawn solid, what dashed, where a gap stays a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from charts.theme import Canvas, escaped
from emn import flags
from emn.flags import Flag
from emn.indicator import Indicator
from emn.period import Frequency, Period
from emn.wording import amount


@dataclass(frozen=True, slots=True)
class Spot:
    """One period of a line, with or without a value."""

    period: Period
    value: float | None = None
    flag: str | None = None
    is_complete: bool = True

    @property
    def is_tentative(self) -> bool:
        """Tell whether the value may still move: provisional, or of an incomplete period."""
        return not self.is_complete or flags.has(self.flag, Flag.PROVISIONAL)

    def text(self, indicator: Indicator, canvas: Canvas) -> str:
        """What a reader sees who points at it: `Jun 2026: 3,005 (provisional)`."""
        said = canvas.language.period(self.period, short=True)
        if self.value is not None:
            said += f": {amount(indicator, self.value, canvas.language)}"
        remark = flags.labels(self.flag, canvas.language)
        return escaped(f"{said} ({remark})" if remark else said)


Run = list[Spot | None]  # spots of a path; None lifts the pen


def periods(series: pl.DataFrame, frequency: Frequency) -> list[Period]:
    """Every period from the first to the last of a series, gaps included."""
    last = Period(series["period"].max(), frequency)  # type: ignore[arg-type]  # a date by contract
    through = [Period(series["period"].min(), frequency)]  # type: ignore[arg-type]  # likewise
    while through[-1] < last:
        through.append(through[-1].shifted(1))
    return through


def spots(line: pl.DataFrame, through: Sequence[Period]) -> list[Spot]:
    """One spot for each period; a period without a row has neither value nor flag."""
    is_complete = line["is_complete"] if "is_complete" in line.columns else [True] * len(line)
    rows = zip(line["period"], line["value"], line["flag"], is_complete, strict=True)
    known = {start: (value, flag, whole is not False) for start, value, flag, whole in rows}
    nothing = (None, None, True)
    return [Spot(period, *known.get(period.start, nothing)) for period in through]


def whole(line: Sequence[Spot]) -> Run:
    """Every stretch between neighbours that have values."""
    return _stretches(line, {True, False})


def solid(line: Sequence[Spot]) -> Run:
    """The stretches that lead to a firm spot."""
    return _stretches(line, {False})


def dashed(line: Sequence[Spot]) -> Run:
    """The stretches that lead to a tentative spot."""
    return _stretches(line, {True})


def alone(line: Sequence[Spot]) -> list[Spot]:
    """The spots without a neighbour: no line shows them."""
    gap = Spot(period=line[0].period)
    around = [gap, *line, gap]
    return [
        spot
        for before, spot, after in zip(around, line, around[2:], strict=False)
        if spot.value is not None and before.value is None and after.value is None
    ]


def last(line: Sequence[Spot]) -> Spot | None:
    """The last spot that has a value."""
    return next((spot for spot in reversed(line) if spot.value is not None), None)


def _stretches(line: Sequence[Spot], tentative: set[bool]) -> Run:
    run: Run = []
    for before, spot in pairwise(line):
        if before.value is None or spot.value is None or spot.is_tentative not in tentative:
            continue
        if run and run[-1] is before:
            run.append(spot)
        else:
            run += [None, before, spot] if run else [before, spot]
    return run
