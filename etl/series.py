r"""Eurostat's TSV → one row per series, every cell and every flag kept.

The wire: `freq,unit,geo\TIME_PERIOD<TAB>2025 <TAB>2026 `, then `A,PER,AT<TAB>80 p<TAB>: @C`.
A cell is a number or `:`, a space, then flag letters and `@` with a confidentiality status, both
optional. An empty cell is no observation at all; `:` is one that says "not available".

Nearly every line holds nothing but plain numbers and `:`. A pattern tells them, and polars reads
them as numbers at once; a line with anything else in it is read cell by cell.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from cache.spread import REMARKS, series_schema
from emn.errors import BrokenTable, UnreadableCell
from etl.body import blocks
from etl.header import Header

_CODE = r"[^\t\r ,]+"
_PLAIN = r"(?:\t(?::|-?\d{1,18}(?:\.\d{1,18})?) ?)*"  # a longer number is read with care
_CELL = r"^(:|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?: +([a-z]+)?(?:@([A-Z]+))?)? *$"
_APART = bytes.maketrans(b",", b"\t")  # a plain line has commas in its key only
_NOTHING = ":"
_AT_ONCE = 2  # blocks: polars reads one of this size on a single core


def series(path: Path, header: Header) -> Iterator[pl.DataFrame]:
    """Read a TSV, packed or not, in blocks of some thousand series: columns of `series_schema`.

    The rows keep the order of the file. `UnreadableCell` names the cell that can't be understood;
    another `WrongAnswer` the line, or what is wrong with the whole.
    """
    waiting: deque[Future[pl.DataFrame]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for lines in texts(path):
            waiting.append(pool.submit(_block, lines, header))
            if len(waiting) > _AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _block(lines: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Read lines as series, in their order."""
    is_plain = pl.col("line").str.contains(f"^{_key(header)}{_PLAIN}$")
    is_wide = pl.col("line").str.count_matches("\t", literal=True) == header.width
    told = lines.with_row_index("place").with_columns(is_plain=is_plain & is_wide)
    plain = _plain(told.filter("is_plain"), header)
    odd = told.filter(~pl.col("is_plain"))
    both = pl.concat([plain, _odd(odd, header)]).sort("place") if odd.height else plain
    return both.drop("place")


def texts(path: Path) -> Iterator[pl.DataFrame]:
    """Give the lines below the header in blocks, whatever ends them: a column `line`."""
    for number, block in enumerate(blocks(path)):
        try:
            lines = pl.read_lines(block)
        except pl.exceptions.PolarsError as error:
            raise BrokenTable(
                f"{path.name}: can't be read as text ({error})."
                " Nothing was published; try again later."
            ) from error
        yield lines.slice(0 if number else 1).filter(pl.col("line") != "")


def split(lines: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Take lines apart: `key`, and `cell`, a list as wide as the header, of texts as written."""
    parts = pl.col("line").str.split("\t")
    apart = lines.with_columns(
        key=parts.list.first().str.strip_chars(), cell=parts.list.slice(1)
    ).drop("line")
    ragged = apart.filter(
        (pl.col("cell").list.len() != header.width)
        | ~pl.col("key").str.contains(f"^{_key(header)}$")
    )
    if not ragged.is_empty():
        raise header.ragged(ragged.item(0, "key"))
    return apart


def _key(header: Header) -> str:
    """The pattern of what a line begins with: a code for each dimension."""
    return ",".join([_CODE] * len(header.dimensions))


def _plain(lines: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Lines of codes, numbers and `:`; polars must be able to read every one."""
    numbers = [f"{place}" for place in range(header.width)]
    kinds = dict.fromkeys(header.dimensions, pl.String) | dict.fromkeys(numbers, pl.Float64)
    text = (lines["line"].str.join("\n").item() or "").encode()
    wide = pl.read_csv(
        text.translate(_APART, b" "),
        separator="\t",
        has_header=False,
        schema=kinds,
        quote_char=None,
        null_values=dict.fromkeys(numbers, _NOTHING),
        raise_if_empty=False,
    )
    schema = series_schema(header.dimensions, header.width)
    return wide.select(
        lines["place"],
        *header.dimensions,
        pl.concat_arr(numbers).alias("value"),
        *(pl.lit(None, dtype=schema[name]).alias(name) for name in REMARKS),
    )


def _odd(lines: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Lines with a flag, an empty cell, or what no table should have."""
    groups = pl.col("cell").str.extract_groups(_CELL).struct
    cells = (
        split(lines, header)
        .explode("cell")
        .with_columns(
            value=groups.field("1").cast(pl.Float64, strict=False),
            flag=_none_if_empty(groups.field("2")),
            conf_status=_none_if_empty(groups.field("3")),
            is_listed=pl.col("cell") != "",
            is_nothing=(groups.field("1") == _NOTHING).fill_null(value=False),
        )
    )
    _refuse_unreadable(cells, header)
    codes = pl.col("key").str.split_exact(",", len(header.dimensions) - 1).struct
    return (
        cells.group_by("place", "key", maintain_order=True)
        .agg("value", *REMARKS)
        .select("place", codes.rename_fields(header.dimensions).struct.unnest(), "value", *REMARKS)
        .with_columns(pl.col("value").list.to_array(header.width))
    )


def _none_if_empty(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


def _refuse_unreadable(cells: pl.DataFrame, header: Header) -> None:
    is_number = pl.col("value").is_finite().fill_null(value=False)
    period = pl.lit(list(header.periods)).list.get(pl.int_range(pl.len()) % header.width)
    strange = cells.with_columns(period=period).filter(
        pl.col("is_listed"), ~pl.col("is_nothing"), ~is_number
    )
    if strange.is_empty():
        return
    key, cell, of = strange.select("key", "cell", "period").row(0)
    raise UnreadableCell(
        f"{header.file}: the cell {cell!r} of {key} in {of} is no number and"
        f" no flag that we know ({strange.height} such cells). Nothing was published; if Eurostat"
        " writes cells in a new way, etl/series.py must learn it."
    )
