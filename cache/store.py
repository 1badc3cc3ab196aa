"""Vintages: write beside, then publish one pointer; read lazily.

One writer, many readers, no lock to read. A reader sees the last vintage whose pointer was
replaced; whatever a killed writer left behind is a file that no pointer names.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import IO

import polars as pl

from cache.disk import unwritten
from cache.manifest import Origin, Progress, Run, Vintage
from cache.memory import Memory, marked
from cache.settled import MANIFEST, settled, stored
from emn.dataset import Dataset
from emn.errors import BrokenVintage, CacheError, MixedOrigins, NothingStored
from emn.indicator import Indicator
from emn.structure import Structure

_READABLE = 0o644  # the web process may run as somebody else
_RUNS_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "run": pl.String,
    "dataset": pl.String,
    "started_at": pl.Datetime("us", "UTC"),
    "seconds": pl.Float64,
    "outcome": pl.String,
    "note": pl.String,
}


class Store:
    """The cache in one folder. Making one touches nothing; writing makes the folders it needs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read_pointer = Memory(_vintage)
        self._read_structure = Memory(_structure)
        self._read_runs = Memory(pl.read_parquet)

    # What is stored

    def current(self, dataset: Dataset) -> Vintage | None:
        """The vintage in service, or None before the first refresh."""
        try:
            return self._read_pointer.of(self._pointer(dataset))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BrokenVintage(
                f"{self._pointer(dataset)}: the pointer can't be read ({error})."
                f" Run `emn refresh --dataset {dataset.id} --force`."
            ) from error

    def vintages(self, dataset: Dataset) -> list[Vintage]:
        """Every stored vintage, oldest first."""
        files = self._folder("vintages", dataset.id).glob("*.parquet")
        manifests = [found for path in files if (found := _manifest(path)) is not None]
        return sorted(manifests, key=lambda each: (each.last_update, each.extracted_at))

    def observations(self, dataset: Dataset, vintage: Vintage | None = None) -> pl.LazyFrame:
        """Scan a vintage, the current one unless told: columns `dataset.columns`, sorted by key.

        `NothingStored` before the first refresh.
        """
        vintage = vintage or self.current(dataset)
        if vintage is None:
            raise NothingStored(f"{dataset.id}: nothing is stored yet. Run `emn refresh`.")
        return pl.scan_parquet(self.parquet(dataset, vintage))

    def parquet(self, dataset: Dataset, vintage: Vintage) -> Path:
        """Where a vintage is kept; `BrokenVintage` where it is gone."""
        path = self.file(vintage)
        if not path.exists():
            raise BrokenVintage(
                f"{path}: the vintage is gone. Run `emn refresh --dataset {dataset.id} --force`."
            )
        return path

    def series(self, indicator: Indicator, by: str = "") -> pl.DataFrame:
        """Compute an indicator from the vintage in service; columns as `Indicator.series`."""
        dataset = indicator.by[by] if by else indicator.dataset
        return indicator.series(self.observations(dataset), by).collect()

    def structure(self, dataflow: str) -> Structure | None:
        """The stored structure of a dataflow, or None."""
        path = self._folder("structures") / f"{dataflow}.json"
        try:
            return self._read_structure.of(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BrokenVintage(f"{path}: can't be read ({error}). Delete it, refresh.") from error

    @property
    def edition(self) -> Hashable:
        """What is another once a vintage or a structure was put in service; cheap to ask for."""
        try:
            folders = sorted(os.scandir(self.root / "vintages"), key=lambda each: each.name)
        except FileNotFoundError:
            folders = []
        pointers = [(each.name, _marked(f"{each.path}/current.json")) for each in folders]
        return (*pointers, _marked(self.root / "structures"))

    @property
    def origin(self) -> Origin | None:
        """What kind of figures this cache holds, or None while it is empty."""
        try:
            return Origin(json.loads(self._origin.read_text(encoding="utf-8"))["origin"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError) as error:
            raise BrokenVintage(f"{self._origin}: can't be read ({error}).") from error

    # Publishing

    def publish(self, observations: pl.DataFrame, vintage: Vintage) -> Vintage:
        """Store these observations as a vintage and put it in service; give it as it was stored.

        Nothing is visible before the pointer is replaced. What is stored already stays as it is.
        """
        self.claim(vintage.origin)
        vintage, is_there = settled(observations, vintage, self.file(vintage).parent)
        if not is_there:
            with self.written(self.file(vintage)) as file:
                observations.write_parquet(
                    file,
                    compression="zstd",
                    compression_level=3,
                    statistics=True,
                    row_group_size=512 * 1024,
                    metadata={MANIFEST: vintage.to_json()},
                )
        with self.written(self._folder("vintages", vintage.dataset) / "current.json") as file:
            file.write(vintage.to_json().encode())
        return vintage

    def claim(self, origin: Origin) -> None:
        """Let this cache hold figures of this origin only; `MixedOrigins` if it holds others."""
        held = self.origin
        if held is None:
            with self.written(self._origin) as file:
                file.write(json.dumps({"origin": origin}).encode())
        elif held is not origin:
            raise MixedOrigins(
                f"{self.root} holds {held} figures and was about to receive {origin} ones."
                " Give EMN_DATA_DIR another folder, or delete this one."
            )

    def keep_structure(self, structure: Structure) -> None:
        """Store the structure of a dataflow in place of the last."""
        with self.written(self._folder("structures") / f"{structure.dataflow}.json") as file:
            file.write(structure.to_json().encode())

    def remove(self, dataset: Dataset, vintage: Vintage) -> None:
        """Delete a vintage that is not in service, and its raw answer; `CacheError` otherwise.

        The observations go last, at one stroke: whoever is killed in between leaves a vintage
        that is still listed, and the next attempt finishes.
        """
        current = self.current(dataset)
        if current is not None and current.name == vintage.name:
            raise CacheError(f"{dataset.id}: {vintage.name} is in service. It can't be removed.")
        path = self.file(vintage)
        try:
            for answer in self._folder("raw", vintage.dataset).glob(f"{vintage.name}.*"):
                answer.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)
        except OSError as error:
            raise CacheError(f"{path}: can't be removed ({error.strerror or error}).") from error

    def file(self, vintage: Vintage) -> Path:
        """Where the observations of a vintage are kept."""
        return self._folder("vintages", vintage.dataset) / f"{vintage.name}.parquet"

    def raw(self, vintage: Vintage, suffix: str) -> Path:
        """Where the answer of a vintage is kept as it came off the wire."""
        return self._folder("raw", vintage.dataset) / f"{vintage.name}{suffix}"

    def quarantine(self, vintage: Vintage, suffix: str) -> Path:
        """Where what failed its checks waits for a person."""
        return self._folder("quarantine", vintage.dataset) / f"{vintage.name}{suffix}"

    # Runs

    def record(self, runs: list[Run]) -> None:
        """Add one row per dataset of a refresh to the log of runs."""
        rows = pl.DataFrame([asdict(run) for run in runs], schema=_RUNS_SCHEMA)
        with self.written(self.root / "runs.parquet") as file:
            pl.concat([self.runs(), rows]).write_parquet(file)

    def runs(self) -> pl.DataFrame:
        """Every run so far: run, dataset, started_at (UTC), seconds, outcome, note."""
        path = self.root / "runs.parquet"
        try:
            return self._read_runs.of(path)
        except FileNotFoundError:
            return pl.DataFrame(schema=_RUNS_SCHEMA)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise BrokenVintage(
                f"{path}: can't be read ({error}). Delete it: it is a log and holds no figure."
            ) from error

    def show_progress(self, progress: Progress) -> None:
        """Tell every reader how far the refresh has come."""
        with self.written(self.root / "progress.json") as file:
            file.write(json.dumps(asdict(progress), default=str).encode())

    def progress(self) -> Progress | None:
        """How far the last refresh has come, or None before the first."""
        try:
            stored = json.loads((self.root / "progress.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise BrokenVintage(f"{self.root}/progress.json: can't be read ({error}).") from error
        names = {name: tuple(stored[name]) for name in ("done", "waiting", "failed")}
        started_at = datetime.fromisoformat(stored["started_at"])
        return Progress(**{**stored, **names, "started_at": started_at})

    # The disk

    @contextmanager
    def written(self, path: Path) -> Iterator[IO[bytes]]:
        """Open a file beside `path`; on success make it durable and put it in its place at once."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    os.fchmod(handle, _READABLE)
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                Path(beside).replace(path)
                _sync_folder(path.parent)
            finally:
                Path(beside).unlink(missing_ok=True)
        except OSError as error:
            raise unwritten(path, error) from error

    @property
    def _origin(self) -> Path:
        return self.root / "origin.json"

    def _folder(self, *parts: str) -> Path:
        return self.root.joinpath(*parts)

    def _pointer(self, dataset: Dataset) -> str:
        return f"{self.root}/vintages/{dataset.id}/current.json"


def _vintage(pointer: Path) -> Vintage:
    return Vintage.from_json(pointer.read_text(encoding="utf-8"))


def _structure(path: Path) -> Structure:
    return Structure.from_json(path.read_text(encoding="utf-8"))


def _marked(path: str | Path) -> Hashable:
    try:
        return marked(path)
    except FileNotFoundError:
        return None


def _manifest(path: Path) -> Vintage | None:
    """Read what a file says of itself; None where retention took it since it was listed."""
    try:
        return _said_by(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        raise BrokenVintage(f"{path}: can't be read ({error}). Delete it and refresh.") from error


@lru_cache(maxsize=16_384)
def _said_by(path: Path, _written_at: int) -> Vintage:
    """A vintage never changes, so each file is read once; a new file of that name is another."""
    return stored(path)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
