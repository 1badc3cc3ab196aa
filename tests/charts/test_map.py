import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.atlas.classes import Classes
from charts.atlas.geography import Point, geography
from charts.atlas.legend import Legend
from charts.atlas.view import View
from charts.fonts import Fonts
from charts.map import FOOTNOTES, europe
from charts.static import svg
from charts.theme import EDGE, INK, MAP_STEPS, MUTED, PAPER, WASH, Canvas
from emn.flags import Absence, Flag
from emn.indicators.protection import FIRST_TIME_APPLICANTS, FIRST_TIME_APPLICANTS_PER_1000
from emn.language import Language
from emn.network import load
from emn.structure import Names
from tests.conftest import Table

ON = date(2026, 6, 1)
SIZES = [(720, 640), (358, 480)]
EMN = [place.geo for place in (*load().members(ON), *load().observers(ON))]
CODES = {geo: geo for geo in (*geography().places, "TR")}  # one's name is its code
EVERY_FLAG = [Flag.BREAK, Flag.ESTIMATED, Flag.PROVISIONAL, Flag.LOW_RELIABILITY]

Draw = Callable[..., go.Figure]


@pytest.fixture(params=SIZES, ids=["wide", "narrow"])
def sheet(request: pytest.FixtureRequest, fonts: Fonts) -> Canvas:
    width, height = request.param
    names = Names(CODES, FR="France", XK="Kosovo", DE="<b>Germany")
    return Canvas(width=width, height=height, language=Language.EN, fonts=fonts, names=names)


@pytest.fixture
def draw(table: Table, sheet: Canvas) -> Draw:
    def drawn(text: str, **changes: Any) -> go.Figure:
        series = table(text, period="2026-06-01")
        return europe(FIRST_TIME_APPLICANTS, series, replace(sheet, **changes))

    return drawn


@pytest.fixture
def everything() -> pl.DataFrame:
    """A row on every place, with every flag and every absence."""
    flags = ["b", "e", "p", "bep", "u", None, None]
    rows = [
        (geo, None if place % 9 == 8 else float(place**3), ["c", "z", None][place % 3])
        if place % 9 == 8
        else (geo, float(place**3), flags[place % 7])
        for place, geo in enumerate(sorted(geography().places))
    ]
    return pl.DataFrame(rows, schema=["geo", "value", "flag"], orient="row")


def fills(figure: go.Figure) -> dict[str, Any]:
    """What each place is filled with, by the name that a pointer reads there."""
    return {
        trace.text.split("<br>")[0].removeprefix("<b>").removesuffix("</b>"): trace
        for trace in figure.data
        if trace.hoveron == "fills"
    }


def words(figure: go.Figure) -> list[str]:
    """Every text of the legend and the call-outs."""
    return [each.text for each in figure.layout.annotations]


def rings(trace: Any) -> list[list[Point]]:
    pairs = zip(trace.x, trace.y, strict=True)
    return [
        list(run)
        for is_gap, run in groupby(pairs, key=lambda point: point[0] is None)
        if not is_gap
    ]


SIX = """
    geo  value  flag
    AT       1  -
    BE      10  -
    BG     100  -
    HR    1000  -
    CZ   10000  -
    EE  100000  -
"""


def test_six_values_wear_the_six_steps_from_light_to_dark(draw: Draw) -> None:
    drawn = fills(draw(SIX))

    assert [drawn[geo].fillcolor for geo in ("AT", "BE", "BG", "HR", "CZ", "EE")] == [*MAP_STEPS]


def test_equal_values_wear_the_same_step(draw: Draw) -> None:
    drawn = fills(
        draw(
            """
            geo  value  flag
            AT       0  -
            BE       0  -
            BG       0  -
            HR       0  -
            CZ       5  -
            EE     900  -
            """
        )
    )

    assert len({drawn[geo].fillcolor for geo in ("AT", "BE", "BG", "HR")}) == 1
    assert drawn["AT"].fillcolor != drawn["EE"].fillcolor


def test_each_absence_looks_like_no_other_and_like_no_value(draw: Draw) -> None:
    drawn = fills(
        draw(
            """
            geo  value  flag
            AT       0  -
            BE       -  -
            BG       -  c
            HR       -  z
            """
        )
    )

    looks = [
        (drawn[geo].fillcolor, drawn[geo].fillpattern.shape, drawn[geo].line.color)
        for geo in ("AT", "BE", "BG", "HR", "CZ")
    ]
    assert looks == [
        (MAP_STEPS[2], None, EDGE),
        ("#EEF1F5", "/", MUTED),
        ("#EEF1F5", "\\", MUTED),
        (WASH, ".", MUTED),
        (PAPER, None, MUTED),
    ]


def test_the_legend_explains_what_is_on_the_map_and_nothing_else(draw: Draw) -> None:
    everywhere = "geo value flag\n" + "\n".join(f"{geo} 5 -" for geo in geography().places)

    assert words(draw(everywhere))[-1:] == ["<b>Persons</b>"]
    assert words(draw(SIX.replace("1  -", "1  p")))[-3:] == [
        "<b>Persons</b>",
        "not collected by Eurostat",
        "provisional",
    ]


def test_the_legend_speaks_the_language_and_writes_its_numbers(draw: Draw) -> None:
    figure = draw(SIX, language=Language.FR)

    ticks = [text for trace in figure.data for text in trace.text or () if text and len(text) > 1]
    assert "<b>Personnes</b>" in words(figure)
    assert "100\u202f000" in ticks


