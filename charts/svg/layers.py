"""What lies over and under the plots: annotations and shapes."""

from __future__ import annotations

from typing import NamedTuple

from charts.fonts import Fonts
from charts.svg.axes import Axis, Plot
from charts.svg.elements import (
    Point,
    Run,
    Spec,
    dashes,
    element,
    lines,
    text_block,
    text_height,
)
from emn.errors import Undrawable

_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}


class Ground(NamedTuple):
    """All that a reference (`x`, `y2`, `paper`) can name."""

    axes: dict[str, Axis]
    paper: Plot


def annotation(spec: Spec, ground: Ground, fonts: Fonts) -> str:
    """Draw a text; its anchors must be explicit, since plotly would choose them by place."""
    anchors = (spec.get("xanchor", "auto"), spec.get("yanchor", "auto"))
    angle = spec.get("textangle", 0)
    if spec.get("showarrow", True) or "auto" in anchors:
        raise Undrawable(
            f"annotation {spec['text']!r}: the static drawing needs showarrow=False, xanchor and"
            " yanchor."
        )
    if angle and anchors != ("center", "middle"):
        raise Undrawable(
            f"annotation {spec['text']!r}: a turned text is anchored at its centre and middle."
        )
    x = _at(ground, spec.get("xref", "x"), "x", spec["x"]) + spec.get("xshift", 0)
    y = _at(ground, spec.get("yref", "y"), "y", spec["y"]) - spec.get("yshift", 0)
    text = text_block(
        spec["text"],
        (x, y),
        anchors,
        spec["font"],
        opacity=spec.get("opacity"),
        transform=f"rotate({angle:g} {x:.2f} {y:.2f})" if angle else None,
    )
    return _background(spec, (x, y), fonts) + text


def _background(spec: Spec, at: Point, fonts: Fonts) -> str:
    """The ground that a text hides what is under it with, where it has one."""
    if "bgcolor" not in spec:
        return ""
    font = spec["font"]
    width = max(_width(row, font["size"], fonts) for row in lines(spec["text"]))
    height = text_height(spec["text"], font["size"])
    left, top = _SHARES[spec["xanchor"]], _SHARES[spec["yanchor"]]
    return element(
        "rect",
        x=at[0] - left * width,
        y=at[1] - top * height,
        width=width,
        height=height,
        fill=spec["bgcolor"],
    )


def _width(row: list[Run], size: float, fonts: Fonts) -> float:
    return sum(fonts.width(run.text, size, 700 if run.is_bold else 400) for run in row)


def shape(spec: Spec, ground: Ground) -> str:
    """Draw a line, a rectangle or an ellipse."""
    x0, x1 = _span(spec, ground, "x")
    y0, y1 = _span(spec, ground, "y")
    line = spec.get("line", {})
    width = line.get("width", 2)
    style = {
        "stroke": line.get("color") if width else None,
        "stroke_width": width or None,
        "stroke_dasharray": dashes(line) if width else None,
        "opacity": spec.get("opacity"),
    }
    left, top, across, down = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    match spec["type"]:
        case "line":
            return element("line", x1=x0, y1=y0, x2=x1, y2=y1, **style)
        case "rect":
            fill = spec.get("fillcolor", "none")
            return element("rect", x=left, y=top, width=across, height=down, fill=fill, **style)
        case "circle":
            return element(
                "ellipse",
                cx=left + across / 2,
                cy=top + down / 2,
                rx=across / 2,
                ry=down / 2,
                fill=spec.get("fillcolor", "none"),
                **style,
            )
        case other:
            raise Undrawable(
                f"shape {other!r}: the static drawing knows line, rect and circle."
                " Add it to charts/svg/layers.py."
            )


def _span(spec: Spec, ground: Ground, side: str) -> tuple[float, float]:
    reference = spec.get(f"{side}ref", side)
    if spec.get(f"{side}sizemode") == "pixel":
        anchor = _at(ground, reference, side, spec[f"{side}anchor"])
        towards = 1 if side == "x" else -1
        return anchor + towards * spec[f"{side}0"], anchor + towards * spec[f"{side}1"]
    return (
        _at(ground, reference, side, spec[f"{side}0"]),
        _at(ground, reference, side, spec[f"{side}1"]),
    )


def _at(ground: Ground, reference: str, side: str, value: object) -> float:
    if reference == "paper":
        axis = ground.paper.x if side == "x" else ground.paper.y
        return axis.along(float(value))  # type: ignore[arg-type]  # a share, by plotly's contract
    if reference not in ground.axes:
        raise Undrawable(f"{side}ref {reference!r}: the figure has no such axis.")
    return ground.axes[reference].at(value)
