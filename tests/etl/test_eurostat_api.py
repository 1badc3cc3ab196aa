from __future__ import annotations

import gzip
import socket
import threading
import time
from pathlib import Path

import pytest
from werkzeug.wrappers import Response

from emn.errors import (
    BadQuery,
    CacheError,
    ConnectionBroken,
    CutShort,
    EmnError,
    EmptyAnswer,
    NotOffered,
    OtherKind,
    SentElsewhere,
    ServerFailed,
    SourceUnavailable,
    TooBig,
    TooSlow,
    TryLater,
    UnderMaintenance,
)
from emn.settings import Settings
from etl.answers import Expected
from etl.connection import Patience
from etl.eurostat_api import Eurostat
from standin import faults
from standin.faults import Exchange, Misbehaviour
from standin.server import Standin
from tests.etl.conftest import RATES, STRUCTURE, UNPACKED, asked, fault, fetched


def test_an_answer_is_kept_as_it_came_and_described(eurostat: Eurostat, tmp_path: Path) -> None:
    delivery = eurostat.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)

    assert gzip.decompress(delivery.path.read_bytes()) == UNPACKED
    assert delivery.url == eurostat.url + RATES
    assert (delivery.is_gzip, delivery.is_sample) == (True, False)
    assert ".tsv.gz" in delivery.headers["Content-Disposition"]


def test_we_say_who_we_are(standin: Standin) -> None:
    settings = Settings(eurostat_url=standin.url, contact="statistics@example.org")

    Eurostat.of(settings).reachable()

    [request] = standin.asked
    name, _, contact = request.headers["User-Agent"].partition(" ")
    assert name.startswith("emn-statistics/20")
    assert contact == "(+statistics@example.org)"


PASSING: dict[str, tuple[Misbehaviour, int]] = {
    "queued": (faults.queued(polls=2), 1),
    "queued, ready at once": (faults.queued(polls=0), 1),
    "a warning that it is queued": (faults.warning(), 2),
    "500 twice": (faults.server_error(500), 2),
    "503 with a time to wait": (faults.unavailable(retry_after=1), 1),
    "429": (faults.answer("", 429), 1),
    "dropped in the middle": (faults.dropped(), 1),
    "gzip cut short": (faults.truncated_gzip(), 1),
    "text cut short": (faults.answer(UNPACKED[:-1]), 1),
    "gzip without a header": (faults.gzip_without_header(), 1),
}


@pytest.mark.parametrize(("mistake", "times"), PASSING.values(), ids=PASSING)
def test_what_passes_is_waited_for(
    standin: Standin, eurostat: Eurostat, tmp_path: Path, mistake: Misbehaviour, times: int
) -> None:
    standin.misbehave("/data/migr", mistake, times)

    assert fetched(eurostat, tmp_path) == UNPACKED


