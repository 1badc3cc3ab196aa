from __future__ import annotations

import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_string
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TypeVar

import pytest

from cache import Outcome
from cache.manifest import Run
from emn.errors import SourceUnavailable
from emn.settings import Settings
from etl.notify import Notice, notify

NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
Kept = TypeVar("Kept")
HOST = socket.gethostname()


def run(dataset: str, outcome: Outcome, note: str = "") -> Run:
    return Run(
        run="2026-09-03T221500Z",
        dataset=dataset,
        started_at=NOW,
        seconds=1.0,
        outcome=outcome,
        note=note,
    )


RUNS = [
    run("population", Outcome.PUBLISHED),
    run("asylum_applications", Outcome.FAILED, "Eurostat’s answer ends before its end."),
    run("first_instance_decisions", Outcome.QUARANTINED, "Germany is missing."),
    run("pending_applications", Outcome.UNCHANGED),
]
SUBJECT = "EMN Statistics: of 4 datasets, 1 could not be refreshed and 1 waits in quarantine"
TEXT = (
    "asylum_applications could not be refreshed: Eurostat’s answer ends before its end.\n\n"
    "first_instance_decisions waits in quarantine: Germany is missing.\n\n"
    "The last vintage of each stays in service."
    f" To see the state of each, run `emn status` on {HOST}."
)


class _Web(BaseHTTPRequestHandler):
    """Keeps what is posted; answers with the status that the path names."""

    posted: list[dict[str, object]]

    def do_POST(self) -> None:
        self.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(int(self.path[1:4]))
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self) -> None:
        """Be the page that a redirect leads to."""
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""


class _Post(socketserver.StreamRequestHandler):
    """A mail server that takes every mail and offers no encryption."""

    mails: list[str]

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            match line.split()[0].upper():
                case b"DATA":
                    self._say("354 go on")
                    self.mails.append(self._mail())
                    self._say("250 kept")
                case b"STARTTLS":
                    self._say("502 no")
                case b"RCPT" if b"nobody@" in line:
                    self._say("550 unknown")
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _mail(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()


@pytest.fixture
def posted() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A web server, and what is posted to it."""
    kept: list[dict[str, object]] = []
    server = HTTPServer(("127.0.0.1", 0), type("Web", (_Web,), {"posted": kept}))
    yield from _served(server, kept, "http")


@pytest.fixture
def mailed() -> Iterator[tuple[str, list[str]]]:
    """A mail server, and what it was given."""
    kept: list[str] = []
    server = socketserver.TCPServer(("127.0.0.1", 0), type("Post", (_Post,), {"mails": kept}))
    yield from _served(server, kept, "smtp")


def _served(
    server: socketserver.TCPServer, kept: list[Kept], scheme: str
) -> Iterator[tuple[str, list[Kept]]]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"{scheme}://127.0.0.1:{server.server_address[1]}", kept
    server.shutdown()
    thread.join()
    server.server_close()


def notice() -> Notice:
    said = Notice.of(RUNS)
    assert said is not None
    return said


def test_a_refresh_where_all_is_well_makes_no_notice() -> None:
    assert Notice.of([RUNS[0], RUNS[3]]) is None


def test_a_notice_says_what_failed_what_waits_and_what_stays() -> None:
    assert notice() == Notice(subject=SUBJECT, text=TEXT, runs=(RUNS[1], RUNS[2]))


def test_a_refresh_that_could_not_begin_says_why() -> None:
    assert Notice.of_error(SourceUnavailable("Eurostat is away. Try again later.")) == Notice(
        subject="EMN Statistics: the refresh failed",
        text="Eurostat is away. Try again later.\n\nWhat is stored stays in service."
        f" To see the state of each, run `emn status` on {HOST}.",
    )


def test_with_nobody_to_notify_nothing_happens() -> None:
    assert notify(notice(), Settings()) == []


def test_the_webhook_gets_words_and_datasets(
    posted: tuple[str, list[dict[str, object]]],
) -> None:
    url, received = posted

    assert notify(notice(), Settings(webhook=f"{url}/204")) == []

    night = {"run": "2026-09-03T221500Z"}
    assert received == [
        {
            "text": f"{SUBJECT}\n\n{TEXT}",
            "datasets": [
                night
                | {
                    "dataset": "asylum_applications",
                    "outcome": "failed",
                    "note": "Eurostat’s answer ends before its end.",
                },
                night
                | {
                    "dataset": "first_instance_decisions",
                    "outcome": "quarantined",
                    "note": "Germany is missing.",
                },
            ],
        }
    ]


def test_the_mail_goes_to_everybody_named(mailed: tuple[str, list[str]]) -> None:
    url, received = mailed
    settings = Settings(
        smtp_url=url, mail_to=("a@example.org", "b@example.org"), mail_from="emn@example.org"
    )

    assert notify(notice(), settings) == []

    (mail,) = (message_from_string(each, policy=default) for each in received)
    assert (mail["Subject"], mail["From"], mail["To"]) == (
        SUBJECT,
        "emn@example.org",
        "a@example.org, b@example.org",
    )
    assert mail.get_content().replace("\r\n", "\n") == f"{TEXT}\n"


def test_whom_the_server_does_not_take_is_told(mailed: tuple[str, list[str]]) -> None:
    url, received = mailed
    settings = Settings(smtp_url=url, mail_to=("a@example.org", "nobody@example.org"))

    (trouble,) = notify(notice(), settings)

    assert "could not be sent (SMTPRecipientsRefused)" in trouble
    assert len(received) == 1


def test_a_webhook_that_leads_elsewhere_is_told(
    posted: tuple[str, list[dict[str, object]]],
) -> None:
    (trouble,) = notify(notice(), Settings(webhook=f"{posted[0]}/302"))

    assert "could not be sent (TooManyRedirects)" in trouble


def test_a_password_is_never_sent_in_the_clear(mailed: tuple[str, list[str]]) -> None:
    url, received = mailed
    address = url.replace("//", "//emn:secret@")

    (trouble,) = notify(notice(), Settings(smtp_url=address, mail_to=("a@example.org",)))

    assert trouble == (
        "The notification to 127.0.0.1 could not be sent (SMTPNotSupportedError)."
        " Check EMN_SMTP_URL."
    )
    assert received == []


def test_what_can_t_be_sent_is_told_without_its_secrets_and_the_other_way_is_taken(
    posted: tuple[str, list[dict[str, object]]], mailed: tuple[str, list[str]]
) -> None:
    settings = Settings(
        webhook=f"{posted[0]}/500?token=secret", smtp_url=mailed[0], mail_to=("a@example.org",)
    )

    troubles = notify(notice(), settings)

    assert troubles == [
        "The notification to 127.0.0.1 could not be sent (HTTPError). Check EMN_WEBHOOK."
    ]
    assert len(mailed[1]) == 1


@pytest.mark.parametrize(
    "settings",
    [
        Settings(webhook="http://127.0.0.1:9/"),
        Settings(smtp_url="smtp://127.0.0.1:9", mail_to=("a@example.org",)),
        Settings(smtp_url="smtps://127.0.0.1:9", mail_to=("a@example.org",)),
        Settings(
            smtp_url="smtp://127.0.0.1:9", mail_to=("a@example.org",), mail_from="a\nBcc: everybody"
        ),
    ],
    ids=["no web server", "no mail server", "no encrypted mail server", "no sender"],
)
def test_nothing_is_raised_into_the_refresh(settings: Settings) -> None:
    (trouble,) = notify(notice(), settings)

    assert trouble.startswith("The notification to 127.0.0.1 could not be sent (")
