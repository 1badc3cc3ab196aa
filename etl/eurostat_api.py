"""The only door to Eurostat: polite, patient, suspicious.

Polite: one request at a time, by name, with growing pauses. Patient: what passes is asked again,
and a place in the queue is waited for, within a bound. Suspicious: every answer is judged by its
first bytes and must end where it should. What is too big to be given at once is asked for in
halves, and put together again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Self

import requests
import stamina

from cache.disk import unwritten
from emn.errors import (
    CutShort,
    NothingFound,
    SourceUnavailable,
    StillQueued,
    TooBig,
    TryLater,
)
from emn.settings import Settings
from etl.answers import Expected, Queued, Reply, judged
from etl.body import Body
from etl.connection import Connection, Patience, Session, chunks
from etl.merge import merge
from etl.query import halves

_PROBE = "/catalogue/toc/txt?lang=en"
_KEPT_HEADERS = ("Content-Type", "Content-Disposition", "Date", "Last-Modified", "ETag")
_NO_CATALOGUE = (b"<", b"{", b"")  # a page, a fault, nothing
MOST_HALVINGS = 4  # sixteen parts; what is still too big then is no slice
_PARTS = "EMN-Parts"
_HOURS_S, _CUBE_BYTES = 6 * 3600.0, 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An answer that came whole and is what was asked for."""

    url: str
    path: Path
    sha256: str  # of the bytes unpacked
    is_gzip: bool
    is_sample: bool
    headers: dict[str, str]  # as Eurostat wrote them; `EMN-Parts` names what was asked in parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The paths that were asked where the answer is put together; none where it came whole."""
        return tuple(self.headers.get(_PARTS, "").split())


