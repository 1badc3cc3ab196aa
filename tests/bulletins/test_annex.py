"""The annex, read back cell by cell: a checklist after the UK's accessible spreadsheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import load_workbook

from bulletins.annex import annex
from bulletins.document import Document
from bulletins.edition import assembled
from charts.exhibit import Table
from charts.ods import ods
from charts.workbook import SHORTHAND, Book
from charts.workshop import Workshop
from charts.xlsx import xlsx
from emn.flags import Absence
from emn.language import Language
from tests.bulletins.conftest import QUARTER

Cells = list[list[object]]
Sheets = dict[str, Cells]
_NAMES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@pytest.fixture(params=list(Language))
def document(workshop: Workshop, request: pytest.FixtureRequest) -> Document:
    return assembled(workshop, QUARTER, request.param)


@pytest.fixture
def book(document: Document) -> Book:
    made = annex(document)
    assert made is not None
    return made


def of_xlsx(packed: bytes) -> Sheets:
    """Every sheet's cells, without the empty ones at the ends of rows."""
    return {
        sheet.title: [_ended([cell.value for cell in row]) for row in sheet.iter_rows()]
        for sheet in load_workbook(io.BytesIO(packed))
    }


def of_ods(packed: bytes) -> Sheets:
    return {
        str(table.get(_name("table:name"))): [
            _ended([_read(cell) for cell in row.iterfind("table:table-cell", _NAMES)])
            for row in table.iterfind(".//table:table-row", _NAMES)
        ]
        for table in _content(packed).iterfind(".//table:table", _NAMES)
    }


