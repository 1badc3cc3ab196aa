"""Are the figures of the size they were, and each in its own place?

Revisions are real and large: Croatia's applicants of 2022 fell by 79 % in one, Sweden's rose by
45 %. They touch a year of one country; a mistake touches a country, a period or all of it. So
medians are judged, never a single cell.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from emn.dataset import Dataset
from emn.period import Period
from etl.gate import Check, check, compared, telling
from etl.gate_coverage import is_country

_ALL, _ONE_PERIOD, _ONE_CODE = 1.5, 2.0, 5.0  # times as large or as small, in the median
_ENOUGH_CELLS = 6
_STEP = 5.0  # from one period to the next, in the median of the places
_MOVED = 0.5  # of the cells of a code: they hold what another code held
_ENOUGH_MOVED = 6


def levels(before: pl.DataFrame, now: pl.DataFrame, dataset: Dataset) -> tuple[Check, ...]:
    """Compare the sizes of the same cells, and look for values that changed places."""
    cells = compared(before, now, dataset).with_columns(ratio=pl.col("value_now") / pl.col("value"))
    changed = cells.filter(pl.col("value_now") != pl.col("value"), telling("value_now", dataset))
    return (
        _level(cells, dataset),
        _swapped(before, cells, changed, dataset),
        _shifted(before, cells, changed, dataset),
    )


def steps(new: pl.DataFrame, last: pl.DataFrame | None, dataset: Dataset) -> Check:
    """Fail where a period that the last vintage did not have differs in size from the one before.

    Compared where the one before is large enough to: a period of zeros differs too. The history of
    a first vintage is only noted: there was a spring of 2020.
    """
    series = [name for name in dataset.key if name != "period"]
    ratios = (
        new.filter(is_country(), pl.col("value").is_not_null())
        .sort(*series, "period")
        .with_columns(before=pl.col("value").shift(1).over(series))
        .filter(telling("before", dataset))
        .with_columns(ratio=pl.col("value") / pl.col("before"))
    )
    notes = {
        period: f"{Period(period, dataset.frequency)}: {_times(ratio)} those of the period before"
        for period, ratio in _medians(ratios, ["period"], _STEP).rows()
    }
    if last is None:
        return check("steps", [], list(notes.values()))
    ended = last.filter(pl.col("value").is_not_null())["period"].max()
    return check("steps", [notes[period] for period in notes if period > ended])


def _level(cells: pl.DataFrame, dataset: Dataset) -> Check:
    was = "those of the last vintage"
    whole = _medians(cells.with_columns(all=pl.lit("all")), ["all"], _ALL)
    if not whole.is_empty():  # which says the rest too
        return check("level", [f"all figures: {_times(whole.item(0, 'ratio'))} {was}"])
    periods = _medians(cells, ["period"], _ONE_PERIOD)
    notes = [
        f"{dimension}={code}: {_times(ratio)} {was}"
        for dimension in ("geo", *dataset.dimensions)
        if cells[dimension].n_unique() > 1
        for code, ratio in _medians(cells, [dimension], _ONE_CODE).rows()
    ]
    notes += [
        f"{Period(period, dataset.frequency)}: {_times(ratio)} {was}"
        for period, ratio in periods.rows()
    ]
    return check("level", notes)


def _medians(cells: pl.DataFrame, by: Sequence[str], factor: float) -> pl.DataFrame:
    """The groups whose median ratio is beyond the factor, and that ratio."""
    beyond = (pl.col("ratio") >= factor) | (pl.col("ratio") <= 1 / factor)
    return (
        cells.group_by(by)
        .agg(pl.col("ratio").median(), cells=pl.len())
        .filter(pl.col("cells") >= _ENOUGH_CELLS, beyond)
        .drop("cells")
        .sort(by)
    )


def _swapped(
    before: pl.DataFrame, cells: pl.DataFrame, changed: pl.DataFrame, dataset: Dataset
) -> Check:
    """Find codes that hold what another code of their dimension held."""
    notes = []
    for dimension in ("geo", *dataset.dimensions):
        others = [name for name in dataset.key if name != dimension]
        moved = changed.join(
            before.select(*others, "value", other=dimension),
            left_on=[*others, "value_now"],
            right_on=[*others, "value"],
        ).filter(pl.col(dimension) != pl.col("other"))
        notes += [
            f"{dimension}={code} holds what {other} held"
            for code, other in _most(moved, cells, dimension, "other").rows()
        ]
    return check("swapped codes", notes)


def _shifted(
    before: pl.DataFrame, cells: pl.DataFrame, changed: pl.DataFrame, dataset: Dataset
) -> Check:
    """Find places whose figures moved along the time axis, all by the same number of periods."""
    series = [name for name in dataset.key if name != "period"]
    months = (pl.col("period").dt.year() - pl.col("was").dt.year()).cast(pl.Int64) * 12 + (
        pl.col("period").dt.month().cast(pl.Int64) - pl.col("was").dt.month().cast(pl.Int64)
    )
    moved = changed.join(
        before.select(*series, "value", was="period"),
        left_on=[*series, "value_now"],
        right_on=[*series, "value"],
    ).with_columns(periods=months // dataset.frequency.months)
    return check(
        "shifted periods",
        [
            f"{geo}: figures moved by {periods:+} periods"
            for geo, periods in _most(moved, cells, "geo", "periods").rows()
        ],
    )


def _most(moved: pl.DataFrame, cells: pl.DataFrame, by: str, to: str) -> pl.DataFrame:
    """The pairs that half of a code's cells agree on."""
    return (
        moved.group_by(by, to)
        .len("moved")
        .join(cells.group_by(by).len("cells"), on=by)
        .filter(pl.col("moved") >= _ENOUGH_MOVED, pl.col("moved") >= _MOVED * pl.col("cells"))
        .sort(by, to)
        .select(by, to)
    )


def _times(ratio: float) -> str:
    return f"{ratio:.2g} times"
