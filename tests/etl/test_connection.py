"""The way to Eurostat, as it is where it fails: each failure has a name."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from emn import errors
from etl.answers import Expected
from etl.connection import Patience, Session
from etl.eurostat_api import Eurostat
from standin.server import Standin

HURRIED = Patience(
    connect_s=2, read_s=1, total_s=1.5, attempts=2, first_wait_s=0.01, longest_wait_s=0.05
)
RATES = "/sdmx/2.1/data/migr_asyapp1mp/A..?format=TSV&compressed=true&startPeriod=2024"


def test_a_host_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    gone = Eurostat(f"http://127.0.0.1:{port}", patience=HURRIED)

    with pytest.raises(errors.Unreachable, match="Check the network"):
        gone.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)


@contextmanager
def saying(answer: bytes) -> Iterator[str]:
    """A host that says these very bytes to each who comes, and hangs up."""

    def say(door: socket.socket) -> None:
        while True:
            try:
                visitor, _ = door.accept()
            except OSError:  # the door was closed
                return
            with visitor:
                visitor.recv(65536)
                visitor.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=say, args=(door,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            door.shutdown(socket.SHUT_RDWR)
            thread.join()


OK = b"HTTP/1.1 200 OK\r\n"
GREETINGS = {
    "another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n", errors.Unreachable, "can't be reached"),
    "nothing": (b"", errors.Unreachable, "can't be reached"),
    "a redirect to nonsense": (
        b"HTTP/1.1 302 Found\r\nLocation: http://[x\r\nContent-Length: 0\r\n\r\n",
        errors.SentElsewhere,
        "no address",
    ),
    "a piece cut short": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n40\r\nfreq,geo",
        errors.ConnectionBroken,
        "in the middle",
    ),
    "no last piece": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nfreq\r\n",
        errors.ConnectionBroken,
        "in the middle",
    ),
    "less than was announced": (
        OK + b"Content-Length: 90\r\n\r\nfreq,unit,geo\\TIME_PERIOD\t2024 \r\n",
        errors.ConnectionBroken,
        "in the middle",
    ),
    "plain where gzip was announced": (
        OK + b"Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\nfreq\r\n",
        errors.ConnectionBroken,
        "in the middle",
    ),
}


@pytest.mark.parametrize("case", GREETINGS)
def test_a_host_that_does_not_keep_to_the_protocol_has_a_name_too(
    tmp_path: Path, case: str
) -> None:
    answer, kind, says = GREETINGS[case]

    with saying(answer) as url, pytest.raises(kind, match=says) as caught:
        Eurostat(url, patience=HURRIED).download(
            RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS
        )

    assert type(caught.value) is kind
    assert list(tmp_path.glob("*answer*")) == []


def test_an_encrypted_way_that_can_not_be_opened_is_not_trusted_nor_tried_again(
    standin: Standin, tmp_path: Path
) -> None:
    plain = Eurostat(standin.url.replace("http:", "https:"), patience=HURRIED)

    with pytest.raises(errors.NotTrusted, match="certificates") as caught:
        plain.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)

    assert not isinstance(caught.value, errors.TryLater)


def test_a_proxy_that_is_not_there_is_named(standin: Standin, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    session = Session()
    session.proxies = {"http": f"http://127.0.0.1:{port}"}
    session.trust_env = False
    behind = Eurostat(standin.url, patience=HURRIED, session=session)

    with pytest.raises(errors.ProxyFailed, match="HTTPS_PROXY"):
        behind.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)
