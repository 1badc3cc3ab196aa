"""The number that a key steps to lies where its mark is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import polars as pl

from charts.composition import composition
from charts.fonts import Fonts
from charts.map import europe
from charts.positions import positions
from charts.ranking import ranking
from charts.small_multiples import small_multiples
from charts.static import ground, svg
from charts.tables import over_time, side_by_side, stacked
from charts.theme import Canvas
from charts.trend import trend
from emn.change import Change, Direction
from emn.indicators.protection import ASYLUM_APPLICANTS, FIRST_INSTANCE
from emn.period import Frequency, Period

Draw = Callable[..., Canvas]
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
SERIES = pl.DataFrame(
    {
        "geo": ["DE", "DE", "FR", "FR"],
        "period": [MAY, JUNE, MAY, JUNE],
        "value": [8275.0, 5790.0, 9925.0, None],
        "flag": [None, None, None, "c"],
        "is_complete": [True] * 4,
        "reported": [2] * 4,
        "expected": [2] * 4,
    }
)


def circles(drawing: str) -> set[tuple[int, int]]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawing)
    return {(round(float(x)), round(float(y))) for x, y in found}


def test_a_number_of_a_trend_lies_on_its_mark_and_an_absent_one_on_the_axis(
    canvas: Draw, fonts: Fonts
) -> None:
    paper = canvas(720, 400)
    figure = trend(ASYLUM_APPLICANTS, SERIES, ["DE", "FR"], paper)
    table = over_time(ASYLUM_APPLICANTS, SERIES, ["DE", "FR"], paper)

    (germany, france), (_before, earlier) = positions(figure, table)

    assert germany is not None
    assert france is not None
    assert earlier is not None
    marks = circles(svg(figure, title="t", description="d", fonts=fonts))
    assert {(round(x), round(y)) for x, y in (germany, earlier)} == marks
    assert (france[0], france[1]) == (germany[0], paper.height - figure.layout.margin.b)


def test_a_number_of_small_multiples_lies_in_its_own_panel(canvas: Draw, fonts: Fonts) -> None:
    paper = canvas(720, 400)
    figure = small_multiples(ASYLUM_APPLICANTS, SERIES, ["DE", "FR"], paper)
    table = over_time(ASYLUM_APPLICANTS, SERIES, ["DE", "FR"], paper)

    (germany, _absent), (_before, france) = positions(figure, table)

    assert germany is not None
    assert france is not None
    marks = circles(svg(figure, title="t", description="d", fonts=fonts))
    assert {(round(x), round(y)) for x, y in (germany, france)} == marks


def test_a_part_of_a_stack_lies_in_the_middle_of_its_segment(canvas: Draw, fonts: Fonts) -> None:
    order = ["POS_RFG", "NEG"]
    parts = pl.DataFrame(
        {
            "geo": ["FR"] * 2,
            "part": order,
            "period": [date(2026, 4, 1)] * 2,
            "value": [30.0, 50.0],
            "flag": [None] * 2,
        }
    )
    paper = canvas(720, 380)
    figure = composition(FIRST_INSTANCE, parts, paper, order)
    table = stacked(FIRST_INSTANCE, parts, order, paper, Frequency.QUARTERLY)

    (found,) = positions(figure, table)

    drawing = svg(figure, title="t", description="d", fonts=fonts)
    segments = re.findall(
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="[^"]+" stroke=',
        drawing,
    )
    middles = [
        (round(float(x) + float(width) / 2), round(float(y) + float(height) / 2))
        for x, y, width, height in segments
    ]
    assert [at and (round(at[0]), round(at[1])) for at in found] == middles


def test_a_place_of_the_map_is_found_and_one_that_is_not_on_it_is_not(canvas: Draw) -> None:
    bars = pl.DataFrame(
        {"geo": ["MT", "XX"], "value": [5.0, 6.0], "flag": [None] * 2},
    )
    paper = canvas(720, 640)
    figure = europe(ASYLUM_APPLICANTS, bars, paper)
    now = Period(JUNE, Frequency.MONTHLY)
    table = side_by_side(ASYLUM_APPLICANTS, bars, (now, None), paper, {})

    (malta,), (nowhere,) = positions(figure, table)

    assert malta is not None
    assert 0 < malta[0] < paper.width
    assert paper.height / 2 < malta[1] < paper.height
    assert nowhere is None


def test_an_empty_figure_has_no_positions(canvas: Draw) -> None:
    paper = canvas(720, 400)
    empty = SERIES.clear()

    figure = trend(ASYLUM_APPLICANTS, empty, ["DE"], paper)

    assert positions(figure, over_time(ASYLUM_APPLICANTS, empty, ["DE"], paper)) == []


def test_a_bar_ends_at_this_period_s_number_and_the_mark_stands_at_the_earlier_one(
    canvas: Draw,
) -> None:
    bars = pl.DataFrame(
        {
            "geo": ["DE", "FR"],
            "value": [5790.0, 2500.0],
            "flag": [None] * 2,
            "earlier": [8275.0, None],
            "earlier_flag": [None] * 2,
        },
        schema_overrides={"flag": pl.String, "earlier_flag": pl.String},
    )
    now, before = Period(JUNE, Frequency.MONTHLY), Period(MAY, Frequency.MONTHLY)
    told = {geo: Change(direction=Direction.NOT_PUBLISHED, earlier=before) for geo in ("DE", "FR")}
    paper = canvas(720, 120)
    figure = ranking(ASYLUM_APPLICANTS, bars.with_columns(is_highlighted=True), paper)
    table = side_by_side(ASYLUM_APPLICANTS, bars, (now, before), paper, told)

    (germany, earlier, _change), (france, *_none) = positions(figure, table)

    x = ground(figure).axes["x"]
    assert [at and round(at[0], 2) for at in (germany, earlier, france)] == [
        round(x.at(value), 2) for value in (5790, 8275, 2500)
    ]
