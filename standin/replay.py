"""Give back stored answers: every cell byte for byte, filtered as Eurostat would.

A dataflow is made of the files whose names begin with its code. When it was last updated is read
from MANIFEST.tsv, in the folder or its parent, where there is one.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from emn.language import BRUSSELS
from emn.period import Period
from emn.structure import Structure
from standin import codes, tsv_files
from standin.answers import MISSING, Dataflow, Query, Row
from standin.tsv_files import Cells, WireFile
from standin.wire import parts

_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?[+-]\d\d:?\d\d")
_WALL = re.compile(r"\d\d/\d\d/\d\d \d\d:\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    dataflow: Dataflow
    cells: Cells


class Replay:
    """Answers from a folder of wire files; `notes` says which were left out, and why."""

    is_sample = False

    def __init__(self, folder: Path) -> None:
        self.notes: list[str] = []
        updates = _updates(folder)
        files: dict[str, list[WireFile]] = defaultdict(list)
        for path in tsv_files.files(folder):
            files[tsv_files.dataflow_of(path)].append(tsv_files.read(path))
        self._stored = {
            id_: _stored(id_, kept, updates)
            for id_, found in files.items()
            if (kept := self._of_one_kind(found))
        }

    @property
    def dataflows(self) -> Mapping[str, Dataflow]:
        """What the folder holds, by code."""
        return {id_: stored.dataflow for id_, stored in self._stored.items()}

    def rows(self, dataflow: Dataflow, query: Query) -> Iterator[Row]:
        """The stored series that match; a period that a series lacks is a missing cell."""
        wanted = [set(each) for each in query.codes]
        for series, cells in sorted(self._stored[dataflow.id].cells.items()):
            found = any(period in cells for period in query.periods)
            if found and all(code in kept for code, kept in zip(series, wanted, strict=True)):
                yield series, [cells.get(period, MISSING) for period in query.periods]

    def _of_one_kind(self, files: Sequence[WireFile]) -> list[WireFile]:
        """Leave out files in old codes, then those whose dimensions are not those of most."""
        current = [file for file in files if not file.has_old_codes]
        orders = Counter(file.order for file in current)
        usual = orders.most_common(1)[0][0] if orders else ()
        kept = [file for file in current if file.order == usual]
        for file in files:
            if file.has_old_codes:
                self.notes.append(f"{file.path.name}: left out, it holds codes since renamed")
            elif file.order != usual:
                self.notes.append(f"{file.path.name}: left out, its dimensions differ")
        return kept


def _stored(id_: str, files: Sequence[WireFile], updates: Mapping[str, datetime]) -> _Stored:
    cells = tsv_files.merged(files)
    stated = [updates[file.path.name] for file in files if file.path.name in updates]
    newest = max(stated or [_modified(file.path) for file in files])
    updated = newest.isoformat(timespec="seconds")
    known = codes.declared().get(id_)
    titles = known.titles if known else dict.fromkeys(codes.LANGUAGES, id_)
    structure = Structure(
        dataflow=id_,
        titles=titles,
        dimensions=tuple(
            codes.dimension(dimension, sorted({series[place] for series in cells}))
            for place, dimension in enumerate(files[0].order)
        ),
        last_update=updated,
        last_structure_change=updated,
        doi=f"10.2908/{id_.upper()}",
    )
    periods: set[Period] = set().union(*(file.periods for file in files))
    values = sum(bool(parts(cell)[0]) for row in cells.values() for cell in row.values())
    dataflow = Dataflow(structure=structure, periods=tuple(sorted(periods)), values=values)
    return _Stored(dataflow=dataflow, cells=cells)


def _updates(folder: Path) -> dict[str, datetime]:
    """When each file's figures were published, as far as a manifest says."""
    for manifest in (folder / tsv_files.MANIFEST, folder.parent / tsv_files.MANIFEST):
        if manifest.is_file():
            with manifest.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines, delimiter="\t"))
            moments = {row["file"]: _moment(row["vintage"] or "") for row in rows}
            return {file: moment for file, moment in moments.items() if moment}
    return {}


def _moment(text: str) -> datetime | None:
    """The instant that a remark names: with its offset, else in Brussels, else the end of a day."""
    if found := _ISO.search(text):
        return datetime.fromisoformat(found[0])
    if found := _WALL.search(text):
        return datetime.strptime(found[0], "%d/%m/%y %H:%M:%S").replace(tzinfo=BRUSSELS)
    if found := _DAY.search(text):
        return datetime.fromisoformat(found[0]).replace(hour=23, tzinfo=BRUSSELS)
    return None


def _modified(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
