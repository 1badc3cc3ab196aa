from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from cache import Outcome, Store
from cache.manifest import Run
from emn.commands.schedule import Clock, next_run, schedule
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.language import BRUSSELS
from emn.settings import Settings


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-09-03T08:00+02:00", "2026-09-03T11:45+02:00"),
        ("2026-09-03T11:45+02:00", "2026-09-03T23:55+02:00"),
        ("2026-09-03T23:54+02:00", "2026-09-03T23:55+02:00"),
        ("2026-09-03T23:55+02:00", "2026-09-04T11:45+02:00"),
        ("2026-09-03T22:30+00:00", "2026-09-04T11:45+02:00"),  # half past midnight in Brussels
        ("2026-12-31T23:58+01:00", "2027-01-01T11:45+01:00"),
        ("2026-03-28T23:55+01:00", "2026-03-29T11:45+02:00"),  # summer time began at 2
        ("2026-10-24T23:55+02:00", "2026-10-25T11:45+01:00"),  # winter time began at 3
    ],
)
def test_a_refresh_is_due_after_each_update_whatever_the_clocks_do(after: str, due: str) -> None:
    assert next_run(datetime.fromisoformat(after)) == datetime.fromisoformat(due)


def test_a_year_has_two_refreshes_on_each_day_at_the_same_hours() -> None:
    moment, ends = datetime(2026, 1, 1, tzinfo=BRUSSELS), datetime(2027, 1, 1, tzinfo=BRUSSELS)
    moments = []
    while (moment := next_run(moment)) < ends:
        moments.append(moment)

    assert len(moments) == 2 * 365
    assert {f"{each.astimezone(BRUSSELS):%H:%M}" for each in moments} == {"11:45", "23:55"}


@dataclass
class Time:
    """A clock that goes as fast as it is asked to, and is stopped after so many naps."""

    moment: datetime
    naps: int
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        """The moment it has come to."""
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Let it pass, or end the schedule where it had enough naps."""
        if len(self.slept) == self.naps:
            raise KeyboardInterrupt
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def _same_signals_afterwards() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def scheduled(store: Store, time: Time) -> None:
    """Schedule with nobody to ask, so that each refresh is told as a failure."""
    settings = Settings(data_dir=store.root, eurostat_url="http://127.0.0.1:9", timeout_s=1)
    schedule(settings, Clock(now=time.now, sleep=time.sleep))


def ran(store: Store, at: datetime, datasets: Sequence[Dataset] = DATASETS) -> None:
    rows = [
        Run(run=f"{at}", dataset=each.id, started_at=at, seconds=1.0, outcome=Outcome.UNCHANGED)
        for each in datasets
    ]
    store.record(rows)


def test_a_cache_that_was_never_refreshed_is_so_at_once_and_a_failure_ends_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    scheduled(store, Time(datetime(2026, 9, 3, 6, 0, tzinfo=UTC), naps=0))

    told, failed = capsys.readouterr()
    assert failed.startswith("emn: 127.0.0.1:9: can't be reached")
    assert told == "Next refresh: 2026-09-03 11:45 in Brussels.\nEnded.\n"


def test_an_update_that_was_missed_is_made_up_for(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(store, datetime(2026, 9, 2, 22, 0, tzinfo=UTC))

    scheduled(store, Time(datetime(2026, 9, 3, 10, 0, tzinfo=UTC), naps=0))

    told, failed = capsys.readouterr()
    assert failed.count("can't be reached") == 1
    assert told == "Next refresh: 2026-09-03 23:55 in Brussels.\nEnded.\n"


def test_what_a_person_did_for_one_dataset_makes_up_for_no_update(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(store, datetime(2026, 9, 2, 22, 0, tzinfo=UTC))
    ran(store, datetime(2026, 9, 3, 9, 50, tzinfo=UTC), DATASETS[:3])
    store.record(
        [
            Run.by_hand(
                "population", datetime(2026, 9, 3, 9, 55, tzinfo=UTC), Outcome.ACCEPTED, "right"
            )
        ]
    )

    scheduled(store, Time(datetime(2026, 9, 3, 10, 0, tzinfo=UTC), naps=0))

    assert capsys.readouterr().err.count("can't be reached") == 1


def test_it_sleeps_in_naps_and_refreshes_when_its_time_has_come(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(store, datetime(2026, 9, 3, 6, 0, tzinfo=UTC))
    time = Time(datetime(2026, 9, 3, 9, 43, 30, tzinfo=UTC), naps=2)

    scheduled(store, time)

    told, failed = capsys.readouterr()
    assert time.slept == [60.0, 30.0]
    assert failed.count("can't be reached") == 1
    assert told == (
        "Next refresh: 2026-09-03 11:45 in Brussels.\n"
        "Next refresh: 2026-09-03 23:55 in Brussels.\n"
        "Ended.\n"
    )


def test_being_ended_by_the_system_is_like_ctrl_c(store: Store) -> None:
    def end(_: float) -> None:
        signal.raise_signal(signal.SIGTERM)

    moment = datetime(2026, 9, 3, 10, 0, tzinfo=UTC)
    ran(store, moment)

    schedule(Settings(data_dir=store.root), Clock(now=lambda: moment, sleep=end))
