"""One request at a time to one host: brief to connect, bounded in size and in time."""

from __future__ import annotations

import os
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from emn.errors import (
    ConnectionBroken,
    NotTrusted,
    ProxyFailed,
    SentElsewhere,
    SourceUnavailable,
    TooLong,
    TooSlow,
    Unreachable,
)
from emn.language import BRUSSELS

_CHUNK = 64 * 1024
_MOST_REDIRECTS = 3
_ANY_GZIP = 16 + zlib.MAX_WBITS  # zlib's word for "with the header and trailer of gzip"
_SAFER = {("http", "https")}  # the one change of scheme that a redirect may ask for


def _today() -> date:
    return datetime.now(BRUSSELS).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long we wait for what, how much we take, and by which clock and calendar."""

    connect_s: float = 4.0
    read_s: float = 60.0
    total_s: float = 900.0  # for one answer, with all its retries, parts and time in the queue
    attempts: int = 4
    first_wait_s: float = 2.0
    longest_wait_s: float = 60.0
    most_bytes: int = 400 * 1024**2  # of one answer; our slices are a hundred times smaller
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], date] = _today


class Session(requests.Session):
    """A session that leaves every redirect to us.

    The library would read its body, however long, and its address, however wrong, before we could.
    """

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Give none."""


class Connection:
    """The way to one address; whoever asks waits for the one before."""

    def __init__(self, url: str, session: Session, patience: Patience) -> None:
        self._url = url
        self._session = session
        self._patience = patience
        self._one_at_a_time = threading.Lock()
        session.headers["Accept-Encoding"] = "gzip"  # the one packing whose end we can check

    @contextmanager
    def asked(self, place: str, read_s: float) -> Iterator[requests.Response]:
        """Lend the answer to a path, its body still to come.

        A `SourceUnavailable` says why there is no way: `Unreachable`, `ProxyFailed`, `NotTrusted`,
        or `SentElsewhere`.
        """
        with self._one_at_a_time:
            response = self._answered(place, read_s)
            try:
                yield response
            finally:
                response.close()

    def save(self, place: str, path: Path, deadline: float) -> requests.Response:
        """Write the body of an answer to a file as it comes; give the answer without its body."""
        size = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        with self.asked(place, self._patience.read_s) as response, path.open("wb") as file:
            for chunk in chunks(response, place):
                size += len(chunk)
                if size > self._patience.most_bytes:
                    raise TooLong(
                        f"{place}: the answer is longer than {self._patience.most_bytes:,} bytes."
                        " Keep fewer codes or periods in the declaration in emn/datasets/."
                    )
                if size > len(chunk) and self._patience.clock() > deadline:
                    raise TooSlow(
                        f"{place}: the answer was not whole after {self._patience.total_s:.0f} s."
                        " Try again later."
                    )
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return response

    def _answered(self, place: str, read_s: float) -> requests.Response:
        """Send the request; redirects are followed on the same host and nowhere else."""
        url, timeout = self._url + place, (self._patience.connect_s, read_s)
        for _ in range(_MOST_REDIRECTS):
            try:
                response = self._session.get(
                    url, timeout=timeout, stream=True, allow_redirects=False
                )
            except requests.RequestException as error:
                raise _no_way(urlsplit(url).netloc, error) from error
            except OSError as error:  # the library's word for certificates that are not there
                raise NotTrusted(
                    f"{urlsplit(url).netloc}: {error}. Correct REQUESTS_CA_BUNDLE; what is stored"
                    " stays in service."
                ) from error
            if not response.is_redirect:
                return response
            response.close()
            url = _on_the_same_host(url, response.headers["Location"])
        raise SentElsewhere(f"{self._url}{place}: leads in circles. Try again later.")


def chunks(response: requests.Response, place: str) -> Iterator[bytes]:
    """Give the body as it comes; a connection that breaks is `ConnectionBroken`.

    Reads what is there instead of waiting for a full piece, or a body that trickles would never
    come back to be timed. Undoes gzip of the transport itself: the libraries below do not notice
    where that ends early.
    """
    pieces = _pieces(response.raw)
    if response.headers.get("Content-Encoding", "").strip().lower() == "gzip":
        pieces = _unzipped(pieces)
    try:
        yield from pieces
    except (urllib3.exceptions.HTTPError, OSError, EOFError, zlib.error) as error:
        raise ConnectionBroken(
            f"{place}: the connection broke in the middle of the answer ({type(error).__name__})."
            " Try again later."
        ) from error


def _pieces(raw: urllib3.HTTPResponse) -> Iterator[bytes]:
    while piece := raw.read1(_CHUNK, decode_content=False):
        yield piece


def _unzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(_ANY_GZIP)
    is_begun = False
    for piece in pieces:
        rest = piece
        while rest:
            if decoder.eof:
                decoder = zlib.decompressobj(_ANY_GZIP)
            if unzipped := decoder.decompress(rest, _CHUNK):
                yield unzipped
            rest = decoder.unconsumed_tail or decoder.unused_data
            is_begun = True
    if rest := decoder.flush():
        yield rest
    if is_begun and not decoder.eof:
        raise EOFError


def _no_way(host: str, error: requests.RequestException) -> SourceUnavailable:
    kind = type(error).__name__
    if isinstance(error, requests.exceptions.ProxyError):
        return ProxyFailed(
            f"{host}: the proxy on the way does not answer as one ({kind})."
            " Correct HTTPS_PROXY and NO_PROXY, or ask whoever runs the network."
        )
    if isinstance(error, requests.exceptions.SSLError):
        return _not_trusted(host, error)
    return Unreachable(
        f"{host}: can't be reached ({kind})."
        " Check the network, or try again later; what is stored stays in service."
    )


def _not_trusted(host: str, error: BaseException) -> NotTrusted:
    """Say what the innermost of the errors says; those around it only wrap it."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotTrusted(
            f"{host}: its certificate can't be believed ({error.verify_message.rstrip('.')})."
            " If this network inspects what is encrypted, name the certificate of its authority in"
            " REQUESTS_CA_BUNDLE; else check this machine's clock. What is stored stays in service."
        )
    return NotTrusted(
        f"{host}: no encrypted way can be opened ({error}). Check the address, and the"
        " certificates that REQUESTS_CA_BUNDLE names; what is stored stays in service."
    )


def _on_the_same_host(url: str, location: str) -> str:
    """Where a redirect leads, if that is the same host by the same way or a safer one."""
    try:
        target = urljoin(url, location)
        there, here = urlsplit(target), urlsplit(url)
    except ValueError:
        raise SentElsewhere(
            f"{url}: sends us to {location!r}, which is no address. Try again later."
        ) from None
    is_as_safe = here.scheme == there.scheme or (here.scheme, there.scheme) in _SAFER
    if there.netloc != here.netloc or not is_as_safe:
        raise SentElsewhere(
            f"{here.netloc}: sends us to {there.netloc or location}, as it does during"
            " maintenance. Try again later."
        )
    return target
