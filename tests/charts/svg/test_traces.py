from __future__ import annotations

import re

import pytest

from tests.charts.svg.conftest import BAR, LINE, MARKER, Draw, attributes


def test_a_line_is_drawn_where_its_values_lie(draw: Draw) -> None:
    assert attributes(draw(LINE), "path") == [
        {
            "d": "M10.0,110.0L60.0,10.0L110.0,60.0",
            "fill": "none",
            "stroke": "#0067A5",
            "stroke-width": "2",
            "stroke-linejoin": "round",
        }
    ]


def test_a_gap_stays_a_gap(draw: Draw) -> None:
    gap = LINE | {"x": [0, 1, None, 2, 3], "y": [0, 0, None, 0, 0]}

    assert attributes(draw(gap), "path")[0]["d"] == "M10.0,110.0L20.0,110.0M30.0,110.0L40.0,110.0"


def test_a_dashed_line_has_plotlys_dashes(draw: Draw) -> None:
    dotted = LINE | {"line": {"color": "#0067A5", "width": 2, "dash": "dot"}}

    assert attributes(draw(dotted), "path")[0]["stroke-dasharray"] == "3,3"


def test_several_rings_are_one_filled_path(draw: Draw) -> None:
    rings = LINE | {
        "x": [0, 1, 1, 0, None, 2, 3, 3, 2],
        "y": [0, 0, 1, 0, None, 0, 0, 1, 0],
        "fill": "toself",
        "fillcolor": "#DCE7F3",
    }

    outline = attributes(draw(rings), "path")[0]
    assert (outline["d"].count("Z"), outline["fill"]) == (2, "#DCE7F3")


def test_an_area_reaches_down_to_zero(draw: Draw) -> None:
    area = LINE | {"x": [0, 10], "y": [5, 5], "fill": "tozeroy", "fillcolor": "#DCE7F3"}

    assert attributes(draw(area), "path")[0]["d"] == "M10.0,110.0L10.0,60.0L110.0,60.0L110.0,110.0Z"


def test_a_hatched_area_refers_to_a_pattern_of_its_own(draw: Draw) -> None:
    hatched = LINE | {
        "fill": "toself",
        "fillcolor": "#EEF1F5",
        "fillpattern": {"shape": "/", "fgcolor": "#8490A1", "bgcolor": "#EEF1F5"},
    }
    picture = draw(hatched)
    (name,) = re.findall(r'<pattern id="([^"]+)"', picture)

    assert attributes(picture, "path")[0]["fill"] == f"url(#{name})"


@pytest.mark.parametrize("shape", ["/", "\\", "x", "-", "|", "+", "."])
def test_every_hatch_of_plotly_is_drawn(draw: Draw, shape: str) -> None:
    hatched = BAR | {"marker": {"color": "#0067A5", "pattern": {"shape": shape}}}

    assert draw(hatched, barmode="overlay").count("<pattern") == 1


def test_a_hollow_marker_has_an_outline(draw: Draw) -> None:
    hollow = MARKER | {
        "marker": {"color": "#FFFFFF", "size": 6, "line": {"color": "#0067A5", "width": 1.5}}
    }

    assert attributes(draw(hollow), "circle") == [
        {
            "cx": "60",
            "cy": "60",
            "r": "3",
            "fill": "#FFFFFF",
            "stroke": "#0067A5",
            "stroke-width": "1.5",
        }
    ]


@pytest.mark.parametrize("symbol", ["square", "diamond", "triangle-up", "triangle-down", "line-ns"])
def test_every_symbol_of_ours_is_drawn(draw: Draw, symbol: str) -> None:
    line = {"color": "#0067A5", "width": 1}
    marker = MARKER | {"marker": {"color": "#0067A5", "size": 6, "symbol": symbol, "line": line}}

    assert len(attributes(draw(marker), "path")) == 1


def test_stacked_bars_begin_where_the_last_ended(draw: Draw) -> None:
    picture = draw(BAR, BAR | {"y": [3]}, barmode="stack")

    assert [(each["y"], each["height"]) for each in attributes(picture, "rect")] == [
        ("60", "50"),
        ("30", "30"),
    ]


def test_horizontal_bars_grow_to_the_right(draw: Draw) -> None:
    level = BAR | {"orientation": "h", "x": [5], "y": [2]}

    assert attributes(draw(level, barmode="overlay"), "rect") == [
        {"x": "10", "y": "80", "width": "50", "height": "20", "fill": "#0067A5"}
    ]


def test_a_bar_without_value_and_a_bar_of_zero_are_not_drawn(draw: Draw) -> None:
    bars = BAR | {"x": [1, 2], "y": [None, 0]}

    assert attributes(draw(bars, barmode="overlay"), "rect") == []
