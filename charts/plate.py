"""An exhibit's picture as it leaves the house: its finding above, notes and source below.

On a page the words stand beside the drawing; a file travels without the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import resvg_py

from charts.exhibit import Exhibit
from charts.fonts import WEIGHTS, Fonts
from charts.static import svg
from charts.svg.elements import LINE, element, plain
from charts.theme import BRAND, FAMILY, INK, INK_SOFT, PAPER

SITE = "EMN Statistics"
CARD = (1200, 630)  # what is shown beside a link, by Open Graph
_MARGIN, _GAP = 24.0, 12.0
_CARD_MARGIN, _CARD_WORDS = 48.0, 372.0
_FOOT = 88.0  # pixels of a card that one source needs
_BASELINE = 0.32  # of a line's size, from its foot
_SHARP = 2.0  # pixels of a PNG for each of the drawing


@dataclass(slots=True)
class _Column:
    """Lines of text, one under the other, within a width."""

    fonts: Fonts
    width: float
    left: float = _MARGIN
    top: float = _MARGIN
    written: list[str] = field(default_factory=list)

    def write(self, text: str, size: float, weight: int = 400, colour: str = INK) -> None:
        """Add a text, broken into lines where it is too long for one."""
        for line in self._lines(text, size, weight):
            self.top += size * LINE
            words = element(
                "text",
                plain(line),
                x=self.left,
                y=round(self.top - size * _BASELINE, 1),
                font_size=size,
                font_weight=weight,
                fill=colour,
            )
            self.written.append(words)

    def _lines(self, text: str, size: float, weight: int) -> Iterator[str]:
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}".strip()
            if line and self.fonts.width(longer, size, weight) > self.width:
                yield line
                longer = word
            line = longer
        if line:
            yield line


def plate(exhibit: Exhibit, fonts: Fonts) -> str:
    """The picture with title, subtitle, notes and source, as a standalone SVG."""
    width, height = exhibit.figure.width, exhibit.figure.height
    column = _Column(fonts, width)
    column.write(exhibit.title, 20, 700)
    column.write(exhibit.subtitle, 14, colour=INK_SOFT)
    picture = _placed(exhibit, fonts, (_MARGIN, column.top + _GAP), 1)
    column.top += height + 2 * _GAP
    for note in exhibit.notes:
        column.write(note, 12, colour=INK_SOFT)
    for source in exhibit.sources:
        column.write(source.line(exhibit.language), 12)
        column.write(
            f"{source.url or source.vintage.url} ({source.vintage.name})", 12, colour=INK_SOFT
        )
    size = (width + 2 * _MARGIN, round(column.top + _MARGIN))
    return _whole(exhibit, size, "".join((*column.written, picture)))


def card(exhibit: Exhibit, fonts: Fonts) -> str:
    """What stands for a page where somebody shares it: its finding, large, beside the picture."""
    width, height = CARD
    words = _Column(fonts, _CARD_WORDS, _CARD_MARGIN, _CARD_MARGIN)
    words.write(SITE, 26, 700, BRAND)
    words.top += 2 * _GAP
    words.write(exhibit.title, 34, 700)
    words.top += _GAP
    words.write(exhibit.subtitle, 22, colour=INK_SOFT)
    source = _Column(fonts, _CARD_WORDS, _CARD_MARGIN, height - _FOOT * len(exhibit.sources))
    for each in exhibit.sources:
        source.write(each.line(exhibit.language), 16, colour=INK_SOFT)
    left = 2 * _CARD_MARGIN + _CARD_WORDS
    drawn = exhibit.figure
    scale = min((width - left - _MARGIN) / drawn.width, (height - 2 * _MARGIN) / drawn.height)
    at = (left, (height - scale * drawn.height) / 2)
    picture = _placed(exhibit, fonts, at, scale)
    return _whole(exhibit, CARD, "".join((*words.written, *source.written, picture)))


def png(drawing: str, fonts: Fonts, scale: float = _SHARP) -> bytes:
    """The same drawing as PNG, in our own type, whatever this machine has."""
    return resvg_py.svg_to_bytes(
        svg_string=drawing,
        zoom=scale,
        skip_system_fonts=True,
        font_files=[str(fonts.ttf(weight)) for weight in WEIGHTS],
    )


def _placed(exhibit: Exhibit, fonts: Fonts, at: tuple[float, float], scale: float) -> str:
    drawn = svg(exhibit.figure, title=exhibit.title, description=exhibit.alt, fonts=fonts)
    where = f"translate({at[0]:.1f} {at[1]:.1f}) scale({scale:.3f})"
    return element("g", drawn, transform=where)


def _whole(exhibit: Exhibit, size: tuple[float, float], drawn: str) -> str:
    width, height = size
    return element(
        "svg",
        element("title", plain(exhibit.title)),
        element("rect", width=width, height=height, fill=PAPER),
        drawn,
        xmlns="http://www.w3.org/2000/svg",
        lang=exhibit.language,
        width=width,
        height=height,
        viewBox=f"0 0 {width:g} {height:g}",
        font_family=FAMILY,
    )
