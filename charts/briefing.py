"""What moved in a theme: the headline, the lead, what goes further, written from the numbers.

Theme page, overview and bulletin say the same things because they ask here. What may be said is
decided in `emn.facts`; its words are in `emn.sentences`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from charts.exhibition import Exhibition
from charts.findings import writer
from charts.plan import Material
from charts.subject import stored, subject
from charts.workshop import Selection, Workshop
from emn import cautions
from emn.coverage import UNIONS
from emn.errors import NothingStored
from emn.fact import Fact, Sentence, together
from emn.language import Language, _
from emn.period import Frequency, Period
from emn.sentences import Writer

Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The finding of a page: a headline, a lead, and sentences that go further.

    `move` is what goes further into the headline, empty where nothing does.
    """

    headline: str
    lead: str
    paragraph: tuple[str, ...]
    period: Period
    move: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """What is told of a theme, sentence by sentence, each with its facts.

    `course` goes further into the headline; `others` are the other indicators, a paragraph each.
    """

    headline: Sentence
    lead: Paragraph
    course: Paragraph
    others: tuple[Paragraph, ...]
    period: Period

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Everything in the order of reading, the lead first; none of them empty."""
        first = [each for each in self.lead if each.id.endswith(".quarter")]
        then = [each for each in self.lead if each not in first]
        others = tuple(sentence for each in self.others for sentence in each)
        told = ((self.headline, *first), (*then, *self.course), others)
        return tuple(each for each in told if each)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that it states."""
        return tuple(fact for each in self.paragraphs for said in each for fact in said.facts)


def briefing(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    """Say what moved in a theme; `NothingStored` where the cache holds nothing to tell of it.

    It speaks of the EU or of the leaders, whichever places a reader chose.
    """
    return workshop.kept(_briefing, replace(selection, places=()), shown)


def gist(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    """The headline of a theme and its largest moves alone, for where many themes are told."""
    return workshop.kept(_gist, replace(selection, places=()), shown)


def _briefing(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    told = narrative(workshop, selection, shown)
    return Briefing(
        headline=told.headline.title,
        lead=together(told.lead).text,
        move=together(told.course).text,
        paragraph=tuple(together(each).text for each in told.others),
        period=told.period,
    )


def _gist(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    stuff = _headline(workshop, selection, shown)
    return Briefing(
        headline=_told(stuff).title,
        lead="",
        paragraph=(),
        period=stuff.period,
        move=together(_said([_writer(stuff).movers()])).text,
    )


def narrative(workshop: Workshop, selection: Selection, shown: Exhibition) -> Narrative:
    """Tell a theme; `NothingStored` where the cache holds nothing to tell of it."""
    return workshop.kept(_narrative, replace(selection, places=()), shown)


def _narrative(workshop: Workshop, selection: Selection, shown: Exhibition) -> Narrative:
    stuff = _headline(workshop, selection, shown)
    told = [each for each in shown.told if each is not stuff.indicator]
    others = (stored(each, workshop, selection) for each in told)
    return Narrative(
        headline=_told(stuff),
        lead=_lead(stuff),
        course=_course(stuff),
        others=tuple(said for each in others if each and (said := _aside(each, stuff))),
        period=stuff.period,
    )


def _headline(workshop: Workshop, selection: Selection, shown: Exhibition) -> Material:
    """What the headline is about: the first key figure, or the first that the cache holds."""
    found = (stored(each, workshop, selection) for each in (*shown.key_figures, *shown.told))
    stuff = next((each for each in found if each is not None), None)
    if stuff is None:
        raise NothingStored(f"{shown.theme.id}: nothing to tell is stored yet. Run `emn refresh`.")
    return stuff


def dated(period: Period, language: Language) -> str:
    """Say when a figure is about: `June 2026`, or `latest annual data (2025)`."""
    if period.frequency is not Frequency.ANNUAL:
        return language.period(period)
    return language.say(_("latest annual data ({year})"), year=language.period(period))


def _writer(stuff: Material) -> Writer:
    """Who words the whole series, not only what a picture would show."""
    return writer(stuff, stuff.workshop.series(stuff.indicator, stuff.selection))


def _spoken(stuff: Material) -> str | None:
    """The place that a sentence is about: none for a count without a total, whose leaders are told.

    `43.6 % in Germany` is the rate of those who decide most; `9,660 people in Italy` is one of 31.
    """
    place = subject(stuff)
    return None if stuff.indicator.unit.is_count and place not in UNIONS else place


def _told(stuff: Material) -> Sentence:
    """State a level and its changes; where there is none to state, name the leaders."""
    place, words = _spoken(stuff), _writer(stuff)
    said = words.leaders() if place is None else words.level(place)
    return said or Sentence(text=stuff.language.say(stuff.indicator.label))


def _lead(stuff: Material) -> Paragraph:
    """The quarter as a whole, who leads with which share, what makes a number less sure."""
    place, words = _spoken(stuff), _writer(stuff)
    leaders = words.leaders()
    named = [fact.geo for fact in leaders.facts if fact.value is not None] if leaders else []
    return _said(
        [
            words.quarter(place) if place else None,
            leaders if place else None,
            words.share(),
            *cautions.remarks(words, [*([place] if place else []), *named]),
        ]
    )


def _course(stuff: Material) -> Paragraph:
    """Records and courses of the place of the headline, who moved most, who is missing or late."""
    place, words = _spoken(stuff), _writer(stuff)
    record = words.record(place) if place else None
    course = words.course(place, is_again=record is not None) if place else None
    late = [
        cautions.no_total(words),
        *cautions.absent(words),
        *cautions.to_come(words),
        *cautions.incomplete(words),
    ]
    return _said([record, course, words.movers(), *late])


def _aside(stuff: Material, headline: Material) -> Paragraph:
    """What is told of another indicator, with its record and what makes its number less sure.

    Beside fresher news, an annual figure says that it is one.
    """
    is_annual = [each.period.frequency is Frequency.ANNUAL for each in (stuff, headline)]
    place, words = _spoken(stuff), replace(_writer(stuff), is_aside=is_annual == [True, False])
    if place is None:
        return _said([words.leaders(), cautions.no_total(words)])
    remarks = [
        each for each in cautions.remarks(words, [place]) if place in {at.geo for at in each.facts}
    ]
    return _said([words.level(place), words.record(place, is_again=True), *remarks])


def _said(sentences: Iterable[Sentence | None]) -> Paragraph:
    return tuple(each for each in sentences if each is not None)
