from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.theme import ACCENTS, BRAND, MUTED, PAPER, WASH, Canvas
from charts.trend import trend
from emn.indicators.protection import ASYLUM_APPLICANTS, FIRST_TIME_APPLICANTS_PER_100000
from emn.language import Language

Table = Callable[..., pl.DataFrame]
Canvases = Callable[..., Canvas]


@pytest.fixture
def drawn(table: Table, canvas: Canvases) -> Callable[..., go.Figure]:
    """Draw a table on paper, with the places named after it highlighted."""

    def draw(text: str, *highlight: str) -> go.Figure:
        return trend(ASYLUM_APPLICANTS, table(text), highlight, canvas())

    return draw


def traces(figure: go.Figure, mode: str, colour: str = ACCENTS[0]) -> list[Any]:
    return [
        each
        for each in figure.data
        if each.mode == mode and colour in {each.line.color, each.marker.line.color}
    ]


def month(*numbers: int | None) -> tuple[str | None, ...]:
    return tuple(None if number is None else f"2026-{number:02d}-01" for number in numbers)


def three(*geos: str) -> str:
    """January to March for each place: 10, 20, 30."""
    rows = [f"{geo} 2026-0{number}-01 {number}0" for geo in geos for number in (1, 2, 3)]
    return "\n".join(["geo period value", *rows])


THREE = three("FR")


def test_a_highlighted_line_ends_in_a_marker_its_name_and_its_value(
    drawn: Callable[..., go.Figure],
) -> None:
    figure = drawn(THREE, "FR")
    (line,), (end,) = traces(figure, "lines"), traces(figure, "markers")

    assert (line.x, line.y, line.line.dash) == (month(1, 2, 3), (10, 20, 30), "solid")
    assert (end.x, end.y, end.marker.color) == (month(3), (30,), (ACCENTS[0],))
    assert [each.text for each in figure.layout.annotations] == ["<b>France</b> 30"]


def test_a_provisional_stretch_is_dotted_and_its_points_are_hollow(
    drawn: Callable[..., go.Figure],
) -> None:
    figure = drawn(
        """
        geo  period      value  flag
        FR   2026-01-01     10  -
        FR   2026-02-01     20  -
        FR   2026-03-01     30  p
        """,
        "FR",
    )
    solid, dotted = traces(figure, "lines")
    (end,) = traces(figure, "markers")

    assert (solid.x, solid.line.dash) == (month(1, 2), "solid")
    assert (dotted.x, dotted.line.dash) == (month(2, 3), "dot")
    assert (end.x, end.marker.color) == (month(3), (PAPER,))


@pytest.mark.parametrize("middle", ["FR   2026-03-01      -  -", "DE   2026-03-01      5  -"])
def test_a_missing_period_is_a_gap_with_or_without_a_row(
    drawn: Callable[..., go.Figure], middle: str
) -> None:
    figure = drawn(
        f"""
        geo  period      value  flag
        FR   2026-01-01     10  -
        FR   2026-02-01     20  -
        {middle}
        FR   2026-04-01     40  -
        FR   2026-05-01     50  -
        """,
        "FR",
    )
    (line,) = traces(figure, "lines")

    assert line.x == month(1, 2, None, 4, 5)


def test_a_point_without_neighbours_has_a_marker(drawn: Callable[..., go.Figure]) -> None:
    figure = drawn(
        """
        geo  period      value
        FR   2026-01-01     10
        FR   2026-03-01     30
        """,
        "FR",
    )

    assert traces(figure, "lines") == []
    assert traces(figure, "markers")[0].x == month(1, 3)


def test_a_break_is_a_tick_with_its_letter(drawn: Callable[..., go.Figure]) -> None:
    figure = drawn(
        """
        geo  period      value  flag
        FR   2026-01-01     10  -
        FR   2026-02-01     20  b
        FR   2026-03-01     30  -
        """,
        "FR",
    )
    (tick,) = traces(figure, "markers+text")

    assert (tick.x, tick.text, tick.marker.symbol) == (month(2), ("b",), "line-ns")


