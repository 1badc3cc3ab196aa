"""A CSV file, packed or not → its rows as text, every one as wide as the header, with its line.

Read by Python's own `csv`, which knows the line of each row; nothing is guessed, so `NA` stays
Namibia and `T` stays a sex. What unpacks without measure is refused.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

import polars as pl

from etl.body import GZIP
from etl.readers.reading import broken

_LARGEST = 1024**3  # characters, unpacked: ten million rows
_LONGEST_LINE = 64 * 1024
_AT_ONCE = 100_000
_COMMENT = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """The comment lines before the header, the header, and the rows: text, and `line`."""

    comments: tuple[str, ...]
    header: tuple[str, ...]
    rows: pl.DataFrame


def csv_file(path: Path) -> CsvFile:
    """Read a whole CSV file as text; `BrokenFile` names the line that is none."""
    with _lines(path) as lines:
        comments, table = _comments(lines)
        numbered = _numbered(path, table, before=len(comments))
        _, header = next(numbered, (0, []))
        if len(set(header)) < len(header):
            raise broken(path, "the header names a column twice.")
        if len(header) < 2:  # noqa: PLR2004  # a key and a value
            why = (
                "the header names only one column. Put commas between them, no semicolons or tabs."
            )
            raise broken(path, why)
        return CsvFile(
            comments=comments,
            header=tuple(header),
            rows=_frame(path, numbered, header),
        )


def _comments(lines: Iterator[str]) -> tuple[tuple[str, ...], Iterator[str]]:
    """The comment lines that come first, and the lines after them."""
    comments: list[str] = []
    for line in lines:
        if not line.startswith(_COMMENT):
            return tuple(comments), itertools.chain([line], lines)
        comments.append(line.removeprefix(_COMMENT).strip())
    return tuple(comments), iter(())


def _frame(
    path: Path, numbered: Iterator[tuple[int, list[str]]], header: list[str]
) -> pl.DataFrame:
    schema = {"line": pl.Int64, **dict.fromkeys(header, pl.String)}
    if len(schema) == len(header):
        raise broken(path, "the header names a column 'line'. Call it otherwise.")
    pieces = [pl.DataFrame(schema=schema)]
    while piece := list(itertools.islice(numbered, _AT_ONCE)):
        for line, row in piece:
            if len(row) != len(header):
                why = f"the row has {len(row)} columns where the header has {len(header)}."
                raise broken(path, why, line=line)
        pieces.append(pl.DataFrame([(line, *row) for line, row in piece], schema, orient="row"))
    return pl.concat(pieces)


def _numbered(path: Path, lines: Iterator[str], *, before: int) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line that it ends on."""
    reader = csv.reader(lines, strict=True)
    try:
        for row in reader:
            if row:
                yield before + reader.line_num, row
    except csv.Error as error:
        raise broken(path, f"is no CSV ({error}).", line=before + reader.line_num) from error


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    """The lines of the file, never more at once than a line may be long."""
    with path.open("rb") as file:
        is_gzip = file.read(len(GZIP)) == GZIP
    opened = gzip.open if is_gzip else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as text:
            yield _bounded(path, cast(TextIO, text))
    except UnicodeDecodeError as error:
        raise broken(path, "is no text in UTF-8. Save it as UTF-8.") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise broken(path, f"can't be unpacked ({error}). Download it again.") from error


def _bounded(path: Path, text: TextIO) -> Iterator[str]:
    size = 0
    while line := text.readline(_LONGEST_LINE):
        size += len(line)
        if size > _LARGEST:
            raise broken(path, f"has more than {_LARGEST:,} characters. Keep fewer rows.")
        yield line
