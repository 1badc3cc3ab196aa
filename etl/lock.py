"""One writer at a time: a lock on the cache that dies with whoever holds it.

The kernel holds the lock, not the file: a killed refresh leaves the file behind and no lock. The
file says who holds it, for the one who has to wait; it is never deleted, or two could each lock a
file of that name.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO

from cache import Store
from cache.disk import unwritten
from emn.errors import CacheError
from emn.language import BRUSSELS

_READABLE = 0o644


class AlreadyRefreshing(CacheError):
    """Another refresh of the same cache, or an `emn accept`, is under way; nothing was begun."""

    exit_code = 23


@contextmanager
def one_at_a_time(store: Store, now: datetime) -> Iterator[None]:
    """Hold the lock of a cache; `AlreadyRefreshing` says who holds it instead, and since when."""
    path = store.root / "refresh.lock"
    try:
        store.root.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _READABLE)
    except OSError as error:
        raise unwritten(path, error) from error
    with os.fdopen(handle, "r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRefreshing(
                f"{store.root} is in use already, by {_holder(file)}."
                " Wait until it has ended; `emn status` tells how it went."
            ) from None
        except OSError as error:  # a file system that has no locks
            raise unwritten(path, error) from error
        try:
            _sign(file, now)
        except OSError as error:
            raise unwritten(path, error) from error
        try:
            yield
        finally:
            file.truncate(0)


def _sign(file: IO[str], now: datetime) -> None:
    """Write who holds the lock, over whatever a killed refresh left."""
    file.truncate(0)
    holder = {"process": os.getpid(), "host": socket.gethostname(), "since": now.astimezone(UTC)}
    file.write(json.dumps(holder, default=datetime.isoformat))
    file.flush()


def _holder(file: IO[str]) -> str:
    try:
        signed = json.loads(file.read())
    except ValueError:  # between its lock and its signature
        return "somebody who has begun just now"
    since = datetime.fromisoformat(signed["since"]).astimezone(BRUSSELS)
    return (
        f"process {signed['process']} on {signed['host']}"
        f" since {since:%Y-%m-%d %H:%M} (Brussels time)"
    )