def test_confidential_values_are_letters_on_the_axis_one_over_another(
    drawn: Callable[..., go.Figure],
) -> None:
    figure = drawn(
        """
        geo  period      value  flag
        FR   2026-01-01     10  -
        FR   2026-02-01      -  c
        DE   2026-01-01     10  -
        DE   2026-02-01      -  c
        """,
        "FR",
        "DE",
    )
    letters = [each for each in figure.layout.annotations if each.text == "c"]

    assert [(each.x, each.y, each.yshift, each.font.color) for each in letters] == [
        ("2026-02-01", 0, 0, ACCENTS[0]),
        ("2026-02-01", 0, 13, ACCENTS[1]),
    ]


def test_a_zero_is_a_point_on_the_axis(drawn: Callable[..., go.Figure]) -> None:
    figure = drawn(THREE.replace("30", "0"), "FR")

    assert traces(figure, "lines")[0].y == (10, 20, 0)


def test_the_eu_is_blue_and_thicker_and_takes_no_accent(
    drawn: Callable[..., go.Figure],
) -> None:
    figure = drawn(three("EU27_2020", "FR"), "EU27_2020", "FR")

    assert [each.line.width for each in traces(figure, "lines", BRAND)] == [2.75]
    assert [each.line.width for each in traces(figure, "lines", ACCENTS[0])] == [2]


def test_the_others_are_grey_without_a_name_and_aggregates_are_left_out(
    drawn: Callable[..., go.Figure],
) -> None:
    figure = drawn(three("FR", "DE", "EU27_2020"), "FR")

    (others,) = traces(figure, "lines", MUTED)
    assert set(others.customdata) == {"Germany", None}
    assert len(figure.layout.annotations) == 1


def test_a_seventh_highlight_stays_grey(drawn: Callable[..., go.Figure]) -> None:
    geos = ["AT", "BE", "CZ", "DE", "EE", "FI", "FR"]
    figure = drawn(three(*geos), *geos)

    assert len(figure.layout.annotations) == 6
    assert len(traces(figure, "lines", MUTED)) == 1


def test_an_incomplete_period_is_banded_and_says_who_has_reported(
    table: Table, canvas: Canvases
) -> None:
    series = table(
        """
        geo        period      value
        FR         2026-01-01     10
        FR         2026-02-01     20
        EU27_2020  2026-01-01    100
        EU27_2020  2026-02-01     30
        """
    ).with_columns(
        reported=pl.lit(13), expected=pl.lit(32), is_complete=pl.col("period").dt.month() == 1
    )

    figure = trend(ASYLUM_APPLICANTS, series, ["FR", "EU27_2020"], canvas())

    bands = [each for each in figure.layout.shapes if each.fillcolor == WASH]
    assert [(each.x0, each.x1) for each in bands] == [("2026-01-17", "2026-02-14")]
    assert figure.layout.annotations[0].text == "13 of 32 reported"
    assert traces(figure, "lines")[0].line.dash == "dot"
    assert traces(figure, "markers", BRAND)[0].x == month(1)  # a total without its countries


def test_a_rate_says_what_it_is_per(table: Table, canvas: Canvases) -> None:
    figure = trend(FIRST_TIME_APPLICANTS_PER_100000, table(THREE), ["FR"], canvas())

    assert figure.layout.annotations[-1].text == "per 100,000 people"


def test_who_points_at_a_value_reads_it_in_their_language(table: Table, canvas: Canvases) -> None:
    series = table(THREE.replace("30", "12345")).with_columns(flag=pl.lit("p"))
    figure = trend(ASYLUM_APPLICANTS, series, ["FR"], canvas(language=Language.FR))

    (line,) = traces(figure, "lines")
    assert line.customdata[-1] == "mars 2026: 12\u202f345 (provisoire)"


def test_a_series_without_rows_says_so(table: Table, canvas: Canvases) -> None:
    figure = trend(ASYLUM_APPLICANTS, table(THREE).clear(), ["FR"], canvas())

    assert [each.text for each in figure.layout.annotations] == ["not available"]


def test_a_hostile_name_stays_a_name(table: Table, canvas: Canvases) -> None:
    figure = trend(ASYLUM_APPLICANTS, table(THREE.replace("FR ", "<b>x ")), ["<b>x"], canvas())

    assert figure.layout.annotations[0].text == "<b>[&lt;b&gt;x]</b> 30"  # no label
