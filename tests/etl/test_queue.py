from __future__ import annotations

from pathlib import Path

import pytest

from emn.errors import StillQueued
from etl.connection import Patience
from etl.eurostat_api import Eurostat
from standin import faults
from standin.server import Standin
from tests.etl.conftest import UNPACKED, asked, fault, fetched


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patient(standin: Standin, clock: Clock) -> Eurostat:
    """Our client as it really waits, on a clock that costs no time."""
    return Eurostat(standin.url, patience=Patience(clock=lambda: clock.now, sleep=clock.sleep))


def test_the_queue_is_polled_at_growing_distances(
    standin: Standin, patient: Eurostat, clock: Clock, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.queued(polls=7))

    assert fetched(patient, tmp_path) == UNPACKED
    assert clock.slept == [2, 4, 8, 16, 32, 60, 60, 60]


def test_the_queue_is_left_after_a_while(
    standin: Standin, patient: Eurostat, clock: Clock, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.queued(polls=1000))

    with pytest.raises(StillQueued, match="queue after 900 s"):
        fetched(patient, tmp_path)

    assert clock.now <= 900


def test_an_answer_that_the_queue_forgot_is_asked_for_anew(
    standin: Standin, patient: Eurostat, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.queued(polls=5))
    standin.misbehave("/async/status", fault("100", "UNKNOWN_REQUEST: Unknown request."))

    assert fetched(patient, tmp_path) == UNPACKED
    assert asked(standin) == 2


def test_data_that_is_announced_and_not_there_yet_is_asked_for_again(
    standin: Standin, patient: Eurostat, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.queued(polls=0))
    standin.misbehave("/async/data", fault("100", "DATA_NOT_YET_AVAILABLE: wait"), 2)

    assert fetched(patient, tmp_path) == UNPACKED
    assert asked(standin, "/async/data") == 3


def test_a_queue_that_answers_with_itself_is_left_after_a_while(
    standin: Standin, patient: Eurostat, clock: Clock, tmp_path: Path
) -> None:
    ready = (
        "<Envelope><asyncResponse><status><key>a-b</key><status>AVAILABLE</status></status>"
        "</asyncResponse></Envelope>"
    )
    standin.misbehave("/data/migr", faults.queued(polls=0))
    standin.misbehave("/async/data", faults.answer(ready, 200, "application/xml"), 100)

    with pytest.raises(StillQueued):
        fetched(patient, tmp_path)

    assert clock.now <= 900
    assert asked(standin, "/async/data") < 30
