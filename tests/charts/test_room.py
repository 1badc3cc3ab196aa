"""Every text and mark of a chart lies inside its picture, and no two names overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.composition import composition, shares
from charts.fonts import Fonts
from charts.ranking import ranking
from charts.sparkline import sparkline
from charts.static import svg
from charts.theme import Canvas
from charts.trend import trend
from emn.indicators.protection import (
    ASYLUM_APPLICANTS,
    FIRST_INSTANCE,
    FIRST_TIME_APPLICANTS_PER_100000,
)
from emn.language import Language

NS = "{http://www.w3.org/2000/svg}"
SIZES = ((720, 400), (358, 420))
GEOS = ("FR", "ES", "BA", "DE", "EU27_2020", "IT")
ORDER = ("POS_RFG", "POS_SPROT", "POS_HUM", "NEG")
FLAGS = ("p", "b", None, "bd", "c", None)
Canvases = Callable[..., Canvas]


class Box(NamedTuple):
    """The rectangle that an element takes."""

    left: float
    top: float
    right: float
    bottom: float


def text_box(element: ET.Element, fonts: Fonts) -> Box:
    """The box of one text from its cap height down to its descent; bold where a part is."""
    size = float(element.get("font-size", 0))
    rows = ["".join(row.itertext()) for row in element if row.get("y")]
    whole = "".join(element.itertext())
    lines = [whole[: len(whole) - sum(map(len, rows))], *rows]
    weight = 700 if any(each.get("font-weight") for each in element.iter()) else 400
    width = max(fonts.width(line, size, weight) for line in lines)
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    shift = {"end": 1.0, "middle": 0.5}.get(element.get("text-anchor", ""), 0.0)
    foot = y + len(rows) * 1.3 * size
    return Box(x - shift * width, y - 0.7 * size, x + (1 - shift) * width, foot + 0.25 * size)


def boxes(picture: str, fonts: Fonts) -> list[Box]:
    root = ET.fromstring(picture)  # noqa: S314 - our own output
    defined = {id(each) for each in root.iter(f"{NS}defs") for each in each.iter()}
    found = []
    for each in root.iter():
        if id(each) in defined:
            continue
        found += _box(each, fonts)
    return found


def _box(each: ET.Element, fonts: Fonts) -> list[Box]:
    def at(name: str) -> float:
        return float(each.get(name, 0))

    match each.tag.removeprefix(NS):
        case "text" if not each.get("transform"):
            return [text_box(each, fonts)]
        case "rect":
            return [Box(at("x"), at("y"), at("x") + at("width"), at("y") + at("height"))]
        case "circle":
            r = at("r")
            return [Box(at("cx") - r, at("cy") - r, at("cx") + r, at("cy") + r)]
        case "line":
            xs, ys = sorted((at("x1"), at("x2"))), sorted((at("y1"), at("y2")))
            return [Box(xs[0], ys[0], xs[1], ys[1])]
        case "path":
            pairs = [
                tuple(map(float, pair.split(",")))
                for pair in each.get("d", "").replace("Z", "").replace("M", "L").split("L")[1:]
            ]
            xs, ys = [x for x, _y in pairs], [y for _x, y in pairs]
            return [Box(min(xs), min(ys), max(xs), max(ys))]
        case _:
            return []


def series(values: Sequence[float], months: int = 24) -> pl.DataFrame:
    """Places whose last values are these, with every flag on the way, the last month incomplete."""
    rows = [
        (
            geo,
            date(2024 + month // 12, month % 12 + 1, 1),
            None if flag == "c" else end * (1 + 0.3 * ((month * 7 + place * 3) % 5 - 2) / 2),
            flag,
            13,
            32,
            month < months - 1,
        )
        for place, (geo, end) in enumerate(zip(GEOS, values, strict=False))
        for month in range(months)
        for flag in [FLAGS[(month + place) % 6] if month % 5 == 0 else None]
    ]
    columns = ["geo", "period", "value", "flag", "reported", "expected", "is_complete"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def figures(canvas: Canvas) -> dict[str, go.Figure]:
    """One figure of each kind, all flags in each."""
    line = series([11105, 10235, 5790, 4120, 43120, 0])
    rate = line.with_columns(value=pl.col("value") / 700)
    bars = pl.DataFrame(
        {
            "geo": GEOS,
            "value": [11105.0, 3005.0, None, 10.0, None, 0.0],
            "flag": FLAGS,
            "earlier": [9000.0, 12000.0, None, 5.0, 20.0, 1.0],
            "is_highlighted": [True, True, False, False, False, False],
        }
    )
    parts = pl.concat(
        [
            line.filter(pl.col("geo") == geo).select(
                "period", "value", "flag", part=pl.lit(part), geo=pl.lit(geo)
            )
            for geo, part in zip(GEOS, ORDER, strict=False)
        ]
    ).filter(pl.col("period").dt.month() % 3 == 1)
    places = pl.concat(
        [
            parts.filter(pl.col("period") == date(2024, 4, 1)).with_columns(geo=pl.lit(geo))
            for geo in GEOS
        ]
    )
    return {
        "trend": trend(ASYLUM_APPLICANTS, line, GEOS, canvas),
        "rate": trend(FIRST_TIME_APPLICANTS_PER_100000, rate, GEOS[:3], canvas),
        "ranking": ranking(ASYLUM_APPLICANTS, bars, canvas),
        "composition": composition(FIRST_INSTANCE, parts, canvas, ORDER),
        "places": composition(FIRST_INSTANCE, places, canvas, ORDER, "geo"),
        "shares": shares(FIRST_INSTANCE, places, canvas, ORDER, "geo"),
        "sparkline": sparkline(line.filter(pl.col("geo") == "ES"), canvas),
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(Language))
def test_nothing_leaves_the_picture(
    canvas: Canvases, fonts: Fonts, size: tuple[int, int], language: Language
) -> None:
    for name, figure in figures(canvas(*size, language, is_sample=True)).items():
        paper = Box(0, 0, figure.layout.width, figure.layout.height)
        outside = [
            box
            for box in boxes(svg(figure, title="T", description="D", fonts=fonts), fonts)
            if box.left < paper.left
            or box.top < paper.top
            or box.right > paper.right
            or box.bottom > paper.bottom
        ]
        assert (name, outside) == (name, [])


@pytest.mark.parametrize("size", SIZES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(st.integers(0, 20_000), min_size=2, max_size=6))
def test_the_names_of_lines_never_overlap(
    canvas: Canvases, fonts: Fonts, size: tuple[int, int], values: list[int]
) -> None:
    figure = trend(ASYLUM_APPLICANTS, series(values, 6), GEOS, canvas(*size))
    root = ET.fromstring(svg(figure, title="T", description="D", fonts=fonts))  # noqa: S314 - ours
    edge = figure.layout.width - figure.layout.margin.r
    names = [
        text_box(each, fonts)
        for each in root.iter(f"{NS}text")
        if float(each.get("x", 0)) > edge + 5
    ]

    assert len(names) == len(values)
    assert not any(
        one.top < other.bottom and other.top < one.bottom for one, other in combinations(names, 2)
    )


@pytest.mark.parametrize("size", SIZES)
def test_text_is_never_smaller_than_twelve_pixels(
    canvas: Canvases, fonts: Fonts, size: tuple[int, int]
) -> None:
    sizes = {
        float(each.get("font-size", 0))
        for figure in figures(canvas(*size)).values()
        for each in ET.fromstring(  # noqa: S314 - our own output
            svg(figure, title="T", description="D", fonts=fonts)
        ).iter(f"{NS}text")
    }

    assert min(sizes) >= 12
