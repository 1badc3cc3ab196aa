"""The brief: any places and themes, beside one another, in answer to a question.

An ad-hoc query is answered from the figures alone: sentences, a table, comparisons; what Eurostat
does not collect is said. The question stands on the cover as it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import polars as pl

from bulletins import told
from bulletins.closing import citation
from bulletins.document import Block, Cover, Document, Paragraph, Picture, Role, Section, plain
from bulletins.headlines import TOGETHER, Headline, headline, listing
from bulletins.methodology import method
from bulletins.signs import explained
from bulletins.state import state_of_the_data
from bulletins.terms import glossary
from bulletins.themes import paragraph, pictures
from charts.compare import supply
from charts.compare.asked import OWN, Comparison, Measure
from charts.compare.exhibit import plan as compared
from charts.compare.rules import refusal
from charts.exhibit import Source
from charts.exhibition import Exhibition
from charts.exhibits import origins
from charts.key_figures import KeyFigure, key_figure
from charts.plan import Plan
from charts.profile import fact as fact_of
from charts.subject import every_period
from charts.workshop import Selection, Workshop
from emn.citizenship import citizenship
from emn.coverage import EU
from emn.datasets import DATASETS
from emn.errors import NothingStored
from emn.fact import Fact
from emn.indicator import Indicator
from emn.language import Language, _
from emn.network import Place
from emn.period import Period
from emn.standing import is_in_the_eu
from emn.wording import capitalised

_FIGURES = 5
_TOLD = 2  # indicators of a theme that are told of each place; its table has all
_NAMED = 4  # places or themes that a name of a file spells out


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a brief is to answer, and up to which quarter; the question may be empty."""

    places: tuple[Place, ...]
    themes: tuple[Exhibition, ...]
    quarter: Period
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Theme:
    """A theme of a brief: its indicators that the cache holds, its section."""

    shown: Exhibition
    columns: tuple[Headline, ...]
    section: Section

    @property
    def sources(self) -> list[Source]:
        """Every source of its table and its pictures."""
        drawn = (source for each in self.section.exhibits for source in each.sources)
        return [*(each.source for each in self.columns), *drawn]


def brief(workshop: Workshop, query: Query, language: Language) -> Document:
    """Answer a query from what was published up to its quarter's end.

    `NothingStored` where the cache holds nothing of any of its themes.
    """
    selection = Selection(language=language, until=query.quarter)
    themes = tuple(_theme(workshop, selection, query, each) for each in query.themes)
    sources = _sources(workshop, themes)
    if not sources:
        ids = ", ".join(each.theme.id for each in query.themes)
        raise NothingStored(
            f"{ids}: nothing is stored of these themes up to {query.quarter}. Run `emn refresh`, or"
            " choose others: of some themes Eurostat has no series."
        )
    name, subject = language.say(_("Statistical brief")), _subject(query, language)
    title = f"{name}{language.colon}{subject}, {language.period(query.quarter)}"
    extracted = max(each.vintage.extracted_at for each in sources)
    stated = {fact.indicator for each in themes for fact in _stated(each.section)}
    return Document(
        title=title,
        file_name=_file_name(query, language),
        language=language,
        running=f"{name} · {capitalised(language.period(query.quarter))}",
        cover=Cover(
            name=name,
            subject=subject,
            headline=query.question or _finding(themes),
            facts=(
                language.say(_("Up to the {quarter}"), quarter=language.period(query.quarter)),
                language.say(_("Data extracted on {day}"), day=language.date(extracted)),
            ),
            key_figures=tuple(islice(_key_figures(workshop, selection, query), _FIGURES)),
        ),
        signs=explained(language),
        sections=(
            *(each.section for each in themes),
            state_of_the_data(workshop, sources, query.quarter, language),
            *((glossary(stated, language),) if stated else ()),
            method(citation(title, sources, language), language),
        ),
        extracted=extracted,
        is_sample=any(each.vintage.is_sample for each in sources),
    )


def _subject(query: Query, language: Language) -> str:
    """Which places, and of which themes."""
    places = language.listed([each.name(language) for each in query.places])
    return f"{places} – {'; '.join(language.say(each.theme.title) for each in query.themes)}"


def _file_name(query: Query, language: Language) -> str:
    parts = (
        _joined([each.geo for each in query.places], "places"),
        _joined([each.theme.id for each in query.themes], "themes"),
    )
    return f"emn-brief-{'-'.join(parts)}-{query.quarter}-{language}"


def _joined(words: Sequence[str], kind: str) -> str:
    return "-".join(words) if len(words) <= _NAMED else f"{len(words)}-{kind}"


def _finding(themes: Iterable[_Theme]) -> str:
    sentences = (
        said.text
        for each in themes
        for words in each.section.paragraphs
        for said in words.sentences
    )
    return next(sentences, "")


def _stated(section: Section) -> Iterator[Fact]:
    """Every fact that its sentences state."""
    for each in section.paragraphs:
        for sentence in each.sentences:
            yield from sentence.facts