def _content(packed: bytes, part: str = "content.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        return etree.fromstring(parts.read(part))


def _name(name: str) -> str:
    space, _colon, local = name.partition(":")
    return f"{{{_NAMES[space]}}}{local}"


def _read(cell: etree._Element) -> object:
    number = cell.get(_name("office:value"))
    if number is not None:
        return float(number)
    return "".join(str(text) for text in cell.itertext()).strip() or None


def _ended(row: list[object]) -> list[object]:
    while row and row[-1] is None:
        row.pop()
    return row


def expected(table: Table) -> Iterator[list[object]]:
    """A table's rows as a spreadsheet has them: numbers, shorthand, flags in their own columns."""
    signs = {each.mark: SHORTHAND[each] for each in Absence}
    flagged = {at for marks in table.marks for at, mark in enumerate(marks) if mark}
    for texts, marks, numbers in zip(table.rows, table.marks, table.numbers, strict=True):
        row: list[object] = []
        for at, column in enumerate(table.columns):
            number = numbers[at]
            if number is not None:
                row.append(number / 100 if texts[at].endswith("%") else number)
            else:
                row.append(signs.get(texts[at], texts[at]) if column.is_number else texts[at])
            if at in flagged:
                row.append(marks[at] or None)
        yield _ended(row)


def tables(document: Document) -> list[Table]:
    blocks = [block for section in document.sections for block in section.blocks]
    shown = [getattr(block, "exhibit", block) for block in blocks]
    return [each.table for each in shown if hasattr(each, "table")]


def test_both_files_hold_the_tables_of_the_document_cell_by_cell(
    document: Document, book: Book
) -> None:
    for sheets in (of_xlsx(xlsx(book)), of_ods(ods(book))):
        cover, contents, notes, *others = sheets.values()

        assert cover[0] == [f"{book.title}"]
        assert [row[0] for row in contents[2:]] == list(sheets)[3:]
        assert len(notes) > 3
        for found, table in zip(others, tables(document), strict=True):
            rows = list(expected(table))
            for got, due in zip(found[-len(rows) :], rows, strict=True):
                assert got == [pytest.approx(v) if isinstance(v, float) else v for v in due]


def test_both_files_say_the_same_in_the_same_cells(book: Book) -> None:
    left, right = of_xlsx(xlsx(book)), of_ods(ods(book))

    assert list(left) == list(right)
    for name in left:
        assert _rounded(left[name]) == _rounded(right[name]), name


def _rounded(cells: Cells) -> Cells:
    """An XLSX keeps sixteen digits of a number, an ODS all."""
    return [[round(v, 12) if isinstance(v, float | int) else v for v in row] for row in cells]


def test_every_table_of_the_xlsx_is_marked_and_none_is_merged(book: Book) -> None:
    for place, sheet in enumerate(load_workbook(io.BytesIO(xlsx(book)))):
        assert len(sheet.tables) == (0 if place == 0 else 1)
        assert not sheet.merged_cells.ranges
        for table in sheet.tables.values():
            heads = [str(cell.value) for cell in sheet[table.ref][0]]
            assert all(heads)
            assert len(set(heads)) == len(heads)
            assert table.ref.startswith("A")


def test_every_table_of_the_ods_is_marked_and_its_header_comes_again(book: Book) -> None:
    content = _content(ods(book))
    sheets = content.findall(".//table:table", _NAMES)
    ranges = content.findall(".//table:database-range", _NAMES)

    assert [len(each.findall("table:table-header-rows", _NAMES)) for each in sheets] == [
        0,
        *[1] * (len(sheets) - 1),
    ]
    for sheet, marked in zip(sheets[1:], ranges, strict=True):
        name, aim = sheet.get(_name("table:name")), marked.get(_name("table:target-range-address"))
        top = len(sheet.findall("table:table-row", _NAMES)) + 1
        found = re.fullmatch(r"'(.+)'\.A(\d+):'(.+)'\.[A-Z]+(\d+)", str(aim))
        assert found is not None
        assert (found[1], found[3], int(found[4])) == (name, name, top)


def test_every_sheet_is_printed_as_wide_as_a_page(book: Book) -> None:
    for sheet, leaf in zip(load_workbook(io.BytesIO(xlsx(book))), book.leaves, strict=True):
        setup, fits = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
        assert (str(setup.orientation), setup.paperSize) == ("landscape", 9)
        assert fits is not None
        assert (fits.fitToPage, setup.fitToHeight) == (True, 0)
        assert str(sheet.print_area).endswith(f"${leaf.printed[0]}")
    with zipfile.ZipFile(io.BytesIO(ods(book))) as parts:
        assert b'style:print-orientation="landscape"' in parts.read("styles.xml")


def test_the_contents_lead_to_every_sheet(book: Book) -> None:
    opened = load_workbook(io.BytesIO(xlsx(book)))
    aims = [
        cell.hyperlink.location for (cell, *_rest) in opened.worksheets[1].rows if cell.hyperlink
    ]
    links = [
        link.get(_name("xlink:href")) for link in _content(ods(book)).iterfind(".//text:a", _NAMES)
    ]

    names = opened.sheetnames[3:]
    assert [str(aim) for aim in aims] == [f"'{name}'!A1" for name in names]
    assert links == [f"#'{name}'.A1" for name in names]


def test_the_notes_explain_every_shorthand_and_flag_that_is_used(book: Book) -> None:
    sheets = of_xlsx(xlsx(book))
    notes, *others = list(sheets.values())[2:]
    told = {row[0] for row in notes}
    cells = [str(cell) for rows in others for row in rows for cell in row if cell is not None]

    assert {each for each in cells if re.fullmatch(r"\[\w+\]", each)} <= told
    assert {"[c]", "[x]", "[nc]", "b", "p"} <= told


def test_sample_data_say_so_on_the_cover_and_on_every_table(sample: Workshop) -> None:
    made = annex(assembled(sample, QUARTER, Language.EN))
    assert made is not None

    for sheets in (of_xlsx(xlsx(made)), of_ods(ods(made))):
        cover, _contents, _notes, *others = sheets.values()
        assert all(rows[1] == ["Sample data: invented figures."] for rows in (cover, *others))


def test_a_document_without_tables_has_no_annex(document: Document) -> None:
    assert annex(replace(document, sections=())) is None


def test_markup_in_a_title_is_text(book: Book) -> None:
    hostile = '</text:p><x a="1">&'
    lines = (book.leaves[0].lines[0]._replace(content=hostile), *book.leaves[0].lines[1:])
    made = replace(book, title=hostile, leaves=(replace(book.leaves[0], lines=lines),))

    assert of_ods(ods(made))[book.leaves[0].name][0] == [hostile]
    title = _content(ods(made), "meta.xml").find(".//dc:title", _NAMES)
    assert title is not None
    assert title.text == hostile
