"""Files that a person brings: the same checks, the same vintages as what a refresh fetches.

A file of Eurostat's may become a dataset that we declare, and is cut to its slice. Any file may
become a dataset of its own, with all that it holds, which no refresh touches. Figures that are not
Eurostat's never stand under a dataset that is. What fails its checks is not kept in quarantine: the
person has the file, and may import it again with the reason why it is right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from cache import Origin, Outcome, Store, Vintage
from cache.manifest import Run
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import BrokenFile, BrokenVintage, ChecksFailed
from emn.language import BRUSSELS
from emn.structure import Structure
from etl.body import Body
from etl.checks import Check, checks, form
from etl.gate import reasons
from etl.gate_coverage import age, described
from etl.gate_quarantine import keep, note, release
from etl.lock import one_at_a_time
from etl.readers import Reading, read
from etl.readers.reading import broken
from etl.readers.shape import coded, destination, is_declared, own_structure, shaped


def _say_nothing(message: str) -> None:
    """Tell nobody."""


def imported(  # noqa: PLR0913 - the whole job in the words of the command line
    store: Store,
    path: Path,
    dataset_id: str,
    now: datetime,
    *,
    reason: str = "",
    tell: Callable[[str], None] = _say_nothing,
) -> Vintage:
    """Read a file, judge it, put it in service as this dataset; give the vintage that now is.

    With a `reason`, a person says that the figures are right whatever their checks say; it is kept.
    `tell` hears what was left out, or can't be known. Raises an `EmnError`, and leaves the last
    vintage in service: `BrokenFile` or `WrongAnswer` where the file can't be understood, `Misused`
    where it does not belong there, `ChecksFailed`.
    """
    body = _body(path)
    reading = read(path, body)
    brought = _Brought(
        store=store,
        path=path,
        body=body,
        reading=reading,
        dataset=destination(path, reading, dataset_id),
    )
    with one_at_a_time(store, now):
        known = brought.known_structure()
        cells = brought.with_codes(known, tell)
        today = now.astimezone(BRUSSELS).date()
        new = shaped(path, cells, brought.dataset, today, tell)
        structure = known or own_structure(reading, brought.dataset, new)
        served = brought.served()
        vintage = brought.vintage(served, new, now)
        found = (
            *checks(new, brought.last(served), brought.dataset, structure, today),
            age(vintage, served),
        )
        brought.refuse_unfit(new, found, reason)
        return brought.published(new, described(vintage, new), structure, found, reason)


def _earliest(served: Vintage | None, new: pl.DataFrame, now: datetime) -> datetime:
    """The date of a file that says none: when its last period began, or that of what it replaces.

    Never later than it can be, or a refresh would take what Eurostat has for older.
    """
    began = new.filter(pl.col("value").is_not_null())["period"].max()
    if not isinstance(began, date):
        return now
    earliest = min(now, datetime(began.year, began.month, began.day, tzinfo=BRUSSELS))
    return max(earliest, served.last_update) if served else earliest


def _body(path: Path) -> Body:
    try:
        body = Body.of(path)
    except OSError as error:
        raise BrokenFile(f"{path}: can't be read ({error.strerror or error}).") from error
    if not body.is_whole:
        raise broken(path, "is gzip that ends before its end. Download it again.")
    return body


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brought:
    """A file on its way into the cache."""

    store: Store
    path: Path
    body: Body
    reading: Reading
    dataset: Dataset

    def known_structure(self) -> Structure | None:
        """What Eurostat says of the dataflow, where a refresh has fetched it."""
        return self.store.structure(self.dataset.dataflow) if is_declared(self.dataset) else None

    def with_codes(self, known: Structure | None, tell: Callable[[str], None]) -> pl.DataFrame:
        """The cells, with codes for labels where the structure of their dataflow is known."""
        if not self.reading.is_labelled:
            return self.reading.cells
        structure = known or self.store.structure(self.reading.dataflow)
        if structure:
            return coded(self.path, self.reading, structure)
        tell(
            f"{self.path.name} has labels instead of codes, and the codes of"
            f" {self.reading.dataflow or 'it'} are not known here: the labels are kept as they are."
            " Better download it with codes."
        )
        return self.reading.cells

    def served(self) -> Vintage | None:
        """The vintage in service; what can't be read is about to be replaced."""
        try:
            return self.store.current(self.dataset)
        except BrokenVintage:
            return None

    def last(self, served: Vintage | None) -> pl.DataFrame | None:
        """The observations in service; nothing where there are none to compare."""
        try:
            return self.store.observations(self.dataset, served).collect() if served else None
        except (BrokenVintage, OSError, pl.exceptions.PolarsError):
            return None

    def vintage(self, served: Vintage | None, new: pl.DataFrame, now: datetime) -> Vintage:
        """What is known of it before its checks."""
        is_ours = is_declared(self.dataset) or not self.reading.dataflow
        return Vintage(
            dataset=self.dataset.id,
            dataflow=self.dataset.dataflow if is_ours else self.reading.dataflow,
            last_update=self.reading.last_update or _earliest(served, new, now),
            extracted_at=now,
            url=self.reading.url or self.path.name,
            sha256=self.body.sha256,
            origin=Origin.PUBLISHED,
            source=self.reading.source,
            licence=self.reading.licence,
        )

    def refuse_unfit(self, new: pl.DataFrame, found: tuple[Check, ...], reason: str) -> None:
        """Raise where a check fails and no person vouches, or where no reader could read it."""
        why = reasons(found)
        if not why:
            return
        is_readable = all(each.has_passed for each in form(new, self.dataset))
        if is_readable and reason.strip():
            return
        what = (
            'If these figures are right, import it again with --accept "the reason".'
            if is_readable
            else "Correct the file."
        )
        raise ChecksFailed(
            f"{self.path.name}: not fit to become {self.dataset.id} ({why})."
            f" Nothing was published. {what}"
        )

    def published(
        self,
        new: pl.DataFrame,
        vintage: Vintage,
        structure: Structure,
        found: tuple[Check, ...],
        reason: str,
    ) -> Vintage:
        """Keep the file as it came and what is known of it, then put its figures in service."""
        self.store.claim(vintage.origin)
        suffix = self.reading.suffix + (".gz" if self.body.is_gzip else "")
        about = {
            "reason": f"imported from {self.path.name}",
            "noted": {each.name: list(each.notes) for each in found if each.notes},
            **({"accepted": {"reason": reason.strip()}} if reason.strip() else {}),
        }
        keep(self.store, self.store.raw(vintage, suffix), self.path)
        note(self.store, self.store.raw(vintage, ".json"), vintage, about)
        if self.dataset.dataflow not in {each.dataflow for each in DATASETS}:
            self.store.keep_structure(structure)  # Eurostat's own is never replaced by a file's
        published = self.store.publish(new, vintage)
        release(self.store, vintage)
        said = f"from {self.path.name}{f': {reason.strip()}' if reason.strip() else ''}"
        run = Run.by_hand(self.dataset.id, vintage.extracted_at, Outcome.IMPORTED, said)
        self.store.record([run])
        return published
