"""The figure of an empty series."""

from __future__ import annotations

from charts.sketch import Figure
from charts.theme import (
    INK_SOFT,
    Canvas,
    Margin,
    escaped,
    finish,
    started,
)
from emn.flags import Absence


def nothing(canvas: Canvas) -> Figure:
    """The figure of an empty series: it says that there is nothing."""
    sketch = started()
    empty = {"type": "linear", "range": [0, 1], "showticklabels": False}
    sketch.update_layout(xaxis=empty, yaxis=empty)
    sketch.add_annotation(
        text=escaped(canvas.language.say(Absence.NOT_AVAILABLE.label)),
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        xanchor="center",
        yanchor="middle",
        font={"color": INK_SOFT},
    )
    return finish(sketch, canvas, Margin(12, 12, 12, 12))
