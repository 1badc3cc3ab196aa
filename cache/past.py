"""The cache as it stood at a moment: what Eurostat overwrote since is what it shows again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import IO

import polars as pl

from cache.manifest import Progress, Vintage
from cache.store import Store
from emn.dataset import Dataset
from emn.errors import CacheError
from emn.language import BRUSSELS


class Past(Store):
    """A cache at the end of a day, Brussels time; what came later is not there, nothing is written.

    The vintage in service is the one that was fetched last by then. What retention has deleted
    since can't be shown: of long ago only the last vintage of each month is kept.
    """

    def __init__(self, root: Path, day: date) -> None:
        super().__init__(root)
        next_day = datetime.combine(day + timedelta(days=1), time(), BRUSSELS)
        self._over = next_day.astimezone(UTC)  # as polars keeps its moments

    @property
    def edition(self) -> Hashable:
        """That of the cache, and the day: what is fetched on that same day is still to come."""
        return super().edition, self._over

    def current(self, dataset: Dataset) -> Vintage | None:
        """The vintage that was in service, or None where nothing had been fetched."""
        return max(self.vintages(dataset), key=lambda each: each.extracted_at, default=None)

    def vintages(self, dataset: Dataset) -> list[Vintage]:
        """Every vintage that had been fetched and is still stored, oldest first."""
        return [each for each in super().vintages(dataset) if each.extracted_at < self._over]

    def runs(self) -> pl.DataFrame:
        """Every run up to that day; columns as `Store.runs`."""
        return super().runs().filter(pl.col("started_at") < self._over)

    def progress(self) -> Progress | None:
        """None: nothing is on its way in the past."""
        return None

    @contextmanager
    def written(self, path: Path) -> Iterator[IO[bytes]]:
        """Refuse: `CacheError`."""
        raise CacheError(f"{path}: the past can't be written to. Write to the cache of today.")
        yield  # a generator, as the caller expects
