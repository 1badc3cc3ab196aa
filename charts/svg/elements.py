"""What an SVG is written with: numbers, elements, paths, text, patterns.

Colours are presentation attributes, so that a page can swap them by their value. Every text and
attribute is escaped here and nowhere else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import pi, sqrt
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from emn.errors import Undrawable

Spec = Mapping[str, Any]  # a part of a figure as plotly writes it in JSON
Point = tuple[float, float]

# The vertical metrics of Source Sans 3, which browsers build a line's box from.
ASCENT, DESCENT, LINE = 1.024, 0.4, 1.3

DASHES = {"solid": None, "dot": (1, 1), "dash": (3, 3), "longdash": (5, 5)}  # in line widths
_ANCHORS = {"left": None, "center": "middle", "right": "end"}
_MARKUP = re.compile(r"(<br ?/?>|</?[bi]>)")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


def number(value: float) -> str:
    """Write a number with at most two decimals and no `-0`."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, *children: str, **attributes: object) -> str:
    """Write an element; an attribute that is None is left out, `fill_rule` becomes `fill-rule`.

    Children are markup already; a text goes through `plain` first.
    """
    named = "".join(
        [
            f" {name.replace('_', '-')}={_attribute(value)}"
            for name, value in attributes.items()
            if value is not None
        ]
    )
    return f"<{tag}{named}>{''.join(children)}</{tag}>" if children else f"<{tag}{named}/>"


def plain(text: str) -> str:
    """Write a text so that no part of it is taken for markup, without what XML can't hold."""
    return escape(_FORBIDDEN.sub("", text))


def path(points: Iterable[Point], *, is_closed: bool = False) -> str:
    """Write the path through these points, to a tenth of a pixel: a map has thousands of them."""
    steps = "L".join([f"{x:.1f},{y:.1f}" for x, y in points])
    return f"M{steps}{'Z' if is_closed else ''}"


def dashes(line: Spec) -> str | None:
    """Write the dash array of a plotly line; plotly's dashes are multiples of the width."""
    name = line.get("dash", "solid")
    if name not in DASHES:
        raise Undrawable(f"line.dash {name!r}: the static drawing knows {', '.join(DASHES)}.")
    lengths = DASHES[name]
    width = max(line.get("width", 2), 3)
    return ",".join(number(width * length) for length in lengths) if lengths else None


class Run(NamedTuple):
    """A stretch of one line of text in one style."""

    text: str
    is_bold: bool
    is_italic: bool


def lines(text: str) -> list[list[Run]]:
    """Read plotly's markup (`<b>`, `<i>`, `<br>`); whatever else looks like a tag stays text."""
    rows: list[list[Run]] = [[]]
    is_bold = is_italic = False
    for piece in _MARKUP.split(text):
        match piece:
            case "<b>" | "</b>":
                is_bold = piece == "<b>"
            case "<i>" | "</i>":
                is_italic = piece == "<i>"
            case "<br>" | "<br/>" | "<br />":
                rows.append([])
            case "":
                pass
            case _:
                rows[-1].append(Run(html.unescape(piece), is_bold, is_italic))
    return rows


def text_height(text: str, size: float) -> float:
    """The height of a block of text."""
    return ((len(lines(text)) - 1) * LINE + ASCENT + DESCENT) * size


def text_block(text: str, at: Point, anchors: tuple[str, str], font: Spec, **more: object) -> str:
    """Write a block of text; anchors are `left center right` and `top middle bottom`, by plotly."""
    rows, size = lines(text), font["size"]
    share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchors[1]]
    x, baseline = at[0], at[1] - share * text_height(text, size) + ASCENT * size
    weight = font.get("weight")
    return element(
        "text",
        *(
            _row(row, x, baseline + place * LINE * size if place else None)
            for place, row in enumerate(rows)
        ),
        x=x,
        y=baseline,
        text_anchor=_ANCHORS[anchors[0]],
        font_size=size,
        font_weight=None if weight in {None, "normal", 400} else weight,
        fill=font["color"],
        **more,
    )


def _row(row: list[Run], x: float, baseline: float | None) -> str:
    written = "".join(
        element(
            "tspan",
            plain(run.text),
            font_weight="700" if run.is_bold else None,
            font_style="italic" if run.is_italic else None,
        )
        if run.is_bold or run.is_italic
        else plain(run.text)
        for run in row
    )
    return written if baseline is None else element("tspan", written, x=x, y=baseline)


def _attribute(value: object) -> str:
    if isinstance(value, int | float):
        return f'"{number(value)}"'
    return _quoted(str(value))


@lru_cache(maxsize=2048)
def _quoted(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))


@dataclass(slots=True)
class Definitions:
    """What a picture refers to: hatches and clips, with ids that no other picture has."""

    token: str
    written: dict[str, str] = field(default_factory=dict)

    def hatch(self, pattern: Spec, colour: str) -> str:
        """Give the fill of a plotly pattern over a colour."""
        drawn = _hatch(pattern, colour)
        return self._reference(drawn)

    def clip(self, x: float, y: float, width: float, height: float) -> str:
        """Give the clip of a rectangle."""
        window = element("rect", x=x, y=y, width=width, height=height)
        return self._reference(("clipPath", (window,), {}))

    def _reference(self, drawn: tuple[str, tuple[str, ...], dict[str, object]]) -> str:
        tag, children, attributes = drawn
        key = element(tag, *children, **attributes)
        if key not in self.written:
            id_ = f"{self.token}-{len(self.written)}"
            self.written[key] = element(tag, *children, id=id_, **attributes)
        id_ = f"{self.token}-{list(self.written).index(key)}"
        return f"url(#{id_})"


def _hatch(pattern: Spec, colour: str) -> tuple[str, tuple[str, ...], dict[str, object]]:
    """Write a pattern with the geometry that plotly.js gives it."""
    shape, size = pattern["shape"], pattern.get("size", 8)
    solidity, ink = pattern.get("solidity", 0.3), pattern.get("fgcolor", colour)
    side = size * sqrt(2) if shape in {"/", "\\", "x"} else size
    ground = element("rect", width=side, height=side, fill=pattern.get("bgcolor", colour))
    if shape == ".":
        mark = element("circle", cx=side / 2, cy=side / 2, r=sqrt(solidity / pi) * size, fill=ink)
    else:
        mark = element("path", d=_strokes(shape, side), stroke=ink, stroke_width=solidity * size)
    return (
        "pattern",
        (ground, mark),
        {"width": side, "height": side, "patternUnits": "userSpaceOnUse"},
    )


def _strokes(shape: str, side: float) -> str:
    half, quarter = side / 2, side / 4
    rising = [
        ((-quarter, quarter), (quarter, -quarter)),
        ((0.0, side), (side, 0.0)),
        ((3 * quarter, 5 * quarter), (5 * quarter, 3 * quarter)),
    ]
    falling = [((side - a, b), (side - c, d)) for (a, b), (c, d) in rising]
    level = [((0.0, half), (side, half))]
    upright = [((half, 0.0), (half, side))]
    known: dict[str, list[tuple[Point, Point]]] = {
        "/": rising,
        "\\": falling,
        "x": rising + falling,
        "-": level,
        "|": upright,
        "+": level + upright,
    }
    if shape not in known:
        raise Undrawable(
            f"pattern.shape {shape!r}: the static drawing knows . {' '.join(known)}."
            " Add it to charts/svg/elements.py."
        )
    return "".join(path(stroke) for stroke in known[shape])
