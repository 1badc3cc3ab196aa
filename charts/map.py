"""The map of Europe: one value a place, in classes; members and observers are always on it.

Polygons in kilometres of EPSG:3035 on plain axes, so that a picture asks nobody for tiles. A place
with a row is drawn by its value or by why it has none; a place without any is not collected; and
around them lie neighbours, pale, unless they have rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import cos, hypot, pi, sin
from typing import NamedTuple

import polars as pl

from charts.atlas.classes import Classes
from charts.atlas.geography import Point, Ring, geography
from charts.atlas.legend import Legend
from charts.atlas.marks import CONTEXT, area, beside, letters, line, pins
from charts.atlas.shades import Painter, Shade, seen
from charts.atlas.view import View
from charts.sketch import Figure, Piece
from charts.theme import INK, INK_SOFT, MAP_STEPS, PAPER, Canvas, Margin, escaped, finish, started
from emn.flags import Absence
from emn.indicator import Indicator
from emn.language import _

FOOTNOTES: tuple[str, ...] = (
    _(
        "The boundaries and names shown on this map do not imply official endorsement or"
        " acceptance by the European Union."
    ),
    _(
        "* Kosovo: this designation is without prejudice to positions on status, and is in line"
        " with UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence."
    ),
    _("Boundaries: Natural Earth, with corrections; Lambert azimuthal equal-area projection."),
)


class CallOut(NamedTuple):
    """The circle of a state too small to see, in kilometres; at which side its code is anchored."""

    at: Point
    side: str


# Every circle lies in open sea. Liechtenstein, no state of the EMN, has one where it has a row.
_CALL_OUTS: Mapping[str, CallOut] = {
    "LU": CallOut((3690, 3720), "left"),
    "MT": CallOut((4890, 1475), "left"),
    "CY": CallOut((6340, 1490), "right"),
    "LI": CallOut((4060, 2000), "right"),
}
_RADIUS = 6.5  # of a circle, in pixels
_CORNERS = 24


def europe(
    indicator: Indicator, series: pl.DataFrame, canvas: Canvas, among: Sequence[str] = ()
) -> Figure:
    """Draw one period's series (`geo`, `value`, `flag`) as a map in at most six classes.

    Where `among` names places, the others are as pale as neighbours: nothing is said of them.
    """
    rows = {row["geo"]: row for row in series.iter_rows(named=True)}
    drawn = geography()
    everywhere = {**drawn.places, **drawn.context}
    known = set(among or drawn.places) | set(rows)
    outlines = {geo: rings for geo, rings in everywhere.items() if geo in known}
    values = [rows[geo]["value"] for geo in outlines if geo in rows]
    told = [value for value in values if value is not None]
    classes = Classes.of(told, len(MAP_STEPS)) if told else None
    painter = Painter(indicator, canvas, classes)
    shades = [painter.shade(geo, rows.get(geo)) for geo in outlines]
    legend = Legend.of(_title(indicator, canvas), classes, seen(shades), canvas)
    view = View.of(canvas, legend.height)
    pale = (ring for geo, rings in everywhere.items() if geo not in known for ring in rings)
    axis = {"type": "linear", "visible": False, "showticklabels": False}
    sketch = started()
    sketch.traces = [
        area(filter(view.meets, pale), CONTEXT),
        *_places(shades, outlines, view),
        *_remarks_on(shades),
        *legend.traces(view),
    ]
    sketch.annotations = [*_codes(shades, view), *legend.texts(view)]
    sketch.update_layout(
        xaxis={"range": [*view.across], **axis}, yaxis={"range": [*view.upwards], **axis}
    )
    return finish(sketch, canvas, Margin(0, 0, 0, 0))


def _title(indicator: Indicator, canvas: Canvas) -> str:
    unit = canvas.language.say(indicator.unit.label)
    return unit[:1].upper() + unit[1:]


def _places(
    shades: list[Shade], outlines: Mapping[str, tuple[Ring, ...]], view: View
) -> Iterator[Piece]:
    """The places, those without a value last, so that their grey outlines stay whole."""
    called = _called(shades)
    for shade in sorted(shades, key=lambda shade: shade.absence is not None):
        rings = [ring for ring in outlines[shade.geo] if view.meets(ring)]
        if shade.geo in called:
            rings.append(_circle(called[shade.geo].at, view))
        yield area(rings, shade.style, shade.hover)
    leaders = [_leader(geo, call_out, view) for geo, call_out in called.items()]
    yield line(leaders, PAPER, 2.6)
    yield line([*leaders, *(_circle(each.at, view) for each in called.values())], INK_SOFT, 1)
    yield pins([start for start, _end in leaders], INK_SOFT, PAPER)


def _remarks_on(shades: list[Shade]) -> Iterator[Piece]:
    """The flags on the places that are large enough."""
    called = _called(shades)
    flagged = [shade for shade in shades if shade.remarks and shade.geo not in called]
    spots = geography().labels
    if flagged:
        yield letters(
            {spots[shade.geo]: f"<i>{escaped(shade.remarks)}</i>" for shade in flagged},
            [shade.style.ink for shade in flagged],
        )


def _codes(shades: list[Shade], view: View) -> Iterator[Piece]:
    """The code of each state in a circle, with its flag."""
    remarks = {shade.geo: shade.remarks for shade in shades}
    away = (_RADIUS + 4) / view.scale
    for geo, (at, side) in _called(shades).items():
        text = f"{geo} <i>{escaped(remarks[geo])}</i>" if remarks[geo] else geo
        x = at[0] + (away if side == "left" else -away)
        yield beside((round(x), at[1]), text, INK, side=side)


def _called(shades: list[Shade]) -> dict[str, CallOut]:
    """The call-outs of this map: its states of the EMN, others where they have a row."""
    uncollected = {shade.geo for shade in shades if shade.absence is Absence.NOT_COLLECTED}
    drawn = {shade.geo for shade in shades}
    return {
        geo: each
        for geo, each in _CALL_OUTS.items()
        if geo in drawn and (geo != "LI" or geo not in uncollected)
    }


def _circle(at: Point, view: View) -> Ring:
    """A circle of fixed size in pixels around a point."""
    radius = _RADIUS / view.scale
    turns = [2 * pi * corner / _CORNERS for corner in range(_CORNERS)]
    ring = [
        (round(at[0] + radius * cos(turn)), round(at[1] + radius * sin(turn))) for turn in turns
    ]
    return (*ring, ring[0])


def _leader(geo: str, call_out: CallOut, view: View) -> tuple[Point, Point]:
    """The line from inside a small state to the edge of its circle."""
    start, (x, y) = geography().labels[geo], call_out.at
    away = _RADIUS / view.scale / hypot(start[0] - x, start[1] - y)
    return start, (round(x + away * (start[0] - x)), round(y + away * (start[1] - y)))
