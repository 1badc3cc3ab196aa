r"""Eurostat's TSV → one row per series, every cell and every flag kept.

The wire: `freq,unit,geo\TIME_PERIOD<TAB>2025 <TAB>2026 `, then `A,PER,AT<TAB>80 p<TAB>: @C`.
A cell is a number or `:`, a space, then its remark: flag letters and `@` with a confidentiality
status, both optional. An empty cell is no observation at all; `:` is one that says "not available".

Most lines hold nothing but numbers and `:`. A pattern tells them from those with remarks, which are
taken off and kept beside; polars then reads all of them as numbers at once. A line with anything
else in it is read cell by cell.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from cache.spread import UNLISTED
from emn.errors import BrokenTable, UnreadableCell
from etl.body import blocks
from etl.header import Header

_AT_ONCE = 2  # blocks: polars reads one of this size on a single core
_APART = bytes.maketrans(b",", b"\t")  # a line without remarks has commas in its key only

_CODE = r"[^\t\r ,]+"
_VALUE = r"(?::|-?\d{1,18}(?:\.\d{1,18})?)"  # a longer number is read with care
_REMARK = r" (?:[a-z]+)?(?:@[A-Z]+)?"
_CELL = r"^(:|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?: +((?:[a-z]+)?(?:@[A-Z]+)?))? *$"
_NOTHING = ":"


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


def _block(lines: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Read lines as series, in their order."""
    line, key = pl.col("line"), ",".join([_CODE] * len(header.dimensions))
    is_wide = line.str.count_matches("\t", literal=True) == header.width
    told = lines.with_row_index("place").with_columns(
        is_plain=is_wide & line.str.contains(f"^{key}(?:\t{_VALUE} ?)*$"),
        is_remarked=is_wide & line.str.contains(f"^{key}(?:\t{_VALUE}(?:{_REMARK})?)*$"),
    )
    parts = (
        _plain(told.filter("is_plain")),
        _remarked(told.filter(~pl.col("is_plain"), pl.col("is_remarked"))),
        _strange(told.filter(~pl.col("is_remarked")), header, key),
    )
    return _read(
        pl.concat(each for each in parts if each.height) if told.height else parts[0], header
    )


def _plain(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.select("place", "line", remarks=pl.lit(None, dtype=pl.String))


def _remarked(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with remarks: the line without them, and they without the line."""
    return lines.select(
        "place",
        line=pl.col("line").str.replace_all(f"{_REMARK}(\t|$)", "${1}"),
        remarks=pl.col("line")
        .str.replace("^[^\t]*\t", "\t")
        .str.replace_all(f"\t{_VALUE} ?", "\t")
        .str.slice(1),
    )


def _strange(lines: pl.DataFrame, header: Header, key: str) -> pl.DataFrame:
    """Lines with an empty cell, a number written otherwise, or what no table should have."""
    parts, groups = pl.col("line").str.split("\t"), pl.col("cell").str.extract_groups(_CELL).struct
    apart = lines.select(
        "place", key=parts.list.first().str.strip_chars(), cell=parts.list.slice(1)
    )
    is_ragged = pl.col("cell").list.len() != header.width
    ragged = apart.filter(is_ragged | ~pl.col("key").str.contains(f"^{key}$"))
    if not ragged.is_empty():
        raise header.ragged(ragged.item(0, "key"))
    is_empty = pl.col("cell") == ""
    cells = apart.explode("cell").with_columns(
        text=pl.when(is_empty).then(pl.lit(_NOTHING)).otherwise(groups.field("1")),
        remark=pl.when(is_empty).then(pl.lit(UNLISTED)).otherwise(groups.field("2").fill_null("")),
    )
    _refuse_unreadable(cells, header)
    return (
        cells.group_by("place", "key", maintain_order=True)
        .agg("text", "remark")
        .select(
            "place",
            line=pl.concat_str("key", pl.col("text").list.join("\t"), separator="\t"),
            remarks=pl.col("remark").list.join("\t"),
        )
    )


def _refuse_unreadable(cells: pl.DataFrame, header: Header) -> None:
    is_number = pl.col("text").cast(pl.Float64, strict=False).is_finite().fill_null(value=False)
    period = pl.lit(list(header.periods)).list.get(pl.int_range(pl.len()) % header.width)
    is_read = (pl.col("text") == _NOTHING).fill_null(value=False) | is_number
    strange = cells.with_columns(period=period).filter(~is_read)
    if strange.is_empty():
        return
    key, cell, of = strange.select("key", "cell", "period").row(0)
    raise UnreadableCell(
        f"{header.file}: the cell {cell!r} of {key} in {of} is no number and"
        f" no flag that we know ({strange.height} such cells). Nothing was published; if Eurostat"
        " writes cells in a new way, etl/series.py must learn it."
    )


def _read(lines: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Lines of codes, numbers and `:`; polars must be able to read every one."""
    in_order = lines.sort("place")
    numbers = [f"{place}" for place in range(header.width)]
    kinds = dict.fromkeys(header.dimensions, pl.String) | dict.fromkeys(numbers, pl.Float64)
    wide = pl.read_csv(
        (in_order["line"].str.join("\n").item() or "").encode().translate(_APART, b" "),
        separator="\t",
        has_header=False,
        schema=kinds,
        quote_char=None,
        null_values=dict.fromkeys(numbers, _NOTHING),
        raise_if_empty=False,
    )
    value = pl.concat_arr(numbers).alias("value")
    return wide.select(*header.dimensions, value, in_order["remarks"])
