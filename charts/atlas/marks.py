"""The marks that a map is made of: areas in the style of a class or an absence, lines, letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from charts.atlas.geography import Point, Ring
from charts.sketch import Piece
from charts.theme import ABSENT, EDGE, HATCHED, INK, MAP_STEPS, MUTED, PAPER
from emn.flags import Absence


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How an area is filled and outlined, and the ink that letters on it are written in."""

    fill: str
    edge: str = EDGE
    width: float = 0.7
    ink: str = INK
    pattern: Mapping[str, object] = field(default_factory=dict)


CONTEXT = Style(fill=HATCHED, edge="#E4E8EE")
ABSENCES: Mapping[Absence, Style] = {
    Absence.NOT_AVAILABLE: Style(
        fill=ABSENT[Absence.NOT_AVAILABLE],
        edge=MUTED,
        pattern={"shape": "/", "fgcolor": MUTED, "size": 6, "solidity": 0.16},
    ),
    Absence.CONFIDENTIAL: Style(
        fill=ABSENT[Absence.CONFIDENTIAL],
        edge=MUTED,
        pattern={"shape": "\\", "fgcolor": INK, "size": 6, "solidity": 0.16},
    ),
    Absence.NOT_APPLICABLE: Style(
        fill=ABSENT[Absence.NOT_APPLICABLE],
        edge=MUTED,
        pattern={"shape": ".", "fgcolor": MUTED, "size": 6, "solidity": 0.08},
    ),
    Absence.NOT_SIGNIFICANT: Style(
        fill=HATCHED,
        edge=MUTED,
        pattern={"shape": "-", "fgcolor": MUTED, "size": 5, "solidity": 0.2},
    ),
    Absence.NOT_COMPARABLE: Style(
        fill=HATCHED,
        edge=MUTED,
        pattern={"shape": "x", "fgcolor": MUTED, "size": 7, "solidity": 0.1},
    ),
    Absence.NOT_COLLECTED: Style(fill=ABSENT[Absence.NOT_COLLECTED], edge=MUTED),
}


def steps(classes: int) -> tuple[Style, ...]:
    """A style for each of so many classes, spread over the whole ramp from light to dark."""
    last = len(MAP_STEPS) - 1
    if classes == 1:
        return (_step(last // 2),)
    return tuple(_step(round(place * last / (classes - 1))) for place in range(classes))


def _step(place: int) -> Style:
    # White letters reach 4.5:1 on the two darkest steps only.
    return Style(fill=MAP_STEPS[place], ink=PAPER if place >= len(MAP_STEPS) - 2 else INK)


def area(rings: Iterable[Ring], style: Style, hover: str = "") -> Piece:
    """Fill rings in a style; the text shows where a pointer lies on them."""
    x, y = _joined(rings)
    trace: Piece = {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "lines",
        "fill": "toself",
        "fillcolor": style.fill,
        "line": {"color": style.edge, "width": style.width, "simplify": False},
        **_hover(hover),
    }
    if style.pattern:
        trace["fillpattern"] = {"bgcolor": style.fill, **style.pattern}
    return trace


def line(paths: Iterable[Iterable[Point]], colour: str, width: float) -> Piece:
    """Draw lines without a fill."""
    x, y = _joined(paths)
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "lines",
        "line": {"color": colour, "width": width, "simplify": False},
        "hoverinfo": "skip",
    }


def pins(points: Sequence[Point], colour: str, edge: str) -> Piece:
    """Mark where lines end, with dots that stand out from any fill."""
    return {
        "type": "scatter",
        "x": [x for x, _y in points],
        "y": [y for _x, y in points],
        "mode": "markers",
        "marker": {"size": 5, "color": colour, "line": {"color": edge, "width": 1}},
        "hoverinfo": "skip",
    }


def letters(texts: Mapping[Point, str], colours: str | Sequence[str]) -> Piece:
    """Write a text centred on each point."""
    return {
        "type": "scatter",
        "x": [x for x, _y in texts],
        "y": [y for _x, y in texts],
        "text": list(texts.values()),
        "textposition": "middle center",
        "textfont": {"color": colours},
        "mode": "text",
        "hoverinfo": "skip",
    }


def beside(at: Point, text: str, colour: str, *, side: str = "left") -> Piece:
    """Write a text that begins at a point, or with `side="right"` ends there."""
    return {
        "x": at[0],
        "y": at[1],
        "text": text,
        "xanchor": side,
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "borderwidth": 0,
        "font": {"color": colour},
    }


def _hover(text: str) -> dict[str, str]:
    if not text:
        return {"hoverinfo": "skip"}
    return {"text": text, "hoverinfo": "text", "hoveron": "fills"}


def _joined(rings: Iterable[Iterable[Point]]) -> tuple[list[float | None], list[float | None]]:
    """The coordinates of several rings, with a gap between them."""
    points = list(chain.from_iterable((*ring, None) for ring in rings))[:-1]
    return [point and point[0] for point in points], [point and point[1] for point in points]
