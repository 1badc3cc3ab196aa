"""The names at the ends of lines: beside them, moved apart, tied to them by a leader."""

from __future__ import annotations

from collections.abc import Sequence

from charts.layout.labels import Label, label, spread
from charts.layout.scale import Scale
from charts.lines.strokes import Spot
from charts.lines.timeline import Line, Timeline
from charts.sketch import Sketch
from charts.theme import Canvas
from emn.indicator import Indicator
from emn.wording import amount

BESIDE = 12  # pixels between the plot and its names
_AFTER_MARK = 4.5
_LEADER = 5.0  # pixels that a name moves before a leader ties it to its line


def end_name(line: Line, end: Spot, indicator: Indicator, canvas: Canvas) -> Label:
    """The name and last value of a line, wrapped where the canvas is narrow."""
    value = amount(indicator, end.value or 0, canvas.language)
    most = 92 if canvas.is_narrow else 190
    return label(canvas, canvas.name(line.key), value, most=most)


def draw_names(
    sketch: Sketch,
    ends: Sequence[tuple[Line, Spot]],
    names: Sequence[Label],
    values: Scale,
    height: float,
) -> None:
    """Write each name beside its line's end, moved apart; a leader ties one that moved far."""
    wanted = [height * (1 - values.share(end.value or 0)) for _line, end in ends]
    places = spread(wanted, [name.height for name in names], height)
    for (line, _end), name, at, place in zip(ends, names, wanted, places, strict=True):
        shares = (round(1 - at / height, 5), round(1 - place / height, 5))
        sketch.add_annotation(
            text=name.markup,
            xref="paper",
            yref="paper",
            x=1,
            y=shares[1],
            xshift=BESIDE,
            xanchor="left",
            yanchor="middle",
            align="left",
            font={"color": line.colour},
        )
        if abs(at - place) > _LEADER:
            sketch.add_shape(**_leader(line, shares))


def _leader(line: Line, shares: tuple[float, float]) -> dict[str, object]:
    return {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "xanchor": 1,
        "x0": _AFTER_MARK,
        "x1": BESIDE - 2,
        "y0": shares[0],
        "y1": shares[1],
        "line": {"color": line.colour, "width": 1},
    }


def draw_bridges(sketch: Sketch, ends: Sequence[tuple[Line, Spot]], timeline: Timeline) -> None:
    """Lead from a line that ends early to its name at the edge."""
    edge = timeline.range[1]
    for line, end in ends:
        if end.period.start < edge:
            sketch.add_shape(
                type="line",
                xref="x",
                yref="y",
                x0=end.period.start.isoformat(),
                x1=edge.isoformat(),
                y0=end.value,
                y1=end.value,
                line={"color": line.colour, "width": 1, "dash": "dot"},
                layer="below",
            )
