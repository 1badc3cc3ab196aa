"""What is sent packed: plotly.js once for all, Dash's scripts once a process, the rest as asked.

plotly.js is the largest thing that a reader fetches. Packing it as small as can be takes seconds:
it is done beside the answers, once for a data folder, and everybody gets gzip until it is there.
"""

from __future__ import annotations

import gzip
import threading
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import brotli
from flask import Request, Response
from plotly.offline import get_plotlyjs

from cache import Store
from emn.errors import CacheError

SCRIPTS = "/_dash-component-suites/"


class Plotly:
    """plotly.js as it came with the installed package, and packed in a data folder."""

    def __init__(self, root: Path) -> None:
        self._kept: bytes | None = None
        self._path = root / "scripts" / f"plotly-{version('plotly')}.js.br"
        self._begun = threading.Lock()

    def answer(self, request: Request) -> Response:
        """Send it in the smallest form that there is and that the browser takes."""
        taken = request.accept_encodings
        if taken["br"] and (packed := self._packed()) is not None:
            return _sent(packed, "br")
        if taken["gzip"]:
            return _sent(self._zipped, "gzip")
        return _sent(get_plotlyjs().encode())

    def pack(self) -> bytes:
        """Pack it as small as can be; keep it where the folder can be written to."""
        packed: bytes = brotli.compress(get_plotlyjs().encode(), mode=brotli.MODE_TEXT, quality=11)
        try:
            with Store(self._path.parent).written(self._path) as file:
                file.write(packed)
        except CacheError:  # a folder for reading alone: this process keeps it to itself
            self._kept = packed
        return packed

    def _packed(self) -> bytes | None:
        if self._kept is None and self._path.exists():
            self._kept = self._path.read_bytes()
        if self._kept is None and self._begun.acquire(blocking=False):
            threading.Thread(target=self.pack, daemon=True).start()
        return self._kept

    @cached_property
    def _zipped(self) -> bytes:
        return gzip.compress(get_plotlyjs().encode(), mtime=0)


class Scripts:
    """Dash's own scripts, packed once a process: what flask-compress asks to be a cache."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What was packed before, or None."""
        return self._packed.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a script; a page changes, and is not kept."""
        if SCRIPTS in key:
            self._packed[key] = value


def by_address(request: Request) -> str:
    """What tells one script from another: its address, which carries its version."""
    return request.path


def _sent(content: bytes, encoding: str = "") -> Response:
    answer = Response(content, mimetype="text/javascript")
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    answer.vary.add("Accept-Encoding")
    return answer
