from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from cache import Past, Store, Vintage
from cache.manifest import Outcome, Run
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import CacheError, NothingStored
from tests.conftest import Table

ALL = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "applicant": "TOTAL", "age": "TOTAL"}
JUNE = """
geo  period      value
DE   2026-06-01  {value}
"""
Fetch = Callable[[int, datetime], Vintage]


@pytest.fixture
def fetch(publish: Callable[..., Vintage], table: Table) -> Fetch:
    """Publish another number for June, fetched at a moment."""

    def put(value: int, at: datetime) -> Vintage:
        june = table(JUNE.format(value=value), **ALL)
        return publish(
            ASYLUM_APPLICATIONS,
            june.select(ASYLUM_APPLICATIONS.columns),
            on=at.isoformat(),
            extracted_at=at,
        )

    return put


def values(store: Store) -> list[float | None]:
    return store.observations(ASYLUM_APPLICATIONS).collect()["value"].to_list()


def test_a_day_shows_what_had_been_fetched_by_its_end_in_brussels(
    store: Store, fetch: Fetch
) -> None:
    fetch(5790, datetime(2026, 9, 16, 22, tzinfo=UTC))  # the 17th in Brussels
    fetch(5810, datetime(2026, 9, 20, 21, 59, tzinfo=UTC))
    fetch(5835, datetime(2026, 9, 20, 22, 1, tzinfo=UTC))

    assert values(Past(store.root, date(2026, 9, 17))) == [5790]
    assert values(Past(store.root, date(2026, 9, 20))) == [5810]
    assert values(Past(store.root, date(2026, 9, 21))) == [5835]
    assert values(store) == [5835]


def test_before_the_first_there_is_nothing(store: Store, fetch: Fetch) -> None:
    fetch(5790, datetime(2026, 9, 16, 22, tzinfo=UTC))
    past = Past(store.root, date(2026, 9, 16))

    assert (past.current(ASYLUM_APPLICATIONS), past.vintages(ASYLUM_APPLICATIONS)) == (None, [])
    with pytest.raises(NothingStored):
        past.observations(ASYLUM_APPLICATIONS)


def test_what_was_fetched_last_was_in_service_whatever_its_age(store: Store, fetch: Fetch) -> None:
    early, late = datetime(2026, 9, 16, tzinfo=UTC), datetime(2026, 9, 18, tzinfo=UTC)
    fetch(5790, late)
    kept = fetch(5700, early)
    store.publish(
        store.observations(ASYLUM_APPLICATIONS, kept).collect(),
        kept.described(extracted_at=datetime(2026, 9, 19, tzinfo=UTC)),
    )

    assert values(Past(store.root, date(2026, 9, 18))) == [5790]
    assert values(Past(store.root, date(2026, 9, 20))) == [5700]


def test_runs_that_came_later_are_not_there_and_nothing_is_on_its_way(store: Store) -> None:
    moments = datetime(2026, 9, 19, 1, tzinfo=UTC), datetime(2026, 9, 21, 1, tzinfo=UTC)
    store.record(
        [
            Run(run=str(at), dataset="a", started_at=at, seconds=1, outcome=Outcome.UNCHANGED)
            for at in moments
        ]
    )
    past = Past(store.root, date(2026, 9, 20))

    assert past.runs()["started_at"].to_list() == [moments[0]]
    assert past.progress() is None


def test_the_past_is_not_written_to(store: Store, fetch: Fetch) -> None:
    kept = fetch(5790, datetime(2026, 9, 16, tzinfo=UTC))
    past = Past(store.root, date(2026, 9, 20))

    with pytest.raises(CacheError, match="past"):
        past.publish(store.observations(ASYLUM_APPLICATIONS).collect(), kept)
