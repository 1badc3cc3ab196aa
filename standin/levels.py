"""What the sample figures are made of, as levels.toml says it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any, Self

from emn.period import Period
from standin import codes

EU = "EU27_2020"
_GROUPS = ("TOTAL", EU, "EXT_EU27_2020")
EU_MEMBERS = (
    *("BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY", "LV", "LT"),
    *("LU", "HU", "MT", "NL", "AT", "PL", "PT", "RO", "SI", "SK", "FI", "SE"),
)

UNIONS: Mapping[str, tuple[str, ...]] = {  # as reporters: the sum of these, where all reported
    EU: EU_MEMBERS,
    "EU27_2020_X_DK": tuple(geo for geo in EU_MEMBERS if geo != "DK"),
    "EU28": (*EU_MEMBERS, "UK"),
    "EU": EU_MEMBERS,  # what some indicators still call it
    "EU_V": EU_MEMBERS,
}

Anchors = Sequence[tuple[int, float]]  # (months since year 0, value), in order


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The population of a country, and between which days it is published."""

    population: float
    growth: float
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter(People):
    """A country that reports, and the order of magnitude of what it reports."""

    applicants: float
    first: float
    decided: float
    positive: float
    pending: float
    protected: float
    granted: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Who they are: the share of men, of unknown sex, and of each age."""

    men: float
    unknown: float
    ages: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a dataflow is computed, from when, and how late countries report."""

    measure: str
    since: date
    lag: int
    late: Sequence[str]
    decimals: int = 0
    by_unit: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, unit: str) -> tuple[str, int]:
        """The measure in a unit, and its decimals."""
        other = self.by_unit.get(unit, {})
        return other.get("measure", self.measure), other.get("decimals", self.decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRule:
    """Where a flag stands; what is empty narrows nothing."""

    flag: str
    dataflows: Sequence[str]
    geo: Sequence[str]
    latest: int = 0
    periods: Sequence[str] = ()
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def holds(self, geo: str, series: Mapping[str, str]) -> bool:
        """Tell whether it concerns a series of this country with these codes."""
        return geo in self.geo and all(series[name] in kept for name, kept in self.codes.items())

    def covers(self, period: Period, from_last: int) -> bool:
        """Tell whether it concerns a period, so many before the last that is published."""
        if self.periods:
            return str(period) in self.periods
        return not self.latest or from_last < self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The whole of levels.toml."""

    years: Anchors
    season: Sequence[float]
    protected: Anchors
    granted: Anchors
    reporters: Mapping[str, Reporter]
    people: Mapping[str, People]
    citizenships: tuple[str, ...]
    citizens: Mapping[str, Mapping[str, float]]
    everyday: Mapping[str, float]
    leaning: Mapping[str, Mapping[str, float]]
    recognised: Mapping[str, float]
    kinds: Mapping[str, float]
    composition: Mapping[str, Composition]
    dataflows: Mapping[str, Rules]
    flags: Sequence[FlagRule]
    confidential_geo: frozenset[str]
    confidential_chance: float

    @classmethod
    def read(cls) -> Self:
        """Read levels.toml."""
        text = (files("standin") / "levels.toml").read_text(encoding="utf-8")
        stored: dict[str, Any] = tomllib.loads(text)
        joined = stored["joined"]
        reporters = {
            geo: Reporter(**{"since": joined.get(geo, date.min), **facts})
            for geo, facts in stored["reporters"].items()
        }
        neighbours = {geo: People(**facts) for geo, facts in stored["neighbours"].items()}
        citizens = stored["citizens"]
        return cls(
            years=by_year(stored["years"]),
            season=stored["season"]["months"],
            protected=_by_month(stored["protected"]),
            granted=_by_month(stored["granted"]),
            reporters=reporters,
            people={**{geo: _resident(who) for geo, who in reporters.items()}, **neighbours},
            citizenships=tuple(code for code in codes.listed("citizen") if code not in _GROUPS),
            citizens={kind: citizens[kind] for kind in ("asylum", "protection")},
            everyday={"other": citizens["other"], "eu": citizens["eu"]},
            leaning=stored["leaning"],
            recognised=stored["recognised"],
            kinds=stored["kinds"],
            composition={kind: Composition(**who) for kind, who in stored["people"].items()},
            dataflows={id_: Rules(**each.rules) for id_, each in codes.declared().items()},
            flags=[FlagRule(**rule) for rule in stored["flags"]],
            confidential_geo=frozenset(stored["confidential"]["geo"]),
            confidential_chance=stored["confidential"]["chance"],
        )

    def group(self, citizen: str) -> tuple[str, ...]:
        """The single citizenships that a code stands for; itself unless it is an aggregate."""
        match citizen:
            case "TOTAL":
                return self.citizenships
            case "EU27_2020":
                return EU_MEMBERS
            case "EXT_EU27_2020":
                return tuple(code for code in self.citizenships if code not in EU_MEMBERS)
            case _:
                return (citizen,)

    def weights(self, kind: str, geo: str) -> dict[str, float]:
        """How much each single citizenship weighs in a country, but its own citizens."""
        leaning = self.leaning.get(geo, {}) if kind == "asylum" else {}
        return {
            code: self._weight(kind, code) * leaning.get(code, 1)
            for code in self.citizenships
            if code != geo
        }

    def _weight(self, kind: str, code: str) -> float:
        if code in self.citizens[kind]:
            return self.citizens[kind][code]
        return self.everyday["eu" if code in EU_MEMBERS else "other"]


def _resident(who: Reporter) -> People:
    """The population of a reporter, which was counted before it reported anything else."""
    return People(population=who.population, growth=who.growth, until=who.until)


def by_year(anchors: Mapping[str, float]) -> list[tuple[int, float]]:
    """Values by year, as of each July."""
    return [(int(year) * 12 + 6, value) for year, value in anchors.items()]


def _by_month(anchors: Mapping[str, float]) -> Anchors:
    return [(int(month[:4]) * 12 + int(month[5:]) - 1, value) for month, value in anchors.items()]
