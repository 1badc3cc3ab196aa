"""Class Figures: what facts are found in: an indicator's series of all places, up to a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate

import polars as pl

from emn.coverage import AGGREGATES, UNIONS
from emn.fact import Fact, Kind
from emn.indicator import Indicator
from emn.period import Period
from emn.remembered import remembered


@dataclass(frozen=True, kw_only=True, eq=False)
class Figures:
    """An indicator up to a period; the series has columns geo, period, value, flag."""

    indicator: Indicator
    series: pl.DataFrame
    period: Period

    @property
    def lines(self) -> Lines:
        """The series of each place, up to the period, oldest first."""
        return _lines(self.series, self.period.start)

    @property
    def now(self) -> pl.DataFrame:
        """The numbers of the countries in the period, highest first."""
        return _now(self._rows)

    @property
    def _rows(self) -> pl.DataFrame:
        return _rows(self.series, self.period.start)

    @cached_property
    def flags(self) -> dict[str, str]:
        """The flag of every place in the period."""
        return {geo: flag or "" for geo, flag in self._rows.select("geo", "flag").iter_rows()}

    @property
    def union(self) -> str | None:
        """The code under which the period has a number of the whole Union, or None."""
        return next((geo for geo in UNIONS if self.value(geo) is not None), None)

    def about(self, period: Period) -> Figures:
        """The same figures, up to another period."""
        return replace(self, period=period)

    def value(self, geo: str) -> float | None:
        """The number of a place in the period, or None."""
        return _values(self._rows).get(geo)

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


class Lines(Mapping[str, pl.DataFrame]):
    """The series of each place, cut from one table when it is asked for: a view, not a copy."""

    def __init__(self, series: pl.DataFrame) -> None:
        self._rows = series.sort("geo", "period")
        counts = self._rows.group_by("geo", maintain_order=True).len()
        ends = accumulate(counts["len"])
        self._cuts = {
            geo: (end - count, count)
            for (geo, count), end in zip(counts.iter_rows(), ends, strict=True)
        }

    def __getitem__(self, geo: str) -> pl.DataFrame:
        """The series of a place, oldest first; `KeyError` where it has no row."""
        return self._rows.slice(*self._cuts[geo])

    def __iter__(self) -> Iterator[str]:
        """Every place that has a row."""
        return iter(self._cuts)

    def __len__(self) -> int:
        """How many places have a row."""
        return len(self._cuts)


@remembered
def _lines(series: pl.DataFrame, last: date) -> Lines:
    return Lines(series.filter(pl.col("period") <= last))


@remembered
def _rows(series: pl.DataFrame, start: date) -> pl.DataFrame:
    """The rows of a period, highest first, those without a number last."""
    rows = series.filter(pl.col("period") == start)
    return rows.sort("value", "geo", descending=[True, False], nulls_last=True)


@remembered
def _now(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(~pl.col("geo").is_in(AGGREGATES)).drop_nulls("value")


@remembered
def _values(rows: pl.DataFrame) -> dict[str, float | None]:
    return dict(rows.select("geo", "value").iter_rows())
