"""An edition: from the cache and a quarter to a Bulletin, in the EMN's order of sections."""

from __future__ import annotations

from datetime import date

from bulletins.document import Cover, Document
from bulletins.methodology import methodology
from bulletins.numbering import edition, ordinal
from bulletins.protection import protection
from bulletins.signs import explained
from bulletins.state import state_of_the_data
from charts.briefing import briefing
from charts.exhibit import Source
from charts.exhibits.protection import EXHIBITION
from charts.key_figures import key_figures
from charts.workshop import Selection, Workshop, latest
from emn.errors import NothingStored
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


def assembled(workshop: Workshop, quarter: Period, language: Language) -> Document:
    """Write the bulletin about a quarter from what was published up to its end.

    `Misused` for what is no quarter of an edition; `NothingStored` where not one of its months is
    complete, as for a quarter that lies ahead.
    """
    number = edition(quarter)
    _expect_figures(workshop, quarter)
    selection = Selection(language=language, until=quarter)
    found = briefing(workshop, selection, EXHIBITION)
    figures = tuple(key_figures(workshop, selection, EXHIBITION.key_figures))
    section = protection(workshop, selection, found)
    sources = _sources(
        *(source for exhibit in section.exhibits for source in exhibit.sources),
        *(each.source for each in figures),
    )
    extracted = max(source.vintage.extracted_at for source in sources)
    name = language.say(_("EMN Quarterly"))
    cover = Cover(
        name=name,
        subject=capitalised(language.period(quarter)),
        headline=f"{found.headline}.",
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
        running=f"{name} · {cover.subject}",
        cover=cover,
        signs=explained(language),
        sections=(
            section,
            state_of_the_data(workshop, quarter, language),
            methodology(quarter, sources, language),
        ),
        extracted=extracted,
        is_sample=any(source.vintage.is_sample for source in sources),
    )


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


def _sources(*sources: Source) -> tuple[Source, ...]:
    return tuple({source.dataset.id: source for source in sources}.values())


def _network(workshop: Workshop, quarter: Period, language: Language) -> str:
    """Count who is in the network on the quarter's last day."""
    members = len(workshop.network.members(quarter.end))
    observers = len(workshop.network.observers(quarter.end))
    return language.say(
        _("{members}, {observers}"),
        members=language.plural("{number} Member State", "{number} Member States", members),
        observers=language.plural("{number} observer state", "{number} observer states", observers),
    )
