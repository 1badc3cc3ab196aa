"""The table of contents: a field that Word can make anew, filled in so that it is never empty.

It names the sections and, of each, what the document lists of it. The number of a page is a field
too, which shows what we computed until a reader's own program computes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docx.oxml.ns import qn

from bulletins.word.elements import Element, below, element, elements_at, field, within, written
from bulletins.word.styles import SIDE, WIDTH

_TWIPS = 635  # EMU of one


class Entry(NamedTuple):
    """A heading that the contents name, and the bookmark at it."""

    text: str
    level: int
    anchor: str

    def field(self) -> Iterator[Element]:
        """What Word finds it by where its level alone does not say that the contents name it."""
        text = self.text.replace("\\", "\\\\").replace('"', '\\"')
        return field(f'TC "{text}" \\f C \\l {self.level}')


def contents(entries: Sequence[Entry], before: Element) -> None:
    """Put the contents in front of a paragraph, a line an entry."""
    lines = [_line(each) for each in entries]
    begin, order, separate, *_shown, end = field('TOC \\o "1-1" \\f C \\h \\z')
    if lines:
        for at, each in enumerate((begin, order, separate), start=1):
            lines[0].insert(at, each)  # after its properties
        lines[-1].append(end)
    for line in lines:
        before.addprevious(line)


def number(body: Element, found: Mapping[str, int]) -> None:
    """Write the number of its page where a field asks for that of a bookmark."""
    for link in below(body, "hyperlink"):
        if elements_at(link, ".//w:instrText[contains(., 'PAGEREF')]"):
            elements_at(link, ".//w:t")[-1].text = str(found[str(link.get(qn("w:anchor")))])


def _line(entry: Entry) -> Element:
    page = field(f"PAGEREF {entry.anchor} \\h", written(""))
    tab = element("r", element("tab"))
    stop = element("tab", val="right", leader="dot", pos=str(int((WIDTH - 2 * SIDE) / _TWIPS)))
    properties = element("pPr", element("pStyle", val=f"toc{entry.level}"), element("tabs", stop))
    return element("p", properties, within(entry.anchor, written(entry.text), tab, *page))