def _sources(workshop: Workshop, themes: Iterable[_Theme]) -> tuple[Source, ...]:
    """Every dataset that the brief draws on, in our order."""
    used = {source.dataset.id for each in themes for source in each.sources}
    return tuple(workshop.source(each) for each in DATASETS if each.id in used)


def _key_figures(workshop: Workshop, selection: Selection, query: Query) -> Iterator[KeyFigure]:
    """The headline of each theme in each place, as far as they are reported."""
    for shown in query.themes:
        for place in query.places:
            if shown.headline is None:
                continue
            try:
                found = fact_of(workshop, selection, place, shown.headline)
            except NothingStored:
                continue
            if found is not None and found.value is not None:
                stuff = every_period(shown.headline, workshop, selection)
                yield key_figure(replace(stuff, period=found.period), place.geo)


# A theme


def _theme(workshop: Workshop, selection: Selection, query: Query, shown: Exhibition) -> _Theme:
    indicators = tuple(dict.fromkeys((*shown.key_figures, *shown.told)))
    found = (headline(each, workshop, selection) for each in indicators)
    columns = tuple(each for each in found if each is not None)
    blocks = (
        *_words(workshop, selection, query, indicators),
        *_remarks(shown, columns, selection),
        *_tables(workshop, query, columns, selection.language),
        *_pictures(workshop, selection, query, columns),
    )
    section = Section(
        id=shown.theme.id,
        heading=selection.language.say(shown.theme.title),
        blocks=blocks,
        begins_page=bool(columns),
    )
    return _Theme(shown=shown, columns=columns, section=section)


def _words(
    workshop: Workshop, selection: Selection, query: Query, indicators: Sequence[Indicator]
) -> Iterator[Block]:
    """A paragraph a place: what it reports, or else what is known of its citizens in the EU."""
    for place in query.places:
        own = [told.of_indicator(workshop, selection, place, each) for each in indicators[:_TOLD]]
        sentences = tuple(chain(*own))
        if sentences:
            yield paragraph(sentences)
        elif indicators and not is_in_the_eu(place, workshop.network, query.quarter.end):
            yield from _of_its_people(workshop, selection, place, indicators)


def _of_its_people(
    workshop: Workshop, selection: Selection, place: Place, indicators: Sequence[Indicator]
) -> Iterator[Block]:
    """What Eurostat does not collect from a place, and what it has of its citizens in the EU."""
    language = selection.language
    message = _("Eurostat collects none of these figures {where}.")
    yield Paragraph(words=plain(language.say(message, where=place.within(language))))
    people = citizenship(place.geo, (place.name_en, place.name_fr), workshop.network)
    lenses = [each for each in origins.LENSES if each.indicator in indicators]
    yield from map(paragraph, told.of_people(lenses, people, workshop, selection))


def _remarks(
    shown: Exhibition, columns: Sequence[Headline], selection: Selection
) -> Iterator[Paragraph]:
    """What Eurostat has no series of; or that none of the theme's is in the cache."""
    role = Role.REMARK if columns else Role.BODY
    for each in shown.remarks:
        yield Paragraph(words=plain(selection.language.say(each)), role=role)
    if shown.headline is not None and not columns:
        message = _("The cache holds no figures on this theme yet.")
        yield Paragraph(words=plain(selection.language.say(message)))


def _tables(
    workshop: Workshop, query: Query, columns: Sequence[Headline], language: Language
) -> Iterator[Block]:
    """The places under the EU's total, four indicators a table."""
    places = (workshop.network.named(EU), *query.places)
    for at in range(0, len(columns), TOGETHER):
        caption = language.say(_("The figures of the places asked for, beside the EU"))
        yield listing(columns[at : at + TOGETHER], caption, places, language)


def _pictures(
    workshop: Workshop, selection: Selection, query: Query, columns: Sequence[Headline]
) -> Iterator[Picture]:
    """The places compared by the theme's headline: as published, and per inhabitant."""
    if columns:
        plans = _plans(workshop, selection, query, columns[0].indicator)
        yield from pictures(plans, workshop, selection)


def _plans(
    workshop: Workshop, selection: Selection, query: Query, indicator: Indicator
) -> Iterator[Plan]:
    for measure in (Measure.ABSOLUTE, Measure.PER_CAPITA):
        asked = Comparison(
            indicator=indicator,
            frequency=indicator.dataset.frequency,
            measure=measure,
            group=OWN,
            places=tuple(each.geo for each in query.places),
        )
        chosen = replace(selection, places=asked.places)
        if not refusal(asked, supply.facts(asked, workshop), selection.language) and _is_known(
            asked, workshop, chosen
        ):
            made = compared(asked, workshop, chosen)
            yield replace(made, id=f"{indicator.id}-{measure}", places=asked.places)


def _is_known(asked: Comparison, workshop: Workshop, selection: Selection) -> bool:
    """Tell whether one of the places has a number: there may be no population to divide by."""
    try:
        series = supply.supplied(asked, workshop, selection)
    except NothingStored:
        return False
    known = series.filter("is_complete", pl.col("geo").is_in(asked.places))
    return not known.drop_nulls("value").is_empty()
