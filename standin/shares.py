"""Who they are: the shares of citizenships, sexes, ages and kinds of applicant in a country."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from standin.chance import chance, drift
from standin.levels import Levels

Values = list[float]


class Shares:
    """The shares in every country, month by month where they move; each adds up to one."""

    def __init__(self, levels: Levels, months: Sequence[int]) -> None:
        self._levels = levels
        self._months = months
        self._by_country: dict[tuple[str, str], dict[str, float]] = {}
        self._people: dict[tuple[str, str, str, str], float] = {}
        self._known: dict[tuple[str, ...], Values] = {}

    def of_people(self, kind: str, geo: str, codes: Mapping[str, str]) -> float:
        """The share of a sex and age; men are as often young as women are."""
        key = (kind, geo, codes["sex"], codes["age"])
        if key not in self._people:
            self._people[key] = self._sex(*key[:3]) * self._age(kind, geo, codes["age"])
        return self._people[key]

    def first_or_not(self, geo: str, applicant: str) -> Values:
        """The share of first-time or of subsequent applicants, month by month."""
        if applicant == "TOTAL":
            return [1.0] * len(self._months)
        base = self._levels.reporters[geo].first
        first = [min(base * wave, 1) for wave in drift(f"first {geo}", self._months, 6, 0.05)]
        return first if applicant == "FRST" else [1 - share for share in first]

    def citizens(self, kind: str, geo: str, citizen: str, decision: str) -> Values:
        """The share of a citizenship, or of a group of them, month by month."""
        key = (kind, geo, citizen, decision)
        if key not in self._known:
            shares = self._shares_of(kind, geo)
            named = self._levels.citizens[kind] if kind == "asylum" else {}  # others stay steady
            weights = {
                each: shares[each] * self._chance_of(geo, each, decision)
                for each in self._levels.group(citizen)
                if each in shares
            }
            self._known[key] = self._added(weights, named)
        return self._known[key]

    def _added(self, weights: Mapping[str, float], named: Mapping[str, float]) -> Values:
        """These citizenships together: those that are named move, the others stay steady."""
        steady = math.fsum(weight for each, weight in weights.items() if each not in named)
        moving = [
            weighted(self._fashion(each), weight)
            for each, weight in weights.items()
            if each in named
        ]
        if not moving:
            return [steady] * len(self._months)
        if len(weights) == 1:
            return moving[0]
        return [
            math.fsum(parts) for parts in zip([steady] * len(self._months), *moving, strict=True)
        ]

    def _fashion(self, citizen: str) -> Values:
        """How a citizenship comes and goes, the same everywhere."""
        key = ("fashion", citizen)
        if key not in self._known:
            self._known[key] = times(
                drift(f"citizen {citizen}", self._months, 9, 0.35),
                drift(f"noise of {citizen}", self._months, 1, 0.06),
            )
        return self._known[key]

    def _shares_of(self, kind: str, geo: str) -> dict[str, float]:
        """The share of each citizenship in a country; its own citizens don't apply there."""
        if (kind, geo) not in self._by_country:
            weights = self._levels.weights(kind, geo)
            whole = math.fsum(weights.values())
            self._by_country[kind, geo] = {code: weight / whole for code, weight in weights.items()}
        return self._by_country[kind, geo]

    def _chance_of(self, geo: str, citizen: str, decision: str) -> float:
        """The chance that a decision of this kind is taken about this citizenship."""
        if decision == "TOTAL":
            return 1.0
        average = self._levels.reporters[geo].positive
        positive = min(average * self._levels.recognised.get(citizen, 0.9), 0.97)
        if decision == "NEG":
            return 1 - positive
        return positive * self._levels.kinds.get(decision, 1.0)

    def _sex(self, kind: str, geo: str, sex: str) -> float:
        people = self._levels.composition[kind]
        men = people.men * (0.94 + 0.12 * chance("men", kind, geo))
        return {"T": 1.0, "M": men, "UNK": people.unknown, "F": 1 - men - people.unknown}[sex]

    def _age(self, kind: str, geo: str, age: str) -> float:
        ages = self._levels.composition[kind].ages
        tilt = 0.8 + 0.4 * chance("children", kind, geo)
        young, older = tilt * ages["Y_LT14"], tilt * ages["Y14-17"]
        spared = ages["Y_LT14"] + ages["Y14-17"] - young - older
        shares = {
            **ages,
            "TOTAL": 1.0,
            "Y_LT14": young,
            "Y14-17": older,
            "Y_LT18": young + older,
            "Y18-34": ages["Y18-34"] + spared,
        }
        return shares[age]


def times(values: Values, factors: Values) -> Values:
    """Each value times the factor beside it."""
    return [value * factor for value, factor in zip(values, factors, strict=True)]


def weighted(values: Values, weight: float) -> Values:
    """Each value times the same weight."""
    return [value * weight for value in values]
