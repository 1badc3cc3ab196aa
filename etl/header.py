r"""The first line of Eurostat's TSV: `freq,unit,geo\TIME_PERIOD<TAB>2025 <TAB>2026 `."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from emn.errors import BrokenTable, EmptyAnswer, EmptyDimension, Misused, RepeatedRow
from emn.period import Period
from etl.body import HEAD, blocks

_BYTE_ORDER_MARK = "\ufeff"
_KEY = re.compile(
    r"(?P<dimensions>[A-Za-z]\w*(?:,[A-Za-z]\w*){,31})\\TIME(_PERIOD)?", re.IGNORECASE
)
_OURS = {"key", "cell", "line", "place", "period", "value", "flag", "conf_status", "is_listed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line of a table: what its series are broken down by, and over which periods."""

    file: str  # named in every error
    dimensions: tuple[str, ...]
    names: tuple[str, ...]  # of the periods, as they are written
    periods: tuple[date, ...]  # their first days

    @classmethod
    def of(cls, path: Path) -> Header:
        """Read it before anything else is believed; a `WrongAnswer` says what is wrong with it."""
        head = next(blocks(path), b"")
        if not head.strip():
            raise EmptyAnswer(f"{path.name}: the answer is empty. Try again later.")
        line = head[:HEAD].partition(b"\n")[0].decode(errors="replace").rstrip("\r")
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
        stripped = tuple(name.strip() for name in names)
        return cls(
            file=path.name,
            dimensions=tuple(dimensions),
            names=stripped,
            periods=_periods(path, stripped),
        )

    @property
    def width(self) -> int:
        """How many cells every line has."""
        return len(self.names)

    def ragged(self, key: str) -> BrokenTable:
        """The error of a line that has other cells, or another key, than the header says."""
        return BrokenTable(
            f"{self.file}: the row {key!r} is not as wide as the header."
            " Nothing was published; look at the address in a browser."
        )

    def repeated(self, key: str) -> RepeatedRow:
        """The error of a series that is there twice."""
        return RepeatedRow(
            f"{self.file}: the row {key!r} is there twice."
            " Nothing was published; look at the address in a browser."
        )


def _periods(path: Path, names: tuple[str, ...]) -> tuple[date, ...]:
    try:
        periods = tuple(Period.parse(name).start for name in names)
    except Misused as error:
        raise BrokenTable(f"{path.name}: the header names a strange period. {error}") from error
    if len(set(periods)) < len(periods):
        raise BrokenTable(f"{path.name}: the header names a period twice. Nothing was published.")
    return periods
