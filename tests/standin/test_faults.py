"""Mistakes on demand: each goes wrong as its name says, then all is well again."""

import gzip
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date

import pytest
import requests
from werkzeug.wrappers import Response

from standin import Sample, Standin, faults
from standin.faults import Misbehaviour

QUERY = "sdmx/2.1/data/demo_gind/A.JAN.DE+FR?format=TSV&startPeriod=2024&endPeriod=2025"
PACKED = f"{QUERY}&compressed=true"


@pytest.fixture(scope="module")
def running() -> Iterator[Standin]:
    with Standin(Sample(date(2026, 9, 19))) as standin:
        yield standin


@pytest.fixture
def standin(running: Standin) -> Iterator[Standin]:
    """The server, and the certainty that no mistake is left for the next test."""
    yield running
    assert get(running, QUERY).text == honest(running)


def get(standin: Standin, path: str = QUERY) -> requests.Response:
    return requests.get(f"{standin.url}/{path}", timeout=10)


def honest(standin: Standin) -> str:
    return get(standin).text


@pytest.mark.parametrize(
    ("fault", "status", "begins"),
    [
        (faults.maintenance_page(), 200, b"<!DOCTYPE html>"),
        (faults.warning(), 200, b'{"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE'),
        (faults.server_error(), 500, b"<html>"),
        (faults.server_error(502), 502, b"<html>"),
        (faults.empty_body(), 200, b""),
        (faults.another_dataset(), 200, b"freq,reason,citizen,duration,unit,geo\\TIME_PERIOD\t"),
        (faults.gzip_without_header(), 200, b"\x1f\x8b"),
    ],
)
def test_a_mistake_is_made_once(
    standin: Standin, fault: Misbehaviour, status: int, begins: bytes
) -> None:
    right = honest(standin)
    standin.misbehave("/data/", fault)

    wrong = get(standin)

    assert (wrong.status_code, wrong.content[: len(begins)]) == (status, begins)
    assert wrong.text != right


def test_a_mistake_is_made_as_often_as_asked_and_only_on_its_path(standin: Standin) -> None:
    standin.misbehave("/data/", faults.server_error(), times=2)

    paths = ["catalogue/toc/txt", QUERY, QUERY, QUERY]

    assert [get(standin, path).status_code for path in paths] == [200, 500, 500, 200]


def test_a_ready_response_will_do(standin: Standin) -> None:
    standin.misbehave("/data/", Response("no", 418))

    assert (get(standin).status_code, get(standin).status_code) == (418, 200)


def test_even_a_mistake_says_that_it_is_a_sample(standin: Standin) -> None:
    standin.misbehave("/data/", faults.gzip_without_header())

    assert get(standin).headers["EMN-Sample"] == "yes"


def test_unavailable_says_how_long_to_wait(standin: Standin) -> None:
    standin.misbehave("/data/", faults.unavailable(retry_after=7))

    answer = get(standin)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")


def test_a_redirect_ends_at_another_host(standin: Standin) -> None:
    standin.misbehave("/data/", faults.maintenance_redirect())

    answer = get(standin)

    assert answer.url.split(":")[1] == "//localhost"
    assert answer.text.startswith("<!DOCTYPE html>")


def test_a_dropped_connection_breaks_in_the_body(standin: Standin) -> None:
    standin.misbehave("/data/", faults.dropped())

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        get(standin)


def test_a_truncated_gzip_can_not_be_unpacked(standin: Standin) -> None:
    standin.misbehave("/data/", faults.truncated_gzip())

    body = get(standin, PACKED).content

    assert body.startswith(b"\x1f\x8b")
    with pytest.raises(EOFError):
        gzip.decompress(body)


def test_a_slow_body_is_whole_but_late(standin: Standin) -> None:
    right = honest(standin)
    standin.misbehave("/data/", faults.slow(0.2, pieces=4))
    start = time.monotonic()

    body = get(standin).text

    assert body == right
    assert time.monotonic() - start >= 0.2


@pytest.mark.parametrize("path", [QUERY, PACKED])
def test_a_tsv_is_broken_where_the_name_says(standin: Standin, path: str) -> None:
    header, germany, france, _ = honest(standin).split("\r\n")

    def broken(fault: Misbehaviour) -> list[str]:
        standin.misbehave("/data/", fault)
        return get(standin, path).text.split("\r\n")

    assert broken(faults.header_only()) == [header, ""]
    assert broken(faults.missing_tab())[:2] == [header, germany]
    assert france.count("\t") == 2
    assert broken(faults.missing_tab())[2].count("\t") == 1
    assert broken(faults.text_in_a_cell())[2].split("\t")[2] == "n/a "


def test_a_queued_answer_is_ready_after_some_polls(standin: Standin) -> None:
    standin.misbehave("/data/", faults.queued(polls=2))

    envelope = get(standin)
    id_ = ET.fromstring(envelope.content).findtext(".//id")  # noqa: S314 - our own server
    early = get(standin, f"1.0/async/data/{id_}")
    statuses = [get(standin, f"1.0/async/status/{id_}").text for _ in range(3)]
    late = get(standin, f"1.0/async/data/{id_}")

    assert envelope.status_code == 200
    assert (early.status_code, "DATA_NOT_YET_AVAILABLE" in early.text) == (400, True)
    assert [status.split("status>")[2][:-6] for status in statuses] == [
        "PROCESSING",
        "PROCESSING",
        "AVAILABLE",
    ]
    assert late.text == honest(standin)


def test_the_queue_may_forget_a_request_and_never_knew_another(standin: Standin) -> None:
    standin.misbehave("/async/status/", faults.expired())

    forgotten, unknown = (get(standin, "1.0/async/status/gone") for _ in range(2))

    assert "EXPIRED" in forgotten.text
    assert (unknown.status_code, "UNKNOWN_REQUEST" in unknown.text) == (400, True)
