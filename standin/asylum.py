"""Counts of asylum and temporary protection, whose citizenships come and go: they add up.

Sums are exact (`fsum`), so they do not depend on how a Python adds. Nothing is rounded here: the
parts of a total add up to it, and rounding is left to whoever writes the cells.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from emn.period import Period
from standin.chance import between, drift, month_of
from standin.levels import Levels
from standin.shares import Shares, Values, times, weighted

_HISTORY = 12  # months before the first period, for what looks back
_BASE_YEAR = 2025  # of levels.toml
_LAG = 4  # months from an application to its decision

Codes = Mapping[str, str]
Measure = Callable[[str, Codes], Values]


class Asylum:
    """The counts of levels.toml over some consecutive periods of one frequency."""

    def __init__(self, levels: Levels, periods: Sequence[Period]) -> None:
        self._levels = levels
        self._periods = periods
        self._span = periods[0].frequency.months
        start = month_of(periods[0]) - _HISTORY
        self._months = range(start, month_of(periods[-1]) + self._span)
        self._shares = Shares(levels, self._months)
        self._known: dict[str, Values] = {}

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """What can be asked for by name: a function of a country and codes by dimension."""
        return {
            "applications": self.applications,
            "pending": self.pending,
            "decisions": self.decisions,
            "protected": self.protected,
            "granted": self.granted,
            "population": self.population,
        }

    def applications(self, geo: str, codes: Codes) -> Values:
        """Applicants during each period."""
        monthly = times(
            self._applicants(geo, codes), self._shares.first_or_not(geo, codes["applicant"])
        )
        return self._flow(self._scaled(monthly, "asylum", geo, codes))

    def pending(self, geo: str, codes: Codes) -> Values:
        """Persons with a pending application at the end of each period."""
        reporter = self._levels.reporters[geo]
        monthly = self._scaled(self._applicants(geo, codes), "asylum", geo, codes)
        weight = reporter.pending / reporter.applicants / _HISTORY
        ends = range(_HISTORY + self._span, len(monthly) + 1, self._span)
        return [weight * math.fsum(monthly[end - _HISTORY : end]) for end in ends]

    def decisions(self, geo: str, codes: Codes) -> Values:
        """First-instance decisions during each period, on applications of some months before."""
        decided = self._levels.reporters[geo].decided
        monthly = [decided * value for value in self._applicants(geo, codes)]
        return self._flow(self._scaled(monthly, "asylum", geo, codes), _LAG)

    def protected(self, geo: str, codes: Codes) -> Values:
        """Beneficiaries of temporary protection at the end of each period."""
        level = self._levels.reporters[geo].protected
        return self._protection(geo, codes, level, self._levels.protected)

    def granted(self, geo: str, codes: Codes) -> Values:
        """Decisions granting temporary protection during each month."""
        level = self._levels.reporters[geo].granted
        return self._protection(geo, codes, level, self._levels.granted)

    def population(self, geo: str, _: Codes) -> Values:
        """Persons on 1 January of the year of each period."""
        people = self._levels.people[geo]
        years = [period.start.year for period in self._periods]
        noise = drift(f"population {geo}", (year * 12 for year in years), 36, 0.001)
        return [
            people.population * (1 + people.growth * (year - _BASE_YEAR) / 1000) * factor
            for year, factor in zip(years, noise, strict=True)
        ]

    # What they are made of

    def _applicants(self, geo: str, codes: Codes) -> Values:
        """Applicants a month, of this citizenship and with this chance of the decision."""
        mix = self._shares.citizens("asylum", geo, codes["citizen"], codes.get("decision", "TOTAL"))
        return times(self._level(geo), mix)

    @cached_property
    def _usual(self) -> Values:
        """Years and seasons, the same everywhere."""
        years, season = self._levels.years, self._levels.season
        return [between(years, month) * season[month % 12] for month in self._months]

    def _level(self, geo: str) -> Values:
        """Applicants a month of a country: years, seasons, a slow drift and some noise."""
        if geo not in self._known:
            base = self._levels.reporters[geo].applicants
            slow = drift(f"applicants {geo}", self._months, 12, 0.4)
            noise = drift(f"noise {geo}", self._months, 1, 0.08)
            self._known[geo] = [
                base * usual * wave * jitter
                for usual, wave, jitter in zip(self._usual, slow, noise, strict=True)
            ]
        return self._known[geo]

    def _protection(
        self, geo: str, codes: Codes, level: float, ramp: Sequence[tuple[int, float]]
    ) -> Values:
        mix = self._shares.citizens("protection", geo, codes["citizen"], "TOTAL")
        slow = drift(f"protection {geo}", self._months, 6, 0.04)
        monthly = [
            level * between(ramp, month) * wave * share
            for month, wave, share in zip(self._months, slow, mix, strict=True)
        ]
        return self._scaled(monthly, "protection", geo, codes)[_HISTORY:]

    def _scaled(self, values: Values, kind: str, geo: str, codes: Codes) -> Values:
        """Only the men, the children …, which are a little more or fewer in each country."""
        share = self._shares.of_people(kind, geo, codes)
        return weighted(values, share) if share != 1 else values

    def _flow(self, monthly: Values, lag: int = 0) -> Values:
        """Add the months up to periods, `lag` months late."""
        starts = range(_HISTORY - lag, len(monthly) - lag, self._span)
        if self._span == 1:
            return [monthly[start] for start in starts]
        return [math.fsum(monthly[start : start + self._span]) for start in starts]
