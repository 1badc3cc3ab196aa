"""Sparkline: the shape of a series in the space of two words, its last point marked."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from charts.lines import strokes
from charts.sketch import Figure
from charts.theme import (
    ACCENTS,
    PAPER,
    Canvas,
    Margin,
    finish,
    started,
)
from emn.period import Frequency, Period

_MARGIN = Margin(5, 5, 5, 5)


def sparkline(series: pl.DataFrame, canvas: Canvas) -> Figure:
    """Draw one series (period, value, flag) from its lowest to its highest value, without axes.

    Too small for a watermark: whatever it stands beside says that the figures are invented.
    """
    sketch = started()
    line = _spots(series)
    values = [spot.value for spot in line if spot.value is not None] or [0.0]
    room = (max(values) - min(values)) * 0.05 or 1.0
    sketch.update_layout(
        xaxis={"type": "linear", "range": [0, max(1, len(line) - 1)], "showticklabels": False},
        yaxis={
            "type": "linear",
            "range": [min(values) - room, max(values) + room],
            "showticklabels": False,
        },
    )
    places = {spot.period: place for place, spot in enumerate(line)}
    for path, dash in ((strokes.solid(line), "solid"), (strokes.dashed(line), "dot")):
        if path:
            sketch.add_scatter(
                x=[spot and places[spot.period] for spot in path],
                y=[spot and spot.value for spot in path],
                mode="lines",
                line={"color": ACCENTS[0], "width": 1.5, "dash": dash},
                cliponaxis=False,
                hoverinfo="skip",
            )
    end = strokes.last(line)
    if end is not None:
        sketch.add_scatter(
            x=[places[end.period]],
            y=[end.value],
            mode="markers",
            marker={
                "color": PAPER if end.is_tentative else ACCENTS[0],
                "size": 6,
                "line": {"color": ACCENTS[0], "width": 1.5},
            },
            cliponaxis=False,
            hoverinfo="skip",
        )
    return finish(sketch, replace(canvas, is_sample=False), _MARGIN)


def _spots(series: pl.DataFrame) -> list[strokes.Spot]:
    if series.is_empty():
        return []
    return strokes.spots(series, strokes.periods(series, _frequency(series)))


def _frequency(series: pl.DataFrame) -> Frequency:
    """The lowest frequency that all the periods of the series fit."""
    days = series["period"].to_list()
    return next(
        frequency
        for frequency in (
            Frequency.ANNUAL,
            Frequency.SEMESTER,
            Frequency.QUARTERLY,
            Frequency.MONTHLY,
        )
        if all(Period.at(day, frequency).start == day for day in days)
    )
