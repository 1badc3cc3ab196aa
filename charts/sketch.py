"""Class Sketch: a figure in the making, plain values until plotly gets them all at once.

A plotly figure checks everything that it holds again for each piece that is added; thirty pieces
cost half a second, and a page has forty figures. So a sketch becomes one at a single stroke and
unchecked: what we draw is ours, and a test has plotly check every figure that is declared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

Piece = dict[str, Any]


@dataclass(slots=True)
class Sketch:
    """Traces, annotations, shapes and layout, in the order in which they were added."""

    template: go.layout.Template
    traces: list[Piece | go.Scatter] = field(default_factory=list)
    annotations: list[Piece | go.layout.Annotation] = field(default_factory=list)
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

    def figure(self) -> go.Figure:
        """Give the figure."""
        layout = {"template": self.template, **self.layout}
        if self.annotations:
            layout["annotations"] = self.annotations
        if self.shapes:
            layout["shapes"] = self.shapes
        return go.Figure(data=self.traces, layout=layout, _validate=False)
