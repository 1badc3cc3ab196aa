"""The country factsheet: two pages on one of the network's states, in words, a table and pictures.

A state outside the EU is seen through both lenses: as a country that reports, and as the country of
citizenship of people in the EU. What Eurostat does not collect from it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bulletins import profiles, told
from bulletins.closing import citation
from bulletins.document import Cover, Document, Listing, Paragraph, Picture, Section, plain
from bulletins.document import Role as As
from bulletins.portrait import (
    Portrait,
    expect_in_the_network,
    key_figures,
    paragraphs,
    pictures,
    portrait,
)
from bulletins.themes import paragraph
from charts.exhibits import origins
from charts.profile import Chapter
from charts.workshop import Selection, Workshop
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.language import Language, _
from emn.network import Place
from emn.period import Period
from emn.standing import observer_annex, standing
from emn.wording import capitalised

PAGES = 2
_FIGURES = 5  # across a page
_PICTURES = 4
_SHORT = 14  # rows of tables that leave the first page room for two pictures


def factsheet(workshop: Workshop, place: Place, quarter: Period, language: Language) -> Document:
    """The factsheet of a member or observer on what was published up to a quarter's end.

    `Misused` for a place outside the network; `NothingStored` where nothing is known of it.
    """
    expect_in_the_network(workshop, place, quarter)
    selection = Selection(language=language, until=quarter)
    sheet = portrait(workshop, selection, place, quarter)
    if not sheet.sources:
        raise NothingStored(
            f"{place.geo}: nothing is stored of {place.name_en} up to {quarter}."
            " Run `emn refresh`, or choose a later quarter."
        )
    name, subject = place.name(language), language.say(_("Country factsheet"))
    title = f"{subject}{language.colon}{name}, {language.period(quarter)}"
    extracted = max(each.vintage.extracted_at for each in sheet.sources)
    sentences = tuple(paragraphs(sheet))
    first = _PICTURES // 2 if len(sheet.rows) + len(sheet.abroad) <= _SHORT else 0
    shown = tuple(islice(pictures(sheet), first + _PICTURES))
    return Document(
        title=title,
        file_name=f"emn-factsheet-{place.geo}-{quarter}-{language}",
        language=language,
        running=title,
        cover=Cover(
            name=name,
            subject=f"{subject} · {capitalised(language.period(quarter))}",
            headline=sentences[0][0].text if sentences else "",
            facts=_about(sheet),
            key_figures=tuple(islice(key_figures(sheet), _FIGURES)),
        ),
        signs=None,
        sections=(
            _in_figures(sheet, sentences, shown[:first]),
            _in_pictures(sheet, title, shown[first:]),
        ),
        extracted=extracted,
        is_sample=any(each.vintage.is_sample for each in sheet.sources),
        pages=PAGES,
    )


def _about(sheet: Portrait) -> tuple[str, ...]:
    """Its standing in the network, its population, the day of the extraction."""
    known, language = sheet.known, sheet.language
    lines = [standing(sheet.place, known.workshop.network, sheet.quarter.end, language)]
    if near := known.peers:
        size = language.number(near.population)
        lines.append(
            language.say(_("{size} people on 1 January {year}."), size=size, year=near.year)
        )
    extracted = max(each.vintage.extracted_at for each in sheet.sources)
    lines.append(language.say(_("Data extracted on {day}"), day=language.date(extracted)))
    return tuple(capitalised(line.removesuffix(".")) for line in lines)


# The first page


def _in_figures(
    sheet: Portrait, sentences: Iterable[told.Told], pictures: Sequence[Picture]
) -> Section:
    language = sheet.language
    return Section(
        id="figures",
        heading=language.say(_("In figures")),
        blocks=(
            *(paragraph(each, As.BODY if at else As.LEAD) for at, each in enumerate(sentences)),
            *_tables(sheet),
            *pictures,
        ),
        begins_page=False,
    )


def _tables(sheet: Portrait) -> Iterator[Listing]:
    """The state's own figures, and on the same page those of its people where it has few."""
    known, language = sheet.known, sheet.language
    near = known.peers.geos if known.peers else ()
    if sheet.rows:
        caption = language.say(
            _("The figures {of_place}, beside the EU, the EMN members and its peers"),
            of_place=sheet.place.of(language),
        )
        made = profiles.profile(sheet.rows, near, caption, known.workshop, known.selection)
        reading = (profiles.reading(sheet.rows, language), *_peers(sheet))
        yield replace(made, notes=(*made.notes, *reading))
    if not sheet.is_reporter:
        yield from _people(sheet)


def _people(sheet: Portrait) -> Iterator[Listing]:
    if sheet.people is None or not sheet.abroad:
        return
    language, workshop = sheet.language, sheet.known.workshop
    caption = language.say(
        _("{people} in the EU"), people=capitalised(sheet.people.people(language))
    )
    some = {each.indicator.id for each in origins.KEY_FIGURES}
    whole = not sheet.is_reporter
    shown = [each for each in sheet.abroad if whole or each.indicator.id in some]
    yield profiles.abroad(shown, caption, workshop, language)


def _peers(sheet: Portrait) -> tuple[str, ...]:
    """Who the peers are, by which rule."""
    near = sheet.known.peers
    return (near.sentence(sheet.known.workshop, sheet.language),) if near else ()


# The second page


def _in_pictures(sheet: Portrait, title: str, pictures: Sequence[Picture]) -> Section:
    language = sheet.language
    return Section(
        id="pictures",
        heading=language.say(_("In pictures")),
        blocks=(
            *pictures,
            *(_people(sheet) if sheet.is_reporter else ()),
            *(
                Paragraph(words=plain(each), role=As.REMARK)
                for each in (*_missing(sheet), *citation(title, sheet.sources, language))
            ),
        ),
    )


def _missing(sheet: Portrait) -> Iterator[str]:
    """What Eurostat does not collect from the state, or the cache does not hold.

    A theme of which it has nothing is named as a whole.
    """
    language, chapters = sheet.language, sheet.known.chapters
    where = sheet.place.within(language)
    for some, message in (
        (_lacking(chapters, "uncollected"), _("Not collected by Eurostat {where}: {indicators}.")),
        (
            _lacking(chapters, "waiting"),
            _("Not in the cache yet, or not for these periods: {indicators}."),
        ),
    ):
        if some:
            named = "; ".join(language.say(each) for each in some)
            yield language.say(message, where=where, indicators=named)
    if annex := observer_annex(sheet.place, language):
        yield annex


def _lacking(chapters: Iterable[Chapter], why: str) -> list[str]:
    found: list[str] = []
    for each in chapters:
        lacking: tuple[Indicator, ...] = getattr(each, why)
        others = (each.facts, each.waiting if why == "uncollected" else each.uncollected)
        is_whole = bool(lacking) and not any(others)
        found += [each.theme.title] if is_whole else [one.label for one in lacking]
    return found