def test_asking_again_is_done_in_silence(
    standin: Standin, eurostat: Eurostat, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    standin.misbehave("/data/migr", faults.server_error(500))

    fetched(eurostat, tmp_path)

    assert caplog.records == []


def test_a_503_is_asked_again_after_the_time_that_it_names(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.unavailable(retry_after=1))
    began = time.monotonic()

    fetched(eurostat, tmp_path)

    assert time.monotonic() - began >= 1


LASTING: dict[str, tuple[Misbehaviour, type[EmnError], int]] = {
    "a maintenance page": (faults.maintenance_page(), UnderMaintenance, 1),
    "a redirect to another host": (faults.maintenance_redirect(), SentElsewhere, 1),
    "500 for ever": (faults.server_error(500), ServerFailed, 3),
    "503 until tomorrow": (faults.unavailable(retry_after=86_400), ServerFailed, 1),
    "dropped for ever": (faults.dropped(), ConnectionBroken, 3),
    "gzip cut short for ever": (faults.truncated_gzip(), CutShort, 3),
    "nothing": (faults.empty_body(), EmptyAnswer, 1),
    "too big": (fault("413", "EXTRACTION_TOO_BIG: estimated 9", 413), TooBig, 3),
    "a bad key": (fault("140", "INVALID_QUERY_NB_FILTERS"), BadQuery, 1),
    "404 without a reason": (faults.answer("", 404), NotOffered, 1),
    "406": (faults.answer("", 406), NotOffered, 1),
}


@pytest.mark.parametrize("case", LASTING)
def test_what_lasts_is_an_error_and_nothing_is_left_behind(
    standin: Standin, eurostat: Eurostat, tmp_path: Path, case: str
) -> None:
    mistake, kind, times = LASTING[case]
    standin.misbehave("/data/migr", mistake, 10)
    path = tmp_path / "answer" / "rates.tsv.gz"

    with pytest.raises(kind) as caught:
        eurostat.download(RATES, path, expects=Expected.OBSERVATIONS)

    assert type(caught.value) is kind
    assert asked(standin) == times
    assert list(path.parent.iterdir()) == []


def test_another_host_is_named_and_not_visited(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.maintenance_redirect())

    with pytest.raises(SentElsewhere, match="sends us to localhost"):
        fetched(eurostat, tmp_path)

    assert asked(standin, "/sorry") == 0


def test_a_redirect_on_the_same_host_is_followed(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    def moved(exchange: Exchange) -> Response:
        path = exchange.request.full_path
        return Response(status=302, headers={"Location": path.replace("2024", "2025")})

    standin.misbehave("/data/migr", moved)

    assert fetched(eurostat, tmp_path).startswith(b"freq,unit,geo\\TIME_PERIOD\t2025 \r\n")


def test_a_redirect_in_circles_ends(standin: Standin, eurostat: Eurostat, tmp_path: Path) -> None:
    def circle(exchange: Exchange) -> Response:
        return Response(status=302, headers={"Location": exchange.request.full_path})

    standin.misbehave("/data/migr", circle, 10)

    with pytest.raises(SentElsewhere, match="in circles"):
        fetched(eurostat, tmp_path)


def test_a_body_that_trickles_past_the_bound_is_left(standin: Standin, tmp_path: Path) -> None:
    standin.misbehave("/data/migr", faults.slow(seconds=4, pieces=40))
    hurried = Eurostat(standin.url, patience=Patience(total_s=0.3, read_s=2, attempts=1))
    began = time.monotonic()

    with pytest.raises(TooSlow, match="not whole after"):
        fetched(hurried, tmp_path)

    assert time.monotonic() - began < 3


def test_a_host_that_says_nothing_is_left_after_the_read_timeout(
    standin: Standin, tmp_path: Path
) -> None:
    standin.misbehave("/data/migr", faults.slow(seconds=3, pieces=1))
    hurried = Eurostat(standin.url, patience=Patience(read_s=0.2, attempts=1))

    with pytest.raises(TryLater, match=r"broke in the middle|can't be reached"):
        fetched(hurried, tmp_path)


def test_one_request_is_under_way_at_a_time(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    under_way, most = threading.Semaphore(0), []

    def watched(exchange: Exchange) -> Response:
        under_way.release()
        time.sleep(0.05)
        most.append(under_way._value)  # noqa: SLF001 - how many are inside has no public name
        under_way.acquire()
        return exchange.honest

    standin.misbehave("/data/migr", watched, 4)
    threads = [
        threading.Thread(target=fetched, args=(eurostat, tmp_path / str(n))) for n in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert most == [1, 1, 1, 1]


def test_a_structure_is_not_mistaken_for_observations(eurostat: Eurostat, tmp_path: Path) -> None:
    assert eurostat.download(STRUCTURE, tmp_path / "x.xml", expects=Expected.STRUCTURE).sha256

    with pytest.raises(OtherKind, match="not a table of observations"):
        eurostat.download(STRUCTURE, tmp_path / "x.xml", expects=Expected.OBSERVATIONS)


def test_a_disk_that_can_not_be_written_is_the_caches_fault(
    eurostat: Eurostat, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(CacheError, match="can't be written"):
        eurostat.download(RATES, tmp_path / "file" / "x", expects=Expected.OBSERVATIONS)


@pytest.mark.parametrize(
    "mistake",
    [
        faults.maintenance_page(),
        faults.server_error(503),
        faults.empty_body(),
        fault("5", "x", 200),
    ],
)
def test_a_host_without_its_catalogue_is_not_reachable(
    standin: Standin, eurostat: Eurostat, mistake: Misbehaviour
) -> None:
    standin.misbehave("/catalogue/toc", mistake)

    with pytest.raises(SourceUnavailable, match="not with its catalogue"):
        eurostat.reachable()


def silent_port() -> tuple[socket.socket, int]:
    """A port that takes connections and never answers."""
    door = socket.create_server(("127.0.0.1", 0))
    return door, door.getsockname()[1]


def test_a_host_that_is_down_or_silent_is_known_quickly() -> None:
    door, port = silent_port()
    silent = Eurostat(f"http://127.0.0.1:{port}/api", patience=Patience(connect_s=0.3))
    began = time.monotonic()

    with pytest.raises(SourceUnavailable, match="can't be reached"):
        silent.reachable()
    door.close()
    with pytest.raises(SourceUnavailable, match="can't be reached"):
        silent.reachable()

    assert time.monotonic() - began < 2


def test_what_was_there_before_stays_until_the_new_answer_is_whole(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    before = fetched(eurostat, tmp_path)
    standin.misbehave("/data/migr", faults.truncated_gzip(), 10)

    with pytest.raises(CutShort):
        fetched(eurostat, tmp_path)

    assert gzip.decompress((tmp_path / "answer").read_bytes()) == before
