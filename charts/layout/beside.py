"""Class Beside: the names of parts beside the last bar of a stack, each at its part's height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.layout.labels import Label, label, spread
from charts.sketch import Sketch
from charts.theme import Canvas

_SWATCH, _APART = 11.0, 6.0  # pixels: a swatch, and what lies around it
_WIDE, _NARROW = 170.0, 92.0  # the most pixels that a line of a name takes
_LEADER = 5.0  # pixels that a name moves before a leader ties it to its part


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A name with its number for every part, in the order of the stack, from its foot."""

    names: list[Label]
    colours: Sequence[str]

    @classmethod
    def of(cls, parts: Sequence[tuple[str, str]], colours: Sequence[str], canvas: Canvas) -> Beside:
        """Measure the names and numbers of the parts."""
        most = _NARROW if canvas.is_narrow else _WIDE
        names = [label(canvas, name, value, most=most) for name, value in parts]
        return cls(names=names, colours=colours)

    @property
    def width(self) -> float:
        """The margin that they need to the right of the plot."""
        return max(name.width for name in self.names) + _SWATCH + 3 * _APART

    def draw(self, sketch: Sketch, middles: Sequence[float], height: float, gap: float) -> None:
        """Write them beside a plot so high; `middles` are shares of it, from its foot.

        `gap` is how far the last bar ends before the plot does, in pixels.
        """
        wanted = [height * (1 - middle) for middle in middles]
        places = spread(wanted, [name.height for name in self.names], height)
        for name, colour, at, place in zip(self.names, self.colours, wanted, places, strict=False):
            foot = round(1 - place / height, 5)
            _draw_swatch(sketch, colour, foot)
            if abs(at - place) > _LEADER:
                _draw_leader(sketch, colour, (round(1 - at / height, 5), foot), gap)
            sketch.add_annotation(
                text=name.markup,
                xref="paper",
                yref="paper",
                x=1,
                y=foot,
                xshift=_SWATCH + 2 * _APART,
                xanchor="left",
                yanchor="middle",
                align="left",
            )


def _draw_swatch(sketch: Sketch, colour: str, foot: float) -> None:
    sketch.add_shape(
        type="rect",
        xref="paper",
        yref="paper",
        xsizemode="pixel",
        ysizemode="pixel",
        xanchor=1,
        yanchor=foot,
        x0=_APART,
        x1=_APART + _SWATCH,
        y0=-_SWATCH / 2,
        y1=_SWATCH / 2,
        fillcolor=colour,
        line={"width": 0},
    )


def _draw_leader(sketch: Sketch, colour: str, shares: tuple[float, float], gap: float) -> None:
    sketch.add_shape(
        type="line",
        xref="paper",
        yref="paper",
        xsizemode="pixel",
        xanchor=1,
        x0=-gap,
        x1=_APART,
        y0=shares[0],
        y1=shares[1],
        line={"color": colour, "width": 1},
    )
