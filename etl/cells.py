r"""Eurostat's TSV → one row per cell, every cell and every flag kept, whatever its dimensions are.

The wire: `freq,unit,geo\TIME_PERIOD<TAB>2025 <TAB>2026 `, then `A,PER,AT<TAB>80 p<TAB>: @C`.
A cell is a number or `:`, a space, then flag letters and `@` with a confidentiality status, both
optional. An empty cell is no observation at all; `:` is one that says "not available".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from emn.errors import (
    BrokenTable,
    EmptyAnswer,
    EmptyDimension,
    Misused,
    RepeatedRow,
    UnreadableCell,
)
from emn.period import Period
from etl.body import HEAD, whole

_BYTE_ORDER_MARK = "\ufeff"
_KEY = re.compile(
    r"(?P<dimensions>[A-Za-z]\w*(?:,[A-Za-z]\w*){,31})\\TIME(_PERIOD)?", re.IGNORECASE
)
_CELL = r"^(:|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?: +([a-z]+)?(?:@([A-Z]+))?)? *$"
_NOTHING = ":"
_OURS = {"key", "cell", "period", "value", "flag", "conf_status", "is_strange"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A TSV taken apart, its cells still the texts that Eurostat wrote."""

    dimensions: tuple[str, ...]
    names: tuple[str, ...]  # of the periods, as in the header
    periods: tuple[date, ...]  # their first days
    series: pl.DataFrame  # key, and cell: a list as wide as the header


def table(path: Path) -> Table:
    """Take a TSV apart, packed or not; a `WrongAnswer` names what can't be believed in it."""
    text = whole(path)
    dimensions, names = _header(path, text)
    return Table(
        dimensions=dimensions,
        names=names,
        periods=_periods(path, names),
        series=_series(path, _lines(path, text), len(dimensions), len(names)),
    )


def cells(path: Path) -> pl.DataFrame:
    """Read a TSV, packed or not: its dimensions, then period (first day), value, flag, conf_status.

    Rows keep the order of the file. `UnreadableCell` names the cell that can't be understood;
    other kinds of `WrongAnswer` what is wrong with the whole.
    """
    found = table(path)
    key = pl.col("key").str.split_exact(",", len(found.dimensions) - 1)
    rows = found.series.select(
        key.struct.rename_fields(found.dimensions).struct.unnest(), pl.col("cell")
    )
    long = (
        rows.lazy()
        .with_columns(period=pl.lit(list(found.periods)))
        .explode("cell", "period")
        .filter(pl.col("cell") != "")
        .join(_read(rows).lazy(), on="cell", how="left", maintain_order="left")
        .collect()
    )
    _refuse_unreadable(path, long, found.dimensions)
    return long.select(*found.dimensions, "period", "value", "flag", "conf_status")


def _header(path: Path, text: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The dimensions and the names of the periods, read before anything else is believed."""
    if not text.strip():
        raise EmptyAnswer(f"{path.name}: the answer is empty. Try again later.")
    line = text[:HEAD].partition(b"\n")[0].decode(errors="replace").rstrip("\r")
    first, *names = line.removeprefix(_BYTE_ORDER_MARK).split("\t")
    found = _KEY.fullmatch(first.strip())
    dimensions = found["dimensions"].split(",") if found else []
    if not found or len({*dimensions} - _OURS) < len(dimensions):
        raise BrokenTable(
            f"{path.name}: the first line is no header of a Eurostat table ({line[:60]!r})."
            " Nothing was published; look at the address in a browser."
        )
    if not names:
        raise EmptyDimension(
            f"{path.name}: the table has no period. Check the periods of the declaration."
        )
    return tuple(dimensions), tuple(name.strip() for name in names)


def _periods(path: Path, names: tuple[str, ...]) -> tuple[date, ...]:
    try:
        periods = tuple(Period.parse(name).start for name in names)
    except Misused as error:
        raise BrokenTable(f"{path.name}: the header names a strange period. {error}") from error
    if len(set(periods)) < len(periods):
        raise BrokenTable(f"{path.name}: the header names a period twice. Nothing was published.")
    return periods


def _lines(path: Path, text: bytes) -> pl.DataFrame:
    """The lines below the header, whatever ends them."""
    try:
        return pl.read_lines(text).slice(1).filter(pl.col("line") != "")
    except pl.exceptions.PolarsError as error:
        raise BrokenTable(
            f"{path.name}: can't be read as text ({error}). Nothing was published; try again later."
        ) from error


def _series(path: Path, lines: pl.DataFrame, dimensions: int, periods: int) -> pl.DataFrame:
    """One row per series, each once: its key, and its cells as a list as wide as the header."""
    split = (
        lines.lazy()
        .select(parts=pl.col("line").str.split("\t"))
        .select(
            key=pl.col("parts").list.first().str.strip_chars(),
            cell=pl.col("parts").list.slice(1),
        )
        .collect()
    )
    ragged = split.filter(
        (pl.col("cell").list.len() != periods)
        | (pl.col("key").str.count_matches(",", literal=True) != dimensions - 1)
    )
    twice = split.filter(pl.col("key").is_duplicated())
    for wrong, kind, reason in (
        (ragged, BrokenTable, "is not as wide as the header"),
        (twice, RepeatedRow, "is there twice"),
    ):
        if not wrong.is_empty():
            raise kind(
                f"{path.name}: the row {wrong.item(0, 'key')!r} {reason}."
                " Nothing was published; look at the address in a browser."
            )
    return split


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
    raise UnreadableCell(
        f"{path.name}: the cell {first['cell']!r} of {series} in {first['period']} is no number and"
        f" no flag that we know ({strange.height} such cells). Nothing was published; if Eurostat"
        " writes cells in a new way, etl/cells.py must learn it."
    )
