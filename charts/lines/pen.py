"""Class Pen: what lines over time are drawn with, on one pair of axes.

Provisional stretches are dashed and their points hollow, a break in the series is a tick with a
`b`, a confidential period a `c` on the axis, a missing one a gap. Colour alone tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from charts.lines import strokes
from charts.lines.strokes import Spot
from charts.lines.timeline import Line
from charts.sketch import Sketch
from charts.theme import PAPER, Canvas, escaped
from emn import flags
from emn.flags import Absence, Flag
from emn.indicator import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Draws the lines of one plot; `axes` names its axes where they are not the first ones."""

    sketch: Sketch
    indicator: Indicator
    canvas: Canvas
    axes: Mapping[str, str] = field(default_factory=dict)

    def draw(self, line: Line) -> None:
        """Draw the stretches between neighbours, solid and dashed."""
        for path, dash in (
            (strokes.solid(line.spots), "solid"),
            (strokes.dashed(line.spots), "dot"),
        ):
            if path:
                self.sketch.add_scatter(
                    **points(path),
                    **self.axes,
                    mode="lines",
                    line={"color": line.colour, "width": line.width, "dash": dash},
                    cliponaxis=False,
                    customdata=[spot and spot.text(self.indicator, self.canvas) for spot in path],
                    hovertemplate=self._shown(line),
                )

    def draw_behind(self, line: Line, width: float) -> None:
        """Draw the whole of a line that others are seen against, firm or not."""
        path = strokes.whole(line.spots)
        if path:
            self.sketch.add_scatter(
                **points(path),
                **self.axes,
                mode="lines",
                line={"color": line.colour, "width": width},
                cliponaxis=False,
                customdata=[spot and spot.text(self.indicator, self.canvas) for spot in path],
                hovertemplate=self._shown(line),
            )

    def mark(self, line: Line, marked: Sequence[Spot], size: int = 7) -> None:
        """Mark these spots of a line, hollow where a value may still move."""
        if marked:
            self.sketch.add_scatter(
                **points(marked),
                **self.axes,
                mode="markers",
                marker={
                    "color": [PAPER if spot.is_tentative else line.colour for spot in marked],
                    "size": size,
                    "line": {"color": line.colour, "width": 1.5},
                },
                cliponaxis=False,
                customdata=[spot.text(self.indicator, self.canvas) for spot in marked],
                hovertemplate=self._shown(line),
            )

    def draw_breaks(self, line: Line) -> None:
        """Draw a tick across the line, with Eurostat's letter, where a series breaks."""
        broken = [spot for spot in line.spots if spot.value is not None]
        broken = [spot for spot in broken if flags.has(spot.flag, Flag.BREAK)]
        if broken:
            self.sketch.add_scatter(
                **points(broken),
                **self.axes,
                mode="markers+text",
                marker={
                    "color": line.colour,
                    "symbol": "line-ns",
                    "size": 10,
                    "line": {"color": line.colour, "width": 1.5},
                },
                text=[Flag.BREAK.value] * len(broken),
                textposition="top center",
                textfont={"color": line.colour, "size": 12},
                cliponaxis=False,
                hoverinfo="skip",
            )

    def draw_confidential(self, lines: Sequence[Line]) -> None:
        """Write a `c` on the axis where a line has a confidential value, one over another."""
        stacked: dict[str, int] = {}
        for line in lines:
            for spot in line.spots:
                if spot.value is None and flags.absence(spot.flag) is Absence.CONFIDENTIAL:
                    day = spot.period.start.isoformat()
                    self.sketch.add_annotation(
                        text=Flag.CONFIDENTIAL.value,
                        xref=self.axes.get("xaxis", "x"),
                        yref=self.axes.get("yaxis", "y"),
                        x=day,
                        y=0,
                        yshift=13 * stacked.get(day, 0),
                        xanchor="center",
                        yanchor="bottom",
                        font={"color": line.colour, "size": 12},
                    )
                    stacked[day] = stacked.get(day, 0) + 1

    def _shown(self, line: Line) -> str:
        name = escaped(self.canvas.name(line.key))
        return f"<b>{name}</b><br>%{{customdata}}<extra></extra>"


def points(path: Sequence[Spot | None]) -> dict[str, object]:
    """The days and values of a path, as a trace wants them."""
    return {
        "x": [spot and spot.period.start.isoformat() for spot in path],
        "y": [spot and spot.value for spot in path],
    }
