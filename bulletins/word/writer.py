"""The DOCX, block by block: the same document as in every other format, in native parts."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import UTC
from functools import partial

import docx as word
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph as Line

from bulletins.content import key_figures_table, labels, marking
from bulletins.document import (
    Block,
    Cover,
    Document,
    Heading,
    Illustration,
    Items,
    Listing,
    Paragraph,
    Picture,
    Role,
    Run,
    Section,
    Words,
    plain,
)
from bulletins.word import tables
from bulletins.word.contents import Entry, contents, number
from bulletins.word.elements import Element, element, mark, within, written
from bulletins.word.margins import count_pages, margins
from bulletins.word.numbered import restarted
from bulletins.word.pages import pages
from bulletins.word.styles import LOCALE, SIDE, WIDTH, dress
from charts.archive import timeless
from charts.exhibit import Table
from charts.fonts import Fonts
from charts.plate import png
from charts.static import svg
from charts.theme import BRAND
from charts.workshop import WIDE

_ACROSS = Length(WIDTH - 2 * SIDE)
_TALLEST = Mm(185)  # of a picture: its title, notes and source stand on the same page
_LONGEST = 40  # of a bookmark's name, in Word
_AT_ONCE = 2  # pictures: each that is being drawn takes memory
RAISED_E = "\u1d49"
_STYLES = {Role.LEAD: "EMN Lead", Role.REMARK: "EMN Note"}


def docx(document: Document, fonts: Fonts) -> bytes:
    """Write the DOCX; the same document gives the same bytes."""
    writer = _Writer(document, fonts)
    writer.write()
    file = io.BytesIO()
    writer.opened.save(file)
    return timeless(file.getvalue())


class _Writer:
    """Adds the parts of a document to a DOCX, and remembers its headings for the contents."""

    def __init__(self, document: Document, fonts: Fonts) -> None:
        self.document = document
        self.fonts = fonts
        self.opened = word.Document()
        self.labels = labels(document.language)
        self.entries: list[Entry] = []
        self.headings = 0
        self.anchors = _anchors(document)
        self.drawn = _drawn(document, fonts)

    def write(self) -> None:
        """Cover, contents, signs, sections; then what they are known by."""
        document, opened = self.document, self.opened
        marks = marking(document)
        dress(opened, document.language)
        margins(opened, document.running, self.labels["source"], marks["watermark"])
        if document.cover:
            self._cover(document.cover, marks["network_name"])
        else:
            self._line(document.title, "Title")
        if marks["notice"]:
            self._line(f"{marks['watermark']}. {marks['notice']}", "EMN Notice")
        place = None if document.pages else self._contents()
        for section in document.sections:
            self._section(section)
        if place is not None:
            contents(self.entries, place)
        found, count = pages(opened, self.fonts)
        number(opened.element.body, found)
        count_pages(opened, count)
        self._properties(marks["network_name"])

    def _cover(self, cover: Cover, network_name: str) -> None:
        self._line(network_name, "Header")
        self._line(cover.name, "Title")
        self._line(cover.subject, "Subtitle")
        self._line(cover.headline, "EMN Lead")
        for fact in cover.facts:
            self._line(fact)
        if cover.key_figures:
            self._table(key_figures_table(cover, self.document.language))

    def _contents(self) -> Element:
        """The heading of the contents, their place, and the signs; gives the place."""
        head = self._line(self.labels["contents"], "EMN Contents Heading")
        head.paragraph_format.page_break_before = True
        place = self._line("", "EMN Note")
        if self.document.signs:
            self._table(self.document.signs)
        return place._p  # noqa: SLF001  # python-docx has no public way to the element

    def _section(self, section: Section) -> None:
        line = self._heading(section.heading, 1, section.id, is_listed=True)
        if not section.begins_page:
            line.paragraph_format.page_break_before = False
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._spoken(block.words, _STYLES.get(block.role, "Normal"))
            case Items():
                self._items(block)
            case Heading():
                self._heading(block.text, block.level, block.id, is_listed=block.is_listed)
            case Picture():
                self._picture(block)
            case Illustration():
                self._illustration(block)
            case Listing():
                self._table(block.table, is_listed=block.is_listed)
                self._remarks(*block.notes, block.source_line)

    def _heading(self, text: str, level: int, id_: str, *, is_listed: bool) -> Line:
        line = self._line(text, f"Heading {level}")
        self.headings += 1
        anchor = _anchor(id_) if id_ else f"_{self.headings}"
        if is_listed:
            entry = Entry(text, level, anchor)
            self.entries.append(entry)
            line._p.extend(entry.field() if level > 1 else ())  # noqa: SLF001
        mark(line, anchor, self.headings)
        return line

    def _picture(self, block: Picture) -> None:
        """Finding, subtitle, drawing, remarks: kept on one page."""
        exhibit = block.exhibit
        self._heading(exhibit.title, 2, exhibit.id, is_listed=True)
        self._line(exhibit.subtitle, "Caption")
        size = (exhibit.figure.width, exhibit.figure.height)
        self._image(next(self.drawn), size, _ACROSS, exhibit.alt)
        lines = (source.line(exhibit.language) for source in exhibit.sources)
        self._remarks(" ".join(exhibit.notes), " ".join(lines))

    def _illustration(self, sent: Illustration) -> None:
        across = Length(int(_ACROSS * min(1, sent.width / WIDE)))
        self._image(sent.content, (sent.width, sent.height), across, sent.alt)
        if sent.caption:
            self._line(sent.caption, "EMN Note")

    def _image(self, content: bytes, size: tuple[float, float], across: Length, alt: str) -> None:
        """An image as wide as it may be and as high as there is room, told in words."""
        width, height = size
        share = min(1, _TALLEST / (across * height / width))
        line = self._line("", "Normal")
        line.paragraph_format.keep_with_next = True
        shape = line.add_run().add_picture(io.BytesIO(content), width=Length(int(across * share)))
        shape._inline.docPr.set("descr", alt)  # noqa: SLF001  # nor to what says what it shows

    def _table(self, table: Table, *, is_listed: bool = False) -> None:
        if is_listed:
            self._heading(table.caption, 2, "", is_listed=True)
        else:
            self._line(table.caption, "Caption")
        tables.add(self.opened, table, self.fonts)
        self._line("", "EMN Note")  # two tables in a row would be one

    def _remarks(self, *texts: str) -> None:
        lines = [self._line(text, "EMN Note") for text in texts if text]
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True

    def _items(self, items: Items) -> None:
        numbering = restarted(self.opened) if items.is_numbered else ""
        for words in items.items:
            line = self._spoken(words, "List Number" if items.is_numbered else "List Bullet")
            if numbering:
                order = (element("ilvl", val="0"), element("numId", val=numbering))
                line._p.get_or_add_pPr().append(element("numPr", *order))  # noqa: SLF001

    def _line(self, text: str, style: str = "Normal") -> Line:
        return self._spoken(plain(text), style)

    def _spoken(self, words: Words, style: str) -> Line:
        line = self.opened.add_paragraph(style=style)
        for run in words:
            line._p.extend(self._linked(run))  # noqa: SLF001
        return line

    def _linked(self, run: Run) -> Iterator[Element]:
        """A run, in the link that it is; a link to what this document has not is its words."""
        anchor = _anchor(run.url.removeprefix("#")) if run.url.startswith("#") else ""
        shown = list(_runs(run, is_link=bool(run.url) and (not anchor or anchor in self.anchors)))
        if anchor in self.anchors:
            yield within(anchor, *shown)
        elif run.url and not anchor:
            related = self.opened.part.relate_to(run.url, RELATION.HYPERLINK, is_external=True)
            link = element("hyperlink", *shown, history="1")
            link.set(qn("r:id"), related)
            yield link
        else:
            yield from shown

    def _properties(self, author: str) -> None:
        """What a file manager shows: no date but that of the figures."""
        document, known = self.document, self.opened.core_properties
        when = document.extracted.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        known.title, known.subject = document.title, document.running
        known.author = known.last_modified_by = author
        known.created = known.modified = when
        known.language = LOCALE[document.language]
        known.comments = known.keywords = known.category = ""
        known.revision = 1


def _drawn(document: Document, fonts: Fonts) -> Iterator[bytes]:
    """The pictures of a document, in its order; two at once, which makes no difference to them."""
    exhibits = [each for section in document.sections for each in section.exhibits]
    drawings = [
        svg(each.figure, title=each.title, description=each.alt, fonts=fonts) for each in exhibits
    ]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        yield from threads.map(partial(png, fonts=fonts), drawings)


def _runs(run: Run, *, is_link: bool) -> Iterator[Element]:
    """The letters of a run; the raised one of a French ordinal as what it is."""
    looks = [
        *([element("b")] if run.is_strong else []),
        *([element("i")] if run.is_emphasis else []),
        *([element("color", val=BRAND.removeprefix("#"))] if is_link else []),
        *([element("u", val="single")] if is_link else []),
    ]
    for at, part in enumerate(run.text.split(RAISED_E)):
        if at:
            raised = element("vertAlign", val="superscript")
            yield written("e", *(copy(each) for each in looks), raised)
        if part:
            yield written(part, *(copy(each) for each in looks))


def _anchors(document: Document) -> set[str]:
    """The names of everything that a link may lead to."""
    found = {section.id for section in document.sections}
    for section in document.sections:
        found |= {each.id for each in section.blocks if isinstance(each, Heading)}
        found |= {each.id for each in section.exhibits}
    return {_anchor(each) for each in found if each}


def _anchor(id_: str) -> str:
    """The name of a bookmark: letters, digits and lines below, at most forty, none twice."""
    name = re.sub(r"\W", "_", id_)
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}_{hashlib.sha256(id_.encode()).hexdigest()[:8]}"
