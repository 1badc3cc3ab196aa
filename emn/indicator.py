"""Class Indicator: one number per geo and period, a polars expression with label, unit, caveats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce
from math import prod
from operator import and_

import polars as pl

from emn.dataset import Dataset
from emn.flags import combined
from emn.language import _

_PART = "part of the whole"
SMALLEST_BASE = 100  # below it a percentage of figures rounded to 5 says nothing


class Unit(StrEnum):
    """What a number counts; a rate carries its denominator."""

    PERSONS = "persons"
    DECISIONS = "decisions"
    PERMITS = "permits"
    PERCENT = "percent"
    POINTS = "percentage points"
    PER_1000 = "per 1,000 people"
    PER_100000 = "per 100,000 people"
    INDEX = "index"

    @property
    def label(self) -> str:
        """The unit's name in English; a language translates it."""
        return _UNITS[self]

    @property
    def decimals(self) -> int:
        """How many decimals are shown: never more than Eurostat publishes."""
        return _DECIMALS.get(self, 0)

    @property
    def is_count(self) -> bool:
        """Tell whether it counts whole persons, decisions or permits."""
        return self not in _DECIMALS


_UNITS = {
    Unit.PERSONS: _("persons"),
    Unit.DECISIONS: _("decisions"),
    Unit.PERMITS: _("permits"),
    Unit.PERCENT: _("%"),
    Unit.POINTS: _("percentage points"),
    Unit.PER_1000: _("per 1,000 people"),
    Unit.PER_100000: _("per 100,000 people"),
    Unit.INDEX: _("index"),
}
_DECIMALS = {
    Unit.PERCENT: 1,
    Unit.POINTS: 1,
    Unit.PER_1000: 2,
    Unit.PER_100000: 1,
    Unit.INDEX: 1,
}


def observed(**codes: str) -> pl.Expr:
    """Pick the single observation with these codes, or null where Eurostat published none.

    Never a sum: polars adds nulls up to zero, and a confidential cell is not a zero.
    """
    return pl.col("value").filter(**codes).item(allow_empty=True)


def percent(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Write a part as a share of the whole, or null where the whole is below SMALLEST_BASE.

    Without this, 0 / 0 is NaN, and NaN ranks above every country.
    """
    return pl.when(whole >= SMALLEST_BASE).then(100 * part / whole)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Indicator:
    """One number per geo and period, and exactly which observations it is made of.

    `of` names every dimension of the dataset with the codes that take part, so the flags of a
    result are those of these observations and of no others. `by` names, for each dimension that
    the indicator can be broken down by, the dataset that holds the parts; `only` holds the one part
    of a dimension that it is about: it stands where `of` has the whole. Where it is not
    `is_ranked`, countries are not held against one another by it.
    """

    id: str
    label: str
    definition: str
    sentence: str  # "{value} people applied for asylum {where} {when}"
    lead: str  # "{leaders} recorded the most asylum applicants {when}"
    unit: Unit
    dataset: Dataset
    of: Mapping[str, tuple[str, ...]]
    value: pl.Expr
    by: Mapping[str, Dataset] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    is_stock: bool = False
    is_ranked: bool = True
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a declaration that leaves a dimension open."""
        for dataset in (self.dataset, *self.by.values()):
            left_open = set(dataset.dimensions) ^ set(self.of)
            if left_open:
                raise ValueError(f"{self.id} on {dataset.id}: `of` differs in {sorted(left_open)}")
        unclear = [dimension for dimension in self.by if len(self.of[dimension]) != 1]
        if unclear:
            raise ValueError(f"{self.id}: `by` needs a single code of {unclear} to stand for")

    def among(self, dimension: str, code: str, words: tuple[str, str, str]) -> Indicator:
        """The same number of one part alone, say of one citizenship; it can't be broken down.

        `words` are its label, sentence and lead.
        """
        label, sentence, lead = words
        return replace(
            self,
            label=label,
            sentence=sentence,
            lead=lead,
            dataset=self.by[dimension],
            only={dimension: code},
            by={},
        )

    def series(self, observations: pl.LazyFrame | pl.DataFrame, by: str = "") -> pl.LazyFrame:
        """Give columns geo, period (first day), value, flag, sorted; with `by`, that dimension too.

        A value is null where an observation it needs is missing; the flag then says why. It is
        null, too, where every observation is there and no number may be made of them: the flag
        then holds `n`, not significant.
        """
        codes = {dimension: codes for dimension, codes in self.of.items() if dimension != by}
        needed = prod(len(kept) for kept in codes.values())
        wanted = reduce(
            and_,
            (pl.col(name).is_in(kept) for name, kept in codes.items()),
            pl.lit(value=True),
        )
        frame, keys = observations.lazy(), ["geo", "period"]
        for dimension, code in self.only.items():
            frame = frame.filter(pl.col(dimension) == code).with_columns(
                pl.lit(self.of[dimension][0]).alias(dimension)
            )
        if by:  # each part stands, in turn, where `of` has the whole
            part = pl.col(by).alias(_PART)
            frame = frame.with_columns(part, pl.lit(self.of[by][0]).alias(by))
            keys.insert(1, _PART)
        rows = frame.filter(wanted)
        if needed == 1 and self._is_an_observation:
            alone = combined(suppressed=pl.lit(value=False), is_alone=True)
            numbers = rows.select(*keys, "value", flag=alone).sort(keys).map_batches(_distinct)
        else:
            suppressed = self.value.is_null() & (pl.col("value").count() == needed)
            flag = combined(suppressed=suppressed)
            numbers = rows.group_by(keys).agg(value=self.value, flag=flag).sort(keys)
        return numbers.rename({_PART: by} if by else {})

    @property
    def _is_an_observation(self) -> bool:
        """Tell whether its number is an observation as it is, so that none need be grouped."""
        named = ({name: kept[0]} for name, kept in self.of.items())
        return any(self.value.meta.eq(observed(**each)) for each in named)


def _distinct(numbers: pl.DataFrame) -> pl.DataFrame:
    """The same numbers, sorted as they are; `ValueError` where two observations make one."""
    keys = numbers.select(pl.exclude("value", "flag"))
    if keys.select(pl.all_horizontal(pl.all() == pl.all().shift()).any()).item():
        raise ValueError("two observations match: a code is forgotten")
    return numbers
