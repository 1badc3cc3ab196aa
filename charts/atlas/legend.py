"""The legend of a map: a bar of classes with their breaks, then what is on the map and has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.atlas.classes import Classes
from charts.atlas.geography import Point
from charts.atlas.marks import ABSENCES, Style, area, beside, letters, steps
from charts.atlas.view import View, has_legend_over_sea
from charts.sketch import Piece
from charts.theme import INK, INK_SOFT, PAPER, Canvas, escaped
from emn.flags import Absence, Flag

_EDGE, _WIDEST = 8.0, 272.0  # Norway begins to the right of that
_LINE, _BAR, _ROW = 18.0, 12.0, 18.0
_SWATCH, _GAP, _BETWEEN = 16.0, 6.0, 14.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the legend: a swatch or a letter, and what it means; `x` and `y` in pixels."""

    sign: Style | str
    label: str
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the legend says, laid out for its canvas, from its own upper left corner."""

    title: str
    classes: Classes | None
    entries: tuple[Entry, ...]
    width: float
    canvas: Canvas

    @classmethod
    def of(
        cls,
        title: str,
        classes: Classes | None,
        seen: tuple[Sequence[Absence], Sequence[Flag]],
        canvas: Canvas,
    ) -> Legend:
        """Say what these classes, absences and flags look like; those not seen are left out."""
        width = _WIDEST if has_legend_over_sea(canvas) else canvas.width - 2 * _EDGE
        signs: list[tuple[Style | str, str]] = [
            *((ABSENCES[absence], canvas.language.say(absence.label)) for absence in seen[0]),
            *((flag.value, canvas.language.say(flag.label)) for flag in seen[1]),
        ]
        top = _LINE + (_BAR + _LINE if classes else 0) + 2
        entries = tuple(_flowing(signs, (width, top), canvas))
        return cls(title=title, classes=classes, entries=entries, width=width, canvas=canvas)

    @property
    def height(self) -> float:
        """Its height in pixels, with its edges."""
        foot = max((entry.y + _ROW for entry in self.entries), default=_LINE + _BAR + _LINE)
        return foot + 2 * _EDGE

    def box(self, view: View) -> tuple[float, float, float, float]:
        """Its left, top, width and height on the canvas, in pixels, with its edges."""
        top = 0.0 if has_legend_over_sea(self.canvas) else view.map_height
        return 0.0, top, self.width + 2 * _EDGE, self.height

    def traces(self, view: View) -> Iterator[Piece]:
        """Draw its bar and swatches; below a narrow map it lies on paper of its own."""
        left, top = self._corner(view)
        if not has_legend_over_sea(self.canvas):
            foot = view.height - view.map_height
            paper = view.box(-2, view.map_height, view.width + 4, foot + 2)
            yield area([paper], Style(fill=PAPER, width=0))
        if self.classes:
            yield from self._bar(self.classes, view, (left, top + _LINE))
        for entry in self.entries:
            middle = top + entry.y + _ROW / 2
            if isinstance(entry.sign, Style):
                box = view.box(left + entry.x, middle - _BAR / 2, _SWATCH, _BAR)
                yield area([box], entry.sign)
            else:
                at = view.at(left + entry.x + _SWATCH / 2, middle)
                yield letters({at: f"<i>{entry.sign}</i>"}, INK)

    def texts(self, view: View) -> Iterator[Piece]:
        """Write its title and what its signs mean."""
        left, top = self._corner(view)
        yield beside(view.at(left, top + _LINE / 2), f"<b>{escaped(self.title)}</b>", INK)
        for entry in self.entries:
            at = view.at(left + entry.x + _SWATCH + _GAP, top + entry.y + _ROW / 2)
            yield beside(at, escaped(entry.label), INK_SOFT)

    def _corner(self, view: View) -> Point:
        left, top, _width, _height = self.box(view)
        return left + _EDGE, top + _EDGE

    def _bar(self, classes: Classes, view: View, corner: Point) -> Iterator[Piece]:
        """One cell a class, and each break under the edge between two."""
        left, top = corner
        cell = self.width / len(classes)
        for place, style in enumerate(steps(len(classes))):
            yield area([view.box(left + place * cell, top, cell, _BAR)], style)
        foot = top + _BAR + _LINE / 2
        breaks = {
            view.at(left + place * cell, foot): self.canvas.language.number(each, classes.decimals)
            for place, each in enumerate(classes.breaks, start=1)
        }
        if breaks:
            yield letters(breaks, INK_SOFT)


def _flowing(
    signs: Sequence[tuple[Style | str, str]], corner: tuple[float, float], canvas: Canvas
) -> Iterator[Entry]:
    """Set the entries in rows, as many in each as there is room for."""
    room, y = corner
    x = 0.0
    for sign, label in signs:
        width = _SWATCH + _GAP + canvas.text_width(label)
        if x and x + width > room:
            x, y = 0.0, y + _ROW
        yield Entry(sign, label, x, y)
        x += width + _BETWEEN
