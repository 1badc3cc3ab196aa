from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from charts.composition import composition, shares
from charts.fonts import Fonts
from charts.median import median
from charts.ranking import ranking
from charts.small_multiples import small_multiples
from charts.sparkline import sparkline
from charts.static import svg
from charts.theme import Canvas
from charts.trend import trend
from emn.indicators.protection import ASYLUM_APPLICANTS, FIRST_INSTANCE
from emn.language import Language
from emn.network import load
from emn.structure import Names

Table = Callable[..., pl.DataFrame]

LINES = """
    geo        period      value  flag
    DE         2026-01-01  10235  -
    DE         2026-02-01  10700  d
    DE         2026-03-01   9275  b
    DE         2026-04-01   8300  -
    DE         2026-05-01   8275  -
    DE         2026-06-01   5790  p
    ES         2026-01-01  11100  -
    ES         2026-02-01      -  c
    ES         2026-03-01   9900  p
    ES         2026-04-01      -  -
    ES         2026-05-01   8275  -
    EU27_2020  2026-01-01  57725  -
    EU27_2020  2026-02-01  52660  -
    EU27_2020  2026-03-01  50670  -
    EU27_2020  2026-04-01  43120  -
    MT         2026-01-01     45  -
    MT         2026-02-01      0  -
    MT         2026-03-01     20  -
"""

BARS = """
    geo  period      value  flag  earlier
    DE   2026-06-01   5790  -        8275
    ES   2026-06-01   3005  p           -
    BE   2026-06-01   2195  bd       2100
    MT   2026-06-01      0  -          45
    LU   2026-06-01      -  c          80
    CY   2026-06-01      -  -           -
    LI   2026-06-01      -  z           -
"""

PARTS = """
    period      part     value  flag
    2025-10-01  POS_RFG   9400  -
    2025-10-01  POS_HUM   4100  d
    2025-10-01  NEG      20900  -
    2026-01-01  POS_RFG   8700  b
    2026-01-01  POS_HUM      -  c
    2026-01-01  NEG      18000  -
    2026-04-01  POS_RFG   7700  p
    2026-04-01  POS_HUM      0  p
    2026-04-01  NEG      17000  -
"""

NAMES = {
    "BE": "Belgium",
    "CY": "Cyprus",
    "DE": "Germany",
    "EMN_MEDIAN": "Median of the EMN members",
    "ES": "Spain",
    "EU27_2020": "European Union",
    "LI": "Liechtenstein",
    "LU": "Luxembourg",
    "MT": "Malta",
    "NEG": "Rejected",
    "POS_HUM": "Humanitarian reasons",
    "POS_RFG": "Refugee status",
}
ORDER = ("POS_RFG", "POS_HUM", "NEG")


def drawn_trend(table: Table, canvas: Canvas) -> go.Figure:
    reported = {"reported": pl.lit(13), "expected": pl.lit(32)}
    series = table(LINES).with_columns(is_complete=pl.col("period").dt.month() < 6, **reported)
    return trend(ASYLUM_APPLICANTS, series, ["EU27_2020", "DE", "ES"], canvas)


def drawn_small_multiples(table: Table, canvas: Canvas) -> go.Figure:
    return _multiples(table, canvas)


def drawn_small_multiples_with_own_scales(table: Table, canvas: Canvas) -> go.Figure:
    return _multiples(table, canvas, has_own_scales=True)


def _multiples(table: Table, canvas: Canvas, *, has_own_scales: bool = False) -> go.Figure:
    reported = {"reported": pl.lit(13), "expected": pl.lit(32)}
    series = (
        table(LINES)
        .drop("conf_status")
        .with_columns(is_complete=pl.col("period").dt.month() < 6, **reported)
    )
    whole = pl.concat([series, median(series, load())])
    places = ["DE", "ES", "EU27_2020", "MT"]
    return small_multiples(ASYLUM_APPLICANTS, whole, places, canvas, has_own_scales=has_own_scales)


def drawn_ranking(table: Table, canvas: Canvas) -> go.Figure:
    bars = table(BARS).with_columns(
        pl.col("earlier").cast(pl.Float64), is_highlighted=pl.col("geo") == "ES"
    )
    return ranking(ASYLUM_APPLICANTS, bars, canvas)


def drawn_composition(table: Table, canvas: Canvas) -> go.Figure:
    return composition(FIRST_INSTANCE, table(PARTS), canvas, ORDER)


def drawn_shares(table: Table, canvas: Canvas) -> go.Figure:
    return shares(FIRST_INSTANCE, table(PARTS), canvas, ORDER)


def drawn_sparkline(table: Table, canvas: Canvas) -> go.Figure:
    series = table(LINES).filter(pl.col("geo") == "DE")
    return sparkline(series, replace(canvas, width=120, height=32))


class Svg(SingleFileSnapshotExtension):
    """One picture a file, to be looked at."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


class Json(SingleFileSnapshotExtension):
    """One figure a file, as plotly.js receives it."""

    file_extension = "json"
    _write_mode = WriteMode.TEXT


@pytest.fixture(params=["en-wide", "en-narrow", "fr-wide", "fr-narrow"])
def canvas(request: pytest.FixtureRequest, fonts: Fonts) -> Canvas:
    """English figures are published ones, French ones samples, each for a page and for a phone."""
    language, size = request.param.split("-")
    width, height = (720, 400) if size == "wide" else (358, 420)
    return Canvas(
        width=width,
        height=height,
        language=Language(language),
        fonts=fonts,
        names=Names(NAMES),
        is_sample=language == "fr",
    )


every_view = pytest.mark.parametrize(
    "draw",
    [
        drawn_trend,
        drawn_small_multiples,
        drawn_small_multiples_with_own_scales,
        drawn_ranking,
        drawn_composition,
        drawn_shares,
        drawn_sparkline,
    ],
)


@every_view
def test_a_figure_looks_as_it_was_accepted(
    table: Table,
    canvas: Canvas,
    snapshot: SnapshotAssertion,
    draw: Callable[[Table, Canvas], go.Figure],
) -> None:
    figure = draw(table, canvas)

    spec = figure.to_plotly_json()
    del spec["layout"]["template"]
    picture = svg(figure, title="Title", description="Description", fonts=canvas.fonts)
    assert json.dumps(spec, indent=1, ensure_ascii=False, sort_keys=True) == snapshot(
        extension_class=Json
    )
    assert picture.replace("><", ">\n<") == snapshot(extension_class=Svg)


@every_view
def test_plotly_takes_a_figure_as_we_drew_it(
    table: Table, canvas: Canvas, draw: Callable[[Table, Canvas], go.Figure]
) -> None:
    spec = settled(draw(table, canvas).to_plotly_json())

    assert settled(go.Figure(spec).to_plotly_json()) == spec


def settled(spec: dict[str, Any]) -> dict[str, Any]:
    """Plotly brings an angle into its own range, and leaves a rounding error there."""
    for each in spec["layout"].get("annotations", ()):
        each["textangle"] = round(each.get("textangle", 0), 6)
    return spec
