"""What every format prints: the bulletin as plain words, tables and SVG, in the order of reading.

The templates of the formats differ in looks alone; none of them writes a word of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from bulletins.bulletin import Bulletin, Listing, Section, ordinal
from charts.briefing import KeyFigure
from charts.exhibit import Exhibit, Table
from charts.fonts import Fonts
from charts.static import svg
from charts.theme import SAMPLE
from emn.language import _
from emn.wording import capitalised

Content = Mapping[str, object]


def content(bulletin: Bulletin, fonts: Fonts) -> Content:
    """Everything that a template needs, as values that JSON knows."""
    say = bulletin.language.say
    return {
        "language": str(bulletin.language),
        "title": bulletin.title,
        "name": bulletin.name,
        "network_name": say(_("European Migration Network")),
        "quarter": capitalised(bulletin.language.period(bulletin.quarter)),
        "edition": say(
            _("{ordinal} edition"), ordinal=ordinal(bulletin.edition, bulletin.language)
        ),
        "extracted": say(
            _("Data extracted on {day}"), day=bulletin.language.date(bulletin.extracted)
        ),
        "headline": bulletin.headline,
        "network": bulletin.network,
        "watermark": say(SAMPLE).upper() if bulletin.is_sample else "",
        "notice": say(_NOTICE) if bulletin.is_sample else "",
        "words": {id_: say(word) for id_, word in _WORDS.items()},
        "key_figures": [_key_figure(each, fonts) for each in bulletin.key_figures],
        "signs": _table(bulletin.signs),
        "sections": [_section(each, fonts) for each in bulletin.sections],
    }


_NOTICE = _(
    "Every figure in this document is invented. It shows what a bulletin looks like and says"
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
    "skip": _("Skip to the contents"),
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
        "heading": section.heading,
        "lead": section.lead,
        "paragraphs": list(section.paragraphs),
        "exhibits": [_exhibit(each, fonts) for each in section.exhibits],
        "listings": [_listing(each) for each in section.listings],
        "topics": [
            {"heading": topic.heading, "paragraphs": list(topic.paragraphs)}
            for topic in section.topics
        ],
    }


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
        "source": exhibit.source.line(exhibit.language),
        "url": exhibit.source.url,
        "table": _table(exhibit.table),
        **drawn,
    }


def _listing(listing: Listing) -> Content:
    return {
        "notes": list(listing.notes),
        "source": listing.source_line,
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
