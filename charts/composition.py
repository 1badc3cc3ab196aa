"""Composition: stacked bars in a fixed order, over time or over places.

Over time the parts are named beside the last bar, so that nobody has to tell colours apart; over
places a legend names them in the order of the bars.

A part that is not published leaves no hole in silence: its bar carries the mark of what is absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil
from typing import Any

import polars as pl

from charts.layout.beside import Beside
from charts.layout.blank import nothing
from charts.layout.legend import Legend
from charts.layout.rows import BAR, Rows
from charts.layout.scale import Scale, period_ticks, scale
from charts.lines import strokes
from charts.sketch import Figure, Sketch
from charts.theme import (
    EDGE,
    INK_SOFT,
    PAPER,
    PARTS,
    Canvas,
    Margin,
    escaped,
    finish,
    started,
)
from emn import flags
from emn.errors import Misused
from emn.flags import Flag
from emn.indicator import Indicator, Unit
from emn.language import Language
from emn.period import Period

_RIGHT = 12
_HALF = 0.55  # a horizontal axis has room for about half as many labels as a vertical one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stack:
    """The bars, their parts in order, and what each part is worth."""

    unit: Unit
    keys: list[str]
    order: list[str]
    rows: dict[tuple[str, str], dict[str, Any]]
    periods: list[Period]  # of the bars; none where the bars are places

    def value(self, key: str, part: str) -> float | None:
        return self.rows.get((key, part), {}).get("value")

    def flag(self, key: str, part: str) -> str | None:
        return self.rows.get((key, part), {}).get("flag")

    def total(self, key: str) -> float:
        """How long a bar is: what is published of it."""
        return sum(self.value(key, part) or 0 for part in self.order)

    def middles(self, key: str) -> list[float]:
        """The middle of each part of a bar, from its foot; of an absent one, where it would be."""
        ends = list(accumulate((self.value(key, part) or 0 for part in self.order), initial=0.0))
        return [(base + end) / 2 for base, end in pairwise(ends)]

    def told(self, canvas: Canvas) -> list[tuple[str, str]]:
        """The name of each part and its number in the last bar, or the sign of its absence."""
        last = self.keys[-1]
        return [
            (
                canvas.name(part),
                flags.absence(self.flag(last, part)).mark
                if (value := self.value(last, part)) is None
                else self.write(value, canvas.language),
            )
            for part in self.order
        ]

    def mark(self, key: str) -> str:
        """What stands at the end of a bar: the sign of an absent part, then the flags."""
        absent = {
            flags.absence(self.flag(key, part)).mark
            for part in self.order
            if self.value(key, part) is None
        }
        told = {letter for part in self.order for letter in self.flag(key, part) or ""}
        shown = "".join(sorted(told - {Flag.PROVISIONAL, Flag.CONFIDENTIAL}))
        return " ".join((*sorted(absent)[-1:], *([f"<i>{escaped(shown)}</i>"] if shown else [])))

    def write(self, value: float, language: Language) -> str:
        if self.unit is Unit.PERCENT:
            return language.percent(value, self.unit.decimals)
        return language.number(value, self.unit.decimals)


def composition(
    indicator: Indicator,
    parts: pl.DataFrame,
    canvas: Canvas,
    order: Sequence[str],
    key: str = "period",
) -> Figure:
    """Stack the parts that `order` names, at most six.

    Columns: `key`, part, value, flag. Bars stand upright over periods, and lie over anything else.
    """
    stack = _stack(parts.filter(pl.col("part").is_in(order)), indicator, order, key)
    return _figure(stack, canvas)


def shares(
    indicator: Indicator,
    parts: pl.DataFrame,
    canvas: Canvas,
    order: Sequence[str],
    key: str = "period",
) -> Figure:
    """Stack the same parts as shares of their sum; none where a part is not published."""
    wanted = parts.filter(pl.col("part").is_in(order))
    is_whole = (pl.col("value").count() == len(order)) & (pl.col("value").sum() > 0)
    share = pl.when(is_whole.over(key)).then(
        100 * pl.col("value") / pl.col("value").sum().over(key)
    )
    stack = _stack(wanted.with_columns(value=share), indicator, order, key)
    return _figure(replace(stack, unit=Unit.PERCENT), canvas)


def _stack(parts: pl.DataFrame, indicator: Indicator, order: Sequence[str], key: str) -> _Stack:
    if len(order) > len(PARTS):
        raise Misused(
            f"{indicator.id}: {len(order)} parts are too many to tell apart."
            f" Name at most {len(PARTS)}, and sum the rest only where the source does."
        )
    is_over_time = parts.schema[key] == pl.Date
    periods = []
    if is_over_time and not parts.is_empty():
        periods = strokes.periods(parts, indicator.dataset.frequency)
    keys = [_day(period) for period in periods] or parts[key].unique(maintain_order=True).to_list()
    rows = {
        (str(row[key]), row["part"]): row
        for row in parts.select(key, "part", "value", "flag").to_dicts()
    }
    return _Stack(unit=indicator.unit, keys=keys, order=list(order), rows=rows, periods=periods)


def _figure(stack: _Stack, canvas: Canvas) -> Figure:
    if not stack.keys:
        return nothing(canvas)
    sketch = started()
    draw = _draw_upright if stack.periods else _draw_level
    canvas, margin = draw(sketch, stack, canvas)
    return finish(sketch, canvas, margin)


def _draw_upright(sketch: Sketch, stack: _Stack, canvas: Canvas) -> tuple[Canvas, Margin]:
    """Bars over periods, their parts named beside the last."""
    names = Beside.of(stack.told(canvas), PARTS, canvas)
    top, bottom = canvas.text_size + 8, canvas.text_size + 14
    values = _values(stack, canvas, canvas.height - top - bottom)
    left = round(max(values.label_width(canvas) + 8, 26))
    margin = Margin(left, top, ceil(names.width), bottom)
    across, height = canvas.plot(margin)
    count = len(stack.keys)
    ticks = period_ticks(stack.periods, canvas, across * (count - 1) / count)
    sketch.update_layout(
        barmode="stack",
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": stack.keys,
            "range": [-0.5, count - 0.5],
            "tickvals": [_day(tick.period) for tick in ticks],
            "ticktext": [tick.text for tick in ticks],
        },
        yaxis=values.axis(),
    )
    periods = [canvas.language.period(period, short=True) for period in stack.periods]
    _draw_parts(sketch, stack, canvas, periods)
    for key in stack.keys:
        _draw_mark(sketch, stack.mark(key), {"x": key, "y": stack.total(key)}, is_level=False)
    middles = [values.share(middle) for middle in stack.middles(stack.keys[-1])]
    names.draw(sketch, middles, height, across / count * (1 - BAR) / 2)
    return canvas, margin


def _draw_level(sketch: Sketch, stack: _Stack, canvas: Canvas) -> tuple[Canvas, Margin]:
    """Bars of places, under a legend in the order of the parts."""
    legend = Legend.of([canvas.name(part) for part in stack.order], PARTS, canvas)
    around = Margin(0, round(legend.height), _RIGHT + canvas.text_size, canvas.text_size + 14)
    layout = Rows.of(stack.keys, canvas, around)
    values = _values(stack, canvas, layout.pixels * _HALF)
    sketch.update_layout(barmode="stack", xaxis=values.axis(), yaxis=layout.axis())
    _draw_parts(sketch, stack, canvas, [canvas.name(key) for key in stack.keys])
    for key in stack.keys:
        _draw_mark(sketch, stack.mark(key), {"x": stack.total(key), "y": key}, is_level=True)
    legend.draw(sketch, layout.margin)
    return layout.canvas, layout.margin


def _values(stack: _Stack, canvas: Canvas, pixels: float) -> Scale:
    totals = [stack.total(key) for key in stack.keys]
    return scale(totals, stack.unit, canvas.language, pixels)


def _draw_parts(sketch: Sketch, stack: _Stack, canvas: Canvas, names: Sequence[str]) -> None:
    for part, colour in zip(stack.order, PARTS, strict=False):
        worth = [stack.value(key, part) for key in stack.keys]
        along = {"orientation": "v", "x": stack.keys, "y": worth}
        if not stack.periods:
            along = {"orientation": "h", "x": worth, "y": stack.keys}
        sketch.add_bar(
            **along,
            width=BAR,
            marker=_marker(stack, part, colour),
            customdata=[
                "" if value is None else escaped(f"{name}: {stack.write(value, canvas.language)}")
                for name, value in zip(names, worth, strict=True)
            ],
            hovertemplate=f"<b>{escaped(canvas.name(part))}</b><br>%{{customdata}}<extra></extra>",
        )


def _marker(stack: _Stack, part: str, colour: str) -> dict[str, object]:
    """A part in its colour; hatched where it is provisional."""
    hatched = [flags.has(stack.flag(key, part), Flag.PROVISIONAL) for key in stack.keys]
    return {
        "color": colour,
        "line": {"color": EDGE, "width": 1},
        "pattern": {
            "shape": ["/" if each else "" for each in hatched],
            "fgcolor": PAPER,
            "bgcolor": colour,
            "size": 6,
            "solidity": 0.25,
        },
    }


def _draw_mark(sketch: Sketch, mark: str, at: dict[str, object], *, is_level: bool) -> None:
    if mark:
        sketch.add_annotation(
            text=mark,
            xref="x",
            yref="y",
            **at,
            xshift=4 if is_level else 0,
            yshift=0 if is_level else 2,
            xanchor="left" if is_level else "center",
            yanchor="middle" if is_level else "bottom",
            font={"color": INK_SOFT},
        )


def _day(period: Period) -> str:
    return period.start.isoformat()
