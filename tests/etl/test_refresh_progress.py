from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cache import Store
from cache.manifest import Progress
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from etl.eurostat_api import Eurostat
from etl.refresh import raise_for, refresh
from standin import faults
from standin.server import Standin

PAIR = (FIRST_TIME_RATE_ANNUAL, POPULATION)
NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)


def test_progress_is_told_and_stored_dataset_by_dataset(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    standin.misbehave("/data/migr_asyapp1mp", faults.empty_body())
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        assert store.progress() is not None
        told.append(progress)

    runs = refresh(store, eurostat, PAIR, now=NOW, tell=tell)

    assert [(each.done, each.failed, each.current, each.waiting) for each in told] == [
        ((), (), "first_time_rate_annual", ("population",)),
        ((), ("first_time_rate_annual",), "population", ()),
        (("population",), ("first_time_rate_annual",), "", ()),
    ]
    assert told[-1].is_over
    assert {each.run for each in runs} == {"2026-09-03T221500Z"}


def test_an_interrupt_passes_through_and_leaves_what_was_done(
    store: Store, eurostat: Eurostat
) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.current == "population":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(store, eurostat, PAIR, now=NOW, tell=interrupt)

    assert store.runs()["dataset"].to_list() == ["first_time_rate_annual"]
    assert store.current(FIRST_TIME_RATE_ANNUAL) is not None
    progress = store.progress()
    assert progress is not None
    assert progress.is_over


def test_a_refresh_where_nothing_failed_raises_nothing() -> None:
    raise_for([])
