"""The annual statistical annex: four years of every indicator, a table each, in every state.

As the EMN's own annex: the themes in their order, the states in the EU's protocol order, flags
beside numbers. Annual figures are Eurostat's; of months and quarters a year is made only where
every one of them is published, and a stock is that of the year's end. The total of the EU is
Eurostat's cell, that of the EMN the same less Denmark's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from bulletins.closing import citation
from bulletins.document import Cover, Document, Listing, Paragraph, Role, Section, plain
from bulletins.methodology import method
from bulletins.signs import explained, used
from bulletins.state import state_of_the_data
from bulletins.terms import glossary
from charts.compare import supply
from charts.compare.asked import Comparison, Facts, Shape
from charts.compare.rules import refusal
from charts.compare.words import notes, worded
from charts.exhibit import Column, Source
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS
from charts.key_figures import KeyFigure, key_figures
from charts.plan import incomplete, rounding
from charts.tables import Cell, cell, table
from charts.workshop import Selection, Workshop, latest
from emn.change import EMN_MEMBERS
from emn.coverage import UNIONS
from emn.datasets import DATASETS
from emn.errors import Misused, NothingStored
from emn.flags import Absence
from emn.indicator import Indicator
from emn.indicators import INDICATORS
from emn.language import Language, _
from emn.network import Aggregate, Network, Place
from emn.period import Frequency, Period

YEARS = 4
_FIGURES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What every table of an annex has in common."""

    workshop: Workshop
    year: Period
    language: Language

    @property
    def years(self) -> tuple[Period, ...]:
        """The years that are shown, oldest first."""
        return tuple(self.year.shifted(-back) for back in reversed(range(YEARS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annual:
    """An indicator by year: how it was made, and its rows of the years that are shown."""

    asked: Comparison
    called: Indicator  # as it is called here
    series: pl.DataFrame
    source: Source


def current_year(workshop: Workshop, today: date) -> Period:
    """The last year that has ended and of which enough countries have reported an annual figure."""
    ended = Period.at(today, Frequency.ANNUAL).previous
    selection = Selection(language=Language.EN, until=ended)
    annual = (each for each in INDICATORS if each.dataset.frequency is Frequency.ANNUAL)
    stored = (each for each in annual if workshop.has(each.dataset))
    known = (latest(workshop.series(each, selection)) for each in stored)
    last = max(filter(None, known), default=None)
    if last is None:
        raise NothingStored("No annual figures are stored yet. Run `emn refresh`.")
    return Period(last, Frequency.ANNUAL)


def statistical_annex(workshop: Workshop, year: Period, language: Language) -> Document:
    """The annex of a year and the three before it.

    `Misused` for what is no year; `NothingStored` where not one indicator has figures of it.
    """
    if year.frequency is not Frequency.ANNUAL:
        raise Misused(f"{year} is no year. Write it as 2025.")
    frame = _Frame(workshop=workshop, year=year, language=language)
    themes = [(each, tuple(_annuals(frame, each))) for each in EXHIBITIONS]
    every = [each for _theme, some in themes for each in some]
    if not any(_has(each, year) for each in every):
        raise NothingStored(
            f"{year}: the cache holds no annual figures of this year. Choose an earlier one, or run"
            " `emn refresh` once Eurostat has published it."
        )
    used_ids = {each.source.dataset.id for each in every}
    sources = tuple(workshop.source(each) for each in DATASETS if each.id in used_ids)
    name = language.say(_("Statistical annex"))
    title, span = f"{name} {year}", f"{year.shifted(1 - YEARS)}–{year}"
    extracted = max(each.vintage.extracted_at for each in sources)
    return Document(
        title=title,
        file_name=f"emn-annex-{year}-{language}",
        language=language,
        running=f"{name} · {span}",
        cover=Cover(
            name=name,
            subject=span,
            headline=language.say(
                _("Annual figures of the member and observer states, theme by theme")
            ),
            facts=(
                language.plural("{number} table", "{number} tables", len(every)),
                language.say(_("Data extracted on {day}"), day=language.date(extracted)),
            ),
            key_figures=tuple(_key_figures(workshop, year, language)),
        ),
        signs=explained(language),
        sections=(
            *(_section(frame, *each, number) for number, each in enumerate(themes, 1)),
            state_of_the_data(workshop, sources, year, language),
            glossary({each.asked.indicator.id for each in every}, language),
            method(citation(title, sources, language), language),
        ),
        extracted=extracted,
        is_sample=any(each.vintage.is_sample for each in sources),
    )


def _key_figures(workshop: Workshop, year: Period, language: Language) -> list[KeyFigure]:
    """The headlines that Eurostat publishes by year."""
    annual = [
        each
        for shown in EXHIBITIONS
        for each in shown.key_figures
        if each.dataset.frequency is Frequency.ANNUAL
    ]
    selection = Selection(language=language, until=year)
    return key_figures(workshop, selection, annual)[:_FIGURES]


# The figures


def _by_year(indicator: Indicator) -> Comparison:
    return Comparison(indicator=indicator, frequency=Frequency.ANNUAL, shape=Shape.TABLE)


def _annuals(frame: _Frame, shown: Exhibition) -> Iterator[_Annual]:
    """Every indicator of a theme that has years, and a number in one of those shown."""
    workshop, language = frame.workshop, frame.language
    for indicator in INDICATORS:
        asked = _by_year(indicator)
        is_here = indicator.dataset.theme is shown.theme and workshop.has(indicator.dataset)
        if not is_here or refusal(asked, Facts(), language):
            continue
        starts = [each.start for each in frame.years]
        series = supply.counted(asked, workshop).filter(pl.col("period").is_in(starts))
        if not series.drop_nulls("value").is_empty():
            source = workshop.source(indicator.dataset)
            names = workshop.names(indicator.dataset, language)
            called = worded(asked, None, names, language)
            yield _Annual(asked=asked, called=called, series=series, source=source)


def _has(annual: _Annual, year: Period) -> bool:
    return not annual.series.filter(pl.col("period") == year.start).drop_nulls("value").is_empty()


# The tables


def _section(frame: _Frame, shown: Exhibition, annuals: Sequence[_Annual], number: int) -> Section:
    """A theme: what Eurostat has no series of, then a numbered table an indicator."""
    say, role = frame.language.say, Role.REMARK if annuals else Role.BODY
    said = [Paragraph(words=plain(say(each)), role=role) for each in shown.remarks]
    if shown.headline is not None and not annuals:
        said.append(Paragraph(words=plain(say(_NOTHING))))
    listings = (_listing(frame, each, f"{number}.{at}") for at, each in enumerate(annuals, 1))
    return Section(
        id=shown.theme.id,
        heading=say(shown.theme.title),
        blocks=(*said, *listings),
        begins_page=bool(annuals),
    )


_NOTHING = _("The cache holds no annual figures on this theme yet.")


def _listing(frame: _Frame, annual: _Annual, number: str) -> Listing:
    """The totals, the members, and those of the observers that Eurostat has figures of."""
    language, series = frame.language, annual.series
    network, day, there = frame.workshop.network, frame.year.end, set(series["geo"])
    observers = network.observers(day)
    places: tuple[Place | Aggregate, ...] = (
        *_totals(network, series),
        *network.members(day),
        *(each for each in observers if each.geo in there),
    )
    shown = series.filter(pl.col("geo").is_in([each.geo for each in places]))
    made = table(
        f"{number} {language.say(annual.called.label)}",
        _columns(frame, annual),
        [(each.name(language), _cells(frame, annual, each)) for each in places],
        shown.select("geo", "period", "value", "flag"),
    )
    silent = [each.name(language) for each in observers if each.geo not in there]
    return Listing(
        table=made,
        notes=tuple(filter(None, (used((made,), language), *_notes(annual, silent, language)))),
        source_line=annual.source.line(language),
        is_listed=True,
    )


def _columns(frame: _Frame, annual: _Annual) -> tuple[Column, ...]:
    decimals = annual.called.unit.decimals
    return (
        Column(id="geo", label=frame.language.say(_("Country")), is_number=False),
        *(Column(id=str(each), label=str(each), decimals=decimals) for each in frame.years),
    )


def _notes(annual: _Annual, silent: Sequence[str], language: Language) -> Iterator[str]:
    """The unit, how the numbers were made, who does not report, what there is to know of them."""
    say = language.say
    yield say(_("Unit: {unit}."), unit=say(annual.called.unit.label))
    yield from notes(annual.asked, language)
    known = set(annual.series.drop_nulls("value")["geo"])
    if not known.intersection(UNIONS):
        yield say(_("Eurostat has published no EU total of these years."))
    if EMN_MEMBERS in known:
        yield say(_("The total of the EMN members is Eurostat's EU total less Denmark."))
    if silent:
        yield say(_("Not collected by Eurostat: {places}."), places=", ".join(silent))
    some = annual.series.filter(pl.col("reported") > 0)
    yield from incomplete(some, Frequency.ANNUAL, language)
    yield from rounding(annual.source, language)
    yield from map(say, annual.asked.indicator.caveats)


def _totals(network: Network, series: pl.DataFrame) -> Iterator[Aggregate]:
    """The EU's total and that of the EMN's members, as far as there is a number."""
    known = set(series.drop_nulls("value")["geo"])
    shown = [next((geo for geo in UNIONS if geo in known), ""), EMN_MEMBERS]
    for each in network.aggregates:
        if each.geo in shown and each.geo in known:
            yield each


def _cells(frame: _Frame, annual: _Annual, place: Place | Aggregate) -> list[Cell]:
    line = annual.series.filter(pl.col("geo") == place.geo)
    if line.is_empty():
        return [Cell(Absence.NOT_COLLECTED.mark)] * len(frame.years)
    rows = line.select("period", "value", "flag").iter_rows()
    known = {start: (value, flag) for start, value, flag in rows}
    found = (known.get(each.start, (None, None)) for each in frame.years)
    return [cell(annual.called, *each, frame.language) for each in found]
