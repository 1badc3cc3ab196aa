"""Class Legend: swatches and names in rows above a plot, wrapped by measured width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.layout.labels import Label, wrapped
from charts.sketch import Sketch
from charts.theme import Canvas, Margin

_SWATCH, _BESIDE, _BETWEEN = 11.0, 6.0, 18.0
_BELOW = 10.0  # between the last row and the plot


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One swatch with its name; `left` and `middle` in pixels of the canvas."""

    name: Label
    colour: str
    symbol: str
    left: float
    middle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """Every entry in its place, and the height that they take."""

    entries: list[Entry]
    height: float

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        colours: Sequence[str],
        canvas: Canvas,
        symbols: Sequence[str] = (),
    ) -> Legend:
        """Lay entries out from the left, on as many rows as they need.

        A swatch is a square where `symbols` does not say that it is a circle.
        """
        room = canvas.width - 4 - _SWATCH - _BESIDE
        labels = [wrapped(canvas, name, room) for name in names]
        entries: list[Entry] = []
        left = top = tallest = 0.0
        looks = zip(labels, colours, (*symbols, *("square",) * len(names)), strict=False)
        for name, colour, symbol in looks:
            if left and left + name.width > room:
                left, top = 0.0, top + tallest
                tallest = 0.0
            middle = top + name.height / 2 + 2
            entries.append(Entry(name=name, colour=colour, symbol=symbol, left=left, middle=middle))
            tallest = max(tallest, name.height + 2)
            left += _SWATCH + _BESIDE + name.width + _BETWEEN
        return cls(entries=entries, height=top + tallest + _BELOW)

    def draw(self, sketch: Sketch, margin: Margin) -> None:
        """Draw it above the plot that these margins leave."""
        for entry in self.entries:
            across, upwards = entry.left - margin.left, margin.top - entry.middle
            sketch.add_shape(
                type="circle" if entry.symbol == "circle" else "rect",
                xref="paper",
                yref="paper",
                xsizemode="pixel",
                ysizemode="pixel",
                xanchor=0,
                yanchor=1,
                x0=across,
                x1=across + _SWATCH,
                y0=upwards - _SWATCH / 2,
                y1=upwards + _SWATCH / 2,
                fillcolor=entry.colour,
                line={"width": 0},
            )
            sketch.add_annotation(
                text=entry.name.markup,
                xref="paper",
                yref="paper",
                x=0,
                y=1,
                xshift=across + _SWATCH + _BESIDE,
                yshift=upwards,
                xanchor="left",
                yanchor="middle",
                align="left",
            )
