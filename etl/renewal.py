"""One dataset, from Eurostat's door to the cache: the steps, in order.

Raw answer and structure are stored before the observations, and the pointer to those goes last, so
whoever is killed in between has changed nothing that a reader sees.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import polars as pl

from cache import Origin, Store, Vintage
from emn.dataset import Dataset
from emn.errors import BrokenVintage, ChecksFailed, WrongAnswer
from emn.structure import Structure
from etl.answers import Expected
from etl.catalogue import labelled
from etl.checks import Check, checks
from etl.eurostat_api import Delivery, Eurostat
from etl.observations import observations
from etl.query import query
from etl.structure import instant, structure, structure_query

_COUNTRY = r"^[A-Z]{2}$"
_NO_COUNTRIES = ("EU", "EA")  # two letters, and yet groups


@dataclass(slots=True, kw_only=True)
class Renewal:
    """What the renewals of one refresh share: the two ends, the day, the structures seen so far."""

    store: Store
    eurostat: Eurostat
    today: date
    is_forced: bool
    updates: dict[str, datetime | None]  # by dataflow, from the catalogue
    structures: dict[str, Structure] = field(default_factory=dict)

    def renew(self, dataset: Dataset, reason: str, at: datetime) -> Vintage:
        """Fetch a dataset, judge it, put it in service; give the vintage that now is.

        Raises an `EmnError`, and leaves the last vintage in service: `ChecksFailed` where the new
        one waits in quarantine, a `SourceError` or `CacheError` otherwise.
        """
        known = self._structure(dataset.dataflow)
        wanted = query(dataset, known, self.today)
        with self._incoming(f"{dataset.id}.tsv.gz") as path:
            delivery = self.eurostat.download(wanted.path, path, expects=Expected.OBSERVATIONS)
            vintage = self._vintage(dataset, delivery, at)
            self.store.claim(vintage.origin)
            about: dict[str, object] = {
                "reason": reason,
                "codes that Eurostat no longer has": list(wanted.dropped),
                "headers": delivery.headers,
            }
            new = self._judged(dataset, delivery, vintage, about)
            self._keep(self.store.raw(vintage, _suffix(delivery)), delivery.path)
            self._note(self.store.raw(vintage, ".json"), vintage, about)
        self.store.keep_structure(known)
        return self.store.publish(new, _described(vintage, new))

    def _structure(self, dataflow: str) -> Structure:
        """Fetch a structure once a refresh, however many datasets are slices of the dataflow."""
        if dataflow not in self.structures:
            with self._incoming(f"{dataflow}.xml") as path:
                self.eurostat.download(structure_query(dataflow), path, expects=Expected.STRUCTURE)
                found = structure(dataflow, path)
            self.structures[dataflow] = labelled(found, self.eurostat)
        return self.structures[dataflow]

    def _vintage(self, dataset: Dataset, delivery: Delivery, at: datetime) -> Vintage:
        known = self.structures[dataset.dataflow]
        return Vintage(
            dataset=dataset.id,
            dataflow=dataset.dataflow,
            last_update=instant(known.last_update) or self.updates.get(dataset.dataflow) or at,
            extracted_at=at,
            url=delivery.url,
            sha256=delivery.sha256,
            origin=Origin.SAMPLE if delivery.is_sample else Origin.PUBLISHED,
        )

    def _judged(
        self, dataset: Dataset, delivery: Delivery, vintage: Vintage, about: dict[str, object]
    ) -> pl.DataFrame:
        """Read the answer and put every check to it; what fails goes into quarantine, with why."""
        try:
            new = observations(delivery.path, dataset)
        except WrongAnswer as error:
            self._quarantine(delivery, vintage, {**about, "can't be read": str(error)})
            raise
        known = self.structures[dataset.dataflow]
        failing = [
            each for each in checks(new, self._last(dataset), dataset, known) if not each.has_passed
        ]
        if failing:
            self._quarantine(delivery, vintage, {**about, "failing": _told(failing)})
            raise ChecksFailed(
                f"{dataset.id}: the new vintage is not fit to replace the last ("
                + "; ".join(f"{each.name}: {', '.join(each.notes)}" for each in failing)
                + f"). It waits as {self.store.quarantine(vintage, _suffix(delivery))}. If Eurostat"
                f" really dropped these figures, run `emn refresh --dataset {dataset.id} --force`."
            )
        return new

    def _last(self, dataset: Dataset) -> pl.DataFrame | None:
        """The observations in service; nothing where there are none to compare, or by force."""
        if self.is_forced:
            return None
        try:
            vintage = self.store.current(dataset)
            return self.store.observations(dataset, vintage).collect() if vintage else None
        except (BrokenVintage, OSError, pl.exceptions.PolarsError):
            return None  # a broken vintage is the reason for this renewal, and is said there

    def _quarantine(self, delivery: Delivery, vintage: Vintage, about: dict[str, object]) -> None:
        self._keep(self.store.quarantine(vintage, _suffix(delivery)), delivery.path)
        self._note(self.store.quarantine(vintage, ".json"), vintage, about)

    def _keep(self, place: Path, path: Path) -> None:
        with self.store.written(place) as file, path.open("rb") as answer:
            shutil.copyfileobj(answer, file)

    def _note(self, place: Path, vintage: Vintage, about: dict[str, object]) -> None:
        with self.store.written(place) as file:
            note = {**json.loads(vintage.to_json()), **about}
            file.write(json.dumps(note, ensure_ascii=False, indent=1).encode())

    @contextlib.contextmanager
    def _incoming(self, name: str) -> Iterator[Path]:
        """A place for an answer until it is judged; a killed refresh's leftover is overwritten."""
        path = self.store.root / "incoming" / name
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def _described(vintage: Vintage, new: pl.DataFrame) -> Vintage:
    valued = new.filter(pl.col("value").is_not_null())
    last = valued["period"].max()
    in_last = valued.filter(
        pl.col("period") == last,
        pl.col("geo").str.contains(_COUNTRY),
        ~pl.col("geo").is_in(_NO_COUNTRIES),
    )
    return vintage.described(
        rows=new.height,
        first_period=valued["period"].min(),
        last_period=last,
        reporters=in_last["geo"].n_unique(),
    )


def _suffix(delivery: Delivery) -> str:
    return ".tsv.gz" if delivery.is_gzip else ".tsv"


def _told(failing: list[Check]) -> dict[str, list[str]]:
    return {each.name: list(each.notes) for each in failing}
