"""A row a series, as wide as its periods → a row an observation, when somebody asks.

Eurostat writes a series a line, and most of a line is zeros: kept so, a hundred million
observations take little memory and few seconds. What is said of the cells stays one text a series,
`p<TAB><TAB>u@C`, and null where nothing is said of any.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

UNLISTED = "-"  # in the place of a remark: the cell is empty, there is no observation


def series_schema(dimensions: Sequence[str], width: int) -> pl.Schema:
    """The columns of a frame with a row a series: dimensions, values of this width, remarks."""
    codes = dict.fromkeys(dimensions, pl.String())
    return pl.Schema({**codes, "value": pl.Array(pl.Float64, width), "remarks": pl.String()})


def spread(series: pl.LazyFrame, periods: Sequence[date]) -> pl.LazyFrame:
    """Give a row an observation: the dimensions, then period, value, flag, conf_status.

    The rows keep the order of the series, and within one that of the periods. A filter on the
    dimensions reaches the file below.
    """
    remark = pl.col("remarks")
    nothing = pl.lit([""] * len(periods), dtype=pl.List(pl.String))
    cells = ("period", "value", "remarks")
    return (
        series.with_columns(
            remark.str.split("\t").fill_null(nothing),
            period=pl.lit(list(periods), dtype=pl.List(pl.Date)),
        )
        .explode(cells)
        .filter(remark != UNLISTED)
        .select(
            pl.exclude(cells),
            "period",
            "value",
            flag=_none_if_empty(remark.str.extract("^([a-z]*)")),
            conf_status=_none_if_empty(remark.str.extract("@([A-Z]+)$")),
        )
    )


def _none_if_empty(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)
