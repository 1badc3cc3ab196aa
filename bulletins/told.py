"""What is told of a place and of its people abroad: sentences, each with the facts that it states.

The bulletin tells themes (`charts.briefing`); a factsheet and a brief tell places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from charts import origin
from charts.dossier import Dossier
from charts.findings import writer
from charts.plan import Material
from charts.profile import Fact
from charts.profile import fact as fact_of
from charts.subject import every_period
from charts.workshop import Selection, Workshop
from emn import cautions, facts
from emn.citizenship import Citizenship
from emn.coverage import EU, UNIONS
from emn.errors import NothingStored
from emn.fact import Sentence
from emn.indicator import Indicator
from emn.language import _
from emn.network import Place
from emn.sentences import Writer

Told = tuple[Sentence, ...]


def of_place(known: Dossier, fact: Fact) -> Told:
    """A place's number with its changes, its part of the EU total, records, remarks on it."""
    return about(known.material_of(fact), known.place.geo)


def of_indicator(
    workshop: Workshop, selection: Selection, place: Place, indicator: Indicator
) -> Told:
    """The same of any indicator and place; nothing where the place has no number lately."""
    try:
        fact = fact_of(workshop, selection, place, indicator)
    except NothingStored:
        return ()
    if fact is None:
        return ()
    stuff = every_period(indicator, workshop, selection)
    return about(replace(stuff, period=fact.period), place.geo)


def about(stuff: Material, geo: str) -> Told:
    """The same of any number; nothing where the place has none for the period."""
    words = _writer(stuff, geo)
    level = words.level(geo)
    if level is None:
        return ()
    record = words.record(geo, is_again=True)
    course = words.course(geo, is_again=record is not None)
    told = (level, part_of_the_eu(words, geo), record, course, *cautions.remarks(words, [geo]))
    return tuple(each for each in told if each is not None)


def part_of_the_eu(words: Writer, geo: str) -> Sentence | None:
    """`This is 13.4 % of the EU total`: of members, and as far as rounding lets it be said."""
    members = words.network.group(EU, words.figures.period.end)
    found, whole = facts.share(words.figures, [geo], members), words.figures.value(EU)
    if found is None or not found.value or whole is None:
        return None
    decimals = facts.share_decimals(words.indicator, 1, whole) or 0
    if round(found.value, decimals) == 0:
        return None
    message = _("This is {share} of the EU total.")
    share = words.language.percent(found.value, decimals)
    return words.sentence("part", words.language.say(message, share=share), found)


def of_people(
    lenses: Iterable[origin.Lens], people: Citizenship, workshop: Workshop, selection: Selection
) -> Iterable[Told]:
    """What each lens says of a country's citizens in the EU, and who has the most of them."""
    for lens in lenses:
        try:
            stuff = origin.stuff(lens, people, workshop, selection)
        except NothingStored:
            continue
        words = writer(stuff, stuff.series)
        told = (words.level(EU), words.leaders(), words.record(EU))
        if said := tuple(each for each in told if each is not None):
            yield said


def _writer(stuff: Material, geo: str) -> Writer:
    """Who words a place's series beside the EU's total, and nobody else's."""
    series = stuff.workshop.series(stuff.indicator, stuff.selection)
    return writer(stuff, series.filter(pl.col("geo").is_in([geo, *UNIONS])))
