"""Is this vintage fit to replace the last? Each check is a value; one that fails keeps it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from emn.dataset import Dataset
from emn.structure import Structure

_MOST_LOST = 0.2  # of the values that the last vintage had in the same periods
_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question put to a new vintage, and what came out."""

    name: str
    notes: tuple[str, ...] = ()  # why it fails; none where it passes

    @property
    def has_passed(self) -> bool:
        """Tell whether there is nothing to complain of."""
        return not self.notes


def checks(
    new: pl.DataFrame, last: pl.DataFrame | None, dataset: Dataset, structure: Structure
) -> tuple[Check, ...]:
    """Put every question to new observations; those about the last vintage where there is one.

    A last vintage with other columns, from before the declaration changed, is not compared.
    """
    schema = _schema(new, dataset)
    if not schema.has_passed:
        return (schema,)
    alone = (
        schema,
        _values(new),
        _duplicates(new, dataset),
        _known_codes(new, dataset, structure),
        _asked_codes(new, dataset),
    )
    if last is None or last.columns != new.columns or not _values(last).has_passed:
        return alone
    if not _values(new).has_passed:
        return alone
    before, now = _common(last, new, dataset)
    return (*alone, _lost_values(before, now), _lost_reporters(before, now), _time(last, new))


def _schema(new: pl.DataFrame, dataset: Dataset) -> Check:
    kinds = {"period": pl.Date, "value": pl.Float64}
    wanted = pl.Schema({name: kinds.get(name, pl.String) for name in dataset.columns})
    notes = () if new.schema == wanted else (f"columns are {new.schema}, not {wanted}",)
    return Check(name="schema", notes=notes)


def _values(new: pl.DataFrame) -> Check:
    notes = () if new["value"].count() else (f"no value in {new.height:,} rows",)
    return Check(name="values", notes=notes)


def _duplicates(new: pl.DataFrame, dataset: Dataset) -> Check:
    twice = new.filter(new.select(dataset.key).is_duplicated())
    notes = [f"more than one row for {row}" for row in twice.select(dataset.key).unique().rows()]
    return Check(name="duplicates", notes=_short(sorted(notes)))


def _known_codes(new: pl.DataFrame, dataset: Dataset, structure: Structure) -> Check:
    notes = [
        f"{dimension}={code} is not in Eurostat's code list"
        for dimension in ("geo", *dataset.dimensions)
        for code in sorted(set(new[dimension].unique()) - set(structure.codes(dimension)))
    ]
    return Check(name="known codes", notes=_short(notes))


def _asked_codes(new: pl.DataFrame, dataset: Dataset) -> Check:
    notes = [
        f"{dimension}={code} was not asked for"
        for dimension, kept in dataset.keep.items()
        for code in sorted(set(new[dimension].unique()) - set(kept))
    ]
    return Check(name="asked codes", notes=_short(notes))


def _lost_values(before: pl.DataFrame, now: pl.DataFrame) -> Check:
    lost = before.height - now.height
    notes = (
        (f"{now.height:,} values where there were {before.height:,} in the same periods",)
        if lost > _MOST_LOST * before.height
        else ()
    )
    return Check(name="lost values", notes=notes)


def _lost_reporters(before: pl.DataFrame, now: pl.DataFrame) -> Check:
    lost = sorted(set(before["geo"].unique()) - set(now["geo"].unique()))
    return Check(name="lost reporters", notes=_short([f"{geo} has no value left" for geo in lost]))


def _time(last: pl.DataFrame, new: pl.DataFrame) -> Check:
    ended, ends = _bounds(last)[1], _bounds(new)[1]
    notes = (f"ends in {ends:%Y-%m} where it ended in {ended:%Y-%m}",) if ends < ended else ()
    return Check(name="time", notes=notes)


def _common(
    last: pl.DataFrame, new: pl.DataFrame, dataset: Dataset
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The values of both in the periods that both cover, and of the codes that are still wanted."""
    (last_from, last_to), (new_from, new_to) = _bounds(last), _bounds(new)
    covered = pl.col("period").is_between(max(last_from, new_from), min(last_to, new_to))
    wanted = [pl.col(dimension).is_in(kept) for dimension, kept in dataset.keep.items()]
    valued = pl.col("value").is_not_null()
    return last.filter(valued, covered, *wanted), new.filter(valued, covered)


def _bounds(observations: pl.DataFrame) -> tuple[date, date]:
    """The first and last period with a value."""
    periods = observations.filter(pl.col("value").is_not_null())["period"]
    first, last = periods.min(), periods.max()
    if not isinstance(first, date) or not isinstance(last, date):
        raise TypeError("a vintage without a value has no first and last period")
    return first, last


def _short(notes: list[str]) -> tuple[str, ...]:
    more = len(notes) - _SHOWN
    return (*notes[:_SHOWN], f"and {more:,} more") if more > 0 else tuple(notes)
