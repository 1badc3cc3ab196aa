"""Read the wire files of a folder, and merge those of one dataflow cell by cell."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from emn.dataset import RENAMED_CODES, RENAMED_DIMENSIONS
from emn.errors import BrokenFile
from emn.period import Period
from standin.wire import parts

_SUFFIXES = (".tsv", ".tsv.gz")
MANIFEST = "MANIFEST.tsv"  # says of each file when its figures were published
FIRST_PRINTS = "news"  # in the name of a file: figures as first published, unlike later vintages

Cells = dict[tuple[str, ...], dict[Period, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WireFile:
    """One stored answer: its dimensions, and its cells as they came."""

    path: Path
    order: tuple[str, ...]
    periods: tuple[Period, ...]
    cells: Cells

    @property
    def dataflow(self) -> str:
        """The dataflow that its name begins with."""
        return dataflow_of(self.path)

    @property
    def has_old_codes(self) -> bool:
        """Tell whether it speaks in codes that Eurostat has since renamed."""
        if set(RENAMED_DIMENSIONS) & set(self.order):
            return True
        old = [set(RENAMED_CODES.get(dimension, ())) for dimension in self.order]
        return any(
            code in renamed
            for codes in self.cells
            for code, renamed in zip(codes, old, strict=True)
        )


def dataflow_of(path: Path) -> str:
    """`migr_asytpsm__geo.tsv.gz` is of the dataflow `migr_asytpsm`."""
    return path.name.split(".", 1)[0].split("__", 1)[0].lower()


def files(folder: Path) -> list[Path]:
    """The wire files of a folder, sorted by name, without first prints quoted in the press."""
    if not folder.is_dir():
        raise BrokenFile(f"{folder}: no such folder. Give one that holds Eurostat's TSV files.")
    found = (path for path in sorted(folder.iterdir()) if path.name.endswith(_SUFFIXES))
    return [path for path in found if FIRST_PRINTS not in path.name and path.name != MANIFEST]


def read(path: Path) -> WireFile:
    """Read a file; `BrokenFile` names the line that is not like the others."""
    body = path.read_bytes()
    if body.startswith(b"\x1f\x8b"):
        body = gzip.decompress(body)
    header, *lines = [line.rstrip("\r") for line in body.decode().split("\n")]
    first, *columns = header.split("\t")
    if not first.endswith("\\TIME_PERIOD"):
        raise BrokenFile(f"{path}: begins with {first!r}, not with dimensions and \\TIME_PERIOD.")
    periods = tuple(Period.parse(column) for column in columns)
    cells: Cells = {}
    for number, line in enumerate(lines, 2):
        if not line:
            continue
        key, *values = line.split("\t")
        if len(values) != len(periods):
            raise BrokenFile(
                f"{path}, line {number}: {len(values)} cells under {len(periods)} periods."
            )
        cells[tuple(key.split(","))] = dict(zip(periods, values, strict=True))
    order = tuple(first.removesuffix("\\TIME_PERIOD").split(","))
    return WireFile(path=path, order=order, periods=periods, cells=cells)


def merged(wire_files: Iterable[WireFile]) -> Cells:
    """Every cell of these files, once; `BrokenFile` where two files disagree about a number."""
    cells: Cells = {}
    origins: dict[tuple[tuple[str, ...], Period], Path] = {}
    for file in wire_files:
        for codes, row in file.cells.items():
            kept = cells.setdefault(codes, {})
            for period, cell in row.items():
                other = kept.get(period)
                if other is not None and _disagree(cell, other):
                    raise BrokenFile(
                        f"{file.path.name} and {origins[codes, period].name} disagree about"
                        f" {','.join(codes)} in {period}: {cell.strip()} and {other.strip()}."
                        " Keep the newer of the two files."
                    )
                if other is None or _says_more(cell, other):
                    kept[period] = cell
                    origins[codes, period] = file.path
    return cells


def _says_more(cell: str, other: str) -> bool:
    """Tell whether a cell knows a value or a flag that the other does not."""
    value, *remarks = parts(cell)
    other_value, *other_remarks = parts(other)
    return (bool(value), any(remarks)) > (bool(other_value), any(other_remarks))


def _disagree(cell: str, other: str) -> bool:
    value, other_value = parts(cell)[0], parts(other)[0]
    return bool(value and other_value) and float(value) != float(other_value)
