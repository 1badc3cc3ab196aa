"""The table of contents: a field that Word can make anew, filled in so that it is never empty.

No layout is known before a reader's own program has made one. The number of a page is therefore a
field of its own that shows nothing until it is computed, rather than a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bulletins.word.elements import Element, element, field, within, written
from bulletins.word.styles import SIDE, WIDTH

_TWIPS = 635  # EMU of one
_DEEPEST = 2


class Entry(NamedTuple):
    """A heading that the contents name, and the bookmark at it."""

    text: str
    level: int
    anchor: str


def contents(entries: Sequence[Entry], before: Element) -> None:
    """Put the contents in front of a paragraph: one line a heading of the first two levels."""
    lines = [_line(each) for each in entries if each.level <= _DEEPEST]
    begin, order, separate, *_shown, end = field(f'TOC \\o "1-{_DEEPEST}" \\h \\z \\u')
    if lines:
        for at, each in enumerate((begin, order, separate), start=1):
            lines[0].insert(at, each)  # after its properties
        lines[-1].append(end)
    for line in lines:
        before.addprevious(line)


def _line(entry: Entry) -> Element:
    number = field(f"PAGEREF {entry.anchor} \\h", written(""))
    tab = element("r", element("tab"))
    stop = element("tab", val="right", pos=str(int((WIDTH - 2 * SIDE) / _TWIPS)))
    properties = element("pPr", element("pStyle", val=f"toc{entry.level}"), element("tabs", stop))
    return element("p", properties, within(entry.anchor, written(entry.text), tab, *number))
