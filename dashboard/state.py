"""The state of the data: which vintages are in service, checked when, what is on its way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

from cache import Origin, Store
from cache.manifest import BY_HAND, Progress
from emn.datasets import DATASETS

_ABANDONED = timedelta(hours=1)  # a refresh that began earlier and is not over was killed


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a page says about its data; a new vintage gives a new `stamp`."""

    stamp: str
    updated_at: datetime | None
    checked_at: datetime | None
    is_sample: bool


def state(store: Store) -> State:
    """Read the state of a cache; an empty cache has one too."""
    current = [vintage for each in DATASETS if (vintage := store.current(each)) is not None]
    names = " ".join(f"{vintage.dataset}/{vintage.name}" for vintage in current)
    asked = store.runs().filter(~pl.col("outcome").is_in(BY_HAND))
    checked_at = asked["started_at"].max()
    return State(
        stamp=hashlib.sha256(names.encode()).hexdigest()[:12],
        updated_at=max((vintage.last_update for vintage in current), default=None),
        checked_at=checked_at if isinstance(checked_at, datetime) else None,
        is_sample=store.origin is Origin.SAMPLE,
    )


def seen_at(store: Store) -> datetime | None:
    """The last moment of which this cache knows how Eurostat stood; None while it is empty.

    The last check; where nobody has asked Eurostat, the last time that something was fetched.
    """
    fetched = [vintage.extracted_at for each in DATASETS if (vintage := store.current(each))]
    checked_at = state(store).checked_at
    return max((*fetched, *((checked_at,) if checked_at else ())), default=None)


def under_way(store: Store) -> Progress | None:
    """The refresh that is under way, or None: nobody waits for one that was killed."""
    progress = store.progress()
    if progress is None or progress.is_over:
        return None
    return progress if datetime.now(UTC) - progress.started_at < _ABANDONED else None
