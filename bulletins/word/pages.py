"""On which page each bookmark stands, before any program has made pages of the document.

Word and LibreOffice compute it anew whenever they are asked to; until then the contents show this.
The rules are theirs: what begins a page, what keeps with the next, rows that no page divides. The
lettering is measured (`bulletins.word.lettering`), so a page may be off by one where it is full to
the last line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Length

from bulletins.word import lettering
from bulletins.word.elements import Element, below, elements_at, texts_at
from bulletins.word.styles import BOTTOM, CELL_SIDES, HEIGHT, LOOKS, SIDE, TOP, WIDTH, Look
from charts.fonts import Fonts

_ROOM = Length(HEIGHT - TOP - BOTTOM).pt
_ACROSS = Length(WIDTH - 2 * SIDE).pt
_EMU, _TWIPS = 12_700, 20  # of a point
_INSET = 4.5  # of a row, above and below its words together, with its line
_CELL_WIDTH, _CELL_STYLE = "./w:tcPr/w:tcW/@w:w", "./w:p/w:pPr/w:pStyle/@w:val"
_FEWEST = 2  # lines of a paragraph that stand together


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """A paragraph or a row: how high it is, and how it behaves where a page ends."""

    height: float
    before: float = 0
    after: float = 0
    line: float = 0  # of a paragraph, which may be divided between two of them
    begins_page: bool = False
    keeps_next: bool = False
    anchors: tuple[str, ...] = ()

    @property
    def least(self) -> float:
        """What must find room for the box to begin on a page."""
        return min(self.height, _FEWEST * self.line) if self.line else self.height


def pages(opened: Opened, fonts: Fonts) -> tuple[dict[str, int], int]:
    """The page of every bookmark, and how many pages there are."""
    page, used, after = 1, 0.0, 0.0
    found: dict[str, int] = {}
    for chain in _chains(_boxes(opened, fonts)):
        if used and (chain[0].begins_page or used + _needed(chain, after) > _ROOM):
            page, used = page + 1, 0.0
        for each in chain:
            used += max(after, each.before) if used else 0
            found |= dict.fromkeys(each.anchors, page)
            used, after = used + each.height, each.after
            while used > _ROOM and each.line:
                page, used = page + 1, used - _ROOM
    return found, page


def _needed(chain: Sequence[_Box], after: float) -> float:
    """The room that a chain needs to begin on a page: all of it, but the end of its last box."""
    need = 0.0
    for each in chain:
        need, after = need + max(after, each.before) + each.height, each.after
    return need - chain[-1].height + chain[-1].least


def _chains(boxes: Iterable[_Box]) -> Iterator[list[_Box]]:
    """The boxes, those together that stand on one page."""
    chain: list[_Box] = []
    for box in boxes:
        chain.append(box)
        if not box.keeps_next:
            yield chain
            chain = []


def _boxes(opened: Opened, fonts: Fonts) -> Iterator[_Box]:
    """Paragraphs and rows from the top."""
    looks = {each.style_id: LOOKS[each.name] for each in opened.styles if each.name in LOOKS}
    for element in opened.element.body:
        if element.tag == qn("w:p"):
            yield _paragraph(element, looks, fonts)
        elif element.tag == qn("w:tbl"):
            yield from (_row(each, looks, fonts) for each in below(element, "tr"))


def _paragraph(element: Element, looks: Mapping[str, Look], fonts: Fonts) -> _Box:
    [style] = texts_at(element, "./w:pPr/w:pStyle/@w:val") or ["Normal"]
    look = looks[style]
    drawn = sum(int(each) for each in texts_at(element, ".//wp:extent/@cy")) / _EMU
    text = "".join(texts_at(element, ".//w:t/text()"))
    line = look.size * lettering.LINE
    count = lettering.lines(text, look.size, _ACROSS, fonts, is_strong=look.is_strong)
    return _Box(
        height=drawn * lettering.SPACING if drawn else count * line,
        before=look.before,
        after=look.after,
        line=0 if drawn else line,
        begins_page=_is_on(element, "pageBreakBefore", is_default=style == "Heading1"),
        keeps_next=_is_on(element, "keepNext", is_default=look.keeps_next),
        anchors=tuple(texts_at(element, "./w:bookmarkStart/@w:name")),
    )


def _row(element: Element, looks: Mapping[str, Look], fonts: Fonts) -> _Box:
    """A row is as high as the highest of its cells."""
    heights = [_INSET]
    for cell in below(element, "tc"):
        [wide], [style] = (texts_at(cell, each) for each in (_CELL_WIDTH, _CELL_STYLE))
        look, room = looks[style], int(wide) / _TWIPS - CELL_SIDES
        text = "".join(texts_at(cell, ".//w:t/text()"))
        is_strong = bool(elements_at(cell, "./w:p/w:r/w:rPr/w:b"))
        count = lettering.lines(text, look.size, room, fonts, is_strong=is_strong)
        heights.append(count * look.size * lettering.LINE + _INSET)
    keeps_next = bool(elements_at(element, "./w:trPr/w:tblHeader | .//w:keepNext"))
    return _Box(height=max(heights), keeps_next=keeps_next)


def _is_on(element: Element, switch: str, *, is_default: bool) -> bool:
    """Whether a paragraph has a switch on, by itself or by its style."""
    found = elements_at(element, f"./w:pPr/w:{switch}")
    return found[0].get(qn("w:val")) not in {"0", "false"} if found else is_default
