from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from emn.errors import StillQueued
from etl.answers import Expected
from etl.connection import Patience
from etl.eurostat_api import Eurostat
from standin import faults
from standin.faults import Misbehaviour
from standin.server import Standin

RATES = "/sdmx/2.1/data/migr_asyapp1mp/A.NR.?format=TSV&compressed=true&startPeriod=2024"
STRUCTURE = "/sdmx/2.1/dataflow/ESTAT/migr_asyapp1mp/latest?references=descendants"
UNPACKED = (
    b"freq,unit,geo\\TIME_PERIOD\t2024 \t2025 \r\n"
    b"A,NR,CY\t6.98 \t2.88 \r\n"
    b"A,NR,DE\t2.75 d\t1.36 \r\n"
    b"A,NR,ES\t3.32 \t2.87 p\r\n"
    b"A,NR,EU27_2020\t2.03 \t1.49 \r\n"
)


def fetched(eurostat: Eurostat, tmp_path: Path, place: str = RATES) -> bytes:
    """Download the rates, and give what then lies on the disk, unpacked."""
    path = tmp_path / "answer"
    eurostat.download(place, path, expects=Expected.OBSERVATIONS)
    content = path.read_bytes()
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def asked(standin: Standin, part: str = "/data/migr") -> int:
    """How often this part of a path was asked for."""
    return sum(part in each.path for each in standin.asked)


def fault(status: int, code: str, label: str) -> Misbehaviour:
    return faults.answer(
        f"<S:Fault xmlns:S='urn:s'><faultcode>{code}</faultcode>"
        f"<faultstring>{label}</faultstring></S:Fault>",
        status,
        "application/xml",
    )


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
    standin.misbehave("/async/status", fault(400, "100", "UNKNOWN_REQUEST: Unknown request."))

    assert fetched(patient, tmp_path) == UNPACKED
    assert asked(standin) == 2


def test_data_that_is_announced_and_not_there_yet_is_asked_for_again(
    standin: Standin, patient: Eurostat, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.queued(polls=0))
    standin.misbehave("/async/data", fault(400, "100", "DATA_NOT_YET_AVAILABLE: wait"), 2)

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
