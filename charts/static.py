"""The same plotly figure as SVG: without a browser, the same bytes every time.

Knows the trace kinds and properties of our house style, and nothing else: whatever it would have
to leave out is `Undrawable`, so that no picture differs in silence from the one in the browser.
What plotly would decide by itself (ranges, ticks, anchors) must be explicit in the figure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from charts.fonts import Fonts
from charts.sketch import Figure
from charts.svg.axes import Axis, Plot
from charts.svg.elements import Definitions, Spec, element, plain
from charts.svg.layers import Ground, annotation, shape
from charts.svg.traces import bars, scatter
from emn.errors import Undrawable

# Every property that is drawn, and every one that only matters to plotly.js.
_FONT = ("color", "family", "size", "weight")
_LINE = ("color", "dash", "width")
_PATTERN = ("bgcolor", "fgcolor", "fillmode", "shape", "size", "solidity")
_IGNORED = {
    *("customdata", "hoverinfo", "hoverlabel", "hoveron", "hovertemplate", "hovertext", "ids"),
    *(
        "legendgroup",
        "meta",
        "name",
        "showlegend",
        "text",
        "textposition",
        "type",
        "uid",
        "visible",
    ),
    *("x", "y", "xaxis", "yaxis", "cliponaxis", "opacity"),
}
_TRACES: Mapping[str, set[str]] = {
    "scatter": _IGNORED
    | {"connectgaps", "fill", "fillcolor", "line.simplify", "mode"}
    | {f"line.{name}" for name in _LINE}
    | {f"fillpattern.{name}" for name in _PATTERN}
    | {f"textfont.{name}" for name in _FONT}
    | {f"marker.{name}" for name in ("color", "opacity", "size", "symbol")}
    | {"marker.line.color", "marker.line.width"},
    "bar": _IGNORED
    | {"orientation", "width", "marker.color", "marker.line.color", "marker.line.width"}
    | {f"marker.pattern.{name}" for name in _PATTERN},
}
_ANNOTATION = {
    *(
        "align",
        "bgcolor",
        "borderpad",
        "borderwidth",
        "opacity",
        "showarrow",
        "text",
        "textangle",
        "name",
    ),
    *("x", "xanchor", "xref", "xshift", "y", "yanchor", "yref", "yshift", "captureevents"),
    *(f"font.{name}" for name in _FONT),
}
_SHAPE = {
    *("fillcolor", "layer", "name", "opacity", "type", "x0", "x1", "xanchor", "xref", "xsizemode"),
    *("y0", "y1", "yanchor", "yref", "ysizemode"),
    *(f"line.{name}" for name in _LINE),
}
_AXIS = {
    *("anchor", "automargin", "autorange", "categoryarray", "categoryorder", "constrain", "domain"),
    *("fixedrange", "gridcolor", "gridwidth", "linecolor", "linewidth", "range", "showgrid"),
    *("showline", "showticklabels", "tickangle", "tickcolor", "ticklabelstandoff", "ticklen"),
    *("tickmode", "ticks", "ticktext", "tickvals", "tickwidth", "type", "visible", "zeroline"),
    *("zerolinecolor", "zerolinewidth"),
    *(f"tickfont.{name}" for name in _FONT),
}
_LAYOUT = {
    *("annotationdefaults", "annotations", "autosize", "bargap", "bargroupgap", "barmode"),
    *("dragmode", "font", "height", "hoverlabel", "hovermode", "margin", "meta", "paper_bgcolor"),
    *("plot_bgcolor", "separators", "shapes", "showlegend", "template", "uirevision", "width"),
}


def svg(figure: Figure, *, title: str, description: str, fonts: Fonts) -> str:
    """Draw the figure as a standalone SVG, named and described for those who can't see it.

    The same figure is drawn once: an exhibit is shown on many pages.
    """
    drawings = figure.drawings
    if (title, description) not in drawings:
        drawings[title, description] = _svg(figure, title, description, fonts)
    return drawings[title, description]


def _svg(figure: Figure, title: str, description: str, fonts: Fonts) -> str:
    spec = figure.to_plotly_json()
    layout = _layout(spec)
    _check(spec["data"], layout)
    token = _token(spec, title, description)
    definitions = Definitions(token)
    drawn = "".join((*_drawn(spec["data"], layout, definitions), *_texts(layout, fonts)))
    width, height = layout["width"], layout["height"]
    return element(
        "svg",
        element("title", plain(title), id=f"{token}-title"),
        element("desc", plain(description), id=f"{token}-desc"),
        element("defs", *definitions.written.values()) if definitions.written else "",
        element("rect", width=width, height=height, fill=layout["paper_bgcolor"]),
        drawn,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{token}-title {token}-desc",
        width=width,
        height=height,
        viewBox=f"0 0 {width:g} {height:g}",
        font_family=layout["font"]["family"],
    )


def ground(figure: Figure) -> Ground:
    """Every axis of a figure and its paper, in pixels of the drawing."""
    return _ground(_layout(figure.to_plotly_json()))


def _layout(spec: Spec) -> dict[str, Any]:
    """The layout with what its template says."""
    return _merged(spec["layout"].get("template", {}).get("layout", {}), spec["layout"])


def _token(spec: Spec, title: str, description: str) -> str:
    """What no other picture on a page has: a hash of everything that is drawn."""
    content = json.dumps([spec, title, description], sort_keys=True, default=str)
    return f"f{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _drawn(traces: list[Spec], layout: Spec, definitions: Definitions) -> Iterator[str]:
    """Everything but texts in plotly's order: shapes below, grid, bars, scatter, axes, shapes."""
    font = layout["font"]
    ground = _ground(layout)
    plots = _plots(ground)
    shapes = layout.get("shapes", ())
    yield from (shape(each, ground) for each in shapes if each.get("layer") == "below")
    for name, plot in plots.items():
        yield plot.behind()
        on_it = [trace for trace in traces if _axes(trace) == name and trace.get("visible", True)]
        yield from _marks(on_it, plot, layout, definitions)
        yield plot.around(font)
    yield from (shape(each, ground) for each in shapes if each.get("layer") != "below")


