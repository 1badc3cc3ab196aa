"""What changes from machine to machine, read once from an environment that is handed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from emn.errors import Misused
from emn.language import Language

EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination"
_WEB = ("http://", "https://")
_PATH = re.compile(r"(/[\w.~-]+)+")
_MAIL = ("smtp://", "smtps://")


class Log(StrEnum):
    """How a refresh tells how it went: in words for people, or a line of JSON a dataset."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process; docs/reference/settings.md explains each."""

    data_dir: Path = Path("data")
    editions_dir: Path = Path("editions")
    eurostat_url: str = EUROSTAT
    timeout_s: float = 60.0
    contact: str = ""
    dashboard_url: str = ""
    public_contact: str = ""
    log: Log = Log.TEXT
    webhook: str = field(default="", repr=False)  # both may hold a secret
    smtp_url: str = field(default="", repr=False)
    mail_to: tuple[str, ...] = ()
    mail_from: str = ""
    prefix: str = ""  # what stands before every address, without a slash at its end
    proxies: int = 0  # how many in front of us are believed
    files_per_minute: int = 120  # for one reader

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read `EMN_…` variables; `Misused` names the one that makes no sense."""
        settings = cls(
            data_dir=Path(environ.get("EMN_DATA_DIR", "data")),
            editions_dir=Path(environ.get("EMN_EDITIONS_DIR", "editions")),
            eurostat_url=_address(environ, "EMN_EUROSTAT_URL", _WEB, EUROSTAT).rstrip("/"),
            timeout_s=_seconds(environ, "EMN_TIMEOUT_S", "60"),
            contact=environ.get("EMN_CONTACT", ""),
            dashboard_url=_address(environ, "EMN_DASHBOARD_URL", _WEB).rstrip("/"),
            public_contact=environ.get("EMN_PUBLIC_CONTACT", "").strip(),
            log=_log(environ.get("EMN_LOG", Log.TEXT)),
            webhook=_address(environ, "EMN_WEBHOOK", _WEB),
            smtp_url=_address(environ, "EMN_SMTP_URL", _MAIL),
            mail_to=tuple(environ.get("EMN_MAIL_TO", "").replace(",", " ").split()),
            mail_from=environ.get("EMN_MAIL_FROM", "").strip(),
            prefix=_prefix(environ.get("EMN_PREFIX", "")),
            proxies=_number(environ, "EMN_PROXIES", "0"),
            files_per_minute=_number(environ, "EMN_FILES_PER_MINUTE", "120"),
        )
        if bool(settings.smtp_url) != bool(settings.mail_to):
            raise Misused(
                "EMN_SMTP_URL and EMN_MAIL_TO go together: a server, and who is written to."
                " Give both, or neither."
            )
        return settings


def _seconds(environ: Mapping[str, str], name: str, default: str) -> float:
    text = environ.get(name, default)
    try:
        return float(text)
    except ValueError:
        raise Misused(f"{name} is {text!r}. Give a number of seconds.") from None


def _number(environ: Mapping[str, str], name: str, default: str) -> int:
    text = environ.get(name, default)
    if not text.isdecimal():
        raise Misused(f"{name} is {text!r}. Give a whole number, 0 for none.")
    return int(text)


def _prefix(text: str) -> str:
    """Read a path such as `/statistics`; that of a language would hide its pages."""
    prefix = text.strip().rstrip("/")
    first = prefix.split("/")[1] if prefix.startswith("/") else prefix
    if prefix and (not _PATH.fullmatch(prefix) or first.lower() in set(Language)):
        raise Misused(f"EMN_PREFIX is {text!r}. Give a path such as /statistics.")
    return prefix


def _address(
    environ: Mapping[str, str], name: str, schemes: tuple[str, ...], default: str = ""
) -> str:
    """Read an address; a wrong one is not repeated, since it may hold a password."""
    url = environ.get(name, default).strip()
    if url and not (url.startswith(schemes) and _names_a_host(url)):
        raise Misused(f"{name} is no such address. Give one with {' or '.join(schemes)}.")
    return url


def _names_a_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port beyond 65535, a bracket that never closes
        return False


def _log(text: str) -> Log:
    try:
        return Log(text.lower())
    except ValueError:
        raise Misused(f"EMN_LOG is {text!r}. Give {' or '.join(Log)}.") from None
