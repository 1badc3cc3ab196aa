r"""Eurostat's TSV → one row per cell, every cell and every flag kept, whatever its dimensions are.

The wire: `freq,unit,geo\TIME_PERIOD<TAB>2025 <TAB>2026 `, then `A,PER,AT<TAB>80 p<TAB>: @C`.
A cell is a number or `:`, a space, then flag letters and `@` with a confidentiality status, both
optional. An empty cell is no observation at all; `:` is one that says "not available".
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import polars as pl

from emn.errors import Misused, WrongAnswer
from emn.period import Period

_BYTE_ORDER_MARK = "\ufeff"
_TIME_AXIS = re.compile(r"\\TIME(_PERIOD)?$", re.IGNORECASE)
_CELL = r"^(:|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?: +([a-z]+)?(?:@([A-Z]+))?)? *$"
_NOTHING = ":"


def cells(path: Path) -> pl.DataFrame:
    """Read a TSV, packed or not: its dimensions, then period (first day), value, flag, conf_status.

    Rows keep the order of the file. `WrongAnswer` names the cell that can't be understood.
    """
    lines = _lines(path)
    dimensions, periods = _header(path, lines.item(0, "line"))
    rows = _rows(path, lines, dimensions, len(periods))
    long = (
        rows.lazy()
        .with_columns(period=pl.lit(periods))
        .explode("cell", "period")
        .filter(pl.col("cell") != "")
        .join(_read(rows).lazy(), on="cell", how="left", maintain_order="left")
        .collect()
    )
    _refuse_unreadable(path, long, dimensions)
    return long.select(*dimensions, "period", "value", "flag", "conf_status")


def _lines(path: Path) -> pl.DataFrame:
    try:
        lines = pl.read_lines(path).filter(pl.col("line") != "")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise WrongAnswer(
            f"{path.name}: can't be read as text ({error}). Nothing was published; try again later."
        ) from error
    if lines.is_empty():
        raise WrongAnswer(f"{path.name}: the answer is empty. Try again later.")
    return lines


def _header(path: Path, line: str) -> tuple[tuple[str, ...], list[date]]:
    first, *names = line.removeprefix(_BYTE_ORDER_MARK).split("\t")
    dimensions = tuple(_TIME_AXIS.sub("", first.strip()).split(","))
    if not _TIME_AXIS.search(first.strip()) or not names:
        raise WrongAnswer(
            f"{path.name}: the first line is no header of a Eurostat table ({line[:60]!r})."
            " Nothing was published; look at the address in a browser."
        )
    try:
        periods = [Period.parse(name.strip()).start for name in names]
    except Misused as error:
        raise WrongAnswer(f"{path.name}: the header names a strange period. {error}") from error
    if len(set(periods)) < len(periods):
        raise WrongAnswer(f"{path.name}: the header names a period twice. Nothing was published.")
    return dimensions, periods


def _rows(
    path: Path, lines: pl.DataFrame, dimensions: tuple[str, ...], periods: int
) -> pl.DataFrame:
    """One row per series: its dimensions, and its cells as a list; each as wide as the header."""
    rows = lines.lazy().slice(1).select(parts=pl.col("line").str.split("\t"))
    split = rows.select(
        key=pl.col("parts").list.first().str.strip_chars(),
        cell=pl.col("parts").list.slice(1),
    ).collect()
    ragged = split.filter(
        (pl.col("cell").list.len() != periods)
        | (pl.col("key").str.count_matches(",", literal=True) != len(dimensions) - 1)
    )
    twice = split.filter(pl.col("key").is_duplicated())
    for wrong, reason in ((ragged, "is not as wide as the header"), (twice, "is there twice")):
        if not wrong.is_empty():
            raise WrongAnswer(
                f"{path.name}: the row {wrong.item(0, 'key')!r} {reason}."
                " Nothing was published; look at the address in a browser."
            )
    key = pl.col("key").str.split_exact(",", len(dimensions) - 1)
    return split.select(key.struct.rename_fields(dimensions), "cell").unnest("key")


def _read(rows: pl.DataFrame) -> pl.DataFrame:
    """Each distinct cell read once: millions of cells hold a few thousand different texts."""
    groups = pl.col("cell").str.extract_groups(_CELL).struct
    read = rows.select(pl.col("cell").explode().unique()).with_columns(
        text=groups.field("1"),
        value=groups.field("1").cast(pl.Float64, strict=False),
        flag=_none_if_empty(groups.field("2")),
        conf_status=_none_if_empty(groups.field("3")),
    )
    return read.with_columns(
        is_strange=~((pl.col("text") == _NOTHING) | pl.col("value").is_finite()).fill_null(
            value=False
        )
    ).drop("text")


def _none_if_empty(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


def _refuse_unreadable(path: Path, long: pl.DataFrame, dimensions: tuple[str, ...]) -> None:
    strange = long.filter("is_strange")
    if strange.is_empty():
        return
    first = strange.row(0, named=True)
    series = ",".join(first[each] for each in dimensions)
    raise WrongAnswer(
        f"{path.name}: the cell {first['cell']!r} of {series} in {first['period']} is no number and"
        f" no flag that we know ({strange.height} such cells). Nothing was published; if Eurostat"
        " writes cells in a new way, etl/cells.py must learn it."
    )
