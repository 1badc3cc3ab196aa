"""What measures.toml says: counts, ratios of counts, and rates that nobody counts, by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Self

from standin.levels import by_year

Anchors = list[tuple[int, float]]
Split = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Whose citizens they are, as weights: named ones, others of the Union, the rest of the world.

    `own` is the share of the country's own citizens: a number, or a column of countries.
    """

    weights: Mapping[str, float]
    union: float
    other: float
    own: float | str = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many persons a year, or at the end of a period: a level by country, then its parts.

    `level` is a column of countries and `course` how the years compare, from which it drifts so
    far to either side. `mix` says who they are; `splits` name, by dimension, how the whole falls
    into parts. The codes of other dimensions change nothing.
    """

    level: str
    course: str
    times: float = 1.0
    drift: float = 0.12
    stock: bool = False
    mix: str = ""
    splits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What one code of a dimension chooses: another count above the line, other codes."""

    count: str = ""
    of: Mapping[str, str] = field(default_factory=dict)
    over: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One count over another, times `per`; both see the codes asked for, then those here."""

    of: str
    over: str
    per: float
    of_codes: Mapping[str, str] = field(default_factory=dict)
    over_codes: Mapping[str, str] = field(default_factory=dict)
    by: Mapping[str, Mapping[str, Pick]] = field(default_factory=dict)

    def picks(self, codes: Mapping[str, str]) -> list[Pick]:
        """What the codes asked for choose."""
        return [choices[codes[each]] for each, choices in self.by.items() if each in codes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A percentage of a group of citizens: nationals' by country, the other groups' against it."""

    nationals: str
    third_country: float
    mobile: float  # citizens of other countries of the Union
    women: float
    ages: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The whole of measures.toml."""

    countries: Mapping[str, Mapping[str, float]]
    courses: Mapping[str, Anchors]
    mixes: Mapping[str, Mix]
    splits: Mapping[str, Split]
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]
    counts: Mapping[str, Count]
    ratios: Mapping[str, Ratio]
    rates: Mapping[str, Rate]

    @classmethod
    def read(cls) -> Self:
        """Read measures.toml."""
        text = (files("standin") / "measures.toml").read_text(encoding="utf-8")
        stored: dict[str, Any] = tomllib.loads(text)
        return cls(
            countries=stored["countries"],
            courses={name: by_year(years) for name, years in stored["courses"].items()},
            mixes={name: Mix(**facts) for name, facts in stored["mixes"].items()},
            splits=stored["splits"],
            groups=stored["groups"],
            counts={name: Count(**facts) for name, facts in stored["counts"].items()},
            ratios={name: _ratio(facts) for name, facts in stored["ratios"].items()},
            rates={name: Rate(**facts) for name, facts in stored["rates"].items()},
        )

    def column(self, name: str) -> str:
        """The column whose countries have a count; the count itself where it is none of these."""
        count = self.counts.get(name)
        if count is None:
            return name
        own = self.mixes[count.mix].own if count.mix else 0.0
        return own if isinstance(own, str) else count.level


def _ratio(facts: dict[str, Any]) -> Ratio:
    by = {
        dimension: {code: Pick(**pick) for code, pick in choices.items()}
        for dimension, choices in facts.pop("by", {}).items()
    }
    return Ratio(**facts, by=by)
