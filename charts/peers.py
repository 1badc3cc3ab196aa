"""The peers of a place: the EMN members nearest to it in population, so computed and so said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log

import polars as pl

from cache import Vintage
from charts.workshop import Selection, Workshop
from emn.datasets.population import POPULATION
from emn.language import Language, _
from emn.period import Frequency, Period

_COUNT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """A place's population on 1 January of a year, and the members whose is nearest to it."""

    year: Period
    population: float
    flag: str | None
    geos: tuple[str, ...]

    def sentence(self, workshop: Workshop, language: Language) -> str:
        """Say who the peers are, and by which rule."""
        names = [workshop.network.place(geo).subject(language) for geo in self.geos]
        return language.say(
            _(
                "Peers: the {count} EMN members nearest in population on 1 January {year}"
                " (Eurostat, {dataflow}): {places}."
            ),
            count=len(self.geos),
            year=self.year,
            dataflow=POPULATION.dataflow,
            places=language.listed(names),
        )


def peers(workshop: Workshop, selection: Selection, geo: str) -> Peers | None:
    """The members whose population is nearest, as a ratio; None where no population is known."""
    if not workshop.has(POPULATION):
        return None
    vintage = workshop.source(POPULATION).vintage
    return workshop.once(_nearest, vintage, geo, selection.last_day)


def _nearest(workshop: Workshop, vintage: Vintage, geo: str, last_day: date) -> Peers | None:
    populations = workshop.once(_populations, vintage)
    known = populations.filter(pl.col("period") <= last_day)
    own = known.filter(pl.col("geo") == geo).sort("period").tail(1)
    if own.is_empty():
        return None
    _geo, start, size, flag = own.row(0)
    members = set(workshop.network.group("emn", start)) - {geo}
    others = known.filter(pl.col("geo").is_in(members), pl.col("period") == start)
    near = sorted(others.rows(), key=lambda row: (abs(log(row[2] / size)), row[0]))
    return Peers(
        year=Period(start, Frequency.ANNUAL),
        population=size,
        flag=flag,
        geos=tuple(row[0] for row in near[:_COUNT]),
    )


def _populations(workshop: Workshop, vintage: Vintage) -> pl.DataFrame:
    """Every population on 1 January: geo, period, value, flag."""
    return (
        workshop.store.observations(POPULATION, vintage)
        .filter(pl.col("indic_de") == "JAN")
        .drop_nulls("value")
        .select("geo", "period", "value", "flag")
        .collect()
    )
