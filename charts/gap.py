"""Gap: a row a place, a mark for each of two groups, and between them how far they are apart.

The gap stands as a number at the end of its row; where one of the groups has no number, the row
keeps its place and the number's shorthand says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from charts.layout.blank import nothing
from charts.layout.legend import Legend
from charts.layout.rows import Rows
from charts.layout.scale import scale
from charts.sketch import Figure, Sketch
from charts.theme import (
    ACCENTS,
    GRID,
    INK,
    INK_SOFT,
    MUTED,
    Canvas,
    Margin,
    escaped,
    finish,
    started,
)
from emn import flags
from emn.indicator import Indicator
from emn.language import Language, _
from emn.wording import amount

NATIONALS, THIRD = "NAT", "NEU27_2020_FOR"
GROUPS = {NATIONALS: _("Nationals"), THIRD: _("Third-country nationals")}
_LOOKS = {NATIONALS: ("square", MUTED), THIRD: ("circle", ACCENTS[0])}
_BESIDE = 14  # pixels between the plot and the numbers
_MARK = 11


def gap(indicator: Indicator, rate: Indicator, rows: pl.DataFrame, canvas: Canvas) -> Figure:
    """Draw one row a place in the order given; the figure is as tall as they need.

    `indicator` is the gap, `rate` what it is a gap of. Columns: geo, value and flag of the gap, and
    a column a group with its rate.
    """
    if rows.is_empty():
        return nothing(canvas)
    told = rows.to_dicts()
    numbers = [_number(indicator, row, canvas.language) for row in told]
    heading = canvas.language.say(_("Gap, in points"))
    right = max(canvas.text_width(each) for each in (heading, *numbers)) + _BESIDE + 2
    legend = Legend.of(
        [canvas.language.say(label) for label in GROUPS.values()],
        [colour for _symbol, colour in _LOOKS.values()],
        canvas,
        [symbol for symbol, _colour in _LOOKS.values()],
    )
    margin = Margin(
        0, round(legend.height + canvas.text_size + 8), round(right), canvas.text_size + 16
    )
    layout = Rows.of(rows["geo"].to_list(), canvas, margin)
    rates = [row[group] for row in told for group in GROUPS if row[group] is not None]
    values = scale(rates, rate.unit, canvas.language, layout.pixels * 0.55)
    sketch = started()
    sketch.update_layout(
        xaxis={**values.axis(), "range": [values.low, values.high]}, yaxis=layout.axis()
    )
    _draw_between(sketch, told)
    for group in GROUPS:
        _draw_marks(sketch, rate, group, told, canvas)
    for row, number in zip(told, numbers, strict=True):
        _write(sketch, number, row["geo"], INK if row["value"] is not None else INK_SOFT)
    _write_heading(sketch, heading)
    legend.draw(sketch, layout.margin)
    return finish(sketch, layout.canvas, layout.margin)


def _number(indicator: Indicator, row: Mapping[str, Any], language: Language) -> str:
    """`+6.8 u`, its flag beside it; the shorthand of what is absent where there is no number."""
    if row["value"] is None:
        return flags.absence(row["flag"]).mark
    return f"{with_sign(indicator, row['value'], language)} {row['flag'] or ''}".rstrip()


def with_sign(indicator: Indicator, value: float, language: Language) -> str:
    """Write a gap so that its direction is seen: `+6.8`, `−10.9`, `0.0`."""
    text = amount(indicator, value, language)
    return f"+{text}" if round(value, indicator.unit.decimals) > 0 else text


def _draw_between(sketch: Sketch, rows: list[dict[str, Any]]) -> None:
    """One trace for the strokes between the marks, with gaps between the rows."""
    whole = [row for row in rows if None not in (row[NATIONALS], row[THIRD])]
    if whole:
        sketch.add_scatter(
            x=[x for row in whole for x in (row[NATIONALS], row[THIRD], None)],
            y=[y for row in whole for y in (row["geo"], row["geo"], None)],
            mode="lines",
            line={"color": GRID, "width": 5},
            hoverinfo="skip",
        )


def _draw_marks(
    sketch: Sketch, rate: Indicator, group: str, rows: list[dict[str, Any]], canvas: Canvas
) -> None:
    there = [row for row in rows if row[group] is not None]
    name, (symbol, colour) = canvas.language.say(GROUPS[group]), _LOOKS[group]
    sketch.add_scatter(
        x=[row[group] for row in there],
        y=[row["geo"] for row in there],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": _MARK,
            "color": colour,
        },
        cliponaxis=False,
        customdata=[
            f"<b>{escaped(canvas.name(row['geo']))}</b><br>"
            f"{escaped(name)}: {escaped(amount(rate, row[group], canvas.language))}"
            for row in there
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _write(sketch: Sketch, text: str, geo: str, colour: str) -> None:
    sketch.add_annotation(
        text=escaped(text),
        xref="paper",
        yref="y",
        x=1,
        y=geo,
        xshift=_BESIDE,
        xanchor="left",
        yanchor="middle",
        font={"color": colour},
    )


def _write_heading(sketch: Sketch, heading: str) -> None:
    sketch.add_annotation(
        text=escaped(heading),
        xref="paper",
        yref="paper",
        x=1,
        y=1,
        xshift=_BESIDE,
        yshift=2,
        xanchor="left",
        yanchor="bottom",
        font={"color": INK_SOFT},
    )
