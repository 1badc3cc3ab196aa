"""One request at a time to one host: brief to connect, bounded in size and in time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from emn.errors import SourceUnavailable, WrongAnswer
from etl.answers import TryLater

_CHUNK = 64 * 1024
_LONGEST = 400 * 1024**2  # on the wire; our slices are a hundred times smaller
_MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long we wait for what, and by which clock."""

    connect_s: float = 4.0
    read_s: float = 60.0
    total_s: float = 900.0  # for one answer, with all its retries and its time in the queue
    attempts: int = 4
    first_wait_s: float = 2.0
    longest_wait_s: float = 60.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Connection:
    """The way to one address; whoever asks waits for the one before."""

    def __init__(self, url: str, session: requests.Session, patience: Patience) -> None:
        self._url = url
        self._session = session
        self._patience = patience
        self._one_at_a_time = threading.Lock()

    @contextmanager
    def asked(self, place: str, read_s: float) -> Iterator[requests.Response]:
        """Lend the answer to a path, its body still to come.

        `TryLater` where there is no way, `SourceUnavailable` where it leads to another host.
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
                if size > _LONGEST:
                    raise WrongAnswer(
                        f"{place}: the answer is longer than {_LONGEST:,} bytes."
                        " Keep fewer codes or periods in the declaration in emn/datasets/."
                    )
                if self._patience.clock() > deadline:
                    raise SourceUnavailable(
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
                raise TryLater(
                    f"{urlsplit(url).netloc}: can't be reached ({type(error).__name__})."
                    " Check the network, or try again later; what is stored stays in service."
                ) from error
            if not response.is_redirect:
                return response
            response.close()
            url = _on_the_same_host(url, response.headers["Location"])
        raise SourceUnavailable(f"{self._url}{place}: leads in circles. Try again later.")


def chunks(response: requests.Response, place: str) -> Iterator[bytes]:
    """Give the body as it comes; a connection that breaks is `TryLater`."""
    try:
        yield from response.iter_content(_CHUNK)
    except requests.RequestException as error:
        raise TryLater(
            f"{place}: the connection broke in the middle of the answer ({type(error).__name__})."
            " Try again later."
        ) from error


def _on_the_same_host(url: str, location: str) -> str:
    target = urljoin(url, location)
    if urlsplit(target).netloc != urlsplit(url).netloc:
        raise SourceUnavailable(
            f"{urlsplit(url).netloc}: sends us to {urlsplit(target).netloc}, as it does during"
            " maintenance. Try again later."
        )
    return target
