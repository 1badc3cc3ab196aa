from __future__ import annotations

import pytest

from charts.fonts import Fonts
from tests.charts.svg.conftest import TEXT, Draw, attributes


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
