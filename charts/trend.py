"""Trend: every place over time, the highlighted ones in colour with their names at the end.

Provisional stretches are dashed and end in a hollow marker, a break in the series is a tick with
a `b`, a confidential period a `c` on the axis, a missing one a gap. Colour alone tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import plotly.graph_objects as go
import polars as pl

from charts.layout.blank import nothing
from charts.layout.labels import Label
from charts.layout.scale import Scale, period_ticks, scale
from charts.lines import strokes
from charts.lines.ends import BESIDE, draw_bridges, draw_names, end_name
from charts.lines.strokes import Spot
from charts.lines.timeline import Line, Timeline, half_before
from charts.sketch import Sketch
from charts.theme import (
    INK_SOFT,
    MUTED,
    PAPER,
    WASH,
    Canvas,
    Margin,
    escaped,
    finish,
    started,
)
from emn import flags
from emn.flags import Absence, Flag
from emn.indicator import Indicator, Unit
from emn.language import _

MOST_HIGHLIGHTED = 6
_MARK_SIZE = 7


def trend(
    indicator: Indicator,
    series: pl.DataFrame,
    highlight: Sequence[str],
    canvas: Canvas,
    key: str = "geo",
) -> go.Figure:
    """Draw every place in grey and the highlighted ones, six at most, in colour.

    An aggregate is drawn only when it is highlighted, and only over complete periods.
    """
    if series.is_empty():
        return nothing(canvas)
    frequency = indicator.dataset.frequency
    timeline = Timeline.of(series, highlight[:MOST_HIGHLIGHTED], frequency, key)
    ends = [(line, end) for line in timeline.lines if (end := strokes.last(line.spots))]
    names = [end_name(line, end, indicator, canvas) for line, end in ends]
    values, margin = _frame(timeline, names, indicator, canvas)
    sketch = started()
    _draw_axes(sketch, timeline, values, canvas.plot(margin)[0], canvas)
    _draw_bands(sketch, timeline, canvas)
    _draw_context(sketch, timeline, canvas)
    for line in timeline.lines:
        _draw_line(sketch, line, indicator, canvas)
    _draw_confidential(sketch, timeline)
    draw_bridges(sketch, ends, timeline)
    draw_names(sketch, ends, names, values, canvas.plot(margin)[1])
    _draw_unit(sketch, indicator, margin, canvas)
    return finish(sketch, canvas, margin)


def _frame(
    timeline: Timeline, names: Sequence[Label], indicator: Indicator, canvas: Canvas
) -> tuple[Scale, Margin]:
    """The scale of values, and the margins that its labels and the names need."""
    has_heading = timeline.incomplete or _is_rate(indicator)
    top = round(1.3 * canvas.text_size) + 10 if has_heading else 12
    bottom = canvas.text_size + 18
    values = scale(timeline.values, indicator.unit, canvas.language, canvas.height - top - bottom)
    first, last = (
        canvas.text_width(canvas.language.period(period, short=True)) / 2 + 2
        for period in (timeline.periods[0], timeline.periods[-1])
    )
    left = max(values.label_width(canvas) + 8, first)
    right = max((name.width + BESIDE + 4 for name in names), default=0)
    return values, Margin(ceil(left), top, ceil(max(right, last)), bottom)


def _is_rate(indicator: Indicator) -> bool:
    return not indicator.unit.is_count and indicator.unit is not Unit.PERCENT


def _draw_axes(
    sketch: Sketch, timeline: Timeline, values: Scale, pixels: float, canvas: Canvas
) -> None:
    ticks = period_ticks(timeline.periods, canvas, pixels)
    sketch.update_layout(
        xaxis={
            "type": "date",
            "range": [day.isoformat() for day in timeline.range],
            "tickvals": [tick.period.start.isoformat() for tick in ticks],
            "ticktext": [tick.text for tick in ticks],
            "ticks": "outside",
            "ticklen": 4,
        },
        yaxis=values.axis(),
    )


def _draw_bands(sketch: Sketch, timeline: Timeline, canvas: Canvas) -> None:
    """Grey out the incomplete periods, and say over them who has reported."""
    for period in timeline.incomplete:
        sketch.add_shape(
            type="rect",
            xref="x",
            yref="paper",
            x0=half_before(period).isoformat(),
            x1=half_before(period.shifted(1)).isoformat(),
            y0=0,
            y1=1,
            fillcolor=WASH,
            line={"width": 0},
            layer="below",
        )
    if timeline.incomplete:
        sketch.add_annotation(
            text=canvas.language.say(
                _("{reported} of {expected} reported"),
                reported=timeline.reported,
                expected=timeline.expected,
            ),
            xref="x",
            yref="paper",
            x=half_before(timeline.incomplete[-1].shifted(1)).isoformat(),
            y=1,
            yshift=2,
            xanchor="right",
            yanchor="bottom",
            font={"color": INK_SOFT},
        )


def _draw_context(sketch: Sketch, timeline: Timeline, canvas: Canvas) -> None:
    """Every other place as one trace with gaps between them: thirty traces cost plotly dearly."""
    path: list[Spot | None] = []
    shown: list[str | None] = []
    for line in timeline.context:
        spots = [*strokes.whole(line.spots), None]
        path += spots
        shown += [escaped(canvas.name(line.key)) if spot else None for spot in spots]
    if path:
        sketch.add_scatter(
            **_points(path),
            mode="lines",
            line={"color": MUTED, "width": 1},
            opacity=0.45,
            cliponaxis=False,
            customdata=shown,
            hovertemplate="%{customdata}<extra></extra>",
        )
    lonely = [spot for line in timeline.context for spot in strokes.alone(line.spots)]
    if lonely:
        sketch.add_scatter(
            **_points(lonely),
            mode="markers",
            marker={"color": MUTED, "size": 3},
            opacity=0.45,
            cliponaxis=False,
            hoverinfo="skip",
        )


def _draw_line(sketch: Sketch, line: Line, indicator: Indicator, canvas: Canvas) -> None:
    shown = f"<b>{escaped(canvas.name(line.key))}</b><br>%{{customdata}}<extra></extra>"
    for path, dash in ((strokes.solid(line.spots), "solid"), (strokes.dashed(line.spots), "dot")):
        if path:
            sketch.add_scatter(
                **_points(path),
                mode="lines",
                line={"color": line.colour, "width": line.width, "dash": dash},
                cliponaxis=False,
                customdata=[spot and spot.text(indicator, canvas) for spot in path],
                hovertemplate=shown,
            )
    _draw_breaks(sketch, line)
    end = strokes.last(line.spots)
    lonely = strokes.alone(line.spots)
    marked = [
        spot
        for spot in line.spots
        if spot.value is not None and (spot.is_tentative or spot in lonely or spot is end)
    ]
    if marked:
        sketch.add_scatter(
            **_points(marked),
            mode="markers",
            marker={
                "color": [PAPER if spot.is_tentative else line.colour for spot in marked],
                "size": _MARK_SIZE,
                "line": {"color": line.colour, "width": 1.5},
            },
            cliponaxis=False,
            customdata=[spot.text(indicator, canvas) for spot in marked],
            hovertemplate=shown,
        )


def _draw_breaks(sketch: Sketch, line: Line) -> None:
    """A tick across the line, with Eurostat's letter, where a series breaks."""
    broken = [spot for spot in line.spots if spot.value is not None]
    broken = [spot for spot in broken if flags.has(spot.flag, Flag.BREAK)]
    if broken:
        sketch.add_scatter(
            **_points(broken),
            mode="markers+text",
            marker={
                "color": line.colour,
                "symbol": "line-ns",
                "size": 10,
                "line": {"color": line.colour, "width": 1.5},
            },
            text=[Flag.BREAK.value] * len(broken),
            textposition="top center",
            textfont={"color": line.colour, "size": 12},
            cliponaxis=False,
            hoverinfo="skip",
        )


