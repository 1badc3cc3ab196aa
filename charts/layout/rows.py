"""Class Rows: the named rows of a figure with horizontal bars, as tall as their names need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.layout.labels import Label, wrapped
from charts.theme import INK, Canvas, Margin

BAR = 0.66  # of a row
_LOW, _TALL = 20.0, 34.0  # pixels of a row
_GAP, _STANDOFF = 10, 6  # pixels between the names and the bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows from the top, and the canvas that they fit."""

    keys: list[str]
    names: list[Label]
    canvas: Canvas
    margin: Margin
    row: float

    @classmethod
    def of(cls, keys: Sequence[str], canvas: Canvas, margin: Margin) -> Rows:
        """Lay the rows out between a top and a bottom margin; the left one is measured."""
        most = canvas.width * (0.36 if canvas.is_narrow else 0.4)
        names = [wrapped(canvas, canvas.name(key), most) for key in keys]
        free = (canvas.height - margin.top - margin.bottom) / max(1, len(keys))
        tallest = max((name.height for name in names), default=0) + 2
        row = max(min(free, _TALL), _LOW, tallest)
        left = max((name.width for name in names), default=0) + _GAP
        height = round(margin.top + row * len(keys) + margin.bottom)
        return cls(
            keys=list(keys),
            names=names,
            canvas=replace(canvas, height=height),
            margin=margin._replace(left=round(left)),
            row=row,
        )

    @property
    def pixels(self) -> float:
        """The width of the plot."""
        return self.canvas.plot(self.margin)[0]

    def axis(self) -> dict[str, object]:
        """The axis of the rows as plotly wants it, the first row on top."""
        return {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": self.keys,
            "range": [len(self.keys) - 0.5, -0.5],
            "tickvals": self.keys,
            "ticktext": [name.markup for name in self.names],
            "tickfont": {"color": INK},
            "ticklabelstandoff": _STANDOFF,
        }
