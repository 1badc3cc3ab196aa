"""What one reader may ask for: how long an address, how large a message, how many files a minute.

Files are made when they are asked for, and a picture takes the time of twenty pages. Each worker
counts by itself and for itself, and forgets a minute when it is over.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests

from emn.errors import Misused
from emn.language import _

COUNTED = frozenset(
    {"file", "overview", "card", "front"}
)  # the endpoints of what is made anew each time
_LONGEST_QUERY = 1_000  # characters
_LARGEST_MESSAGE = 64 * 1024  # bytes, of what a page's controls send
_MINUTE = 60


class Limits:
    """Counts what each client fetched in the minute that is under way; `most` 0 counts nothing."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._minute = 0
        self._fetched: Counter[str] = Counter()
        self._lock = threading.Lock()

    def connect(self, server: Flask) -> None:
        """Hold every question against the limits before it is answered."""
        server.config["MAX_CONTENT_LENGTH"] = _LARGEST_MESSAGE
        server.before_request(self.check)

    def check(self) -> None:
        """`Misused` for an address that is too long, 429 for too many files."""
        length = len(request.query_string)
        if length > _LONGEST_QUERY:
            raise Misused(
                _("This address is too long: {length} characters after its question mark."),
                length=length,
            )
        if self._most and request.endpoint in COUNTED and self._is_too_many():
            raise TooManyRequests(retry_after=_MINUTE)

    def _is_too_many(self) -> bool:
        client = request.remote_addr or ""
        with self._lock:
            minute = int(self._clock() // _MINUTE)
            if minute != self._minute:
                self._minute, self._fetched = minute, Counter()
            self._fetched[client] += 1
            return self._fetched[client] > self._most
