"""Class Sketch: a figure in the making. Class Figure: one that is made, as plain values.

Plotly checks and copies everything that a figure holds; a page has forty of them, and that took
more time than all the rest. What we draw is ours: a figure stays plain values, drawn when it is
first looked at, and becomes plotly's own only where somebody asks for that. A test has plotly
check every figure that is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

Piece = dict[str, Any]


class Figure:
    """A figure of a width and height in pixels, as plotly writes it in JSON: `data` and `layout`.

    Nobody changes what it holds.
    """

    def __init__(self, draw: Callable[[], Piece]) -> None:
        self._draw: Callable[[], Piece] | None = draw
        self._spec: Piece = {}
        self._drawing = Lock()
        self.drawings: dict[tuple[str, str], str] = {}  # what static.svg made of it, by its words

    @property
    def spec(self) -> Piece:
        """Its traces and its layout; once drawn, it lets go of what it was drawn from."""
        with self._drawing:
            if self._draw is not None:
                self._spec, self._draw = self._draw(), None
        return self._spec

    @property
    def width(self) -> float:
        """Its width in pixels."""
        width: float = self.spec["layout"]["width"]
        return width

    @property
    def height(self) -> float:
        """Its height in pixels."""
        height: float = self.spec["layout"]["height"]
        return height

    @property
    def is_stacked(self) -> bool:
        """Tell whether its bars stand on one another."""
        return bool(self.spec["layout"].get("barmode") == "stack")

    def to_json(self) -> str:
        """Write it for plotly.js."""
        text: str = to_json_plotly(self.spec)
        return text

    def to_plotly_json(self) -> Piece:
        """What plotly's own figure gives; its parts are shared, its layout may be added to."""
        return {**self.spec, "layout": {**self.spec["layout"]}}

    @cached_property
    def checked(self) -> go.Figure:
        """Plotly's own figure, everything that it holds checked."""
        return go.Figure(self.spec)

    @property
    def data(self) -> Any:  # plotly's own, which has no types
        """Its traces, checked by plotly."""
        return self.checked.data

    @property
    def layout(self) -> Any:  # the same
        """Its layout, checked by plotly."""
        return self.checked.layout


@dataclass(slots=True)
class Sketch:
    """Traces, annotations, shapes and layout, in the order in which they were added."""

    template: Mapping[str, object]
    traces: list[Piece] = field(default_factory=list)
    annotations: list[Piece] = field(default_factory=list)
    shapes: list[Piece] = field(default_factory=list)
    layout: Piece = field(default_factory=dict)

    def add_scatter(self, **trace: Any) -> None:  # plotly's own words
        """Add a scatter trace."""
        self.traces.append({"type": "scatter", **trace})

    def add_bar(self, **trace: Any) -> None:
        """Add a bar trace."""
        self.traces.append({"type": "bar", **trace})

    def add_annotation(self, **annotation: Any) -> None:
        """Add an annotation."""
        self.annotations.append(annotation)

    def add_shape(self, **shape: Any) -> None:
        """Add a shape."""
        self.shapes.append(shape)

    def update_layout(self, **layout: Any) -> None:
        """Say more about the layout; what was said before stays."""
        self.layout.update(layout)

    def figure(self) -> Figure:
        """Give the figure."""
        layout = {"template": self.template, **self.layout}
        if self.annotations:
            layout["annotations"] = self.annotations
        if self.shapes:
            layout["shapes"] = self.shapes
        spec = {"data": self.traces, "layout": layout}
        return Figure(lambda: spec)
