"""Remarks over a plot: short texts beside each other, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts.sketch import Sketch
from charts.theme import INK_SOFT, Canvas, escaped

_APART = 18  # pixels between two remarks
_UNDER = 6  # pixels under the last line


class Remark(NamedTuple):
    """A text on its line, so many pixels from the left edge of the plot."""

    text: str
    left: float
    line: int


def remarks(texts: Sequence[str], canvas: Canvas, room: float, indent: float) -> list[Remark]:
    """Lay texts out in lines of so many pixels; the first stands so far from the edge."""
    told: list[Remark] = []
    line, left = 0, indent
    for text in texts:
        width = canvas.text_width(text)
        if told and left + width > room:
            line, left = line + 1, 0
        told.append(Remark(text, left, line))
        left += width + _APART
    return told


def line_height(canvas: Canvas) -> int:
    """The height of one line of remarks."""
    return round(1.4 * canvas.text_size)


def height(told: Sequence[Remark], canvas: Canvas) -> int:
    """How much room the remarks take over the plot."""
    return (told[-1].line + 1) * line_height(canvas) + _UNDER if told else 0


def draw_remarks(sketch: Sketch, told: Sequence[Remark], canvas: Canvas) -> None:
    """Write the remarks into the margin over the plot."""
    for remark in told:
        sketch.add_annotation(
            text=escaped(remark.text),
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xshift=remark.left,
            yshift=height(told, canvas) - remark.line * line_height(canvas),
            xanchor="left",
            yanchor="top",
            align="left",  # or it moves when the browser swaps the font in
            font={"color": INK_SOFT},
        )
