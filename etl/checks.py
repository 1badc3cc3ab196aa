"""Is this vintage fit to replace the last? Each check is a value; one that fails keeps it out."""

from __future__ import annotations

from datetime import date

import polars as pl

from emn.dataset import Dataset
from emn.period import Period
from emn.structure import Structure
from etl.gate import Check, Verdict, check
from etl.gate_coverage import coverage, missed_if_gone, reporters, time
from etl.gate_levels import levels, steps
from etl.gate_sums import sums

__all__ = ["FORM", "Check", "Verdict", "checks", "form"]

FORM = frozenset({"schema", "values", "duplicates"})  # the checks that nobody can overrule


def checks(
    new: pl.DataFrame,
    last: pl.DataFrame | None,
    dataset: Dataset,
    structure: Structure,
    today: date,
) -> tuple[Check, ...]:
    """Put every question to new observations; those about the last vintage where there is one.

    What has not the right form is not asked further. A last vintage with other columns, from
    before the declaration changed, or without a value, is not compared. `today` tells from which
    period on a dataset of the latest ones is asked for.
    """
    shape = form(new, dataset)
    if not all(each.has_passed for each in shape):
        return shape
    if last is not None and (last.columns != new.columns or not last["value"].count()):
        last = None
    alone = (
        *shape,
        _known_codes(new, dataset, structure),
        _asked_codes(new, dataset),
        reporters(new, dataset),
        sums(new, last, dataset),
        steps(new, last, dataset),
    )
    if last is None:
        return alone
    before = missed_if_gone(last, new, dataset, today)
    now = new.filter(pl.col("value").is_not_null())
    return (
        *alone,
        *coverage(before, now, dataset),
        time(last, new, dataset),
        *levels(before, now, dataset),
    )


def form(new: pl.DataFrame, dataset: Dataset) -> tuple[Check, ...]:
    """The questions whose answer nobody can overrule: without them no reader understands it."""
    schema = _schema(new, dataset)
    return (schema, _values(new), _duplicates(new, dataset)) if schema.has_passed else (schema,)


def _schema(new: pl.DataFrame, dataset: Dataset) -> Check:
    kinds = {"period": pl.Date, "value": pl.Float64}
    wanted = pl.Schema({name: kinds.get(name, pl.String) for name in dataset.columns})
    same = new.schema == wanted
    return check("schema", [] if same else [f"columns are {new.schema}, not {wanted}"])


def _values(new: pl.DataFrame) -> Check:
    some = new["value"].count()
    return check("values", [] if some else [f"no value in {new.height:,} rows"])


def _duplicates(new: pl.DataFrame, dataset: Dataset) -> Check:
    key = new.select(dataset.key)
    notes = [
        f"more than one row for {', '.join(codes)}, {Period(period, dataset.frequency)}"
        for *codes, period in key.filter(key.is_duplicated()).unique().sort(dataset.key).rows()
    ]
    return check("duplicates", notes)


def _known_codes(new: pl.DataFrame, dataset: Dataset, structure: Structure) -> Check:
    notes = [
        f"{dimension}={code} is not in Eurostat's code list"
        for dimension in ("geo", *dataset.dimensions)
        for code in sorted(set(new[dimension].unique()) - set(structure.codes(dimension)))
    ]
    return check("known codes", notes)


def _asked_codes(new: pl.DataFrame, dataset: Dataset) -> Check:
    notes = [
        f"{dimension}={code} was not asked for"
        for dimension, kept in dataset.keep.items()
        for code in sorted(set(new[dimension].unique()) - set(kept))
    ]
    return check("asked codes", notes)
