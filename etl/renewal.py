"""One dataset, from Eurostat's door to the cache: the steps, in order.

Raw answer and structure are stored before the observations, and the pointer to those goes last, so
whoever is killed in between has changed nothing that a reader sees.
"""

from __future__ import annotations

import contextlib
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
from etl.gate import reasons
from etl.gate_coverage import age, described
from etl.gate_quarantine import (
    FAILING,
    Waiting,
    hold_back,
    keep,
    note,
    release,
    what_to_do,
)
from etl.observations import observations
from etl.query import query
from etl.structure import instant, structure, structure_query


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
        known = self.structure(dataset.dataflow)
        wanted = query(dataset, known, self.today)
        with self.incoming(f"{dataset.id}.tsv.gz") as path:
            delivery = self.eurostat.download(wanted.path, path, expects=Expected.OBSERVATIONS)
            vintage = self._vintage(dataset, delivery, at)
            self.store.claim(vintage.origin)
            about: dict[str, object] = {
                "reason": reason,
                "codes that Eurostat no longer has": list(wanted.dropped),
                "headers": delivery.headers,
            }
            new, found = self._judged(dataset, delivery, vintage, about)
            vintage = described(vintage, new)
            keep(self.store, self.store.raw(vintage, _suffix(delivery)), delivery.path)
            noted = {each.name: list(each.notes) for each in found if each.notes}
            note(self.store, self.store.raw(vintage, ".json"), vintage, {**about, "noted": noted})
        self.store.keep_structure(known)
        published = self.store.publish(new, vintage)
        release(self.store, vintage)
        return published

    def structure(self, dataflow: str) -> Structure:
        """Fetch a structure once a refresh, however many datasets are slices of the dataflow."""
        if dataflow not in self.structures:
            with self.incoming(f"{dataflow}.xml") as path:
                self.eurostat.download(structure_query(dataflow), path, expects=Expected.STRUCTURE)
                found = structure(dataflow, path)
            self.structures[dataflow] = labelled(found, self.eurostat)
        return self.structures[dataflow]

    def _vintage(self, dataset: Dataset, delivery: Delivery, at: datetime) -> Vintage:
        known = self.structures[dataset.dataflow]
        told = (instant(known.last_update), self.updates.get(dataset.dataflow))
        return Vintage(
            dataset=dataset.id,
            dataflow=dataset.dataflow,
            # The later of the two: a stored structure is older than the data it is read with.
            last_update=max((each for each in told if each), default=at),
            extracted_at=at,
            url=delivery.url,
            sha256=delivery.sha256,
            origin=Origin.SAMPLE if delivery.is_sample else Origin.PUBLISHED,
        )

    def _judged(
        self, dataset: Dataset, delivery: Delivery, vintage: Vintage, about: dict[str, object]
    ) -> tuple[pl.DataFrame, tuple[Check, ...]]:
        """Read the answer and put every check to it; what fails goes into quarantine, with why."""
        try:
            new = observations(delivery.path, dataset)
        except WrongAnswer as error:
            self._quarantine(delivery, vintage, {**about, "can't be read": str(error)})
            raise
        found = self._checked(new, dataset, vintage)
        why = reasons(found)
        if why:
            failing = {each.name: list(each.notes) for each in found if not each.has_passed}
            place = self._quarantine(delivery, vintage, {**about, FAILING: failing})
            raise ChecksFailed(
                f"{dataset.id}: the new vintage is not fit to replace the last ({why})."
                f" It waits as {place}. {what_to_do(dataset)}"
            )
        return new, found

    def _checked(self, new: pl.DataFrame, dataset: Dataset, vintage: Vintage) -> tuple[Check, ...]:
        """Every check, against the vintage in service if there is one, it can be read, no force."""
        structure = self.structures[dataset.dataflow]
        try:
            served = None if self.is_forced else self.store.current(dataset)
            last = self.store.observations(dataset, served).collect() if served else None
        except (BrokenVintage, OSError, pl.exceptions.PolarsError):
            served, last = None, None  # the reason for this renewal, and said there
        found = checks(new, last, dataset, structure, self.today)
        return (*found, age(vintage, served))

    def _quarantine(self, delivery: Delivery, vintage: Vintage, about: dict[str, object]) -> Path:
        waiting = Waiting(
            vintage=vintage,
            answer=delivery.path,
            about=about,
            structure=self.structures[vintage.dataflow],
        )
        return hold_back(self.store, waiting, _suffix(delivery))

    @contextlib.contextmanager
    def incoming(self, name: str) -> Iterator[Path]:
        """A place for an answer until it is judged; a killed refresh's leftover is overwritten."""
        path = self.store.root / "incoming" / name
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def _suffix(delivery: Delivery) -> str:
    return ".tsv.gz" if delivery.is_gzip else ".tsv"