def test_every_member_and_observer_is_filled_even_where_the_series_is_empty(sheet: Canvas) -> None:
    empty = pl.DataFrame(schema={"geo": pl.String, "value": pl.Float64, "flag": pl.String})

    drawn = fills(europe(FIRST_TIME_APPLICANTS, empty, replace(sheet, names=Names(CODES))))

    assert set(EMN) <= set(drawn)
    assert len(EMN) == 35
    assert {drawn[geo].fillcolor for geo in EMN} == {PAPER}


def test_the_smallest_states_have_a_circle_of_their_fill_in_the_sea(draw: Draw) -> None:
    figure = draw(SIX + "    MT 5 p\n    LU 7 -\n    CY 9 -")

    assert words(figure)[:3] == ["LU", "MT <i>p</i>", "CY"]
    corners = {geo: max(len(ring) for ring in rings(fills(figure)[geo])) for geo in ("MT", "LU")}
    assert corners == {"MT": 25, "LU": 25}


def test_liechtenstein_has_a_circle_only_where_it_has_a_row(draw: Draw) -> None:
    assert "LI" in words(draw(SIX + "    LI 5 -"))
    assert "LI" not in words(draw(SIX))


def test_flags_are_written_on_the_places_in_an_ink_that_stands_out(draw: Draw) -> None:
    figure = draw(SIX.replace("1  -", "1  p").replace("100000  -", "100000  bp"))

    (flags,) = (trace for trace in figure.data if "<i>bp</i>" in (trace.text or ()))
    assert flags.text == ("<i>p</i>", "<i>bp</i>")
    assert flags.textfont.color == (INK, PAPER)


def test_a_pointer_reads_name_value_unit_and_flag_and_no_markup_of_others(draw: Draw) -> None:
    drawn = draw("geo value flag\nFR 12345 bp\nDE - c\nXK - -")

    assert {
        "<b>France</b><br>12,345 persons<br>break in time series, provisional",
        "<b>&lt;b&gt;Germany</b><br>confidential",
        "<b>Kosovo*</b><br>not available",
    } <= {trace.text for trace in drawn.data}


def test_a_neighbour_with_a_row_is_no_longer_context(draw: Draw) -> None:
    assert "TR" in fills(draw("geo value flag\nTR 5 -"))
    assert "TR" not in fills(draw(SIX))


def test_a_country_is_not_stretched(draw: Draw, sheet: Canvas) -> None:
    layout = draw(SIX).layout
    across, upwards = layout.xaxis.range, layout.yaxis.range

    assert sheet.width / (across[1] - across[0]) == pytest.approx(
        sheet.height / (upwards[1] - upwards[0])
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_fullest_legend_touches_no_land_of_members_and_observers(
    sheet: Canvas, language: Language
) -> None:
    spoken = replace(sheet, language=language)
    classes = Classes((10, 20, 50, 100, 200))
    legend = Legend.of("Persons", classes, (list(Absence), EVERY_FLAG), spoken)
    view = View.of(spoken, legend.height)
    left, top, width, height = legend.box(view)

    shown = [*EMN, "DK", "IS", "CH", "UK"]
    points = [view.pixels(p) for geo in shown for ring in geography().places[geo] for p in ring]

    assert [p for p in points if left <= p[0] <= left + width and top <= p[1] <= top + height] == []
    assert [p for p in points if not (0 <= p[0] <= sheet.width and 0 <= p[1] <= sheet.height)] == []


def test_no_text_of_a_call_out_lies_on_land(everything: pl.DataFrame, sheet: Canvas) -> None:
    series = everything.with_columns(flag=pl.lit("p"), value=pl.lit(5.0))
    figure = europe(FIRST_TIME_APPLICANTS, series, sheet)
    scale = sheet.width / (figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0])
    land = [p for rings_ in geography().places.values() for ring in rings_ for p in ring]

    touched = []
    for text in figure.layout.annotations[:4]:
        width = sheet.text_width(f"{text.text[:2]} p") / scale
        left = text.x if text.xanchor == "left" else text.x - width
        half = 0.4 * sheet.text_size / scale
        touched += [
            (text.text, p)
            for p in land
            if left <= p[0] <= left + width and abs(p[1] - text.y) <= half
        ]
    assert touched == []


def test_the_fullest_map_is_a_small_figure_and_a_small_picture(
    everything: pl.DataFrame, sheet: Canvas
) -> None:
    figure = europe(FIRST_TIME_APPLICANTS_PER_1000, everything, replace(sheet, is_sample=True))
    picture = svg(figure, title="Applicants", description="By country.", fonts=sheet.fonts)

    assert len(figure.to_json()) <= 130_000
    assert len(gzip.compress(picture.encode())) <= 60_000


def test_footnotes_state_the_required_positions() -> None:
    said = " ".join(FOOTNOTES)

    assert "UNSCR 1244/1999" in said
    assert "do not imply official endorsement" in said
    assert "Natural Earth" in said


def test_plotly_takes_a_map_as_we_drew_it(draw: Draw) -> None:
    spec = draw("geo value flag\nDE 1.5 p\nMT - c\nSE 0.4 -").to_plotly_json()

    assert go.Figure(spec).to_plotly_json() == spec
