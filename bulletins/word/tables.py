"""Native tables: a header row that is marked and repeated, widths by what stands in the columns."""

from __future__ import annotations

from docx.document import Document as Opened
from docx.oxml.ns import qn

from bulletins.word import lettering
from bulletins.word.elements import Element, borders, element, written
from bulletins.word.lettering import words
from bulletins.word.styles import CELL_SIDES, LOOKS, SIDE, WIDTH
from charts.exhibit import Column, Table
from charts.fonts import Fonts

_LINE, _STRONG = (4, "E4E8EE"), (8, "16202E")
_TWIPS = 635  # EMU of one
_WIDEST = 60  # letters of a column that count where width is shared
_POINT = 20  # twips of one
_MANY = 7  # columns of a table whose letters are smaller
_WHOLE = 20  # rows of a table that no page breaks
_ASIDE = int(CELL_SIDES * _POINT / 2)
_INSETS = (("top", 40), ("left", _ASIDE), ("bottom", 40), ("right", _ASIDE))


def add(opened: Opened, table: Table, fonts: Fonts) -> None:
    """Put the table at the end of the document; the fonts are what its words are measured with."""
    style = "EMN Narrow Cell" if len(table.columns) > _MANY else "EMN Cell"
    widths = _widths(table, LOOKS[style].size, fonts)
    grid = element(
        "tbl",
        _properties(table, sum(widths)),
        element("tblGrid", *(element("gridCol", w=str(width)) for width in widths)),
        _row([(each.label, "") for each in table.columns], table, widths, is_header=True),
    )
    for texts, marks in zip(table.rows, table.marks, strict=True):
        grid.append(_row(list(zip(texts, marks, strict=True)), table, widths))
    for name in grid.iter(qn("w:pStyle")):
        name.set(qn("w:val"), opened.styles[style].style_id)
    if len(table.rows) <= _WHOLE:
        for paragraph in grid.iter(qn("w:pStyle")):
            paragraph.addnext(element("keepNext"))
    opened.element.body.insert_element_before(grid, "w:sectPr")


def _properties(table: Table, width: int) -> Element:
    """Width, lines, margins; the look says that the first row and column head the others."""
    edges = {"bottom": _LINE, "insideH": _LINE}
    margins = (element(side, w=str(width), type="dxa") for side, width in _INSETS)
    look = element("tblLook", val="04A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1")
    return element(
        "tblPr",
        element("tblW", w=str(width), type="dxa"),
        borders("tblBorders", **edges),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
        look,
        element("tblCaption", val=table.caption),
    )


def _row(
    cells: list[tuple[str, str]], table: Table, widths: list[int], *, is_header: bool = False
) -> Element:
    """A row that no page breaks; the header comes again on every page."""
    properties = element("trPr", element("cantSplit"))
    if is_header:
        properties.append(element("tblHeader"))
    row = element("tr", properties)
    for cell, column, width in zip(cells, table.columns, widths, strict=True):
        row.append(_cell(cell, column, width, is_header=is_header))
    return row


def _cell(cell: tuple[str, str], column: Column, width: int, *, is_header: bool) -> Element:
    shown, flag = cell
    looks = [element("b")] if is_header else []
    runs = [written(shown, *looks)]
    if flag:
        runs.append(written(f"\u00a0{flag}", element("i"), element("sz", val="15")))
    properties = element("pPr", element("pStyle", val="EMNCell"))
    if column.is_number:
        properties.append(element("jc", val="right"))
    size = element("tcW", w=str(width), type="dxa")
    lines = [borders("tcBorders", bottom=_STRONG)] if is_header else []
    return element(
        "tc",
        element("tcPr", size, *lines, *([element("vAlign", val="bottom")] if is_header else [])),
        element("p", properties, *runs),
    )


def _widths(table: Table, size: float, fonts: Fonts) -> list[int]:
    """What each column needs for its longest word; the rest of the page by its longest text.

    Where the page has less room than that, every column gives way by the same share.
    """
    least, wish = [], []
    for at, column in enumerate(table.columns):
        texts = [
            f"{row[at]}\u00a0{marks[at]}".strip()
            for row, marks in zip(table.rows, table.marks, strict=True)
        ]
        heads = (lettering.width(each, size, fonts, is_strong=True) for each in words(column.label))
        others = (lettering.width(each, size, fonts) for text in texts for each in words(text))
        least.append((max((*heads, *others), default=0) + CELL_SIDES) * _POINT)
        wish.append(min(max(map(len, texts), default=1), _WIDEST))
    room = (WIDTH - 2 * SIDE) / _TWIPS
    share, spare = min(1, room / sum(least)), max(0, room - sum(least))
    widths = [
        int(need * share + spare * each / sum(wish)) for need, each in zip(least, wish, strict=True)
    ]
    widths[0] += int(room) - sum(widths)
    return widths
