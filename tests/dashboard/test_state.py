from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from cache import Origin, Store, Vintage
from cache.manifest import Outcome, Progress, Run
from dashboard.state import State, state, under_way
from emn.datasets.protection import ASYLUM_APPLICATIONS

Paper = Callable[..., pl.DataFrame]


def progress(*, began: datetime, waiting: tuple[str, ...]) -> Progress:
    return Progress(run="1", started_at=began, done=("population",), waiting=waiting)


def test_an_empty_cache_has_a_state_too(store: Store) -> None:
    now = state(store)

    assert now == State(stamp=now.stamp, updated_at=None, checked_at=None, is_sample=False)


def test_the_state_knows_vintage_check_and_origin(
    store: Store, publish: Callable[..., Vintage], on_paper: Paper
) -> None:
    vintage = publish(ASYLUM_APPLICATIONS, on_paper(), origin=Origin.SAMPLE)
    checked = datetime(2026, 9, 20, 0, 15, tzinfo=UTC)
    later = checked + timedelta(hours=8)
    store.record(
        [
            Run(run="1", dataset="a", started_at=checked, seconds=1, outcome=Outcome.UNCHANGED),
            Run.by_hand("a", later, Outcome.ACCEPTED, "Germany withdrew its figures"),
        ]
    )

    now = state(store)

    assert (now.updated_at, now.checked_at, now.is_sample) == (vintage.last_update, checked, True)


def test_a_new_vintage_gives_a_new_stamp(
    store: Store, publish: Callable[..., Vintage], on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper())
    before = state(store).stamp

    publish(ASYLUM_APPLICATIONS, on_paper(), on="2026-10-16T23:00:00+02:00")

    assert state(store).stamp != before


@pytest.mark.parametrize(
    ("waiting", "age", "is_under_way"),
    [
        (("asylum_applications",), timedelta(minutes=1), True),
        (("asylum_applications",), timedelta(hours=2), False),
        ((), timedelta(minutes=1), False),
    ],
)
def test_a_refresh_is_under_way_until_it_is_over_or_was_killed(
    store: Store, waiting: tuple[str, ...], age: timedelta, *, is_under_way: bool
) -> None:
    store.show_progress(progress(began=datetime.now(UTC) - age, waiting=waiting))

    assert (under_way(store) is not None) is is_under_way