def _texts(layout: Spec, fonts: Fonts) -> Iterator[str]:
    ground, defaults = _ground(layout), layout.get("annotationdefaults", {})
    for each in layout.get("annotations", ()):
        font = {**layout["font"], **each.get("font", {})}
        yield annotation({**defaults, **each, "font": font}, ground, fonts)


def _marks(traces: list[Spec], plot: Plot, layout: Spec, definitions: Definitions) -> Iterator[str]:
    level = [trace for trace in traces if trace["type"] == "bar"]
    lines = [trace for trace in traces if trace["type"] == "scatter"]
    mode = layout.get("barmode")
    if level and mode not in {"stack", "overlay"}:
        raise Undrawable(f"barmode {mode!r}: the static drawing knows stack and overlay.")
    drawn = bars(level, plot, mode or "", definitions)
    drawn += [scatter(each, plot, layout["font"], definitions) for each in lines]
    for trace, marks in zip(level + lines, drawn, strict=True):
        clip = None
        if trace.get("cliponaxis", True):
            clip = definitions.clip(plot.left, plot.top, plot.width, plot.height)
        opacity = trace.get("opacity")
        if marks:
            yield element("g", marks, clip_path=clip, opacity=opacity) if clip or opacity else marks


def _axes(trace: Spec) -> tuple[str, str]:
    return trace.get("xaxis", "x"), trace.get("yaxis", "y")


def _ground(layout: Spec) -> Ground:
    """Every axis of the layout, and the paper: the rectangle within the margins."""
    margin = layout["margin"]
    left, top = margin["l"], margin["t"]
    width = layout["width"] - left - margin["r"]
    height = layout["height"] - top - margin["b"]
    across = Axis(name="paper", spec={}, start=left, length=width, low=0, high=1)
    upwards = Axis(name="paper", spec={}, start=top + height, length=-height, low=0, high=1)
    axes = {}
    for key, spec in layout.items():
        if key[1:5] == "axis":
            paper = across if key[0] == "x" else upwards
            begin, end = spec.get("domain", (0, 1))
            length = paper.length * (end - begin)
            name = key.replace("axis", "")
            axes[name] = Axis.of(key, spec, paper.along(begin), length)
    return Ground(axes, Plot.of(across, upwards))


def _plots(ground: Ground) -> dict[tuple[str, str], Plot]:
    """The pairs of axes, in the layout's order: `x` with `y`, `x2` with `y2`."""
    return {
        (name, f"y{name[1:]}"): Plot.of(axis, ground.axes[f"y{name[1:]}"])
        for name, axis in ground.axes.items()
        if name[0] == "x"
    }


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in what a template says; `xaxis` of a template is meant for every x axis."""
    merged = {**under, **over}
    for key, value in over.items():
        base = under.get(key[:5]) if key[1:5] == "axis" else under.get(key)
        if isinstance(value, Mapping) and isinstance(base, Mapping):
            merged[key] = _merged(base, value)
    return merged


def _check(traces: list[Spec], layout: Spec) -> None:
    """Refuse whatever we would have to leave out."""
    for place, trace in enumerate(traces):
        kind = trace.get("type", "scatter")
        if kind not in _TRACES:
            raise Undrawable(
                f"trace {place} is a {kind}: the static drawing knows {', '.join(_TRACES)}."
                " Add it to charts/svg/traces.py."
            )
        _refuse(f"trace {place} ({kind})", trace, _TRACES[kind])
    for each in layout.get("annotations", ()):
        _refuse("annotation", each, _ANNOTATION)
    for each in layout.get("shapes", ()):
        _refuse("shape", each, _SHAPE)
    for key, value in layout.items():
        if key[1:5] == "axis":
            _refuse(key, value, _AXIS)
        elif key not in _LAYOUT:
            raise Undrawable(
                f"layout.{key}: the static drawing does not know it (charts/static.py)."
            )


def _refuse(what: str, spec: Spec, known: set[str]) -> None:
    strangers = sorted(set(_paths(spec)) - known)
    if strangers:
        raise Undrawable(
            f"{what}: the static drawing does not know {', '.join(strangers)}."
            " Leave it out, or add it to charts/static.py and to what draws it."
        )


def _paths(spec: Spec, above: str = "") -> Iterator[str]:
    """The dotted name of every property that is set."""
    for name, value in spec.items():
        if isinstance(value, Mapping):
            yield from _paths(value, f"{above}{name}.")
        elif value is not None:
            yield f"{above}{name}"
