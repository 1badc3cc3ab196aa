"""Tells people when a refresh went wrong: by mail, by webhook, or by both.

A notification that can't be sent must not spoil the refresh that it is about: what hinders it
comes back as a sentence, and nothing is raised.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

import requests

from cache import Outcome
from cache.manifest import Run
from emn.errors import EmnError
from emn.settings import Settings

_TIMEOUT_S = 20.0
_TO_DO = {
    Outcome.FAILED: "could not be refreshed",
    Outcome.QUARANTINED: "waits in quarantine",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What went wrong in one refresh, in words and for programs."""

    subject: str
    text: str
    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Self | None:
        """Say which datasets failed or came into quarantine; nothing where none did.

        What waits there since an earlier refresh has been told.
        """
        bad = tuple(each for each in runs if each.outcome in _TO_DO)
        if not bad:
            return None
        counts = {outcome: sum(each.outcome is outcome for each in bad) for outcome in _TO_DO}
        counted = " and ".join(f"{count} {_TO_DO[each]}" for each, count in counts.items() if count)
        lines = "\n\n".join(f"{each.dataset} {_TO_DO[each.outcome]}: {each.note}" for each in bad)
        return cls(
            subject=f"EMN Statistics: of {len(runs)} datasets, {counted}",
            text=f"{lines}\n\nThe last vintage of each stays in service. {_signature()}",
            runs=bad,
        )

    @classmethod
    def of_error(cls, error: EmnError) -> Self:
        """Say why a refresh could not begin, or broke off."""
        return cls(
            subject="EMN Statistics: the refresh failed",
            text=f"{error}\n\nWhat is stored stays in service. {_signature()}",
        )


def notify(notice: Notice, settings: Settings) -> list[str]:
    """Send a notice every way that the settings name; give a sentence for each that failed."""
    ways: dict[str, tuple[str, Callable[[Notice, Settings], None]]] = {
        "EMN_SMTP_URL": (settings.smtp_url, _mail),
        "EMN_WEBHOOK": (settings.webhook, _post),
    }
    troubles = []
    for name, (address, send) in ways.items():
        if not address:
            continue
        try:
            send(notice, settings)
        except (OSError, ValueError) as error:  # smtplib's and requests' errors are OSErrors
            troubles.append(  # their messages may repeat the address, and with it a secret
                f"The notification to {urlsplit(address).hostname} could not be sent"
                f" ({type(error).__name__}). Check {name}."
            )
    return troubles


def _mail(notice: Notice, settings: Settings) -> None:
    """Send it as a mail; a password travels encrypted or not at all."""
    message = EmailMessage()
    message["Subject"] = notice.subject
    message["From"] = settings.mail_from or f"emn-statistics@{socket.gethostname()}"
    message["To"] = ", ".join(settings.mail_to)
    message.set_content(notice.text)
    server = urlsplit(settings.smtp_url)
    with _connected(server) as smtp:
        if server.username:
            if server.scheme == "smtp":
                smtp.starttls(context=ssl.create_default_context())
            smtp.login(unquote(server.username), unquote(server.password or ""))
        if refused := smtp.send_message(message):  # raises only where all are
            raise smtplib.SMTPRecipientsRefused(refused)


def _connected(server: SplitResult) -> smtplib.SMTP:
    host, port = server.hostname or "", server.port or 0
    if server.scheme == "smtp":
        return smtplib.SMTP(host, port, timeout=_TIMEOUT_S)
    context = ssl.create_default_context()
    return smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_S, context=context)


def _post(notice: Notice, settings: Settings) -> None:
    """Post it as JSON; `text` is what chat services show.

    A redirect is followed as a question by everybody, and what was posted would be lost.
    """
    datasets = [
        {"run": each.run, "dataset": each.dataset, "outcome": each.outcome, "note": each.note}
        for each in notice.runs
    ]
    told = {"text": f"{notice.subject}\n\n{notice.text}", "datasets": datasets}
    with requests.post(
        settings.webhook, json=told, timeout=_TIMEOUT_S, stream=True, allow_redirects=False
    ) as answer:
        answer.raise_for_status()
        if answer.is_redirect:
            raise requests.TooManyRedirects


def _signature() -> str:
    return f"To see the state of each, run `emn status` on {socket.gethostname()}."
