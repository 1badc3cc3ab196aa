"""What changed between two vintages of a dataset: a history that Eurostat does not keep.

A cell without a row and a cell without a value, flag and status are the same nothing: Eurostat
lists a series in one release and leaves it out of the next. Values are compared exactly, since
both were read from the same kind of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import polars as pl

from cache.manifest import Vintage
from cache.store import Store
from emn.dataset import RENAMED_CODES, RENAMED_DIMENSIONS, Dataset
from emn.errors import BrokenVintage, Misused
from emn.indicator import SMALLEST_BASE
from emn.message import _
from emn.period import Period

_STATUSES = ("flag", "conf_status")
_TOLD = (
    *("kind", "before", "after", "difference", "percent"),
    *("flag_before", "flag_after", "conf_status_before", "conf_status_after"),
)


class Kind(StrEnum):
    """What happened to a cell."""

    CHANGED = "changed"  # another value
    WITHDRAWN = "withdrawn"  # a value before, none after
    ADDED = "added"  # no value before, one after
    FLAGGED = "flagged"  # the same value or still none, another flag or status


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Revisions:
    """The cells that differ between two vintages.

    `cells` has the dataset's key, then kind, before, after, difference, percent, flag_before,
    flag_after, conf_status_before, conf_status_after; sorted by key. `difference` and `percent`
    belong to changed cells; `percent` is null where the base is too small for one.
    """

    dataset: Dataset
    earlier: Vintage
    later: Vintage
    cells: pl.LazyFrame

    def read(self) -> Revisions:
        """The same revisions with their cells compared once and held in memory."""
        try:
            cells = self.cells.collect(engine="streaming")
        except (OSError, pl.exceptions.PolarsError) as error:
            raise BrokenVintage(
                f"{self.dataset.id}: {self.earlier.name} and {self.later.name} can't be compared"
                f" ({error}). Choose another vintage, or delete the file that is broken."
            ) from error
        return replace(self, cells=cells.lazy())

    def of(self, geos: Sequence[str]) -> Revisions:
        """Those of these places; of all places where none is named."""
        if not geos:
            return self
        return replace(self, cells=self.cells.filter(pl.col("geo").is_in(geos)))

    def counts(self) -> dict[Kind, int]:
        """How many cells fared in each way, zeros included."""
        counted = self.cells.group_by("kind").len().collect()
        found = dict(counted.iter_rows())
        return {kind: found.get(kind, 0) for kind in Kind}

    def largest_first(self) -> pl.LazyFrame:
        """The cells, largest difference first; a withdrawn value weighs what it was.

        Added values and flags follow: a new period is news, and no revision.
        """
        weight = pl.coalesce(
            pl.col("difference").abs(),
            pl.when(kind=Kind.WITHDRAWN).then(pl.col("before").abs()),
        )
        order = pl.col("kind").replace_strict({kind: at for at, kind in enumerate(Kind)})
        descending = [True, False, *([False] * len(self.dataset.key))]
        return self.cells.sort(
            weight, order, *self.dataset.key, descending=descending, nulls_last=True
        )

    def by_place_and_period(self) -> pl.LazyFrame:
        """One row for each geo and period: how many cells of each kind, and the largest of them.

        Columns geo, period, changed, withdrawn, added, flagged, then the largest cell's own as in
        `cells`; the largest first. Nothing is added up: the cells of one place overlap, a total
        beside its parts.
        """
        largest = (*self.dataset.dimensions, *_TOLD)
        return (
            self.largest_first()
            .group_by("geo", "period", maintain_order=True)
            .agg(
                *((pl.col("kind") == kind).sum().alias(kind) for kind in Kind),
                pl.col(largest).first(),
            )
        )


def revisions(store: Store, dataset: Dataset, earlier: Vintage, later: Vintage) -> Revisions:
    """Compare two stored vintages, lazily: nothing but their schemas is read before `collect`.

    Only the slice as it is declared today is compared. `Misused` where the dimensions were others.
    """
    before = _today(store.observations(dataset, earlier), dataset, earlier)
    after = _today(store.observations(dataset, later), dataset, later)
    if dataset.latest and later.first_period:  # the window moves on; what it leaves is no loss
        before = before.filter(pl.col("period") >= later.first_period)
    both = before.rename({"value": "before", **_named("before")}).join(
        after.rename({"value": "after", **_named("after")}),
        on=dataset.key,
        how="full",
        coalesce=True,
    )
    cells = (
        both.with_columns(kind=_kind())
        .drop_nulls("kind")
        .with_columns(difference=pl.col("after") - pl.col("before"))
        .with_columns(percent=_percent())
        .with_columns(
            pl.when(kind=Kind.CHANGED).then(pl.col("difference", "percent")),
        )
        .select(*dataset.key, *_TOLD)
        .sort(dataset.key)
    )
    return Revisions(dataset=dataset, earlier=earlier, later=later, cells=cells)


def earlier_than(
    store: Store, dataset: Dataset, later: Vintage, since: datetime | None = None
) -> Vintage | None:
    """The vintage to compare a later one with, or None where there is none before it.

    The one before it; or, with `since`, what Eurostat showed just before that moment, which is
    `later` itself if it is that old, and the oldest that is kept if none is.
    """
    arrived = (later.last_update, later.extracted_at)
    stored = store.vintages(dataset)
    before = [each for each in stored if (each.last_update, each.extracted_at) < arrived]
    if since is None:
        return before[-1] if before else None
    shown = [each for each in (*before, later) if each.last_update < since]
    return next(iter(shown[-1:] or before[:1]), None)


def _today(observations: pl.LazyFrame, dataset: Dataset, vintage: Vintage) -> pl.LazyFrame:
    """Read a vintage in the words and the bounds of today's declaration."""
    observations = observations.rename(RENAMED_DIMENSIONS, strict=False)
    columns = set(observations.collect_schema().names())
    if columns != set(dataset.columns):
        told = ", ".join(sorted(columns ^ set(dataset.columns)))
        message = _(
            "{dataset}: the vintage {vintage} was stored with other dimensions than are declared"
            " today ({dimensions}), so it can't be compared. Choose a later one."
        )
        raise Misused(message, dataset=dataset.id, vintage=vintage.name, dimensions=told)
    codes = {name: each for name, each in RENAMED_CODES.items() if name in dataset.dimensions}
    wanted = [pl.col(name).is_in(kept) for name, kept in dataset.keep.items()]
    if dataset.since:
        wanted.append(pl.col("period") >= Period.parse(dataset.since).start)
    return (
        observations.select(dataset.columns)
        .with_columns(pl.col(name).replace(each) for name, each in codes.items())
        .filter(pl.lit(value=True), *wanted)
    )


def _named(when: str) -> dict[str, str]:
    return {name: f"{name}_{when}" for name in _STATUSES}


def _kind() -> pl.Expr:
    """Name what happened to a cell, or null where nothing did."""
    before, after = pl.col("before"), pl.col("after")
    has_other_status = pl.any_horizontal(
        pl.col(f"{name}_before").ne_missing(pl.col(f"{name}_after")) for name in _STATUSES
    )
    return (
        pl.when(before.is_null() & after.is_not_null())
        .then(pl.lit(Kind.ADDED))
        .when(before.is_not_null() & after.is_null())
        .then(pl.lit(Kind.WITHDRAWN))
        .when(before != after)
        .then(pl.lit(Kind.CHANGED))
        .when(has_other_status)
        .then(pl.lit(Kind.FLAGGED))
    )


def _percent() -> pl.Expr:
    is_told = pl.col("before") >= SMALLEST_BASE
    return pl.when(is_told).then(100 * pl.col("difference") / pl.col("before"))
