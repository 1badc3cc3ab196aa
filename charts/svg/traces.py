"""Traces: the kinds of marks of our house style, drawn as plotly.js draws them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from math import sqrt
from typing import Any

from charts.svg.axes import Axis, Line, Plot, Values, spread
from charts.svg.elements import (
    DESCENT,
    Definitions,
    Point,
    Spec,
    dashes,
    element,
    path,
    text_block,
    text_height,
)
from emn.errors import Undrawable


def scatter(trace: Spec, plot: Plot, font: Spec, definitions: Definitions) -> str:
    """Draw a scatter trace: its area, line, markers and texts, in plotly's order."""
    modes = trace["mode"].split("+")
    if modes == ["lines"] and (outline := _outline(trace, plot)):
        return element("path", d=outline, fill=_fill(trace, definitions), **_pen(trace["line"]))
    along, upwards = plot.x.spread(trace["x"]), plot.y.spread(trace["y"])
    points = [_point(x, y) for x, y in zip(along, upwards, strict=True)]
    drawn = _area(trace, points, plot, definitions)
    if "lines" in modes:
        drawn += _polyline(trace, points)
    if "markers" in modes:
        drawn += _markers(trace["marker"], points)
    if "text" in modes:
        drawn += _texts(trace, points, font)
    return drawn


def bars(traces: list[Spec], plot: Plot, mode: str, definitions: Definitions) -> list[str]:
    """Draw every bar trace; in mode `stack` each begins where the one before it ended."""
    ends: dict[object, float] = {}
    drawn = []
    for trace in traces:
        is_level = trace["orientation"] == "h"
        keys, values = (trace["y"], trace["x"]) if is_level else (trace["x"], trace["y"])
        across, along = (plot.y, plot.x) if is_level else (plot.x, plot.y)
        pieces = []
        for place, (key, value) in enumerate(zip(keys, values, strict=True)):
            if value is None:
                continue
            base = ends.get(key, 0.0) if mode == "stack" else 0.0
            ends[key] = base + value
            side = _side(across, key, trace["width"])
            span = (along.at(base), along.at(base + value))
            pieces.append(_bar(trace["marker"], place, (span, side), is_level, definitions))
        drawn.append("".join(pieces))
    return drawn


def _point(x: float | None, y: float | None) -> Point | None:
    return None if x is None or y is None else (x, y)


def _stretches(points: list[Point | None]) -> Iterator[list[Point]]:
    """The runs of points between gaps."""
    for is_there, run in groupby(points, key=lambda point: point is not None):
        if is_there:
            yield [point for point in run if point is not None]


def _outline(trace: Spec, plot: Plot) -> str | None:
    """The path that is area and line at once, where every ring is closed; else None.

    A map has hundreds of such rings with thousands of corners, the same on every page.
    """
    if trace.get("fill") != "toself" or not trace["line"]["width"]:
        return None
    if plot.x.spec["type"] != "linear" or plot.y.spec["type"] != "linear":
        return None
    return _rings(tuple(trace["x"]), tuple(trace["y"]), plot.x.line, plot.y.line)


@lru_cache(maxsize=512)
def _rings(xs: Values, ys: Values, across: Line, upwards: Line) -> str | None:
    places = zip(spread(xs, across), spread(ys, upwards), strict=True)
    runs = list(_stretches([_point(x, y) for x, y in places]))
    if any(run[0] != run[-1] for run in runs):
        return None
    return "".join(path(run, is_closed=True) for run in runs)


def _pen(line: Spec) -> dict[str, object]:
    return {
        "stroke": line["color"],
        "stroke_width": line["width"],
        "stroke_dasharray": dashes(line),
        "stroke_linejoin": "round",
    }


def _area(trace: Spec, points: list[Point | None], plot: Plot, definitions: Definitions) -> str:
    kind = trace.get("fill", "none")
    if kind == "none":
        return ""
    if kind == "toself":
        outline = "".join(path(run, is_closed=True) for run in _stretches(points))
    elif kind == "tozeroy":
        zero = plot.y.at(0)
        outline = "".join(
            path([(run[0][0], zero), *run, (run[-1][0], zero)], is_closed=True)
            for run in _stretches(points)
        )
    else:
        raise Undrawable(f"fill {kind!r}: the static drawing knows toself and tozeroy.")
    return element("path", d=outline, fill=_fill(trace, definitions))


def _fill(trace: Spec, definitions: Definitions) -> str:
    """The colour of an area, or its hatch over that."""
    colour: str = trace["fillcolor"]
    pattern = trace.get("fillpattern", {})
    if not pattern.get("shape"):
        return colour
    return definitions.hatch(pattern, pattern.get("bgcolor", colour))


