"""The answers to parts of a question → one answer, as if Eurostat had given it at once.

The cells stay the texts that Eurostat wrote. What was there is checked: the parts must have the
same dimensions, and where they overlap they must agree. The series come out in the order of their
keys, whatever order they came in. Memory holds the keys; the lines wait on the disk.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO

from emn.errors import OtherDataset, RepeatedRow
from etl.header import Header
from etl.series import texts

_PACKED = 1  # quick: what is put together is read once or twice, and a slice is small anyway


def merge(paths: Sequence[Path], to: Path) -> None:
    """Write one TSV.gz with every series and every period of these; the same bytes each time.

    A cell that no part has stays empty: no observation. `OtherDataset` where the dimensions of two
    parts differ, `RepeatedRow` where they contradict each other, or one has a series twice.
    """
    headers = [Header.of(path) for path in paths]
    _refuse_other_dimensions(headers)
    names = sorted({name for each in headers for name in each.names})
    with (
        tempfile.TemporaryFile(dir=to.parent) as kept,
        to.open("wb") as packed,
        gzip.GzipFile("", "wb", _PACKED, packed, mtime=0) as merged,
    ):
        places = sorted(_kept(paths, kept))
        first = ",".join(headers[0].dimensions)
        merged.write(_line(f"{first}\\TIME_PERIOD", (f"{name} " for name in names)))
        for key, found in groupby(places, itemgetter(0)):
            lines = [(headers[part], _read(kept, place)) for _, part, place in found]
            cells = _agreed(key, lines)
            merged.write(_line(key, (cells.get(name, "") for name in names)))


def _refuse_other_dimensions(headers: Sequence[Header]) -> None:
    for each in headers:
        if each.dimensions != headers[0].dimensions:
            raise OtherDataset(
                f"{each.file}: one part has the dimensions {', '.join(headers[0].dimensions)},"
                f" another {', '.join(each.dimensions)}. Nothing was published; try again later."
            )


def _kept(paths: Sequence[Path], kept: IO[bytes]) -> list[tuple[str, int, int]]:
    """Put every line into one file; give its key, the part it is of, and where it stands."""
    places = []
    for part, path in enumerate(paths):
        for lines in texts(path):
            for line in lines["line"]:
                places.append((line.partition("\t")[0].strip(), part, kept.tell()))
                kept.write(f"{line}\n".encode())
    return places


def _read(kept: IO[bytes], place: int) -> list[str]:
    """The cells of the line that stands there."""
    kept.seek(place)
    return kept.readline().decode().rstrip("\n").split("\t")[1:]


def _agreed(key: str, lines: Sequence[tuple[Header, list[str]]]) -> dict[str, str]:
    """The cells of one series by the names of their periods, from every part that has it."""
    agreed: dict[str, str] = {}
    parts = set()
    for header, cells in lines:
        if len(cells) != header.width:
            raise header.ragged(key)
        if header.file in parts:
            raise header.repeated(key)
        parts.add(header.file)
        for name, cell in zip(header.names, cells, strict=True):
            other = agreed.get(name, "")
            if cell and other and cell != other:
                raise RepeatedRow(
                    f"{header.file}: two parts give different figures for {key} in {name}"
                    f" ({other!r}, {cell!r}). Nothing was published; try again later."
                )
            agreed[name] = cell or other
    return agreed


def _line(key: str, cells: Iterable[str]) -> bytes:
    return ("\t".join((key, *cells)) + "\r\n").encode()
