"""Class Figures: what facts are found in: an indicator's series of all places, up to a period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from emn.coverage import AGGREGATES, UNIONS
from emn.fact import Fact, Kind
from emn.indicator import Indicator
from emn.period import Period


@dataclass(frozen=True, kw_only=True, eq=False)
class Figures:
    """An indicator up to a period; the series has columns geo, period, value, flag."""

    indicator: Indicator
    series: pl.DataFrame
    period: Period

    @cached_property
    def lines(self) -> dict[str, pl.DataFrame]:
        """The series of each place, up to the period, oldest first."""
        known = self.series.filter(pl.col("period") <= self.period.start).sort("period")
        return {str(geo): line for (geo,), line in known.partition_by("geo", as_dict=True).items()}

    @cached_property
    def now(self) -> pl.DataFrame:
        """The numbers of the countries in the period, highest first."""
        return self._rows.filter(~pl.col("geo").is_in(AGGREGATES)).drop_nulls("value")

    @cached_property
    def _rows(self) -> pl.DataFrame:
        rows = self.series.filter(pl.col("period") == self.period.start)
        return rows.sort("value", "geo", descending=[True, False], nulls_last=True)

    @cached_property
    def flags(self) -> dict[str, str]:
        """The flag of every place in the period."""
        return {row["geo"]: row["flag"] or "" for row in self._rows.iter_rows(named=True)}

    @property
    def union(self) -> str | None:
        """The code under which the period has a number of the whole Union, or None."""
        known = set(self._rows.drop_nulls("value")["geo"])
        return next((geo for geo in UNIONS if geo in known), None)

    def about(self, period: Period) -> Figures:
        """The same figures, up to another period."""
        return replace(self, period=period)

    def value(self, geo: str) -> float | None:
        """The number of a place in the period, or None."""
        found = self._rows.filter(pl.col("geo") == geo)["value"]
        return None if found.is_empty() else found[0]

    def fact(
        self, geo: str, kind: Kind, value: float | None, earlier: Period | None = None
    ) -> Fact:
        """A fact about the period."""
        return Fact(
            indicator=self.indicator.id,
            geo=geo,
            period=self.period,
            kind=kind,
            value=value,
            earlier=earlier,
            citizen=self.indicator.only.get("citizen", ""),
        )
