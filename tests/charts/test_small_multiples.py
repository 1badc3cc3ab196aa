from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.small_multiples import small_multiples
from charts.theme import ACCENTS, BRAND, MUTED, PAPER, WASH, Canvas
from emn.indicators.protection import ASYLUM_APPLICANTS

Table = Callable[..., pl.DataFrame]
Draw = Callable[..., go.Figure]

CELLS = """
    geo         period      value  flag
    DE          2026-01-01   4000  -
    DE          2026-02-01   3000  -
    DE          2026-03-01   2000  p
    MT          2026-01-01     40  -
    MT          2026-02-01      -  c
    MT          2026-03-01     20  -
    EMN_MEDIAN  2026-01-01    500  -
    EMN_MEDIAN  2026-02-01    400  -
    EMN_MEDIAN  2026-03-01    300  -
"""


@pytest.fixture
def drawn(table: Table, canvas: Callable[..., Canvas]) -> Draw:
    """Draw a table on paper, one panel for each of these places."""

    def draw(text: str, *places: str, width: int = 720, has_own_scales: bool = False) -> go.Figure:
        return small_multiples(
            ASYLUM_APPLICANTS, table(text), places, canvas(width), has_own_scales=has_own_scales
        )

    return draw


def traces(figure: go.Figure, axis: str, colour: str = ACCENTS[0]) -> list[Any]:
    return [
        each
        for each in figure.data
        if each.xaxis == axis and colour in {each.line.color, each.marker.line.color}
    ]


def columns(figure: go.Figure) -> int:
    axes = [figure.layout[each] for each in figure.layout if each.startswith("xaxis")]
    return len({axis.domain[0] for axis in axes})


def many(count: int) -> tuple[str, list[str]]:
    """A table of so many places, and their codes."""
    codes = [f"P{number:02d}" for number in range(count)]
    rows = [f"{code} 2026-0{month}-01 {month}0" for code in codes for month in (1, 2, 3)]
    return "\n".join(["geo period value", *rows]), codes


def test_each_place_has_a_panel_in_the_order_asked_for(drawn: Draw) -> None:
    figure = drawn(CELLS, "MT", "DE")
    titles = [each.text for each in figure.layout.annotations if each.text.startswith("<b>")]

    assert titles == ["<b>[MT]</b> 20", "<b>Germany</b> 2,000"]
    assert [each.y for each in traces(figure, "x2") if each.mode == "lines"] == [
        (4000, 3000),
        (3000, 2000),
    ]


def test_all_panels_have_the_same_scale_and_one_row_of_labels(drawn: Draw) -> None:
    layout = drawn(CELLS, "DE", "MT").layout

    assert layout.yaxis.range == layout.yaxis2.range
    assert (layout.yaxis.showticklabels, layout.yaxis2.showticklabels) == (True, False)


def test_on_demand_each_panel_has_its_own_scale_with_its_labels(drawn: Draw) -> None:
    layout = drawn(CELLS, "DE", "MT", has_own_scales=True).layout

    assert (layout.yaxis.range[1], layout.yaxis2.range[1]) == (4000 * 1.04, 500 * 1.04)
    assert (layout.yaxis.showticklabels, layout.yaxis2.showticklabels) == (True, True)


def test_the_median_lies_in_grey_behind_every_line(drawn: Draw) -> None:
    figure = drawn(CELLS, "DE", "MT")
    behind = [traces(figure, axis, MUTED) for axis in ("x", "x2")]

    assert [[each.y for each in lines] for lines in behind] == [[(500, 400, 300)]] * 2
    assert next(each.line.color for each in figure.data if each.xaxis == "x2") == MUTED


def test_a_provisional_stretch_is_dotted_and_its_end_is_hollow(drawn: Draw) -> None:
    solid, dotted, end = traces(drawn(CELLS, "DE"), "x")

    assert (solid.line.dash, dotted.line.dash) == ("solid", "dot")
    assert (end.y, end.marker.color) == ((2000,), (PAPER,))


