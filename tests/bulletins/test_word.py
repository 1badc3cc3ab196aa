"""The DOCX as an editor's program reads it: by python-docx, and by its XML where that is blind."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx as word
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Pt

from bulletins.document import Document, Heading, Items, Paragraph, Run, Section, plain
from bulletins.edition import assembled
from bulletins.word import docx
from bulletins.word.lettering import width, words
from bulletins.word.styles import CELL_SIDES, LOOKS
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.language import Language
from tests.bulletins.conftest import QUARTER


def opened(document: Document, fonts: Fonts) -> Opened:
    return word.Document(io.BytesIO(docx(document, fonts)))


@pytest.fixture
def read(bulletin: Document, fonts: Fonts) -> Opened:
    return opened(bulletin, fonts)


def headings(read: Opened) -> list[tuple[int, str]]:
    names = [(str(each.style and each.style.name), each.text) for each in read.paragraphs]
    return [(int(name[-1]), text) for name, text in names if name.startswith("Heading")]


def test_headings_are_native_and_in_the_order_of_the_document(
    read: Opened, bulletin: Document
) -> None:
    found = headings(read)

    assert [text for level, text in found if level == 1] == [
        each.heading for each in bulletin.sections
    ]
    titles = [each.title for each in bulletin.sections[0].exhibits]
    assert [text for level, text in found if level == 2][: len(titles)] == titles


def lines_of_contents(read: Opened) -> list[tuple[str, str, str]]:
    """Each line of the contents: text, page, bookmark."""
    lines = [each for each in read.paragraphs if each.style and each.style.name.startswith("toc")]
    parts = [(*line.text.split("\t"), line.hyperlinks[0].fragment) for line in lines]
    return [(text, number, anchor) for text, number, anchor in parts]


def test_the_contents_name_sections_and_exhibits_and_lead_to_them(
    read: Opened, bulletin: Document
) -> None:
    lines = lines_of_contents(read)
    names = {each.get(qn("w:name")) for each in read.element.iter(qn("w:bookmarkStart"))}

    assert [text for text, _page, _anchor in lines] == [
        text
        for section in bulletin.sections
        for text in (section.heading, *(each.title for each in section.exhibits))
    ]
    assert {anchor for _text, _page, anchor in lines} <= names
    instructions = [each.text.strip() for each in read.element.iter(qn("w:instrText"))]
    assert instructions[0] == 'TOC \\o "1-1" \\f C \\h \\z'
    exhibits = [each.title for section in bulletin.sections for each in section.exhibits]
    fields = [each for each in instructions if each.startswith("TC ")]
    assert fields == [f'TC "{title}" \\f C \\l 2' for title in exhibits]
    assert not list(read.settings.element.iter(qn("w:updateFields")))


def test_the_contents_say_on_which_page_each_is(read: Opened) -> None:
    numbers = [int(page) for _text, page, _anchor in lines_of_contents(read)]
    count = int(read.sections[0].footer.paragraphs[0].text.rpartition("/")[2])

    assert numbers == sorted(numbers)
    assert numbers[0] > 2  # after the cover and the contents
    assert numbers[-1] <= count < numbers[-1] + 4


def pages_of(document: Document, fonts: Fonts) -> list[int]:
    return [int(page) for _text, page, _anchor in lines_of_contents(opened(document, fonts))]


def section(id_: str, *blocks: Paragraph | Heading, begins_page: bool = True) -> Section:
    return Section(id=id_, heading=id_.title(), blocks=blocks, begins_page=begins_page)


def test_a_page_begins_where_the_document_says_and_where_it_is_full(
    bulletin: Document, fonts: Fonts
) -> None:
    short, page = Paragraph(words=plain("Short.")), Paragraph(words=plain("word " * 900))
    sections = (
        section("first", short),
        section("follows", short, begins_page=False),
        section("long", page),
        section("last", short),
    )

    assert pages_of(replace(bulletin, sections=sections), fonts) == [3, 3, 4, 6]


def test_a_heading_stands_on_the_page_of_what_it_heads(bulletin: Document, fonts: Fonts) -> None:
    line = Paragraph(words=plain("One line."))
    listed = Heading(text="Listed", id="listed", is_listed=True)

    def page_after(lines: int) -> int:
        sections = (section("only", *[line] * lines, listed, line),)
        return pages_of(replace(bulletin, sections=sections), fonts)[1]

    last_on_page = next(count for count in range(1, 60) if page_after(count + 1) == 4)
    assert page_after(last_on_page) == 3
    assert 28 <= last_on_page <= 34  # of about 33 lines of 20 points, two lines' room is kept


def test_no_column_is_narrower_than_its_longest_word(read: Opened, fonts: Fonts) -> None:
    for grid in read.tables:
        for row in grid.rows:
            for cell in row.cells:
                [style] = {str(each.style and each.style.name) for each in cell.paragraphs}
                size, room = LOOKS[style].size, (cell.width or Pt(0)).pt - CELL_SIDES
                longest = max(width(each, size, fonts) for each in words(cell.text))
                assert longest <= room + 0.1, cell.text


def test_every_table_is_native_and_its_header_comes_again(read: Opened, bulletin: Document) -> None:
    listings = [each.table for section in bulletin.sections for each in section.listings]
    assert bulletin.signs is not None
    grids = read.tables[1:]  # the first holds the key figures

    assert len(grids) == len(listings) + 1
    for grid, table in zip(grids, (bulletin.signs, *listings), strict=True):
        rows = [[cell.text for cell in row.cells] for row in grid.rows]
        told = [
            [f"{text}\u00a0{mark}" if mark else text for text, mark in zip(*each, strict=True)]
            for each in zip(table.rows, table.marks, strict=True)
        ]
        assert rows == [[column.label for column in table.columns], *told]
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in grid.rows]  # noqa: SLF001
        assert heads == [True, *[False] * len(told)]


def test_every_picture_is_told_in_words(read: Opened, bulletin: Document) -> None:
    shown = [each._inline.docPr.get("descr") for each in read.inline_shapes]  # noqa: SLF001

    assert shown == [each.alt for section in bulletin.sections for each in section.exhibits]


@pytest.mark.parametrize(("language", "locale"), [(Language.EN, "en-GB"), (Language.FR, "fr-FR")])
def test_it_says_its_language_its_title_and_the_day_of_its_figures(
    workshop: Workshop, fonts: Fonts, language: Language, locale: str
) -> None:
    document = assembled(workshop, QUARTER, language)
    read = opened(document, fonts)
    known = read.core_properties

    assert read.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == locale
    assert (known.title, known.language) == (document.title, locale)
    assert known.created == known.modified
    assert known.created is not None
    assert known.created.timestamp() == document.extracted.timestamp()


def test_sample_data_say_so_on_every_page(sample: Workshop, fonts: Fonts) -> None:
    packed = docx(assembled(sample, QUARTER, Language.EN), fonts)

    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        told = {name: parts.read(name).decode() for name in parts.namelist() if ".xml" in name}
    heads = [text for name, text in told.items() if "word/header" in name]
    assert len(heads) == 2
    assert all('string="SAMPLE DATA"' in text for text in heads)
    assert "Every figure in this document is invented." in told["word/document.xml"]


def test_published_figures_bear_no_watermark(bulletin: Document, fonts: Fonts) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(bulletin, fonts))) as parts:
        assert not any(b"SAMPLE" in parts.read(name) for name in parts.namelist())


def test_each_numbered_list_begins_at_one_and_links_lead_where_they_say(
    bulletin: Document, fonts: Fonts
) -> None:
    counted = Items(items=(plain("one"), plain("two")), is_numbered=True)
    linked = Items(
        items=(
            (Run(text="out", url="https://example.org/?a=1&b=2"),),
            (Run(text="in", url="#lists"),),
            (Run(text="nowhere", url="#nowhere"),),
        )
    )
    section = Section(id="lists", heading="Lists", blocks=(counted, counted, linked))
    read = opened(replace(bulletin, sections=(section,)), fonts)

    lists = [each for each in read.paragraphs if each.style and each.style.name == "List Number"]
    numbers = [each._p.xpath("string(./w:pPr/w:numPr/w:numId/@w:val)") for each in lists]  # noqa: SLF001
    assert len(set(numbers)) == 2
    assert numbers == sorted(numbers)
    links = [link for each in read.paragraphs[-3:] for link in each.hyperlinks]
    assert [(link.text, link.url or f"#{link.fragment}") for link in links] == [
        ("out", "https://example.org/?a=1&b=2"),
        ("in", "#lists"),
    ]
