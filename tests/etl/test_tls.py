"""An encrypted way whose certificate can't be believed: named, told, and not insisted on."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from cache import Store
from emn.datasets import DATASETS
from emn.errors import NotTrusted, TryLater
from etl.answers import Expected
from etl.connection import Patience
from etl.eurostat_api import Eurostat
from etl.refresh import refresh
from tests.etl.conftest import RATES, UNPACKED

PATIENT = Patience(
    connect_s=2, read_s=2, total_s=9, attempts=4, first_wait_s=0.01, longest_wait_s=0.05
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(UNPACKED) + UNPACKED
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
BUNDLE = "REQUESTS_CA_BUNDLE"


class _Host(socketserver.BaseRequestHandler):
    """Opens an encrypted way with its certificate, and gives the rates to who believes it."""

    context: ssl.SSLContext
    came: list[str]

    def handle(self) -> None:
        """Talk to one visitor, who may hang up at the sight of the certificate."""
        self.came.append(self.client_address[0])
        with (
            contextlib.suppress(OSError),
            self.context.wrap_socket(self.request, server_side=True) as talk,
        ):
            talk.recv(65536)
            talk.sendall(ANSWER)


@contextlib.contextmanager
def encrypted(certificate: trustme.LeafCert) -> Iterator[tuple[str, list[str]]]:
    """A host that shows this certificate; its address, and who came."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    came: list[str] = []
    host = type("Host", (_Host,), {"context": context, "came": came})
    with socketserver.TCPServer(("127.0.0.1", 0), host) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}", came
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever signs, for those who trust it."""
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The same authority, trusted by this machine."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv(BUNDLE, str(path))
    return authority


def refused(certificate: trustme.LeafCert, tmp_path: Path) -> str:
    """What is said of a host with this certificate, which is asked once and no more."""
    with encrypted(certificate) as (url, came), pytest.raises(NotTrusted) as caught:
        Eurostat(url, patience=PATIENT).download(
            RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS
        )
    assert not isinstance(caught.value, TryLater)
    assert len(came) == 1
    assert list(tmp_path.glob("*answer*")) == []
    return str(caught.value).partition(": ")[2]


def test_a_certificate_that_nobody_we_trust_has_signed(
    authority: trustme.CA, tmp_path: Path
) -> None:
    assert refused(authority.issue_cert("127.0.0.1"), tmp_path) == (
        "its certificate can't be believed (unable to get local issuer certificate)."
        " If this network inspects what is encrypted, name the certificate of its authority in"
        " REQUESTS_CA_BUNDLE; else check this machine's clock. What is stored stays in service."
    )


def test_a_certificate_of_another_host(trusting: trustme.CA, tmp_path: Path) -> None:
    told = refused(trusting.issue_cert("example.org"), tmp_path)

    assert told.startswith("its certificate can't be believed (IP address mismatch")


def test_a_certificate_that_has_expired(trusting: trustme.CA, tmp_path: Path) -> None:
    told = refused(trusting.issue_cert("127.0.0.1", not_after=YESTERDAY), tmp_path)

    assert told.startswith("its certificate can't be believed (certificate has expired)")


def test_the_authority_that_a_person_names_is_believed(
    trusting: trustme.CA, tmp_path: Path
) -> None:
    with encrypted(trusting.issue_cert("127.0.0.1")) as (url, _):
        delivery = Eurostat(url, patience=PATIENT).download(
            RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS
        )

    assert delivery.path.read_bytes() == UNPACKED


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_an_authority_that_can_not_be_read_is_named(
    authority: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str | None,
) -> None:
    bundle = tmp_path / "bundle.pem"
    monkeypatch.setenv(BUNDLE, str(bundle))
    if content:
        bundle.write_text(content)

    with encrypted(authority.issue_cert("127.0.0.1")) as (url, came):
        eurostat = Eurostat(url, patience=PATIENT)
        with pytest.raises(NotTrusted, match="REQUESTS_CA_BUNDLE") as caught:
            eurostat.reachable()
        with pytest.raises(NotTrusted):
            eurostat.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)

    if not content:
        assert came == []
        assert str(bundle) in str(caught.value)


def test_a_refresh_ends_after_one_question_and_touches_nothing(
    authority: trustme.CA, refreshed: Store
) -> None:
    before = {path: path.read_bytes() for path in refreshed.root.rglob("*.*")}

    with (
        encrypted(authority.issue_cert("127.0.0.1")) as (url, came),
        pytest.raises(NotTrusted) as caught,
    ):
        refresh(refreshed, Eurostat(url, patience=PATIENT), DATASETS, now=datetime.now(UTC))

    assert len(came) == 1
    assert caught.value.exit_code == 10
    assert {path: path.read_bytes() for path in refreshed.root.rglob("*.*")} == before
