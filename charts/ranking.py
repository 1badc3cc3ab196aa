"""Ranking: horizontal bars with the value at the end and the earlier value as a thin mark.

A row without a value keeps its place and says why; a zero says 0 and has no bar. A negative bar
goes to the left, its value before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from charts.layout.blank import nothing
from charts.layout.rows import BAR, Rows
from charts.sketch import Figure, Sketch
from charts.theme import (
    ACCENTS,
    INK,
    INK_SOFT,
    MUTED,
    PALE,
    PAPER,
    Canvas,
    Margin,
    escaped,
    finish,
    started,
)
from emn import flags
from emn.flags import Flag
from emn.indicator import Indicator
from emn.language import _
from emn.wording import amount

_MARGIN = Margin(0, 8, 8, 8)
_GAP = 7  # pixels between a bar, or its mark, and the value
_TOUCH = 2  # pixels: a mark so near to the bar's end stands at it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """What stands at the end of a bar: its markup, and its width in pixels."""

    markup: str
    width: float


def ranking(indicator: Indicator, bars: pl.DataFrame, canvas: Canvas, key: str = "geo") -> Figure:
    """Draw one bar a row in the order given.

    Columns: key, value, flag, earlier, is_highlighted. The figure is as tall as its rows need.
    """
    if bars.is_empty():
        return nothing(canvas)
    layout = Rows.of(bars[key].to_list(), canvas, _MARGIN)
    told = bars.to_dicts()
    values = [_value(indicator, bar, canvas) for bar in told]
    low, high = _range(told, values, layout.pixels)
    sketch = started()
    sketch.update_layout(
        barmode="overlay",
        xaxis={
            "type": "linear",
            "range": [low, high],
            "showticklabels": False,
            "zeroline": True,
            "zerolinecolor": MUTED,
            "zerolinewidth": 1,
        },
        yaxis=layout.axis(),
    )
    _draw_bars(sketch, indicator, told, layout)
    _draw_earlier(sketch, indicator, told, layout)
    sketch.annotations = [
        _written((name, bar), value, layout.pixels / (high - low))
        for name, bar, value in zip(layout.keys, told, values, strict=True)
    ]
    return finish(sketch, layout.canvas, layout.margin)


def _value(indicator: Indicator, bar: Mapping[str, Any], canvas: Canvas) -> _Value:
    """`3,005 p` with the flag in italics; `: not available` where there is no value."""
    if bar["value"] is None:
        absence = flags.absence(bar["flag"])
        text = f"{absence.mark} {canvas.language.say(absence.label)}"
        return _Value(markup=escaped(text), width=canvas.text_width(text))
    text, flag = amount(indicator, bar["value"], canvas.language), bar["flag"] or ""
    markup = escaped(text) + (f" <i>{escaped(flag)}</i>" if flag else "")
    return _Value(markup=markup, width=canvas.text_width(f"{text} {flag}"))


def _range(bars: list[dict[str, Any]], values: list[_Value], pixels: float) -> tuple[float, float]:
    """The ends of the axis: with negative bars there is room on both sides of zero."""
    rows = list(zip(bars, values, strict=True))
    left = [(-_reach(bar), value.width) for bar, value in rows if _reach(bar) < 0]
    if not left:
        return 0, _high(bars, values, pixels)
    right = [(0.0, 0.0), *((_reach(bar), value.width) for bar, value in rows if _reach(bar) >= 0)]
    scale = min(
        max(1.0, pixels - 4 * _GAP - wide - broad) / (far + long)
        for far, wide in left
        for long, broad in right
    )
    low, high = (
        max(end + (wide + 2 * _GAP) / scale for end, wide in side) for side in (left, right)
    )
    return -low, high


def _reach(bar: Mapping[str, Any]) -> float:
    """How far a bar, or its mark, goes to its own side of zero."""
    value, earlier = bar["value"] or 0.0, bar["earlier"] or 0.0
    return float(min(value, earlier) if value < 0 else max(value, earlier))


def _high(bars: list[dict[str, Any]], values: list[_Value], pixels: float) -> float:
    """The end of the axis: every value has room after its bar, or after its mark."""
    ends = [
        max(bar["value"] or 0, bar["earlier"] or 0)
        * pixels
        / max(1.0, pixels - 2 * _GAP - value.width)
        for bar, value in zip(bars, values, strict=True)
    ]
    return max(ends) or 1.0


def _draw_bars(
    sketch: Sketch, indicator: Indicator, bars: list[dict[str, Any]], layout: Rows
) -> None:
    colours = [ACCENTS[0] if bar["is_highlighted"] else PALE for bar in bars]
    hatched = [flags.has(bar["flag"], Flag.PROVISIONAL) for bar in bars]
    sketch.add_bar(
        orientation="h",
        x=[bar["value"] for bar in bars],
        y=layout.keys,
        width=BAR,
        marker={
            "color": colours,
            "line": {"color": colours, "width": [1 if each else 0 for each in hatched]},
            "pattern": {
                "shape": ["/" if each else "" for each in hatched],
                "fgcolor": colours,
                "bgcolor": PAPER,
                "size": 6,
                "solidity": 0.4,
            },
        },
        cliponaxis=False,
        customdata=[
            _hover(indicator, row, layout.canvas) for row in zip(layout.keys, bars, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(indicator: Indicator, row: tuple[str, Mapping[str, Any]], canvas: Canvas) -> str:
    name, bar = row
    if bar["value"] is None:
        return ""
    remark = flags.labels(bar["flag"], canvas.language)
    said = amount(indicator, bar["value"], canvas.language) + (f" ({remark})" if remark else "")
    return f"<b>{escaped(canvas.name(name))}</b><br>{escaped(said)}"


def _draw_earlier(
    sketch: Sketch, indicator: Indicator, bars: list[dict[str, Any]], layout: Rows
) -> None:
    marked = [
        (name, bar["earlier"])
        for name, bar in zip(layout.keys, bars, strict=True)
        if bar["earlier"] is not None
    ]
    if marked:
        language = layout.canvas.language
        sketch.add_scatter(
            x=[value for _name, value in marked],
            y=[name for name, _value in marked],
            mode="markers",
            marker={
                "symbol": "line-ns",
                "size": round(layout.row * 0.62),
                "color": INK,
                "line": {"color": INK, "width": 1.5},
            },
            cliponaxis=False,
            customdata=[
                language.say(_("earlier: {value}"), value=amount(indicator, value, language))
                for _name, value in marked
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _written(row: tuple[str, Mapping[str, Any]], value: _Value, scale: float) -> dict[str, Any]:
    """Write the value at the end of its bar; beyond the mark where that would cross it."""
    name, bar = row
    end, mark = bar["value"] or 0, bar["earlier"]
    side = -1 if end < 0 else 1
    ahead = side * ((mark or 0) - end) * scale
    if mark is not None and -_TOUCH <= ahead <= value.width + 2 * _GAP:
        end = mark
    return {
        "text": value.markup,
        "xref": "x",
        "yref": "y",
        "x": end,
        "y": name,
        "xshift": side * _GAP,
        "xanchor": "left" if side > 0 else "right",
        "yanchor": "middle",
        "font": {"color": INK_SOFT if bar["value"] is None else INK},
    }
