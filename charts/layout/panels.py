"""Class Panels: small plots in rows and columns, each under its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from charts.layout.labels import Label, label
from charts.theme import Canvas, Margin

_LOW, _TALL, _SHAPE = 60.0, 160.0, 0.62  # the height of a plot: least, most, share of its width
_UNDER_TITLE, _BETWEEN_ROWS = 5.0, 14.0
_RIGHT = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """Where the panels lie, in pixels from the upper left of all of them; `canvas` fits them."""

    canvas: Canvas
    margin: Margin
    columns: int
    width: float
    height: float
    gap: float
    titles: list[Label]

    @classmethod
    def of(
        cls,
        titles: Sequence[tuple[str, str]],
        canvas: Canvas,
        margin: Margin,
        columns: int,
        gap: float,
    ) -> Panels:
        """Lay titles of a name and a value over plots between the margins, as tall as need be."""
        room = canvas.width - margin.left - margin.right
        width = (room - gap * (columns - 1)) / columns
        panels = cls(
            canvas=canvas,
            margin=margin,
            columns=columns,
            width=width,
            height=plot_height(canvas, columns),
            gap=gap,
            titles=[label(canvas, name, value, most=width + gap / 2) for name, value in titles],
        )
        height = ceil(margin.top + panels._foot(panels.rows - 1) + margin.bottom)
        return replace(panels, canvas=replace(canvas, height=height))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return ceil(len(self.titles) / self.columns)

    def is_last_in_its_column(self, place: int) -> bool:
        """Tell whether no panel lies under this one: its axis is written for all above it."""
        return place + self.columns >= len(self.titles)

    def is_first_in_its_row(self, place: int) -> bool:
        """Tell whether no panel lies to the left of this one."""
        return place % self.columns == 0

    def domains(self, place: int) -> tuple[list[float], list[float]]:
        """The shares of the figure's plot that this panel takes, from left and from the foot."""
        across, upwards = self.canvas.plot(self.margin)
        left = place % self.columns * (self.width + self.gap)
        foot = self._foot(place // self.columns)
        return (
            [round(left / across, 5), round((left + self.width) / across, 5)],
            [round(1 - foot / upwards, 5), round(1 - (foot - self.height) / upwards, 5)],
        )

    def _foot(self, row: int) -> float:
        """How far the foot of a row's plots lies under the top of all."""
        heads = sum(self._head(each) for each in range(row + 1))
        return heads + (row + 1) * (_UNDER_TITLE + self.height) + row * _BETWEEN_ROWS

    def _head(self, row: int) -> float:
        """The height of the tallest title of a row."""
        in_it = self.titles[row * self.columns : (row + 1) * self.columns]
        return max(title.height for title in in_it)


def columns(count: int, most: int) -> int:
    """How many columns fill their rows best: seven panels are four and three, not six and one."""
    return ceil(count / ceil(count / most))


def plot_height(canvas: Canvas, columns: int) -> float:
    """The height of a plot in so many columns."""
    return round(min(max(canvas.width / columns * _SHAPE, _LOW), _TALL))
