"""Weave: what people wrote goes around the statistics of each theme, into one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from bulletins.desk.edition import Edition
from bulletins.desk.national import NationalBlock
from bulletins.desk.reading import Refused
from bulletins.desk.skeleton import FOREWORD
from bulletins.desk.theme_file import Part, ThemeWords
from bulletins.desk.words import Words, words
from bulletins.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Role,
    Run,
    Section,
    plain,
)
from emn.language import Language, _
from emn.network import Network
from emn.themes import Theme

_STATISTICS = _("Latest statistics")


def woven(document: Document, edition: Edition, network: Network) -> Document:
    """The document of the figures with an edition's words; `Refused` for what can't be printed."""
    written = words(edition, document.language, network)
    if written.problems:
        raise Refused(written.problems)
    return with_words(document, edition, written)


def with_words(document: Document, edition: Edition, written: Words) -> Document:
    """The foreword first, then the themes, then what else the document of the figures has.

    A theme without figures is its words alone.
    """
    language = document.language
    figures = {section.id: section for section in document.sections}

    def _told(theme: Theme) -> Section | None:
        section = figures.get(theme.id)
        return section and as_edited(section, written.generated.get(theme, ()))

    themes = [
        section
        for each in written.themes
        if (section := _theme(each, _told(each.theme), language)).blocks
    ]
    ids = {each.theme.id for each in written.themes}
    others = [section for section in document.sections if section.id not in ids]
    foreword = Section(
        id="foreword",
        heading=language.say(FOREWORD),
        blocks=written.foreword,
        begins_page=False,
    )
    return replace(
        document,
        cover=document.cover
        and replace(document.cover, facts=(*document.cover.facts, _published(edition, language))),
        sections=(*([foreword] if foreword.blocks else []), *themes, *others),
    )


def as_edited(section: Section, edited: Sequence[Block]) -> Section:
    """The section with its generated paragraphs as editors left them: those stand in their place.

    As it is where nobody has a file of them.
    """
    generated = [each for each in section.paragraphs if each.sentences]
    if not edited or not generated:
        return section
    first, *others = edited
    lead = replace(first, role=generated[0].role) if isinstance(first, Paragraph) else first
    at = section.blocks.index(generated[0])
    rest = [each for each in section.blocks[at:] if each not in generated]
    return replace(section, blocks=(*section.blocks[:at], lead, *others, *rest))


def _published(edition: Edition, language: Language) -> str:
    return language.say(_("Published on {day}"), day=language.date(edition.published))


def _theme(written: ThemeWords, figures: Section | None, language: Language) -> Section:
    """EU, states, statistics, publications, events; a heading only where something is below it."""
    theme = written.theme
    blocks = [*_part(Part.EU, written.said(Part.EU), theme, language)]
    national = [block for each in written.national for block in _national(each, theme, language)]
    blocks += _part(Part.NATIONAL, national, theme, language)
    if figures is not None:
        title = language.say(_STATISTICS)
        head = [Heading(text=title, id=f"{theme.id}-statistics")] if blocks else []
        blocks += [*head, *figures.blocks]
    for part in (Part.PUBLICATIONS, Part.EVENTS):
        blocks += _part(part, written.said(part), theme, language)
    return Section(
        id=theme.id,
        heading=language.say(theme.title),
        blocks=tuple(blocks),
        begins_page=figures is None or figures.begins_page,
    )


def _part(part: Part, said: Iterable[Block], theme: Theme, language: Language) -> Iterator[Block]:
    blocks = tuple(said)
    if blocks:
        yield Heading(text=language.say(part.heading), id=f"{theme.id}-{part}")
        yield from blocks


def _national(block: NationalBlock, theme: Theme, language: Language) -> Iterator[Block]:
    """The state's name, its text, then what it concerns besides and where it is from."""
    yield Heading(text=block.place.name(language), id=f"{theme.id}-{block.place.geo}", level=3)
    yield from block.blocks
    runs: list[Run] = []
    others = [language.say(each.title) for each in block.themes if each is not theme]
    if others:
        runs += plain(language.say(_("Also concerns: {themes}."), themes="; ".join(others)))
    for at, source in enumerate(block.sources):
        before = f"{' ' if runs else ''}{_named(block, language)}" if at == 0 else ", "
        runs += [Run(text=before), Run(text=_host(source), url=source)]
    if runs:
        yield Paragraph(words=tuple(runs), role=Role.REMARK)


def _named(block: NationalBlock, language: Language) -> str:
    return language.say(_("Source: ") if len(block.sources) == 1 else _("Sources: "))


def _host(address: str) -> str:
    """What a link is called: the site, or the mailbox."""
    parts = urlsplit(address)
    return (parts.hostname or parts.path).removeprefix("www.")
