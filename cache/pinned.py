"""The cache as an edition was made from: one vintage a dataset, and the structures of that day.

A refresh replaces the structure of a dataflow, and with it the labels that figures are told with.
So what is pinned is kept beside it under the fingerprint of its content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polars as pl

from cache.manifest import Progress, Vintage
from cache.store import Store
from emn.dataset import Dataset
from emn.errors import BrokenVintage, CacheError
from emn.structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A vintage by its name, with the fingerprints (SHA-256) of its file and of its structure.

    `structure` is empty where none was stored.
    """

    dataset: str
    dataflow: str
    vintage: str
    observations: str
    structure: str


def pin(store: Store, datasets: Sequence[Dataset]) -> tuple[Pin, ...]:
    """Pin the vintages in service of these datasets, and keep their structures."""
    found = ((each, store.current(each)) for each in datasets)
    return tuple(
        Pin(
            dataset=dataset.id,
            dataflow=dataset.dataflow,
            vintage=vintage.name,
            observations=_fingerprint(store.file(vintage)),
            structure=_keep_structure(store, dataset.dataflow),
        )
        for dataset, vintage in found
        if vintage is not None
    )


class Pinned(Store):
    """A cache that shows the pinned vintages alone; nothing is written."""

    def __init__(self, root: Path, pins: Sequence[Pin]) -> None:
        super().__init__(root)
        self._pins: Mapping[str, Pin] = {each.dataset: each for each in pins}
        self._structures = {each.dataflow: each.structure for each in pins if each.structure}

    def verify(self) -> None:
        """Compare every pinned file with its fingerprint; `BrokenVintage` names what differs."""
        for each in self._pins.values():
            path = self.root / "vintages" / each.dataset / f"{each.vintage}.parquet"
            if not path.exists():
                raise BrokenVintage(
                    f"{path}: the edition was made from this vintage, and it is not here."
                    " Take the cache that holds it."
                )
            if _fingerprint(path) != each.observations:
                raise BrokenVintage(
                    f"{path}: this is not the file that the edition was made from."
                    " Restore it from a copy of the cache."
                )

    def current(self, dataset: Dataset) -> Vintage | None:
        """The pinned vintage, or None of a dataset that the edition did not have."""
        pinned = self._pins.get(dataset.id)
        stored = super().vintages(dataset) if pinned else []
        return next((each for each in stored if pinned and each.name == pinned.vintage), None)

    def vintages(self, dataset: Dataset) -> list[Vintage]:
        """The pinned vintage and those fetched before it that are still stored, oldest first."""
        pinned = self.current(dataset)
        stored = super().vintages(dataset) if pinned else []
        return [each for each in stored if pinned and each.extracted_at <= pinned.extracted_at]

    def structure(self, dataflow: str) -> Structure | None:
        """The structure as it was; None where there was none."""
        kept = self._structures.get(dataflow)
        if kept is None:
            return None
        path = _kept(self, dataflow, kept)
        try:
            return Structure.from_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BrokenVintage(
                f"{path}: the structure that the edition was made with can't be read ({error})."
                " Take the cache that holds it."
            ) from error

    def runs(self) -> pl.DataFrame:
        """No run of a refresh: what the edition was made from came with many."""
        return super().runs().clear()

    def progress(self) -> Progress | None:
        """None: nothing is on its way."""
        return None

    @contextmanager
    def written(self, path: Path) -> Iterator[IO[bytes]]:
        """Refuse: `CacheError`."""
        raise CacheError(f"{path}: what an edition is pinned to can't be written to.")
        yield  # a generator, as the caller expects


def _keep_structure(store: Store, dataflow: str) -> str:
    """Keep a copy of a structure, and give its fingerprint; empty where none is stored."""
    structure = store.structure(dataflow)
    if structure is None:
        return ""
    content = structure.to_json().encode()
    fingerprint = hashlib.sha256(content).hexdigest()
    path = _kept(store, dataflow, fingerprint)
    if not path.exists():
        with store.written(path) as file:
            file.write(content)
    return fingerprint


def _kept(store: Store, dataflow: str, fingerprint: str) -> Path:
    return store.root / "structures" / "pinned" / f"{dataflow}.{fingerprint[:16]}.json"


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
