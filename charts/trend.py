"""Trend: every place over time, the highlighted ones in colour with their names at the end.

Provisional stretches are dashed and end in a hollow marker, a break in the series is a tick with
a `b`, a confidential period a `c` on the axis, a missing one a gap. Colour alone tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

import polars as pl

from charts.layout.blank import nothing
from charts.layout.labels import Label
from charts.layout.scale import Scale, period_ticks, scale
from charts.lines import strokes
from charts.lines.ends import BESIDE, draw_bridges, draw_names, end_name
from charts.lines.events import draw_events
from charts.lines.pen import Pen, points
from charts.lines.strokes import Spot
from charts.lines.timeline import Timeline, half_before
from charts.sketch import Figure, Sketch
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
from emn.indicator import Indicator, Unit
from emn.language import _

MOST_HIGHLIGHTED = 6


def trend(
    indicator: Indicator,
    series: pl.DataFrame,
    highlight: Sequence[str],
    canvas: Canvas,
    key: str = "geo",
) -> Figure:
    """Draw every place in grey and the highlighted ones, six at most, in colour.

    An aggregate is drawn only when it is highlighted, and only over complete periods. Events of the
    canvas are named above the plot, and the figure grows by that.
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
    pen = Pen(sketch=sketch, indicator=indicator, canvas=canvas)
    for line in timeline.lines:
        pen.draw(line)
        pen.draw_breaks(line)
        pen.mark(line, line.marked)
    pen.draw_confidential(timeline.lines)
    draw_bridges(sketch, ends, timeline)
    draw_names(sketch, ends, names, values, canvas.plot(margin)[1])
    _draw_unit(sketch, indicator, margin, canvas)
    more = draw_events(sketch, timeline, canvas, margin)
    canvas = replace(canvas, height=canvas.height + more)
    return finish(sketch, canvas, margin._replace(top=margin.top + more))


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
            align="left",
            font={"color": INK_SOFT},
            **({"bgcolor": PAPER} if canvas.events else {}),
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
            **points(path),
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
            **points(lonely),
            mode="markers",
            marker={"color": MUTED, "size": 3},
            opacity=0.45,
            cliponaxis=False,
            hoverinfo="skip",
        )


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
            align="left",
            font={"color": INK_SOFT},
            **({"bgcolor": PAPER} if canvas.events else {}),
        )