def test_a_confidential_period_is_a_gap_with_its_letter(drawn: Draw) -> None:
    figure = drawn(CELLS, "DE", "MT")
    letters = [(each.text, each.xref) for each in figure.layout.annotations if each.text == "c"]

    assert letters == [("c", "x2")]
    assert [each.mode for each in traces(figure, "x2")] == ["markers"]


def test_a_value_of_another_period_than_the_last_says_so(drawn: Draw) -> None:
    late = CELLS.replace("2026-03-01     20  -", "2026-03-01      -  -")
    texts = [each.text for each in drawn(late, "DE", "MT").layout.annotations]

    assert "<b>Germany</b> 2,000" in texts
    assert "<b>[MT]</b> 40 (Jan 2026)" in texts


def test_a_place_without_any_value_says_which_kind_of_none(drawn: Draw) -> None:
    silent = "geo period value flag\nDE 2026-01-01 5 -\nMT 2026-01-01 - c\nES 2026-01-01 - -"
    texts = [each.text for each in drawn(silent, "MT", "ES").layout.annotations]

    assert [text.split("</b> ")[1] for text in texts if "</b>" in text] == [
        "confidential",
        "not available",
    ]


def test_the_line_of_the_union_is_the_house_blue(drawn: Draw) -> None:
    figure = drawn("geo period value\nEU27_2020 2026-01-01 5\nEU27_2020 2026-02-01 6", "EU27_2020")

    assert traces(figure, "x", BRAND)[0].y == (5, 6)


def test_incomplete_periods_are_greyed_in_every_panel(
    table: Table, canvas: Callable[..., Canvas]
) -> None:
    series = table(CELLS).with_columns(
        is_complete=pl.col("period").dt.month() < 3, reported=pl.lit(1), expected=pl.lit(32)
    )
    figure = small_multiples(ASYLUM_APPLICANTS, series, ["DE", "MT"], canvas())

    bands = [each.xref for each in figure.layout.shapes if each.fillcolor == WASH]
    assert bands == ["x", "x2"]
    assert "1 of 32 reported" in [each.text for each in figure.layout.annotations]


@pytest.mark.parametrize(
    ("count", "width", "has_own_scales", "expected"),
    [
        (32, 720, False, 6),
        (32, 358, False, 3),
        (32, 720, True, 4),
        (32, 358, True, 2),
        (7, 720, False, 4),  # four and three, not six and one
        (1, 720, False, 1),
    ],
)
def test_the_columns_fit_the_width_and_fill_their_rows(
    drawn: Draw, count: int, width: int, expected: int, *, has_own_scales: bool
) -> None:
    text, codes = many(count)

    assert columns(drawn(text, *codes, width=width, has_own_scales=has_own_scales)) == expected


def test_periods_are_written_under_the_last_panel_of_each_column(drawn: Draw) -> None:
    text, codes = many(7)
    layout = drawn(text, *codes).layout
    axes = [layout[f"xaxis{number or ''}"] for number in ("", 2, 3, 4, 5, 6, 7)]

    assert [axis.showticklabels for axis in axes] == [False, False, False, *[True] * 4]


def test_the_first_period_that_is_written_has_its_year(drawn: Draw) -> None:
    rows = "\n".join(f"DE 2026-0{month}-01 {month}" for month in range(1, 7))
    figure = drawn(f"geo period value\n{rows}", "DE", width=200)

    assert "2026" in figure.layout.xaxis.ticktext[0]


def test_panels_do_not_overlap(drawn: Draw) -> None:
    text, codes = many(32)
    layout = drawn(text, *codes, width=358).layout
    boxes = [
        (*layout[name].domain, *layout[name.replace("x", "y", 1)].domain)
        for name in layout
        if name.startswith("xaxis")
    ]

    assert len(boxes) == 32
    assert not [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]


def test_an_empty_series_says_that_there_is_nothing(drawn: Draw) -> None:
    figure = drawn(CELLS, "FR")

    assert [each.text for each in figure.layout.annotations] == ["not available"]
