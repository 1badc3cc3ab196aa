from __future__ import annotations

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go
import polars as pl
import pytest

from cache import Store, Vintage
from charts.fonts import Fonts
from charts.gap import THIRD, gap
from charts.plan import Plan
from charts.static import svg
from charts.theme import Canvas
from charts.views import gap_view
from charts.workshop import Selection, Workshop
from emn.datasets.integration import UNEMPLOYMENT_RATES
from emn.indicators.integration import UNEMPLOYMENT_GAP, UNEMPLOYMENT_RATE
from emn.language import Language
from emn.network import load
from tests.conftest import Table

GAP = Plan(id="gap", indicator=UNEMPLOYMENT_GAP, view=partial(gap_view, UNEMPLOYMENT_RATE))
# Spain's gap is wide and of low reliability, Germany's is below zero, France has no rate of one.
RATES = """
    geo        citizen         period      value  flag
    EU27_2020  NAT             2026-04-01    5.7  -
    EU27_2020  NEU27_2020_FOR  2026-04-01   12.5  -
    ES         NAT             2026-04-01   10.0  -
    ES         NEU27_2020_FOR  2026-04-01   21.0  u
    DE         NAT             2026-04-01    5.0  -
    DE         NEU27_2020_FOR  2026-04-01    4.0  -
    FR         NAT             2026-04-01    7.0  -
    FR         NEU27_2020_FOR  2026-04-01      -  -
"""


@pytest.fixture
def rates(table: Table) -> pl.DataFrame:
    observations = table(RATES, unit="PC", sex="T", age="Y15-74")
    return observations.select(UNEMPLOYMENT_RATES.columns)


@pytest.fixture
def workshop(
    store: Store, fonts: Fonts, publish: Callable[..., Vintage], rates: pl.DataFrame
) -> Workshop:
    publish(UNEMPLOYMENT_RATES, rates)
    return Workshop(store, load(), fonts)


@pytest.fixture
def figure(canvas: Callable[..., Canvas]) -> go.Figure:
    rows = pl.DataFrame(
        {
            "geo": ["ES", "DE", "FR"],
            "value": [11.0, -1.0, None],
            "flag": ["u", None, None],
            "NAT": [10.0, 5.0, 7.0],
            THIRD: [21.0, 4.0, None],
        }
    )
    return gap(UNEMPLOYMENT_GAP, UNEMPLOYMENT_RATE, rows, canvas())


def test_each_gap_stands_with_its_sign_and_its_flag_and_an_absence_with_its_mark(
    figure: go.Figure,
) -> None:
    told = {each.y: each.text for each in figure.layout.annotations if each.yref == "y"}

    assert told == {"ES": "+11.0 u", "DE": "\u22121.0", "FR": ":"}


def test_a_group_without_a_rate_has_no_mark_and_no_stroke(figure: go.Figure) -> None:
    strokes, nationals, third = figure.data

    assert (nationals.y, third.y) == (("ES", "DE", "FR"), ("ES", "DE"))
    assert strokes.y == ("ES", "ES", None, "DE", "DE", None)


def test_the_groups_differ_by_more_than_their_colour(figure: go.Figure) -> None:
    _strokes, nationals, third = figure.data

    assert nationals.marker.symbol != third.marker.symbol
    assert {each.type for each in figure.layout.shapes} == {"rect", "circle"}


@pytest.mark.parametrize("language", Language)
def test_plotly_takes_it_and_it_is_drawn(
    workshop: Workshop, fonts: Fonts, language: Language
) -> None:
    exhibit = GAP.exhibit(workshop, Selection(language=language))

    for figure in (exhibit.figure, exhibit.narrow):
        spec = figure.to_plotly_json()
        assert go.Figure(spec).to_plotly_json() == spec
        assert "<svg" in svg(figure, title="Title", description="Description", fonts=fonts)


def test_the_table_has_both_rates_with_their_own_flags(workshop: Workshop) -> None:
    table = GAP.exhibit(workshop, Selection(language=Language.EN)).table

    assert [column.label for column in table.columns][:4] == [
        "Country", "Nationals", "Third-country nationals", "Gap, in points",
    ]  # fmt: skip
    assert [row[:4] for row in table.rows] == [
        ("European Union", "5.7\u00a0%", "12.5\u00a0%", "6.8"),
        ("Spain", "10.0\u00a0%", "21.0\u00a0%", "11.0"),
        ("Germany", "5.0\u00a0%", "4.0\u00a0%", "\u22121.0"),
        ("France", "7.0\u00a0%", ":", ":"),
    ]
    assert [row[:4] for row in table.marks][1] == ("", "", "u", "u")


def test_the_title_names_the_widest_gaps_of_countries(workshop: Workshop) -> None:
    exhibit = GAP.exhibit(workshop, Selection(language=Language.EN))

    assert exhibit.title == (
        "Spain and Germany had the widest gaps in unemployment in the second quarter of 2026"
    )
