from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from charts.fonts import Fonts
from charts.static import svg
from charts.theme import Canvas, Margin, finish, started
from emn.errors import Undrawable

ROOT = Path(__file__).parents[2]
NS = "{http://www.w3.org/2000/svg}"
Draw = Callable[..., str]


@pytest.fixture
def draw(canvas: Callable[..., Canvas], fonts: Fonts) -> Draw:
    """Draw traces, and what else a layout has, on a plot of 100×100 pixels at (10, 10)."""

    def drawn(*traces: dict[str, object], called: str = "T", **layout: object) -> str:
        axis = {"type": "linear", "range": [0, 10], "showticklabels": False}
        sketch = started()
        sketch.traces = list(traces)
        sketch.update_layout(**{"xaxis": axis, "yaxis": axis, **layout})
        figure = finish(sketch, canvas(120, 120), Margin(10, 10, 10, 10))
        return svg(figure, title=called, description="D", fonts=fonts)

    return drawn


def attributes(picture: str, tag: str) -> list[dict[str, str]]:
    """What each element of a kind says, ground and clips left out."""
    root = ET.fromstring(picture)  # noqa: S314 - our own output
    defined = {id(each) for each in root.iter(f"{NS}defs") for each in each.iter()}
    found = [each for each in root.iter(f"{NS}{tag}") if id(each) not in defined]
    return [dict(each.attrib) for each in found if each.get("width") != "120"]


LINE = {
    "type": "scatter",
    "mode": "lines",
    "x": [0, 5, 10],
    "y": [0, 10, 5],
    "line": {"color": "#0067A5", "width": 2},
    "cliponaxis": False,
}
MARKER = {
    "type": "scatter",
    "mode": "markers",
    "x": [5],
    "y": [5],
    "marker": {"color": "#0067A5", "size": 6},
    "cliponaxis": False,
}
BAR = {
    "type": "bar",
    "orientation": "v",
    "x": [2],
    "y": [5],
    "width": 2,
    "marker": {"color": "#0067A5"},
    "cliponaxis": False,
}
TEXT = {"text": "a", "x": 5, "y": 5, "xanchor": "left", "yanchor": "middle"}


def test_a_picture_is_named_and_described(draw: Draw) -> None:
    root = ET.fromstring(draw(LINE, called="Fewer <than> before"))  # noqa: S314 - our own output
    names = root.get("aria-labelledby", "").split()
    by_id = {each.get("id"): each.text for each in root.iter() if each.get("id")}

    assert root.get("role") == "img"
    assert [by_id[name] for name in names] == ["Fewer <than> before", "D"]


def test_two_pictures_on_one_page_share_no_id(draw: Draw) -> None:
    pictures = [draw(LINE), draw(LINE, called="Another")]
    ids = [set(re.findall(r' id="([^"]+)"', picture)) for picture in pictures]

    assert ids[0] & ids[1] == set()


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


@pytest.mark.parametrize(
    ("shape", "tag"), [("line", "line"), ("rect", "rect"), ("circle", "ellipse")]
)
def test_every_shape_of_ours_is_drawn(draw: Draw, shape: str, tag: str) -> None:
    spec = {"type": shape, "x0": 0, "x1": 5, "y0": 0, "y1": 5, "line": {"color": "#16202E"}}

    assert len(attributes(draw(shapes=[spec]), tag)) == 1


def test_a_shape_in_pixels_stands_off_its_anchor(draw: Draw) -> None:
    spec = {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 1,
        "yanchor": 1,
        "x0": -10,
        "x1": 0,
        "y0": 0,
        "y1": 5,
        "fillcolor": "#0067A5",
        "line": {"width": 0},
    }

    assert attributes(draw(shapes=[spec]), "rect") == [
        {"x": "100", "y": "5", "width": "10", "height": "5", "fill": "#0067A5"}
    ]


def test_a_text_on_a_ground_hides_what_is_under_it(draw: Draw, fonts: Fonts) -> None:
    (ground,) = attributes(draw(annotations=[TEXT | {"bgcolor": "#FFFFFF"}]), "rect")

    assert float(ground["width"]) == pytest.approx(fonts.width("a", 12), abs=0.01)


def test_markup_becomes_weight_slant_and_lines(draw: Draw) -> None:
    picture = draw(annotations=[TEXT | {"text": "<b>Spain</b> 3,005 <i>p</i><br>below"}])
    spans = attributes(picture, "tspan")

    assert [(each.get("font-weight"), each.get("font-style"), each.get("x")) for each in spans] == [
        ("700", None, None),
        (None, "italic", None),
        (None, None, "60"),
    ]


