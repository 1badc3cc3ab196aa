"""The annex: every table of a document as a workbook, after the UK's accessible spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from bulletins.document import Document, Listing, Picture, Section
from charts.workbook import Book, Sheet
from charts.workbook import annex as workbook
from emn.language import _


def annex(document: Document) -> Book | None:
    """The workbook of a document's exhibits and tables, in its order; None where it has none."""
    sheets = [sheet for section in document.sections for sheet in _sheets(section, document)]
    if not sheets:
        return None
    say = document.language.say
    title = say(_("{title}: tables"), title=document.title)
    facts = document.cover.facts if document.cover else ()
    return workbook(title, facts, sheets, document.language)


def _sheets(section: Section, document: Document) -> Iterator[Sheet]:
    number = 0
    for block in section.blocks:
        if isinstance(block, Picture):
            yield Sheet.of(block.exhibit)
        elif isinstance(block, Listing):
            number += 1
            yield _listed(block, f"{section.id} {number}", document)


def _listed(listing: Listing, id_: str, document: Document) -> Sheet:
    return Sheet(
        id=id_,
        title=listing.table.caption,
        subtitle="",
        table=listing.table,
        notes=listing.notes,
        sources=(listing.source_line,) if listing.source_line else (),
        extracted_at=document.extracted,
        is_sample=document.is_sample,
    )