class Eurostat:
    """Eurostat's dissemination API behind one address; all of etl goes through one of these."""

    def __init__(
        self,
        url: str,
        *,
        contact: str = "",
        patience: Patience | None = None,
        session: Session | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self.patience = patience or Patience()
        suffix = f" (+{contact})" if contact else ""
        self.user_agent = f"emn-statistics/{version('emn-statistics')}{suffix}"
        session = session or Session()
        session.headers["User-Agent"] = self.user_agent
        stamina.instrumentation.set_on_retry_hooks(())  # its log lines would land on the terminal
        self._connection = Connection(self.url, session, self.patience)

    @classmethod
    def of(cls, settings: Settings, *, patiently: bool = False) -> Self:
        """The Eurostat that the settings name; `patiently` for what may take hours."""
        patience = Patience(read_s=settings.timeout_s)
        if patiently:
            patience = replace(patience, total_s=_HOURS_S, most_bytes=_CUBE_BYTES)
        return cls(settings.eurostat_url, contact=settings.contact, patience=patience)

    def reachable(self) -> None:
        """Ask for first bytes, once and briefly; `SourceUnavailable` where none come."""
        with self._connection.asked(_PROBE, self.patience.connect_s) as response:
            head = next(chunks(response, _PROBE), b"")
        if not response.ok or head.lstrip()[:1] in _NO_CATALOGUE:
            raise SourceUnavailable(
                f"{self.url}: answers {response.status_code}, but not with its catalogue;"
                " it may be under maintenance. Try again later."
            )

    def download(
        self, place: str, to: Path, *, expects: Expected, halvings: int = MOST_HALVINGS
    ) -> Delivery:
        """Fetch the answer to a path and query into a file, which appears whole or not at all.

        Follows Eurostat's queue, asks again after what passes, and asks for halves of what is too
        big, and for halves of those, so many times. Raises a `SourceError`, or `CacheError` where
        the disk fails.
        """
        deadline = self.patience.clock() + self.patience.total_s
        try:
            return self._waited_for(place, to, expects, deadline)
        except TooBig:
            both = halves(place, self.patience.today())
            if expects is not Expected.OBSERVATIONS or not both or not halvings:
                raise
        with _folder_beside(to) as folder:
            parts = {
                url: part
                for number, half in enumerate(both)
                for url, part in self._parts(half, folder / f"{number}", deadline, halvings - 1)
            }
            return self._together(place, to, parts)

    def _parts(
        self, place: str, to: Path, deadline: float, halvings: int
    ) -> Iterator[tuple[str, Delivery | None]]:
        """A part in as many as it takes, each by its address; none where it has no observation."""
        try:
            yield self.url + place, self._waited_for(place, to, Expected.OBSERVATIONS, deadline)
        except NothingFound:
            yield self.url + place, None
        except TooBig:
            both = halves(place, self.patience.today())
            if not both or not halvings:
                raise
            for number, half in enumerate(both):
                part = to.with_name(f"{to.name}.{number}")
                yield from self._parts(half, part, deadline, halvings - 1)

    def _together(self, place: str, to: Path, parts: Mapping[str, Delivery | None]) -> Delivery:
        """The parts as one answer to the whole question."""
        full = [each for each in parts.values() if each]
        if not full:
            raise NothingFound(
                f"{place}: too big to be asked at once, and no part of it holds an observation."
                " Check the codes and periods of the declaration."
            )
        with _written_beside(to) as path:
            merge([each.path for each in full], path)
            body = Body.of(path)
            path.replace(to)
        return Delivery(
            url=self.url + place,
            path=to,
            sha256=body.sha256,
            is_gzip=body.is_gzip,
            is_sample=any(each.is_sample for each in full),
            headers={**full[-1].headers, _PARTS: " ".join(parts)},
        )

    def _waited_for(self, place: str, to: Path, expects: Expected, deadline: float) -> Delivery:
        """Ask until the answer comes out of the queue."""
        asked, wait_s = place, self.patience.first_wait_s
        while True:
            answer = self._insisted(asked, to, expects, deadline)
            if isinstance(answer, Delivery):
                return answer
            before, asked = asked, _next_question(answer, asked, place)
            if answer.is_ready and asked != before:
                continue
            if self.patience.clock() + wait_s > deadline:
                raise StillQueued(
                    f"{place}: still in Eurostat's queue after {self.patience.total_s:.0f} s."
                    " Try again later."
                )
            self.patience.sleep(wait_s)
            wait_s = min(2 * wait_s, self.patience.longest_wait_s)

    def _insisted(
        self, place: str, to: Path, expects: Expected, deadline: float
    ) -> Delivery | Queued:
        """Ask, and ask again after what passes."""
        retrying = stamina.RetryingCaller(
            attempts=self.patience.attempts,
            timeout=max(1.0, deadline - self.patience.clock()),
            wait_initial=self.patience.first_wait_s,
            wait_max=self.patience.longest_wait_s,
            wait_jitter=self.patience.first_wait_s,
        )
        return retrying(self._passes, self._fetched, place, to, expects, deadline)

    def _passes(self, error: Exception) -> bool | float:
        """Whether to ask again after this error; if Eurostat said after how long, then that."""
        if isinstance(error, TryLater) and error.after_s:
            return error.after_s if error.after_s <= self.patience.longest_wait_s else False
        return isinstance(error, TryLater | CutShort)

    def _fetched(
        self, place: str, to: Path, expects: Expected, deadline: float
    ) -> Delivery | Queued:
        """Ask once."""
        with _written_beside(to) as path:
            response = self._connection.save(place, path, deadline)
            body = Body.of(path)
            queued = _judged(body, response, place, expects)
            if queued:
                return queued
            path.replace(to)
        headers = response.headers
        return Delivery(
            url=self.url + place,
            path=to,
            sha256=body.sha256,
            is_gzip=body.is_gzip,
            is_sample=headers.get("EMN-Sample") == "yes",
            headers={name: headers[name] for name in _KEPT_HEADERS if name in headers},
        )


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """A folder for the parts of an answer; nothing stays of it, nor of a killed refresh's."""
    folder = path.with_name(f".{path.name}.parts")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield folder
    except OSError as error:
        raise unwritten(folder, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _written_beside(path: Path) -> Iterator[Path]:
    """A name beside the file for as long as it is not whole; nothing stays under it.

    A `CacheError` says what the disk had against it.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        try:
            yield beside
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise unwritten(path, error) from error


def _judged(
    body: Body, response: requests.Response, place: str, expects: Expected
) -> Queued | None:
    """Give nothing where this is the whole of what was asked for, else the place in the queue."""
    cut_short = CutShort(f"{place}: the answer ends before its end. Try again later.")
    if not body.is_whole:
        raise cut_short
    status, headers = response.status_code, response.headers
    queued = judged(Reply(place=place, status=status, headers=headers, head=body.head), expects)
    if not queued and expects is Expected.OBSERVATIONS and not body.ends_in_line_end:
        raise cut_short
    return queued


def _next_question(queued: Queued, asked: str, place: str) -> str:
    """What to ask next: the data, the status, the query anew, or the same once more."""
    if queued.is_forgotten:
        return place
    if not queued.id:
        return asked
    return f"/1.0/async/{'data' if queued.is_ready else 'status'}/{queued.id}"