def _polyline(trace: Spec, points: list[Point | None]) -> str:
    line = trace["line"]
    is_closed = trace.get("fill") == "toself"
    runs = [run for run in _stretches(points) if len(run) > 1]
    if not runs or not line["width"]:
        return ""
    return element(
        "path",
        d="".join(path(run, is_closed=is_closed and run[0] == run[-1]) for run in runs),
        fill="none",
        **_pen(line),
    )


def _markers(marker: Spec, points: list[Point | None]) -> str:
    return "".join(
        _marker(marker, place, point) for place, point in enumerate(points) if point is not None
    )


def _marker(marker: Spec, place: int, point: Point) -> str:
    symbol = _each(marker.get("symbol", "circle"), place)
    radius = _each(marker["size"], place) / 2
    line = marker.get("line", {})
    width = _each(line.get("width", 0), place)
    outline = {
        "stroke": _each(line.get("color"), place) if width else None,
        "stroke_width": width or None,
        "opacity": _each(marker.get("opacity"), place),
    }
    colour = _each(marker["color"], place)
    x, y = point
    if symbol == "circle":
        return element("circle", cx=x, cy=y, r=radius, fill=colour, **outline)
    if symbol == "line-ns":
        reach = 1.4 * radius  # as plotly.js has it
        return element("path", d=path([(x, y - reach), (x, y + reach)]), **outline)
    if symbol not in _OUTLINES:
        known = ", ".join(("circle", "line-ns", *_OUTLINES))
        raise Undrawable(
            f"marker.symbol {symbol!r}: the static drawing knows {known}."
            " Add it to charts/svg/traces.py."
        )
    corners = [(x + dx * radius, y + dy * radius) for dx, dy in _OUTLINES[symbol]]
    return element("path", d=path(corners, is_closed=True), fill=colour, **outline)


_OUTLINES: dict[str, tuple[Point, ...]] = {  # in radii, as plotly.js has them
    "square": ((1, 1), (-1, 1), (-1, -1), (1, -1)),
    "diamond": ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "triangle-up": ((-2 / sqrt(3), 0.5), (2 / sqrt(3), 0.5), (0, -1)),
    "triangle-down": ((-2 / sqrt(3), -0.5), (2 / sqrt(3), -0.5), (0, 1)),
}


def _texts(trace: Spec, points: list[Point | None], font: Spec) -> str:
    font = {**font, **trace.get("textfont", {})}
    radius = trace.get("marker", {}).get("size", 0) / 2 if "markers" in trace["mode"] else 0
    level, side = trace["textposition"].split(" ")
    drawn = ""
    for place, point in enumerate(points):
        text = _each(trace["text"], place)
        if point is None or not text:
            continue
        colour = _each(font["color"], place)
        at = _beside(point, (level, side), radius, text_height(text, font["size"]))
        anchors = ({"left": "right", "right": "left"}.get(side, "center"), "middle")
        drawn += text_block(text, at, anchors, {**font, "color": colour})
    return drawn


def _beside(point: Point, position: tuple[str, str], radius: float, height: float) -> Point:
    """Where the middle of a text lies beside a marker; plotly.js brings it close by its descent."""
    level, side = position
    gap = radius + 3
    sideways = {"left": -gap, "right": gap}.get(side, 0.0)
    upwards = radius + height * (0.5 - DESCENT / 4)
    return (
        point[0] + sideways,
        point[1] + {"top": -upwards, "bottom": upwards}.get(level, 0.0),
    )


def _side(axis: Axis, key: object, width: float) -> tuple[float, float]:
    middle = axis.amount(key)
    return axis.at(middle - width / 2), axis.at(middle + width / 2)


def _bar(
    marker: Spec,
    place: int,
    spans: tuple[tuple[float, float], tuple[float, float]],
    is_level: bool,  # noqa: FBT001 - private
    definitions: Definitions,
) -> str:
    (x0, x1), (y0, y1) = spans if is_level else (spans[1], spans[0])
    if (x0 == x1) or (y0 == y1):
        return ""
    colour = _each(marker["color"], place)
    pattern = {name: _each(value, place) for name, value in marker.get("pattern", {}).items()}
    fill = definitions.hatch(pattern, colour) if pattern.get("shape") else colour
    line = marker.get("line", {})
    width = _each(line.get("width", 0), place)
    return element(
        "rect",
        x=min(x0, x1),
        y=min(y0, y1),
        width=abs(x1 - x0),
        height=abs(y1 - y0),
        fill=fill,
        stroke=_each(line.get("color"), place) if width else None,
        stroke_width=width or None,
    )


def _each(value: object, place: int) -> Any:
    """One point's share of what may be given for all, or for each."""
    return value[place] if isinstance(value, list | tuple) else value
