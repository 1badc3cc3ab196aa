from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from emn.errors import Undrawable
from tests.charts.svg.conftest import BAR, LINE, MARKER, NS, TEXT, Draw

ROOT = Path(__file__).parents[3]


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
