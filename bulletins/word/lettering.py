"""How wide words are in the DOCX's font, which is not ours: measured in ours, and a share more."""

from __future__ import annotations

from charts.fonts import Fonts

_WIDER = {400: 1.08, 600: 1.115}  # Arial than Source Sans 3, in English and in French alike
SPACING = 1.15  # between the lines of every style
LINE = 1.15 * SPACING  # from one line to the next, in sizes of the font


def width(text: str, size: float, fonts: Fonts, *, is_strong: bool = False) -> float:
    """The width of a line, in points as the size is."""
    weight = 600 if is_strong else 400
    return fonts.width(text, size, weight) * _WIDER[weight]


def words(text: str) -> list[str]:
    """What no line breaks: a no-break space is none to break at, a hyphen is."""
    return text.replace("-", "- ").replace("–", "– ").split(" ")


def lines(text: str, size: float, room: float, fonts: Fonts, *, is_strong: bool = False) -> int:
    """How many lines a text takes in a column of this width."""
    count, used = 1, 0.0
    space = width(" ", size, fonts, is_strong=is_strong)
    for word in text.split(" "):
        length = width(word, size, fonts, is_strong=is_strong)
        if used and used + length > room:
            count, used = count + 1, 0.0
        used += length + space
    return count
