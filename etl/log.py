"""The log of a refresh for programs: one line of JSON a dataset, as soon as it is known."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import IO

from cache import Outcome, Store
from cache.manifest import Run
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import BrokenVintage, EmnError

_LEVELS = {
    Outcome.QUARANTINED: "warning",
    Outcome.WAITING: "warning",
    Outcome.FAILED: "error",
}


def json_log(store: Store, out: IO[str]) -> Callable[[Run], None]:
    """What writes a run as one line: its ids, its outcome, and the vintage that is in service."""
    datasets = {each.id: each for each in DATASETS}

    def write(run: Run) -> None:
        dataset = datasets.get(run.dataset)
        _write(
            out,
            time=run.started_at + timedelta(seconds=run.seconds),
            level=_LEVELS.get(run.outcome, "info"),
            run=run.run,
            dataset=run.dataset,
            outcome=run.outcome,
            vintage=_vintage(store, dataset) if dataset else None,
            seconds=run.seconds,
            note=run.note,
        )

    return write


def log_error(error: EmnError, out: IO[str], *, at: datetime) -> None:
    """Write why nothing could begin, as one line."""
    _write(out, time=at, level="error", error=type(error).__name__, note=str(error))


def _write(out: IO[str], **what: object) -> None:
    out.write(json.dumps(what, ensure_ascii=False, default=datetime.isoformat) + "\n")
    out.flush()


def _vintage(store: Store, dataset: Dataset) -> str | None:
    try:
        vintage = store.current(dataset)
    except BrokenVintage:  # which is then what the run's note says
        return None
    return vintage.name if vintage else None
