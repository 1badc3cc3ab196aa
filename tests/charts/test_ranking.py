from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.ranking import ranking
from charts.theme import ACCENTS, PALE, Canvas
from emn.indicators.protection import ASYLUM_APPLICANTS, RECOGNITION_RATE

Table = Callable[..., pl.DataFrame]
Canvases = Callable[..., Canvas]

BARS = """
    geo  period      value   flag  earlier
    FR   2026-06-01  11105   -        9000
    ES   2026-06-01   3005   p       12000
    IT   2026-06-01   2000   bd       2010
    DE   2026-06-01      0   -           5
    MT   2026-06-01      -   c           -
    BA   2026-06-01      -   -          20
    LI   2026-06-01      -   z           -
"""


@pytest.fixture
def figure(table: Table, canvas: Canvases) -> go.Figure:
    return ranking(ASYLUM_APPLICANTS, bars(table), canvas())


def bars(table: Table) -> pl.DataFrame:
    return table(BARS).with_columns(
        pl.col("earlier").cast(pl.Float64), is_highlighted=pl.col("geo") == "FR"
    )


def test_a_value_stands_with_its_flag_and_an_absence_says_why(figure: go.Figure) -> None:
    assert [(each.y, each.text) for each in figure.layout.annotations] == [
        ("FR", "11,105"),
        ("ES", "3,005 <i>p</i>"),
        ("IT", "2,000 <i>bd</i>"),
        ("DE", "0"),
        ("MT", ":c confidential"),
        ("BA", ": not available"),
        ("LI", ":z not applicable"),
    ]


def test_rows_keep_the_order_given_from_the_top(figure: go.Figure) -> None:
    axis = figure.layout.yaxis

    assert axis.categoryarray == ("FR", "ES", "IT", "DE", "MT", "BA", "LI")
    assert axis.range == (6.5, -0.5)
    assert axis.ticktext == (
        "France", "Spain", "Italy", "Germany", "[MT]", "Bosnia and Herzegovina", "[LI]",
    )  # fmt: skip


def test_highlighted_bars_are_in_the_accent_and_provisional_ones_hatched(
    figure: go.Figure,
) -> None:
    marker = figure.data[0].marker

    assert marker.color == (ACCENTS[0], *[PALE] * 6)
    assert marker.pattern.shape == ("", "/", "", "", "", "", "")


def test_a_row_without_a_value_has_no_bar(figure: go.Figure) -> None:
    assert figure.data[0].x == (11105, 3005, 2000, 0, None, None, None)


def test_the_earlier_value_is_a_mark_where_there_is_one(figure: go.Figure) -> None:
    earlier = figure.data[1]

    assert (earlier.y, earlier.x) == (("FR", "ES", "IT", "DE", "BA"), (9000, 12000, 2010, 5, 20))
    assert earlier.customdata[0] == "earlier: 9,000"


def test_a_value_moves_behind_a_mark_that_it_would_cross(figure: go.Figure) -> None:
    starts = {each.y: each.x for each in figure.layout.annotations}

    assert starts == {"FR": 11105, "ES": 3005, "IT": 2010, "DE": 5, "MT": 0, "BA": 20, "LI": 0}


def test_the_figure_is_as_tall_as_its_rows_need(table: Table, canvas: Canvases) -> None:
    few, many = (
        ranking(ASYLUM_APPLICANTS, pl.concat([bars(table)] * count), canvas()).layout.height
        for count in (1, 5)
    )

    assert (few, many) == (16 + 7 * 34, 16 + 35 * 20)


def test_a_rate_is_written_with_its_sign(table: Table, canvas: Canvases) -> None:
    rates = bars(table).head(1).with_columns(value=pl.lit(43.58))

    figure = ranking(RECOGNITION_RATE, rates, canvas())

    assert figure.layout.annotations[0].text == "43.6\u00a0%"


def test_a_ranking_of_nothing_but_absences_is_drawn(table: Table, canvas: Canvases) -> None:
    absent = bars(table).tail(3).with_columns(earlier=pl.lit(None, dtype=pl.Float64))

    assert ranking(ASYLUM_APPLICANTS, absent, canvas()).layout.xaxis.range == (0, 1)


def test_a_ranking_without_rows_says_so(table: Table, canvas: Canvases) -> None:
    figure = ranking(ASYLUM_APPLICANTS, bars(table).clear(), canvas())

    assert [each.text for each in figure.layout.annotations] == ["not available"]


def test_a_negative_bar_goes_left_and_every_value_stays_within_the_plot(
    table: Table, canvas: Canvases
) -> None:
    rows = table(
        """
        geo  period      value  flag  earlier
        FR   2026-06-01   11.5  -        9.0
        ES   2026-06-01   -0.5  p        2.0
        DE   2026-06-01   -8.0  -       -9.0
        MT   2026-06-01      -  c          -
        """
    ).with_columns(pl.col("earlier").cast(pl.Float64), is_highlighted=pl.lit(value=False))
    paper = canvas()

    figure = ranking(RECOGNITION_RATE, rows, paper)

    low, high = figure.layout.xaxis.range
    plot = paper.width - figure.layout.margin.l - figure.layout.margin.r
    anchors = {each.y: (each.xanchor, each.xshift) for each in figure.layout.annotations}
    assert low < -9 < 11.5 < high
    assert anchors == {
        "FR": ("left", 7),
        "ES": ("right", -7),
        "DE": ("right", -7),
        "MT": ("left", 7),
    }
    for each in figure.layout.annotations:
        at = (each.x - low) / (high - low) * plot + each.xshift
        width = paper.text_width(each.text.replace("<i>", "").replace("</i>", ""))
        begin = at if each.xanchor == "left" else at - width
        assert begin >= -0.5
        assert begin + width <= plot + 0.5
    assert next(each.x for each in figure.layout.annotations if each.y == "DE") == -9  # its mark
