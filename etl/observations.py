"""A table of cells → the observations of a dataset, in its own columns, codes as they are today.

A TSV does not say which dataflow it is. What can be compared is: its dimensions, its frequency,
and (in `etl.checks`) its codes with those that were asked for. The body of another dataflow with
the same dimensions and the same codes can't be told apart; that is the limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from emn.dataset import RENAMED_CODES, RENAMED_DIMENSIONS, Dataset
from emn.errors import OtherDataset
from etl.cells import cells


def observations(path: Path, dataset: Dataset) -> pl.DataFrame:
    """Read an answer as observations: columns `dataset.columns`, sorted by dimensions, geo, period.

    Names and codes that Eurostat changed in 2025 come out as those of today. `OtherDataset`
    where the table is not one of this dataset.
    """
    found = renamed(cells(path))
    expected = {"freq", "geo", *dataset.dimensions, "period", "value", "flag", "conf_status"}
    if set(found.columns) != expected:
        lacks = ", ".join(sorted(expected - set(found.columns))) or "none"
        has = ", ".join(sorted(set(found.columns) - expected)) or "none"
        raise OtherDataset(
            f"{dataset.id}: the answer has other dimensions than its structure"
            f" (lacks: {lacks}; has: {has}),"
            " as if it were another dataset's. Nothing was published; try again later."
        )
    others = found.filter(pl.col("freq") != dataset.frequency.value)
    if not others.is_empty():
        raise OtherDataset(
            f"{dataset.id}: the answer has frequency {others.item(0, 'freq')!r} where"
            f" {dataset.frequency.value!r} was asked for. Nothing was published."
        )
    return found.select(dataset.columns).sort(*dataset.dimensions, "geo", "period")


def renamed(cells: pl.DataFrame) -> pl.DataFrame:
    """Write the names and codes that Eurostat changed in 2025 as those of today.

    A code stays as it is where the table uses its new name for something else already: old files
    hold both EXT_EU28 and EXT_EU27_2020.
    """
    names = {old: new for old, new in RENAMED_DIMENSIONS.items() if new not in cells.columns}
    cells = cells.rename(names, strict=False)
    return cells.with_columns(
        pl.col(dimension).replace(_unless_there(codes, cells[dimension]))
        for dimension, codes in RENAMED_CODES.items()
        if dimension in cells.columns
    )


def _unless_there(renamed: Mapping[str, str], codes: pl.Series) -> dict[str, str]:
    there = set(codes.unique())
    return {old: new for old, new in renamed.items() if new not in there}
