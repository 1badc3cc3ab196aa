"""Rates of groups of citizens, as surveys find them: nobody counts, nothing adds up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from emn.period import Period
from standin.chance import chance, drift, month_of
from standin.levels import UNIONS, Levels
from standin.measures import Measures, Rate
from standin.shares import Values

_MOST = 97.0
_NOBODY = math.nan  # too few of them in any sample


class Rates:
    """The rates of measures.toml over some consecutive periods of one frequency."""

    def __init__(self, levels: Levels, measures: Measures, periods: Sequence[Period]) -> None:
        self._levels = levels
        self._measures = measures
        self._months = [month_of(period) for period in periods]

    def values(self, name: str, geo: str, codes: Mapping[str, str]) -> Values:
        """The rate in each period; of a union, the mean of its members by population."""
        if geo not in UNIONS:
            return self._of_country(name, geo, codes)
        people = [self._levels.people[member].population for member in UNIONS[geo]]
        members = [self._of_country(name, member, codes) for member in UNIONS[geo]]
        return [
            math.fsum(each * value for each, value in zip(people, values, strict=True))
            / math.fsum(people)
            for values in zip(*members, strict=True)
        ]

    def _of_country(self, name: str, geo: str, codes: Mapping[str, str]) -> Values:
        rate = self._measures.rates[name]
        level = (
            self._measures.countries[rate.nationals][geo]
            * self._against_nationals(rate, name, geo, codes["citizen"])
            * {"T": 1.0, "F": rate.women, "M": 2 - rate.women}[codes["sex"]]
            * rate.ages.get(codes["age"], 1.0)
        )
        slow = drift(f"{name} {geo}", self._months, 24, 0.12)
        own = drift(f"{name} {geo} {codes['citizen']}", self._months, 9, 0.03)
        return [min(level * wave * jitter, _MOST) for wave, jitter in zip(slow, own, strict=True)]

    def _against_nationals(self, rate: Rate, name: str, geo: str, citizen: str) -> float:
        """How a group's rate compares; groups of groups weigh by how many live there."""
        third = 1 + (rate.third_country - 1) * (0.6 + 0.8 * chance(name, geo, "third"))
        mobile = 1 + (rate.mobile - 1) * (0.6 + 0.8 * chance(name, geo, "mobile"))
        foreign = 0.65 * third + 0.35 * mobile
        native = self._measures.countries["native"].get(geo, 0.97)
        return {
            "NAT": 1.0,
            "NEU27_2020_FOR": third,
            "EU27_2020_FOR": mobile,
            "FOR": foreign,
            "TOTAL": native + (1 - native) * foreign,
        }.get(citizen, _NOBODY)
