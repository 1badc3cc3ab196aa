"""The answers to parts of a question → one answer, as if Eurostat had given it at once.

The cells stay the texts that Eurostat wrote. What was there is checked: the parts must have the
same dimensions, and where they overlap they must agree.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from emn.errors import OtherDataset, RepeatedRow
from etl.header import Header
from etl.series import split, texts

_OBSERVATION = ("key", "name")


def merge(paths: Sequence[Path], to: Path) -> None:
    """Write one TSV.gz with every series and every period of these; the same bytes each time.

    A cell that no part has stays empty: no observation. `OtherDataset` where the dimensions of two
    parts differ, `RepeatedRow` where they contradict each other.
    """
    headers = {path: Header.of(path) for path in paths}
    first = headers[paths[0]]
    for path, each in headers.items():
        if each.dimensions != first.dimensions:
            raise OtherDataset(
                f"{path.name}: one part has the dimensions {', '.join(first.dimensions)},"
                f" another {', '.join(each.dimensions)}. Nothing was published; try again later."
            )
    parts = [_long(path, each) for path, each in headers.items()]
    cells = pl.concat(parts).unique(maintain_order=True)
    twice = cells.filter(cells.select(_OBSERVATION).is_duplicated())
    if not twice.is_empty():
        key, name = twice.select(_OBSERVATION).row(0)
        raise RepeatedRow(
            f"{to.name}: two parts give different figures for {key} in {name}"
            f" ({', '.join(repr(each) for each in twice.filter(key=key, name=name)['cell'])})."
            " Nothing was published; try again later."
        )
    to.write_bytes(gzip.compress(_tsv(first, cells).encode(), mtime=0))


def _long(path: Path, header: Header) -> pl.DataFrame:
    """One row a cell: the key of its series, the name of its period, its text."""
    return (
        pl.concat([split(lines, header) for lines in texts(path)])
        .with_columns(name=pl.lit(list(header.names)))
        .explode("cell", "name")
        .filter(pl.col("cell") != "")
    )


def _tsv(like: Header, cells: pl.DataFrame) -> str:
    names = cells["name"].unique().sort().to_list() or list(like.names)
    wide = cells.pivot(on="name", on_columns=names, index="key", values="cell").fill_null("")
    header = "\t".join([f"{','.join(like.dimensions)}\\TIME_PERIOD", *(f"{n} " for n in names)])
    lines = wide.select(pl.concat_str("key", *names, separator="\t"))
    return "".join(f"{line}\r\n" for line in (header, *lines.to_series()))
