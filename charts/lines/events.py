"""Events over a chart: a thin line where each falls, its name above the plot, or in the notes.

An event on the first day of a period lies before that period; any other lies on the period that
it happened in, whose figure already holds some of what came after.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from charts.layout.scale import Scale
from charts.lines.timeline import Timeline, half_before
from charts.sketch import Figure, Sketch
from charts.theme import INK_SOFT, MUTED, PAPER, Canvas, Margin, escaped
from emn.events import NO_CAUSE, Event
from emn.period import Period

_BESIDE = 4.0  # pixels between a line and its name
_APART = 10.0  # pixels between two names
_UNDER = 7  # pixels of the margin that the names may use


class Sign(NamedTuple):
    """An event on its day, named on a row above the plot; 0 is the lowest.

    `x` is where its line is, in pixels of the plot, `start` and `end` where its name is.
    """

    event: Event
    at: date
    row: int
    x: float
    start: float
    end: float


def within(events: Sequence[Event], periods: Sequence[Period]) -> list[Event]:
    """The events that fall into these periods, but not on their very first day."""
    first, last = periods[0].start, periods[-1].end
    return [event for event in events if first < event.day <= last]


def noted(figure: Figure) -> tuple[str, ...]:
    """What must be noted beside a figure: its events, and that none of them is a cause."""
    return tuple(figure.spec["layout"].get("meta", ()))


def signs(timeline: Timeline, canvas: Canvas, left: float, right: float) -> list[Sign]:
    """Give every event a row: above those to its right that its name would run into.

    `left` and `right` are the margins; a name may run over the right one, not over the edge.
    """
    first, last = timeline.range
    pixels = canvas.width - left - right
    placed: list[Sign] = []
    for event in reversed(within(canvas.events, timeline.periods)):
        at = _at(event.day, timeline)
        x = (at - first) / (last - first) * pixels
        width = canvas.text_width(event.short[canvas.language])
        start = min(x + _BESIDE, canvas.width - left - width)
        end = start + width
        rows = [sign.row + 1 for sign in placed if min(sign.x, sign.start) < end + _APART]
        placed.append(Sign(event, at, max(rows, default=0), x, start, end))
    return placed[::-1]


def row_height(canvas: Canvas) -> int:
    """The height of a row of names."""
    return round(1.35 * canvas.text_size)


def draw_events(sketch: Sketch, timeline: Timeline, canvas: Canvas, margin: Margin) -> int:
    """Draw the lines behind everything and the names above the plot's own margin.

    Gives the pixels that figure and margin must grow by to hold the names.
    """
    shown = signs(timeline, canvas, margin.left, margin.right)
    for sign in shown:
        foot = margin.top - _UNDER + sign.row * row_height(canvas)
        line = {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": sign.at.isoformat(),
            "x1": sign.at.isoformat(),
            "line": {"color": MUTED, "width": 1},
            "layer": "below",
        }
        sketch.add_shape(**line, y0=0, y1=1)
        top = foot + row_height(canvas)
        sketch.add_shape(**line, ysizemode="pixel", yanchor=1, y0=0, y1=top)
        sketch.add_annotation(
            text=escaped(sign.event.short[canvas.language]),
            xref="x",
            yref="paper",
            x=sign.at.isoformat(),
            y=1,
            xshift=round(sign.start - sign.x, 1),
            yshift=foot,
            xanchor="left",
            yanchor="bottom",
            align="left",
            font={"color": INK_SOFT},
            bgcolor=PAPER,
        )
    if not shown:
        return 0
    note_events(sketch, [sign.event for sign in shown], canvas)
    return (max(sign.row for sign in shown) + 1) * row_height(canvas)


def draw_strokes(
    sketch: Sketch, shown: Sequence[date], values: Scale, axes: dict[str, str]
) -> None:
    """Draw the lines alone into one of several panels, which have no room for names."""
    for day in shown:
        sketch.add_shape(
            type="line",
            xref=axes["xaxis"],
            yref=axes["yaxis"],
            x0=day.isoformat(),
            x1=day.isoformat(),
            y0=values.low,
            y1=values.high,
            line={"color": MUTED, "width": 1, "dash": "dot"},
            layer="below",
        )


def days(timeline: Timeline, canvas: Canvas) -> list[date]:
    """Where the events of a canvas lie in a timeline."""
    return [_at(event.day, timeline) for event in within(canvas.events, timeline.periods)]


def note_events(sketch: Sketch, shown: Sequence[Event], canvas: Canvas) -> None:
    """Keep with a figure what must be noted beside it."""
    if shown:
        notes = [event.told(canvas.language) for event in shown]
        sketch.update_layout(meta=[*notes, canvas.language.say(NO_CAUSE)])


def _at(day: date, timeline: Timeline) -> date:
    period = Period.at(day, timeline.periods[0].frequency)
    return half_before(period) if day == period.start else period.start