HOSTILE = '"><script>alert(1)</script><svg onload="x" \u0000\u000b]]>&amp;'


def test_a_hostile_label_stays_a_text(draw: Draw) -> None:
    axis = {"type": "linear", "range": [0, 1], "tickvals": [0], "ticktext": [HOSTILE]}
    picture = draw(
        LINE | {"name": HOSTILE}, called=HOSTILE, annotations=[TEXT | {"text": HOSTILE}], xaxis=axis
    )
    root = ET.fromstring(picture)  # noqa: S314 - our own output
    tags = {each.tag.removeprefix(NS) for each in root.iter()}

    assert tags <= {"svg", "title", "desc", "rect", "g", "path", "text"}
    assert not any(name.startswith("on") for each in root.iter() for name in each.attrib)


@pytest.mark.parametrize(
    ("trace", "named"),
    [
        ({"type": "pie", "values": [1]}, "trace 0 is a pie"),
        (LINE | {"line": {"color": "#000000", "shape": "spline"}}, "line.shape"),
        (LINE | {"stackgroup": "a"}, "stackgroup"),
        (LINE | {"line": {"color": "#000000", "width": 1, "dash": "5px"}}, "line.dash"),
        (LINE | {"fill": "tonexty", "fillcolor": "#000000"}, "tonexty"),
        (MARKER | {"marker": {"color": "#000000", "size": 5, "symbol": "star"}}, "star"),
        (BAR | {"base": 3}, "base"),
    ],
)
def test_what_the_house_style_does_not_know_is_undrawable(
    draw: Draw, trace: dict[str, object], named: str
) -> None:
    with pytest.raises(Undrawable, match=re.escape(named)):
        draw(trace, barmode="overlay")


@pytest.mark.parametrize(
    ("layout", "named"),
    [
        ({"title": {"text": "a"}}, "layout.title"),
        ({"xaxis": {"type": "linear"}}, "explicit range"),
        ({"xaxis": {"range": [0, 1]}}, "explicit range"),
        ({"xaxis": {"type": "linear", "range": [0, 1]}}, "tickvals"),
        ({"xaxis": {"type": "log", "range": [0, 1]}}, "log"),
        ({"annotations": [{"text": "a", "x": 1, "y": 1}]}, "xanchor"),
        ({"annotations": [TEXT | {"textangle": -30}]}, "turned"),
        ({"annotations": [TEXT | {"xref": "x7"}]}, "x7"),
        ({"shapes": [{"type": "path", "path": "M0,0"}]}, "path"),
        ({"images": [{"source": "a.png"}]}, "layout.images"),
    ],
)
def test_a_layout_that_plotly_would_have_to_complete_is_undrawable(
    draw: Draw, layout: dict[str, object], named: str
) -> None:
    with pytest.raises(Undrawable, match=re.escape(named)):
        draw(LINE, **layout)


def test_bars_without_an_explicit_mode_are_undrawable(draw: Draw) -> None:
    with pytest.raises(Undrawable, match="barmode"):
        draw(BAR)


_SCRIPT = """
import sys
from datetime import date
from pathlib import Path
import polars as pl
from charts.fonts import Fonts
from charts.static import svg
from charts.theme import Canvas
from charts.trend import trend
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language

days = [date(2026, month, 1) for month in range(1, 7)]
series = pl.DataFrame({
    "geo": [geo for geo in ("FR", "DE", "ES", "EU27_2020") for _ in days],
    "period": days * 4,
    "value": [float(n * n % 97) for n in range(24)],
    "flag": [None, "p", "b"] * 8,
})
fonts = Fonts(Path(sys.argv[1]))
canvas = Canvas(width=720, height=400, language=Language.EN, fonts=fonts, is_sample=True)
figure = trend(ASYLUM_APPLICANTS, series, ["FR", "EU27_2020"], canvas)
sys.stdout.write(svg(figure, title="T", description="D", fonts=fonts))
"""


def test_two_fresh_interpreters_draw_the_same_bytes(tmp_path: Path) -> None:
    pictures = [
        subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", _SCRIPT, str(tmp_path / seed)],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert pictures[0].startswith(b"<svg")
    assert pictures[0] == pictures[1]
