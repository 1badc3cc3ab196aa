"""An edition: from the cache and a quarter to a Document, in the EMN's order of sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from bulletins.document import Cover, Document, Section
from bulletins.headlines import by_state, headlines
from bulletins.methodology import methodology
from bulletins.numbering import edition, ordinal
from bulletins.outline import COVER, Outline, cover_figures
from bulletins.places import listings
from bulletins.signs import explained
from bulletins.state import state_of_the_data
from bulletins.stated import revisions
from bulletins.terms import glossary
from bulletins.themes import theme_section
from charts.briefing import narrative
from charts.exhibit import Source
from charts.exhibits import EXHIBITIONS
from charts.exhibits.protection import EXHIBITION as PROTECTION
from charts.key_figures import KeyFigure, key_figures
from charts.workshop import Selection, Workshop, latest
from emn.datasets import DATASETS
from emn.errors import NothingStored
from emn.fact import Fact
from emn.indicators import indicator
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language, _
from emn.period import Frequency, Period
from emn.wording import capitalised


def current_quarter(workshop: Workshop, today: date) -> Period:
    """The last quarter that has ended and whose three months enough countries have reported.

    `NothingStored` while the cache holds no such quarter of asylum applicants.
    """
    ended = Period.at(today, Frequency.QUARTERLY).previous
    selection = Selection(language=Language.EN, until=ended)
    series = workshop.series(ASYLUM_APPLICANTS, selection).filter("is_complete")
    months = {Period(start, Frequency.MONTHLY) for start in series["period"].unique()}
    quarters = {Period.at(month.start, Frequency.QUARTERLY) for month in months}
    whole = [each for each in quarters if months.issuperset(each.within(Frequency.MONTHLY))]
    if not whole:
        raise NothingStored(
            f"{ASYLUM_APPLICANTS.dataset.id}: no quarter is complete yet. Run `emn refresh`."
        )
    return max(whole)


def assembled(
    workshop: Workshop, quarter: Period, language: Language, outline: Outline | None = None
) -> Document:
    """Write the bulletin about a quarter from what was published up to its end.

    `Misused` for what is no quarter of an edition; `NothingStored` where not one of its months is
    complete, as for a quarter that lies ahead.
    """
    number, outline = edition(quarter), outline or Outline()
    _expect_figures(workshop, quarter)
    selection = Selection(language=language, until=quarter)
    themes = tuple(theme_section(workshop, selection, each, outline) for each in EXHIBITIONS)
    figures = tuple(islice(_key_figures(workshop, selection), COVER))
    stated = tuple(_stated(themes, figures))
    sources = tuple(_sources(workshop, selection, themes, stated))
    extracted = max(source.vintage.extracted_at for source in sources)
    name, subject = language.say(_("EMN Quarterly")), capitalised(language.period(quarter))
    cover = Cover(
        name=name,
        subject=subject,
        headline=narrative(workshop, selection, PROTECTION).headline.text,
        facts=(
            language.say(_("{ordinal} edition"), ordinal=ordinal(number, language)),
            language.say(_("Data extracted on {day}"), day=language.date(extracted)),
            _network(workshop, quarter, language),
        ),
        key_figures=figures,
    )
    return Document(
        title=f"{name}, {language.period(quarter)}",
        file_name=f"emn-bulletin-{quarter}-{language}",
        language=language,
        running=f"{name} · {subject}",
        cover=cover,
        signs=explained(language),
        sections=(
            *themes,
            _tables(workshop, selection),
            state_of_the_data(workshop, sources, quarter, language),
            revisions(workshop, outline.last, language),
            glossary({fact.indicator for fact in stated}, language),
            methodology(quarter, sources, language),
        ),
        extracted=extracted,
        is_sample=any(source.vintage.is_sample for source in sources),
    )


def _tables(workshop: Workshop, selection: Selection) -> Section:
    """Every state: asylum month by month, then the headline of each theme."""
    return Section(
        id="tables",
        heading=selection.language.say(_("Tables by state")),
        blocks=(
            *listings(workshop, selection, ASYLUM_APPLICANTS),
            *by_state(workshop, selection),
        ),
    )


def _key_figures(workshop: Workshop, selection: Selection) -> Iterator[KeyFigure]:
    """What the cover may show, as far as the cache holds it."""
    for each in cover_figures():
        yield from key_figures(workshop, selection, [each])


def _stated(themes: Iterable[Section], figures: Iterable[KeyFigure]) -> Iterator[Fact]:
    """Every fact that the edition states."""
    for figure in figures:
        yield from figure.facts
    for section in themes:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                yield from sentence.facts


def _sources(
    workshop: Workshop, selection: Selection, themes: Iterable[Section], stated: Iterable[Fact]
) -> Iterator[Source]:
    """Every dataset that the edition's words, pictures and tables stand on, in our order."""
    used = {indicator(fact.indicator).dataset.id for fact in stated}
    used |= {each.source.dataset.id for each in headlines(workshop, selection)}
    for section in themes:
        for exhibit in section.exhibits:
            used |= {source.dataset.id for source in exhibit.sources}
    yield from (workshop.source(dataset) for dataset in DATASETS if dataset.id in used)


def _expect_figures(workshop: Workshop, quarter: Period) -> None:
    dataset = ASYLUM_APPLICANTS.dataset
    series = workshop.series(ASYLUM_APPLICANTS, Selection(language=Language.EN, until=quarter))
    last = latest(series)
    if last is None or last < quarter.start:
        reach = (
            f"the last complete month is {Period(last, dataset.frequency)}" if last else "none is"
        )
        raise NothingStored(
            f"{quarter}: {dataset.id} has no complete month in this quarter ({reach})."
            " Choose an earlier quarter, or run `emn refresh` once Eurostat has published it."
        )


def _network(workshop: Workshop, quarter: Period, language: Language) -> str:
    """Count who is in the network on the quarter's last day."""
    members = len(workshop.network.members(quarter.end))
    observers = len(workshop.network.observers(quarter.end))
    return language.say(
        _("{members}, {observers}"),
        members=language.plural("{number} Member State", "{number} Member States", members),
        observers=language.plural("{number} observer state", "{number} observer states", observers),
    )
