"""Can the edition close? What the figures still lack, and where words and figures disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bulletins.desk.details import SOURCE
from bulletins.desk.edition import FILE, Chosen, Edition
from bulletins.desk.finding import Finding, Kind
from bulletins.desk.generated import stale_in
from bulletins.desk.moved import told
from bulletins.desk.national import KEYS
from bulletins.desk.numbers import claims, numbers
from bulletins.desk.passages import Again
from bulletins.desk.reading import Lines, Refused, Spot, read
from bulletins.document import Document, Heading, Items, Listing, Paragraph, Picture, Section
from charts.exhibit import Table
from charts.exhibits import exhibition
from charts.workshop import Workshop
from emn.dataset import Dataset
from emn.datasets import DATASETS, dataset
from emn.errors import NothingStored
from emn.language import Language
from emn.timeliness import Reports, needed, waited_for

_ANCHOR = re.compile(r"\]\(#([^)\s]+)")


def check_data(edition: Edition, workshop: Workshop) -> Iterator[Finding]:
    """The exhibits without figures, and the series that are not complete yet."""
    for chosen in edition.themes:
        shown = exhibition(chosen.theme.id)
        for id_ in chosen.exhibits:
            used = dataset(shown.exhibit(id_).dataset_id)
            if not workshop.has(used):
                yield Finding(
                    kind=Kind.EXHIBIT,
                    spot=edition.spot(id_),
                    what=f"{id_} has no figures: nothing of {used.id} is stored",
                    remedy="Run `emn refresh`, or choose another exhibit",
                    theme=chosen.theme.id,
                )
    ids = set().union(*(_datasets(each) for each in edition.themes))
    for each in waited_for(known for known in DATASETS if known.id in ids):
        yield from _incomplete(edition, workshop, each)


def _incomplete(edition: Edition, workshop: Workshop, awaited: Dataset) -> Iterator[Finding]:
    """A series that is stored and that too few countries have reported yet."""
    period = needed(awaited, edition.quarter)
    try:
        reported = workshop.reported(awaited)
    except NothingStored:
        return  # told with the exhibits
    reports = Reports(dataset=awaited, reported=reported, on=edition.published)
    if not reports.is_complete(period):
        count, of = reports.counted(period)
        silent = reports.silent(period)
        yield Finding(
            kind=Kind.INCOMPLETE,
            spot=Spot(edition.folder / FILE, 1),
            what=f"{awaited.id}: {count} of {of} countries have reported {period}",
            remedy="Wait and refresh, or choose exhibits of other datasets",
            states=tuple(each.geo for each in workshop.network.places if each.geo in silent),
        )


def _datasets(chosen: Chosen) -> set[str]:
    shown = exhibition(chosen.theme.id)
    return {shown.exhibit(id_).dataset_id for id_ in chosen.exhibits}


def check_sentences(edition: Edition, figures: Document, again: Again) -> Iterator[Finding]:
    """The generated sentences that somebody edited, and that state what is no longer so."""
    for each in stale_in(edition, figures, again):
        pairs = [told(pair, figures.language) for pair in each.stale.moved]
        yield Finding(
            kind=Kind.STALE,
            spot=each.spot,
            what="; ".join(f"{about}: {was} → {now}" for about, was, now in pairs),
            remedy=f"It says: {each.stale.text}",
            before=tuple(was for _about, was, _now in pairs),
            now=tuple(now for _about, _was, now in pairs),
        )


def check_claims(edition: Edition, figures: Document, whole: Document) -> Iterator[Finding]:
    """The numbers in words that no figure has, and the links to places that the document lacks.

    `figures` is the document before anybody wrote for it, `whole` the same with words.
    """
    language = figures.language
    known = {number for text in _texts(figures) for number in numbers(text, language)}
    anchors = set(_anchors(whole))
    for lines in _files(edition, language):
        for spot, line in lines.numbered():
            if line.partition(":")[0].strip() in {SOURCE, *KEYS}:
                continue
            for number in sorted(claims(line, language) - known):
                yield Finding(
                    kind=Kind.NUMBER,
                    spot=spot,
                    what=f"{number} is in no figure of this edition",
                    remedy="Correct it, or make it a link to the source that has it",
                )
            for anchor in _ANCHOR.findall(line):
                if anchor not in anchors:
                    yield Finding(
                        kind=Kind.ANCHOR,
                        spot=spot,
                        what=f"there is no #{anchor} in this edition",
                        remedy="Name an exhibit or theme that is there",
                    )


def _files(edition: Edition, language: Language) -> Iterator[Lines]:
    for path in sorted((edition.folder / language).rglob("*.md")):
        try:
            yield read(path)
        except Refused:
            continue  # told with the other words


def _anchors(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield section.id
        yield from (exhibit.id for exhibit in section.exhibits)
        yield from (block.id for block in section.blocks if isinstance(block, Heading))


def _texts(document: Document) -> Iterator[str]:
    """Everything that the document says of the figures."""
    if document.cover:
        yield document.cover.headline
        yield from document.cover.facts
        for figure in document.cover.key_figures:
            yield from (figure.value, figure.where_and_when, *figure.changes)
    yield from chain.from_iterable(map(_said, document.sections))


def _said(section: Section) -> Iterator[str]:
    for block in section.blocks:
        match block:
            case Paragraph():
                yield block.text
            case Items():
                yield from ("".join(run.text for run in item) for item in block.items)
            case Listing():
                yield from _cells(block.table)
            case Picture():
                exhibit = block.exhibit
                yield from (exhibit.title, exhibit.subtitle, exhibit.alt, exhibit.text)
                yield from _cells(exhibit.table)


def _cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield from row
