"""The DOCX as an editor's program reads it: by python-docx, and by its XML where that is blind."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx as word
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn

from bulletins.document import Document, Items, Run, Section, plain
from bulletins.edition import assembled
from bulletins.word import docx
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


def test_the_contents_name_every_heading_and_lead_to_it(read: Opened) -> None:
    lines = [each for each in read.paragraphs if each.style and each.style.name == "toc 2"]
    lines += [each for each in read.paragraphs if each.style and each.style.name == "toc 1"]
    links = [line.hyperlinks[0] for line in lines]
    names = {each.get(qn("w:name")) for each in read.element.iter(qn("w:bookmarkStart"))}

    assert {link.text.strip() for link in links} == {t for level, t in headings(read) if level < 3}
    assert {link.fragment for link in links} <= names
    instructions = [each.text for each in read.element.iter(qn("w:instrText"))]
    assert instructions[0].strip().startswith("TOC")
    assert len(instructions) == len(links) + 1
    assert not list(read.settings.element.iter(qn("w:updateFields")))


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
