"""What is drawn as SVG in tests: traces on a plot of 100×100 pixels, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from charts.fonts import Fonts
from charts.static import svg
from charts.theme import Canvas, Margin, finish, started

NS = "{http://www.w3.org/2000/svg}"
Draw = Callable[..., str]


@pytest.fixture
def draw(canvas: Callable[..., Canvas], fonts: Fonts) -> Draw:
    """Draw traces, and what else a layout has, on a plot of 100×100 pixels at (10, 10)."""

    def drawn(*traces: dict[str, object], called: str = "T", **layout: object) -> str:
        axis = {"type": "linear", "range": [0, 10], "showticklabels": False}
        sketch = started()
        sketch.traces = list(traces)
        sketch.update_layout(**{"xaxis": axis, "yaxis": axis, **layout})
        figure = finish(sketch, canvas(120, 120), Margin(10, 10, 10, 10))
        return svg(figure, title=called, description="D", fonts=fonts)

    return drawn


def attributes(picture: str, tag: str) -> list[dict[str, str]]:
    """What each element of a kind says, ground and clips left out."""
    root = ET.fromstring(picture)  # noqa: S314 - our own output
    defined = {id(each) for each in root.iter(f"{NS}defs") for each in each.iter()}
    found = [each for each in root.iter(f"{NS}{tag}") if id(each) not in defined]
    return [dict(each.attrib) for each in found if each.get("width") != "120"]


LINE = {
    "type": "scatter",
    "mode": "lines",
    "x": [0, 5, 10],
    "y": [0, 10, 5],
    "line": {"color": "#0067A5", "width": 2},
    "cliponaxis": False,
}


MARKER = {
    "type": "scatter",
    "mode": "markers",
    "x": [5],
    "y": [5],
    "marker": {"color": "#0067A5", "size": 6},
    "cliponaxis": False,
}


BAR = {
    "type": "bar",
    "orientation": "v",
    "x": [2],
    "y": [5],
    "width": 2,
    "marker": {"color": "#0067A5"},
    "cliponaxis": False,
}


TEXT = {"text": "a", "x": 5, "y": 5, "xanchor": "left", "yanchor": "middle"}
