"""Class Document: what staff publish, as one value, before it has a format.

The bulletin, a factsheet, a flash, an annex and a brief are all documents, and every format is
written from this value in the order of its blocks. Words and numbers are already in its language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from charts.exhibit import Exhibit, Table
from charts.key_figures import KeyFigure
from emn.fact import Fact, Sentence
from emn.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words that look alike; `url` makes it a link."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    url: str = ""


Words = tuple[Run, ...]


def plain(text: str) -> Words:
    """Words that look like any other."""
    return (Run(text=text),)


class Role(StrEnum):
    """What a paragraph is to its section."""

    LEAD = "lead"
    BODY = "body"
    REMARK = "remark"  # small, below what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; `sentences` are what it was written from, where a rule wrote it."""

    words: Words
    role: Role = Role.BODY
    sentences: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        """Its words without their looks."""
        return "".join(run.text for run in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list, each of its items a line of words."""

    items: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading within a section; `is_listed` where the contents name it."""

    text: str
    id: str = ""
    level: int = 2
    is_listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An exhibit, and where it is found on the dashboard."""

    exhibit: Exhibit
    permalink: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A picture that somebody sent: a PNG or JPEG with its size in pixels, told in words."""

    content: bytes
    kind: str  # png or jpeg
    width: int
    height: int
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table with the notes that explain its signs, and the line that names its source.

    The contents name it where it `is_listed`.
    """

    table: Table
    notes: tuple[str, ...] = ()
    source_line: str = ""
    is_listed: bool = False


Block = Paragraph | Items | Heading | Picture | Illustration | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a document; on paper it begins a page, or follows the part before it.

    What explains the rest is small print, in two columns where the page has room for them.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...]
    begins_page: bool = True
    is_small_print: bool = False

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """The exhibits that it shows, in their order."""
        return tuple(each.exhibit for each in self.blocks if isinstance(each, Picture))

    @property
    def listings(self) -> tuple[Listing, ...]:
        """The tables that it prints, in their order."""
        return tuple(each for each in self.blocks if isinstance(each, Listing))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What it says, in its order."""
        return tuple(each for each in self.blocks if isinstance(each, Paragraph))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What stands on the first page: name, quarter or subject, finding, facts, key figures."""

    name: str
    subject: str
    headline: str
    facts: tuple[str, ...]  # edition, day of extraction, who is in the network
    key_figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in one language.

    `extracted` is the latest instant at which any of its figures was fetched: the document has no
    other date, so the same figures make the same document. Without a cover it begins with its
    first section. `pages` is the promise that it fills so many sheets of paper and no more, a
    section each; without it there are as many as it needs.
    """

    title: str
    file_name: str
    language: Language
    running: str  # what stands above every page
    cover: Cover | None
    signs: Table | None
    sections: tuple[Section, ...]
    extracted: datetime
    is_sample: bool
    pages: int | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that its key figures and its generated sentences state, in their order."""
        told = [figure.facts for figure in self.cover.key_figures] if self.cover else []
        told += [
            sentence.facts
            for section in self.sections
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
        ]
        return tuple(dict.fromkeys(fact for each in told for fact in each))