def _draw_confidential(sketch: Sketch, timeline: Timeline) -> None:
    """A `c` on the axis where a highlighted place has a confidential value, one over another."""
    stacked: dict[str, int] = {}
    for line in timeline.lines:
        for spot in line.spots:
            if spot.value is None and flags.absence(spot.flag) is Absence.CONFIDENTIAL:
                day = spot.period.start.isoformat()
                sketch.add_annotation(
                    text=Flag.CONFIDENTIAL.value,
                    xref="x",
                    yref="y",
                    x=day,
                    y=0,
                    yshift=13 * stacked.get(day, 0),
                    xanchor="center",
                    yanchor="bottom",
                    font={"color": line.colour, "size": 12},
                )
                stacked[day] = stacked.get(day, 0) + 1


def _draw_unit(sketch: Sketch, indicator: Indicator, margin: Margin, canvas: Canvas) -> None:
    if _is_rate(indicator):
        sketch.add_annotation(
            text=escaped(canvas.language.say(indicator.unit.label)),
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xshift=-margin.left + 4,
            yshift=2,
            xanchor="left",
            yanchor="bottom",
            font={"color": INK_SOFT},
        )


def _points(path: Sequence[Spot | None]) -> dict[str, list[object]]:
    return {
        "x": [spot and spot.period.start.isoformat() for spot in path],
        "y": [spot and spot.value for spot in path],
    }
