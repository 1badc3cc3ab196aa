"""What every format prints: a document as plain words, tables and SVG, in the order of reading.

The templates of the formats differ in looks alone; none of them writes a word of its own.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict

import polars as pl

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
    Section,
    Words,
)
from charts.exhibit import Column, Exhibit, Table
from charts.fonts import Fonts
from charts.key_figures import KeyFigure
from charts.static import svg
from charts.tables import Cell, table
from charts.theme import SAMPLE
from charts.workshop import WIDE
from emn.language import Language, _

Content = Mapping[str, object]
_TALLEST = 900  # of a picture that somebody sent, where a page is WIDE across


def content(document: Document, fonts: Fonts) -> Content:
    """Everything that a template needs, as values that JSON knows."""
    return {
        "language": str(document.language),
        "title": document.title,
        "running": document.running,
        "pages": document.pages,
        **marking(document),
        "words": labels(document.language),
        "cover": _cover(document.cover, fonts) if document.cover else None,
        "signs": _table(document.signs) if document.signs else None,
        "sections": [_section(each, fonts) for each in document.sections],
    }


def labels(language: Language) -> Mapping[str, str]:
    """The words that every document has, by their names."""
    return {id_: language.say(word) for id_, word in _WORDS.items()}


def marking(document: Document) -> Mapping[str, str]:
    """Whose document it is, and what warns of invented figures: nothing where none are."""
    say = document.language.say
    return {
        "network_name": say(_("European Migration Network")),
        "watermark": say(SAMPLE).upper() if document.is_sample else "",
        "notice": say(_NOTICE) if document.is_sample else "",
    }


_NOTICE = _(
    "Every figure in this document is invented. It shows what such a document looks like and says"
    " nothing about any country."
)
_WORDS = {
    "contents": _("Contents"),
    "key_figures": _("Key figures"),
    "indicator": _("Indicator"),
    "value": _("Value"),
    "where": _("Where and when"),
    "change": _("Change"),
    "source": _("Source of the statistics: Eurostat"),
    "table": _("Table"),
    "attached": _("The tables of this document as a workbook"),
    "on_dashboard": _("Open on the dashboard"),
    "skip": _("Skip to the contents"),
}


def key_figures_table(cover: Cover, language: Language) -> Table:
    """The key figures of a cover as a table, for whoever can't print them large."""
    say = labels(language)
    rows = [
        (each.label, each.value, each.where_and_when, _told(each)) for each in cover.key_figures
    ]
    return table(
        say["key_figures"],
        tuple(
            Column(id=id_, label=say[id_], is_number=id_ == "value")
            for id_ in ("indicator", "value", "where", "change")
        ),
        [(head, [Cell(text) for text in texts]) for head, *texts in rows],
        pl.DataFrame(rows, schema=["indicator", "value", "where", "change"], orient="row"),
    )


def _told(figure: KeyFigure) -> str:
    return "; ".join((*figure.changes, *filter(None, [figure.remark]))) or "–"


def _cover(cover: Cover, fonts: Fonts) -> Content:
    return {
        "name": cover.name,
        "subject": cover.subject,
        "headline": cover.headline,
        "facts": list(cover.facts),
        "key_figures": [_key_figure(each, fonts) for each in cover.key_figures],
    }


def _key_figure(figure: KeyFigure, fonts: Fonts) -> Content:
    return {
        "label": figure.label,
        "value": figure.value,
        "where": figure.where_and_when,
        "told": [*figure.changes, *([figure.remark] if figure.remark else [])],
        "sparkline": svg(figure.sparkline, title=figure.label, description="", fonts=fonts),
    }


def _section(section: Section, fonts: Fonts) -> Content:
    return {
        "id": section.id,
        "begins_page": section.begins_page,
        "is_small_print": section.is_small_print,
        "heading": section.heading,
        "blocks": [_block(each, fonts) for each in section.blocks],
    }


def _block(block: Block, fonts: Fonts) -> Content:
    """One block, and which kind it is."""
    match block:
        case Paragraph():
            return {"kind": block.role, "runs": _runs(block.words)}
        case Items():
            items = [_runs(each) for each in block.items]
            return {"kind": "items", "is_numbered": block.is_numbered, "items": items}
        case Heading():
            return {
                "kind": "heading",
                "text": block.text,
                "id": block.id,
                "level": block.level,
                "is_listed": block.is_listed,
            }
        case Picture():
            drawn = _exhibit(block.exhibit, fonts)
            return {"kind": "picture", "permalink": block.permalink, **drawn}
        case Illustration():
            return {"kind": "illustration", **_illustration(block)}
        case Listing():
            return {"kind": "listing", **_listing(block)}


def _runs(words: Words) -> list[Content]:
    return [asdict(run) for run in words]


def _exhibit(exhibit: Exhibit, fonts: Fonts) -> Content:
    figures = {"wide": exhibit.figure, "narrow": exhibit.narrow}
    drawn = {
        width: svg(figure, title=exhibit.title, description=exhibit.alt, fonts=fonts)
        for width, figure in figures.items()
    }
    return {
        "id": exhibit.id,
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "alt": exhibit.alt,
        "notes": list(exhibit.notes),
        "source": " ".join(each.line(exhibit.language) for each in exhibit.sources),
        "url": exhibit.source.url,
        "table": _table(exhibit.table),
        **drawn,
    }


def _illustration(sent: Illustration) -> Content:
    """A picture that somebody sent, within an SVG: what every template draws already."""
    packed = base64.b64encode(sent.content).decode()
    size = f'width="{sent.width}" height="{sent.height}"'
    return {
        "svg": (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sent.width} {sent.height}">'
            f'<image {size} href="data:image/{sent.kind};base64,{packed}"/></svg>'
        ),
        "alt": sent.alt,
        "caption": sent.caption,
        "share": min(sent.width, WIDE, _TALLEST * sent.width / sent.height) / WIDE,
    }


def _listing(listing: Listing) -> Content:
    return {
        "notes": list(listing.notes),
        "source": listing.source_line,
        "is_listed": listing.is_listed,
        "table": _table(listing.table),
    }


def _table(table: Table) -> Content:
    return {
        "caption": table.caption,
        "columns": [
            {"label": column.label, "is_number": column.is_number} for column in table.columns
        ],
        "rows": [
            [{"text": text, "mark": mark} for text, mark in zip(row, marks, strict=True)]
            for row, marks in zip(table.rows, table.marks, strict=True)
        ],
    }
