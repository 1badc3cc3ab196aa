"""Colours, type and the last touch of every figure.

Everything that plotly would decide by itself is fixed here or in the chart, so that plotly.js in
the browser and our static drawing show the same picture. A colour is written in one way only, so
that a page can swap it for its twin of another palette by its value (charts/palettes.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import atan2, cos, degrees, radians, sin
from typing import NamedTuple

from charts.fonts import Fonts
from charts.sketch import Figure, Sketch
from emn.events import Event
from emn.flags import Absence
from emn.language import Language, _
from emn.structure import Names

INK, INK_SOFT, MUTED = "#16202E", "#4A5667", "#8490A1"
GRID, PAPER, WASH = "#E4E8EE", "#FFFFFF", "#F4F6F9"
BRAND = "#003399"
EDGE = "#FEFEFE"  # between areas: paper to the eye, and ink to a reader who asks for contrast
ACCENTS = ("#0067A5", "#C2500F", "#00795A", "#8A3FA0", "#8A6100", "#007A87")
PALE = "#7C96B2"  # bars that are not highlighted: the palest blue at 3:1
MAP_STEPS = ("#DCE7F3", "#B3CDE6", "#82AED6", "#4F8CC1", "#2566A0", "#0A3C70")
PARTS = ("#0A3C70", "#2566A0", "#4F8CC1", MUTED, "#8A6100", "#8A3FA0")
HATCHED = "#EEF1F5"
ABSENT: Mapping[Absence, str] = {
    Absence.NOT_AVAILABLE: HATCHED,
    Absence.CONFIDENTIAL: HATCHED,
    Absence.NOT_APPLICABLE: WASH,
    Absence.NOT_COLLECTED: PAPER,
}

FAMILY = "'Source Sans 3', sans-serif"

_AXIS = {
    "showgrid": False,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "tickfont": {"color": INK_SOFT},
    "gridcolor": GRID,
    "gridwidth": 1,
    "linecolor": MUTED,
    "tickcolor": MUTED,
    "linewidth": 1,
    "tickwidth": 1,
    "fixedrange": True,
    "automargin": False,
    "tickangle": 0,
    "ticklabelstandoff": 3,
}
TEMPLATE: Mapping[str, Mapping[str, object]] = {
    "layout": {
        "font": {"family": FAMILY, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "autosize": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": MUTED,
            "font": {"family": FAMILY, "size": 13, "color": INK},
            "align": "left",
        },
        "annotationdefaults": {"showarrow": False, "borderpad": 0, "borderwidth": 0},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
    }
}

# What plotly.js is told in the browser: no mode bar, no logo, and nowhere to upload a figure to.
CONFIG: Mapping[str, object] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "doubleClick": False,
    "scrollZoom": False,
}

SAMPLE = _("Sample data")
_NARROW = 500


class Margin(NamedTuple):
    """The pixels around the plot on each side."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What a figure is drawn on: its size in pixels, the language, the fonts, the names of keys.

    A sample canvas puts its watermark on the figure; `events` are for figures over time.
    """

    width: int
    height: int
    language: Language
    fonts: Fonts
    names: Names = field(default_factory=Names)
    is_sample: bool = False
    events: tuple[Event, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Tell whether this is a phone's width."""
        return self.width < _NARROW

    @property
    def text_size(self) -> int:
        """The size of text in pixels, never below 12."""
        return 12 if self.is_narrow else 13

    def name(self, key: str) -> str:
        """The label of a key; the key in brackets where it has none."""
        return self.names[key]

    def text_width(self, text: str, weight: int = 400) -> float:
        """The width of a text at this canvas's size, in pixels."""
        return self.fonts.width(text, self.text_size, weight)

    def plot(self, margin: Margin) -> tuple[float, float]:
        """The width and height that these margins leave."""
        return (
            self.width - margin.left - margin.right,
            self.height - margin.top - margin.bottom,
        )


def started() -> Sketch:
    """A figure to be drawn, in the house style."""
    return Sketch(TEMPLATE)


def finish(sketch: Sketch, canvas: Canvas, margin: Margin) -> Figure:
    """Fix size, margins and type; mark it where its figures are invented; give the figure."""
    left, top, right, bottom = margin
    sketch.update_layout(
        width=canvas.width,
        height=canvas.height,
        margin={"l": left, "t": top, "r": right, "b": bottom, "pad": 0, "autoexpand": False},
        font={"size": canvas.text_size},
    )
    if canvas.is_sample:
        sketch.add_annotation(**_watermark(canvas, margin))
    return sketch.figure()


def escaped(text: str) -> str:
    """Write a text so that plotly shows it as it is: no part of it is taken for markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _watermark(canvas: Canvas, margin: Margin) -> dict[str, object]:
    """Lay the words along the plot's diagonal, pale enough to read every mark through them."""
    text = canvas.language.say(SAMPLE).upper()
    width, height = canvas.plot(margin)
    angle = min(atan2(height, width), radians(35))
    length = canvas.fonts.width(text, 1, 700)
    size = 0.92 * min(
        width / (length * cos(angle) + sin(angle)),
        height / (length * sin(angle) + cos(angle)),
        height / 3,
    )
    return {
        "text": f"<b>{escaped(text)}</b>",
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "xanchor": "center",
        "yanchor": "middle",
        "textangle": -round(degrees(angle), 1),
        "font": {"size": round(size, 1), "color": INK},
        "opacity": 0.14,
    }
