"""A row a series, as wide as its periods → a row an observation, when somebody asks.

Eurostat writes a series a line, and most of a line is zeros: kept so, a hundred million
observations take little memory and few seconds. A series without a flag has none to keep, so its
`flag` is null as a whole; the same goes for `conf_status`, and for `is_listed`, which tells where
the line had an empty cell: no observation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

_FILLED_WITH: dict[str, tuple[type[pl.DataType], object]] = {
    "flag": (pl.String, None),
    "conf_status": (pl.String, None),
    "is_listed": (pl.Boolean, True),
}
REMARKS = tuple(_FILLED_WITH)


def series_schema(dimensions: Sequence[str], width: int) -> pl.Schema:
    """The columns of a frame with a row a series: its dimensions, its values, what is said of them.

    The lists are as long as `value` is wide, or null.
    """
    remarks = {name: pl.List(kind) for name, (kind, _) in _FILLED_WITH.items()}
    codes = dict.fromkeys(dimensions, pl.String())
    return pl.Schema({**codes, "value": pl.Array(pl.Float64, width), **remarks})


def spread(series: pl.LazyFrame, periods: Sequence[date]) -> pl.LazyFrame:
    """Give a row an observation: the dimensions, then period, value, flag, conf_status.

    The rows keep the order of the series, and within one that of the periods. A filter on the
    dimensions reaches the file below.
    """
    width = len(periods)
    cells = ("period", "value", *REMARKS)
    return (
        series.with_columns(
            pl.col(name).fill_null(pl.lit([blank] * width, dtype=pl.List(kind)))
            for name, (kind, blank) in _FILLED_WITH.items()
        )
        .with_columns(period=pl.lit(list(periods), dtype=pl.List(pl.Date)))
        .explode(cells)
        .filter("is_listed")
        .select(pl.exclude(cells), "period", "value", "flag", "conf_status")
    )
