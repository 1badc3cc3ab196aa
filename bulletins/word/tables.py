"""Native tables: a header row that is marked and repeated, widths by what stands in the columns."""

from __future__ import annotations

from docx.document import Document as Opened
from docx.oxml.ns import qn

from bulletins.word.elements import Element, borders, element, written
from bulletins.word.styles import SIDE, WIDTH
from charts.exhibit import Column, Table

_LINE, _STRONG = (4, "E4E8EE"), (8, "16202E")
_TWIPS = 635  # EMU of one
_WIDEST = 60  # letters of a column that count where width is shared
_LETTER, _PADDING = 100, 160  # twips of a letter, and of a column besides
_WHOLE = 12  # rows of a table that no page breaks
_INSETS = (("top", 40), ("left", 70), ("bottom", 40), ("right", 70))


def add(opened: Opened, table: Table) -> None:
    """Put the table at the end of the document."""
    widths = _widths(table)
    grid = element(
        "tbl",
        _properties(table, sum(widths)),
        element("tblGrid", *(element("gridCol", w=str(width)) for width in widths)),
        _row([(each.label, "") for each in table.columns], table, widths, is_header=True),
    )
    for texts, marks in zip(table.rows, table.marks, strict=True):
        grid.append(_row(list(zip(texts, marks, strict=True)), table, widths))
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


def _widths(table: Table) -> list[int]:
    """What each column needs for its longest word; the rest of the page by its longest text."""
    least, wish = [], []
    for at, column in enumerate(table.columns):
        texts = [
            f"{row[at]}  {marks[at]}" for row, marks in zip(table.rows, table.marks, strict=True)
        ]
        words = [word for text in (column.label, *texts) for word in _words(text)]
        least.append(_LETTER * max(map(len, words), default=1) + _PADDING)
        wish.append(min(max(map(len, texts), default=1), _WIDEST))
    room = int((WIDTH - 2 * SIDE) / _TWIPS)
    spare = max(0, room - sum(least))
    widths = [need + spare * each // sum(wish) for need, each in zip(least, wish, strict=True)]
    widths[0] += room - sum(widths)
    return widths


def _words(text: str) -> list[str]:
    """What no line breaks: a no-break space is none to break at, a hyphen is."""
    return text.replace("-", "- ").replace("–", "– ").split(" ")
