"""The people of one citizenship in the EMN: the same indicators, of them alone.

Each lens is an indicator with words of its own, since a sentence must name whom it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from charts.briefing import Briefing
from charts.exhibit import Exhibit, Source
from charts.findings import includes_denmark, led_by, level, levels, span
from charts.key_figures import KeyFigure, key_figure
from charts.plan import Material, Plan, at_the_eu, material
from charts.subject import leading
from charts.tables import over_time
from charts.trend import trend
from charts.views import ranking_view
from charts.workshop import WIDE, Selection, Workshop, countries
from emn.change import Change, change
from emn.citizenship import Citizenship
from emn.coverage import EU
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.language import Language, _
from emn.period import Period
from emn.wording import capitalised

_DESTINATIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lens:
    """An indicator seen by citizenship, and how a sentence names the people."""

    indicator: Indicator
    sentence: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Abroad:
    """The people of one citizenship in the EU, Denmark among it, and the main destinations.

    `value` is None where Eurostat publishes no total of the EU for the period.
    """

    indicator: Indicator
    label: str  # of the indicator, without the people
    period: Period
    value: float | None
    flag: str | None
    on_year: Change
    destinations: tuple[tuple[str, float], ...]
    source: Source


@lru_cache(maxsize=1024)
def of_citizens(lens: Lens, people: Citizenship, language: Language) -> Indicator:
    """The lens's indicator of these people alone; its words are in one language already."""
    said = people.people(language)
    whole = {name: f"{{{name}}}" for name in ("value", "where", "when", "leaders")}
    return lens.indicator.among(
        "citizen",
        people.geo,
        (
            language.say(
                _("{indicator}: {people}"),
                indicator=language.say(lens.indicator.label),
                people=said,
            ),
            language.say(lens.sentence, people=said, **whole),
            language.say(lens.lead, people=said, **whole),
        ),
    )


def stuff(lens: Lens, people: Citizenship, workshop: Workshop, selection: Selection) -> Material:
    """The series behind a lens up to the last total of the EU; `NothingStored` without figures."""
    indicator = of_citizens(lens, people, selection.language)
    plan = Plan(id=indicator.id, indicator=indicator, view=destinations_view, periods=25)
    return at_the_eu(material(plan, workshop, selection))


def abroad(
    lens: Lens, people: Citizenship, workshop: Workshop, selection: Selection
) -> Abroad | None:
    """What Eurostat says of these people; None where its dataset does not know them.

    `NothingStored` while the dataset is not in the cache, or holds no figures of them.
    """
    dataset = lens.indicator.by["citizen"]
    workshop.source(dataset)
    structure = workshop.store.structure(dataset.dataflow)
    if structure and people.geo not in structure.codes("citizen"):
        return None
    found = stuff(lens, people, workshop, selection)
    line = found.series.filter(pl.col("geo") == EU)
    now = line.filter(pl.col("period") == found.period.start)
    value, flag = now.select("value", "flag").row(0) if not now.is_empty() else (None, None)
    return Abroad(
        indicator=found.indicator,
        label=lens.indicator.label,
        period=found.period,
        value=value,
        flag=flag,
        on_year=change(found.indicator, line, found.period, found.period.year_earlier),
        destinations=_destinations(found),
        source=found.source,
    )


def destinations_ranking_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The destinations, at the period of the EU's total that stands beside them."""
    period = at_the_eu(material(plan, workshop, selection)).period
    return ranking_view(plan, workshop, replace(selection, until=period))


def _destinations(found: Material) -> tuple[tuple[str, float], ...]:
    """The countries with most of these people; none of a rate, which leads nowhere."""
    if not found.indicator.unit.is_count:
        return ()
    some = countries(found.at_latest).filter(pl.col("value") > 0)
    largest = some.sort("value", "geo", descending=[True, False]).head(_DESTINATIONS)
    return tuple(largest.select("geo", "value").iter_rows())


def is_told(plan: Plan, workshop: Workshop, selection: Selection) -> bool:
    """Tell whether there is anybody to show in an exhibit of these people."""
    try:
        found = at_the_eu(material(plan, workshop, selection))
    except NothingStored:
        return False
    return bool(_destinations(found))


def briefing(lens: Lens, people: Citizenship, workshop: Workshop, selection: Selection) -> Briefing:
    """The finding on these people: the EU's total, then who leads; `NothingStored` without any."""
    found = stuff(lens, people, workshop, selection)
    first = [geo for geo, _value in _destinations(found)]
    told = [said for geo in (EU, *first) if (said := level(found, geo))]
    lead = leading(found) if first else ""
    return Briefing(
        headline=(told or [capitalised(people.people(selection.language))])[0].removesuffix("."),
        lead=lead,
        paragraph=(),
        period=found.period,
    )


def key_figures(
    lenses: Iterable[Lens], people: Citizenship, workshop: Workshop, selection: Selection
) -> list[KeyFigure]:
    """The EU's total of each lens, under its plain label; left out where none is published."""
    return [
        replace(
            key_figure(found, EU),
            id=lens.indicator.id,
            label=selection.language.say(lens.indicator.label),
        )
        for lens in lenses
        if (found := _stored(lens, people, workshop, selection)) and _has_total(found)
    ]


def destinations_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The EU's total over time, with the main destinations or the chosen places."""
    found = at_the_eu(material(plan, workshop, selection))
    leaders = [geo for geo, _value in _destinations(found)]
    known = set(found.series["geo"])
    chosen = [geo for geo in (EU, *(selection.places or leaders)) if geo in known][:6]
    figures = found.both(
        lambda canvas: trend(found.indicator, found.series, chosen, canvas), *(400, 400)
    )
    told = level(found, EU) or led_by(found)
    words = (told.removesuffix("."), span(found), levels(found, chosen))
    table = over_time(found.indicator, found.series, chosen, found.canvas(WIDE, 400))
    rows = found.series.filter(pl.col("geo").is_in(chosen), pl.col("is_complete"))
    exhibit = found.exhibit(words, figures, table, rows.select("geo", "period", "value", "flag"))
    return replace(exhibit, notes=(*exhibit.notes, *includes_denmark(found)))


def _stored(
    lens: Lens, people: Citizenship, workshop: Workshop, selection: Selection
) -> Material | None:
    try:
        return stuff(lens, people, workshop, selection)
    except NothingStored:
        return None


def _has_total(found: Material) -> bool:
    return EU in set(found.at_latest.drop_nulls("value")["geo"])
