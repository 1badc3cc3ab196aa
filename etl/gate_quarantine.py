"""What failed its checks waits here for a person, and `emn accept` lets it through.

A vintage in quarantine is two files: the answer as it came, and a sidecar with all that is known
of it: its manifest, the structure it was read with, the reasons.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from cache import Outcome, Store, Vintage
from cache.manifest import Run
from emn.dataset import Dataset
from emn.errors import BrokenVintage, CacheError, ChecksFailed, Misused, StructureChanged
from emn.language import BRUSSELS
from emn.structure import Structure
from etl.checks import FORM, form
from etl.gate import reasons
from etl.gate_coverage import described
from etl.lock import one_at_a_time
from etl.observations import observations
from etl.query import query
from etl.structure import instant

FAILING = "failing"  # where the sidecar has the checks that held it back
_SIDECAR = ".json"
_STRUCTURE = "structure"
_MANIFEST = {each.name for each in fields(Vintage)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A vintage in quarantine: its answer as a file, and what its sidecar says of it."""

    vintage: Vintage
    answer: Path
    about: Mapping[str, Any]
    structure: Structure

    @property
    def is_acceptable(self) -> bool:
        """Tell whether a person could let it through: it is of the right form, and yet failed."""
        return not FORM.intersection(self.about.get(FAILING, FORM))

    def is_same(self, updated: datetime, restructured: datetime | None) -> bool:
        """Tell whether Eurostat has this still: neither figures nor structure changed since."""
        known = instant(self.structure.last_structure_change)
        is_restructured = restructured is not None and (known is None or restructured > known)
        return updated <= self.vintage.last_update and not is_restructured

    def __str__(self) -> str:
        """Say since when it waits, why, and what a person may do."""
        since = self.vintage.extracted_at.astimezone(BRUSSELS)
        failing = self.about[FAILING].items()
        why = "; ".join(f"{name}: {', '.join(notes)}" for name, notes in failing)
        return (
            f"still waits in quarantine since {since:%Y-%m-%d %H:%M} (Brussels time), and Eurostat"
            f" has nothing newer ({why})"
        )


def what_to_do(dataset: Dataset) -> str:
    """Say how a person decides on what waits."""
    return (
        f'If Eurostat really means these figures, run `emn accept {dataset.id} --reason "…"`;'
        f" `emn refresh --dataset {dataset.id} --force` fetches them again and compares with"
        " nothing."
    )


def keep(store: Store, place: Path, answer: Path) -> None:
    """Store an answer as it came off the wire."""
    with store.written(place) as file, answer.open("rb") as source:
        shutil.copyfileobj(source, file)


def note(store: Store, place: Path, vintage: Vintage, about: Mapping[str, Any]) -> None:
    """Store what is known of an answer beside it."""
    with store.written(place) as file:
        told = {**json.loads(vintage.to_json()), **about}
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode())


def hold_back(store: Store, waiting: Waiting, suffix: str) -> Path:
    """Put an answer into quarantine, with why; give where it waits."""
    place = store.quarantine(waiting.vintage, suffix)
    keep(store, place, waiting.answer)
    about = {**waiting.about, _STRUCTURE: json.loads(waiting.structure.to_json())}
    note(store, store.quarantine(waiting.vintage, _SIDECAR), waiting.vintage, about)
    return place


def release(store: Store, vintage: Vintage) -> None:
    """Take a vintage out of quarantine, if it is there; the sidecar first, which lists it."""
    sidecar = store.quarantine(vintage, _SIDECAR)
    try:
        for path in (sidecar, *sidecar.parent.glob(f"{vintage.name}.*")):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(
            f"{sidecar}: can't be taken out of quarantine ({error.strerror or error})."
            " What is in service is not touched; delete the file by hand."
        ) from error


def newest(store: Store, dataset: Dataset) -> Waiting | None:
    """The newest vintage that waits, unless what is in service is as new; else None."""
    sidecars = (store.root / "quarantine" / dataset.id).glob(f"*{_SIDECAR}")
    waiting = [_read(path) for path in sidecars]
    served = store.current(dataset)
    newer = [
        each
        for each in waiting
        if served is None
        or (each.vintage.name != served.name and each.vintage.last_update >= served.last_update)
    ]
    return max(
        newer, key=lambda each: (each.vintage.last_update, each.vintage.extracted_at), default=None
    )


def still_waiting(
    store: Store,
    dataset: Dataset,
    updated: datetime | None,
    restructured: datetime | None,
    today: date,
) -> Waiting | None:
    """What waits in quarantine where another fetch would bring the same, to wait there too.

    None where Eurostat has something newer, the declaration asks for something else by now, or
    what waits or what is in service can't be read; nor where what came was of no form that a person
    could accept, since it may be right the next time.
    """
    try:
        waiting = newest(store, dataset)
        if waiting is None or updated is None or not waiting.is_acceptable:
            return None
        if (served := store.current(dataset)) is not None:
            store.observations(dataset, served)
        wanted = query(dataset, waiting.structure, today)
    except (BrokenVintage, StructureChanged):
        return None
    is_same = waiting.is_same(updated, restructured) and wanted.is_within(waiting.vintage.url)
    return waiting if is_same else None


def accept(store: Store, dataset: Dataset, reason: str, now: datetime) -> Vintage:
    """Put the newest vintage in quarantine in service, and keep why and when; give it.

    `Misused` where none waits or no reason is given; `ChecksFailed` or `WrongAnswer` where nobody
    could read what would be published.
    """
    if not reason.strip():
        raise Misused(f"{dataset.id}: say why these figures are right, with --reason.")
    with one_at_a_time(store, now):
        waiting = newest(store, dataset)
        if waiting is None:
            raise Misused(
                f"{dataset.id}: nothing waits in quarantine that is newer than what is in service."
                " `emn status` tells how the last refresh ended."
            )
        new = _readable(waiting, dataset)
        vintage = described(waiting.vintage, new)
        about = {**waiting.about, "accepted": {"reason": reason.strip(), "at": now.isoformat()}}
        suffix = waiting.answer.name.removeprefix(vintage.name)
        store.claim(vintage.origin)
        keep(store, store.raw(vintage, suffix), waiting.answer)
        note(store, store.raw(vintage, _SIDECAR), vintage, about)
        store.keep_structure(waiting.structure)
        published = store.publish(new, vintage)
        store.record([Run.by_hand(dataset.id, now, Outcome.ACCEPTED, reason.strip())])
        release(store, vintage)
    return published


def _read(sidecar: Path) -> Waiting:
    try:
        told: dict[str, Any] = json.loads(sidecar.read_text(encoding="utf-8"))
        manifest = {name: told.pop(name) for name in _MANIFEST & set(told)}
        return Waiting(
            vintage=Vintage.from_json(json.dumps(manifest)),
            answer=next(
                path for path in sidecar.parent.glob(f"{sidecar.stem}.*") if path != sidecar
            ),
            structure=Structure.from_json(json.dumps(told.pop(_STRUCTURE))),
            about=told,
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise BrokenVintage(
            f"{sidecar}: what waits in quarantine can't be read ({error!r})."
            " Delete this file and run `emn refresh --force` for its dataset."
        ) from error


def _readable(waiting: Waiting, dataset: Dataset) -> pl.DataFrame:
    new = observations(waiting.answer, dataset)
    if why := reasons(form(new, dataset)):
        raise ChecksFailed(
            f"{dataset.id}: {waiting.answer} can't be accepted, for nobody could read it ({why})."
            " Wait for Eurostat to correct it."
        )
    return new
