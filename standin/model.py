"""The figures behind the sample: invented, the same on every machine, and they add up.

Every measure by name: counts, then what is made of them. Nothing is rounded here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from emn.period import Period
from standin.asylum import Asylum
from standin.chance import chance
from standin.counts import Counts
from standin.levels import UNIONS, Levels, People
from standin.measures import Measures
from standin.rates import Rates
from standin.shares import Values, times

_CORRECTED = 0.2  # the share of countries that correct a period
_CORRECTION = 0.06  # at most, to either side

Codes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What countries corrected by a later day: some cells since a day, all parts of each alike."""

    number: int
    since: date

    def factors(self, geo: str, periods: Sequence[Period]) -> Values:
        """By how much each period of a country was corrected; 1 where it was not."""
        return [self._factor(geo, period) for period in periods]

    def _factor(self, geo: str, period: Period) -> float:
        words = ("revision", str(self.number), geo, str(period))
        if period.start < self.since or chance(*words) >= _CORRECTED:
            return 1.0
        return 1 + _CORRECTION * (2 * chance(*words, "by") - 1)


class Model:
    """Every measure over some consecutive periods of one frequency: a value a period."""

    def __init__(
        self,
        levels: Levels,
        measures: Measures,
        periods: Sequence[Period],
        revision: Revision | None = None,
    ) -> None:
        self._levels = levels
        self._measures = measures
        self._periods = periods
        self._revision = revision
        self._asylum = Asylum(levels, periods)
        self._counts = Counts(levels, measures, periods)
        self._rates = Rates(levels, measures, periods)
        self._known: dict[tuple[str, str, Codes], Values] = {}

    def values(self, name: str, geo: str, codes: Mapping[str, str]) -> Values:
        """A measure of a country or a union, with these codes by dimension."""
        if name in self._measures.rates:
            return self._rates.values(name, geo, codes)
        if name in self._measures.ratios:
            return self._ratio(name, geo, codes)
        members = UNIONS.get(geo)
        if members is None:
            return self._counted(name, geo, codes)
        of_members = [self._counted(name, member, codes) for member in members]
        return [math.fsum(values) for values in zip(*of_members, strict=True)]

    def _counted(self, name: str, geo: str, codes: Mapping[str, str]) -> Values:
        """A count of a country: once for itself, and for every union that it belongs to."""
        key = (name, geo, tuple(codes.items()))
        if key not in self._known:
            if name in self._measures.counts:
                values = self._counts.values(name, geo, codes)
            else:
                values = self._asylum.measures[name](geo, codes)
            if self._revision and name != "population":
                values = times(values, self._revision.factors(geo, self._periods))
            self._known[key] = values
        return self._known[key]

    def _ratio(self, name: str, geo: str, codes: Mapping[str, str]) -> Values:
        if codes.get("statinfo") == "AVG_A_MOV":
            return self._year_average(name, geo, codes)
        ratio = self._measures.ratios[name]
        picks = ratio.picks(codes)
        above = next((pick.count for pick in picks if pick.count), ratio.of)
        of_codes, over_codes = {**codes, **ratio.of_codes}, {**codes, **ratio.over_codes}
        for pick in picks:
            of_codes.update(pick.of)
            over_codes.update(pick.over)
        parts = self.values(above, geo, of_codes)
        wholes = self.values(ratio.over, geo, over_codes)
        return [
            ratio.per * part / whole if whole else math.nan
            for part, whole in zip(parts, wholes, strict=True)
        ]

    def _year_average(self, name: str, geo: str, codes: Mapping[str, str]) -> Values:
        """The average of the twelve months that end with each."""
        earlier = [self._periods[0].shifted(-back) for back in range(12, 0, -1)]
        model = Model(self._levels, self._measures, [*earlier, *self._periods], self._revision)
        values = model.values(name, geo, {**codes, "statinfo": "VAL"})
        return [math.fsum(values[n : n + 12]) / 12 for n in range(1, len(self._periods) + 1)]


def reporters(name: str, levels: Levels, measures: Measures) -> Mapping[str, People]:
    """The countries that a measure is known for, and from when to when they report it."""
    if name in measures.ratios:
        return reporters(measures.ratios[name].of, levels, measures)
    if name in measures.rates:
        return {
            geo: levels.people[geo] for geo in measures.countries[measures.rates[name].nationals]
        }
    column = measures.column(name)
    if column == "population":
        return levels.people
    geos = measures.countries.get(column, {}) or levels.reporters
    return {geo: levels.reporters.get(geo) or levels.people[geo] for geo in geos}
