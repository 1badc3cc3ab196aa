"""Counts that need no code of their own: a level, its course over time, its parts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from emn.period import Period
from standin.chance import between, chance, drift, month_of
from standin.levels import EU_MEMBERS, Levels
from standin.measures import Count, Measures, Mix
from standin.shares import Values, times, weighted

_WHOLE = frozenset({"TOTAL", "T"})


class Counts:
    """The counts of measures.toml over some consecutive periods of one frequency."""

    def __init__(self, levels: Levels, measures: Measures, periods: Sequence[Period]) -> None:
        self._levels = levels
        self._measures = measures
        self._periods = periods
        self._wholes: dict[tuple[str, str], Values] = {}
        self._shares: dict[tuple[str, str, str], float] = {}
        self._parts: dict[tuple[str, str, str], Values] = {}
        self._splits: dict[tuple[str, str], dict[str, Values]] = {}
        self._mixes: dict[tuple[str, str], dict[str, float]] = {}

    def values(self, name: str, geo: str, codes: Mapping[str, str]) -> Values:
        """The part with these codes of what a country counted in each period."""
        count = self._measures.counts[name]
        values = weighted(self._whole(name, count, geo), self._of_citizens(count, geo, codes))
        for dimension, split in count.splits.items():
            if codes[dimension] not in _WHOLE:
                values = times(values, self._part(split, geo, dimension, codes[dimension]))
        return values

    def _whole(self, name: str, count: Count, geo: str) -> Values:
        if (name, geo) not in self._wholes:
            level = count.times * self._level(count.level, geo)
            self._wholes[name, geo] = [level * factor for factor in self._factors(name, count, geo)]
        return self._wholes[name, geo]

    def _factors(self, name: str, count: Count, geo: str) -> Values:
        """How much of a year's level falls into each period, or stands at its end."""
        span = self._periods[0].frequency.months
        months = range(month_of(self._periods[0]), month_of(self._periods[-1]) + span)
        course = self._measures.courses[count.course]
        slow = drift(f"{name} {geo}", months, 18, count.drift)
        monthly = [between(course, month) * wave for month, wave in zip(months, slow, strict=True)]
        if count.stock:
            return monthly[span - 1 :: span]
        noise = drift(f"noise of {name} {geo}", months, 2, 0.05)
        return [
            math.fsum(value * wave / 12 for value, wave in zip(*part, strict=True))
            for part in (
                (monthly[start : start + span], noise[start : start + span])
                for start in range(0, len(monthly), span)
            )
        ]

    def _level(self, column: str, geo: str) -> float:
        match column:
            case "population":
                return self._levels.people[geo].population
            case "applicants":
                return 12 * self._levels.reporters[geo].applicants
            case "protected":
                return self._levels.reporters[geo].protected
            case _:
                return self._measures.countries[column][geo]

    # Parts of a whole

    def _part(self, split: str, geo: str, dimension: str, code: str) -> Values:
        """The share of a code, or of the codes that it stands for, in each period."""
        key = (split, geo, code)
        if key not in self._parts:
            shares = self._split(split, geo)
            members = self._measures.groups.get(dimension, {}).get(code, (code,))
            known = [shares[each] for each in members if each in shares]
            self._parts[key] = [math.fsum(values) for values in zip(*known, strict=True)] or [
                0.0
            ] * len(self._periods)
        return self._parts[key]

    def _split(self, name: str, geo: str) -> dict[str, Values]:
        """The shares of a split, a little different in each country and year; their sum is not."""
        if (name, geo) not in self._splits:
            shares = self._measures.splits[name]
            months = [month_of(period) for period in self._periods]
            parts = {
                code: weighted(
                    drift(f"{name} {geo} {code}", months, 20, 0.15),
                    share * (0.75 + 0.5 * chance(name, geo, code)),
                )
                for code, share in shares.items()
                if code != geo
            }
            whole = math.fsum(shares.values())
            scales = [whole / math.fsum(values) for values in zip(*parts.values(), strict=True)]
            self._splits[name, geo] = {code: times(part, scales) for code, part in parts.items()}
        return self._splits[name, geo]

    def _of_citizens(self, count: Count, geo: str, codes: Mapping[str, str]) -> float:
        if not count.mix or codes.get("citizen", "TOTAL") == "TOTAL":
            return 1.0
        key = (count.mix, geo, codes["citizen"])
        if key not in self._shares:
            mix = self._mix(count.mix, geo)
            self._shares[key] = math.fsum(
                mix.get(each, 0.0) for each in self._citizens(codes["citizen"], geo)
            )
        return self._shares[key]

    def _citizens(self, code: str, geo: str) -> tuple[str, ...]:
        """The single citizenships that a code stands for, as seen from a country."""
        foreign = tuple(each for each in self._levels.citizenships if each != geo)
        match code:
            case "NAT":
                return (geo,)
            case "FOR_STLS":
                return foreign
            case "EU27_2020_FOR":
                return tuple(each for each in foreign if each in EU_MEMBERS)
            case "NEU27_2020_FOR":
                return tuple(each for each in foreign if each not in EU_MEMBERS)
            case _:
                return self._levels.group(code)

    def _mix(self, name: str, geo: str) -> dict[str, float]:
        """The share of each citizenship in a country; with its own, they add up to one."""
        if (name, geo) not in self._mixes:
            mix = self._measures.mixes[name]
            own = self._measures.countries[mix.own][geo] if isinstance(mix.own, str) else mix.own
            weights = {
                code: self._weight(mix, code) * (0.5 + chance(name, geo, code))
                for code in self._levels.citizenships
                if code != geo
            }
            scale = (1 - own) / math.fsum(weights.values())
            shares = {code: weight * scale for code, weight in weights.items()}
            self._mixes[name, geo] = {**shares, geo: own}
        return self._mixes[name, geo]

    def _weight(self, mix: Mix, code: str) -> float:
        return mix.weights.get(code, mix.union if code in EU_MEMBERS else mix.other)
