"""A table of Eurostat's → one row per cell, every cell and every flag kept."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from cache.spread import spread
from etl.header import Header
from etl.series import series


def cells(path: Path) -> pl.DataFrame:
    """Read a TSV, packed or not: its dimensions, then period (first day), value, flag, conf_status.

    Rows keep the order of the file. `RepeatedRow` where a series is there twice, `UnreadableCell`
    where a cell can't be understood; another `WrongAnswer` says what is wrong with the whole.
    """
    header = Header.of(path)
    blocks = list(series(path, header))
    refuse_repeated(pl.concat([each.select(header.dimensions) for each in blocks]), header)
    return pl.concat([spread(each.lazy(), header.periods).collect() for each in blocks])


def refuse_repeated(keys: pl.DataFrame, header: Header) -> None:
    """Raise `RepeatedRow` where one of these keys, dimension by dimension, is there twice."""
    twice = keys.filter(keys.is_duplicated())
    if not twice.is_empty():
        raise header.repeated(",".join(twice.row(0)))
