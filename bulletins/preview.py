"""Preview: an edition in a browser, built again when one of its files is saved or figures are new.

Only this machine can see it. The page is the HTML of the bulletin with one script of ours, which
listens and loads the page anew; nothing else may run in it. An edit that can't be built is told
above the last page that could.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from pathlib import Path

from markupsafe import escape
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from emn.errors import EmnError

SCRIPT = "/_reload.js"
EVENTS = "/_saved"
_LISTEN = (
    f"const saved = new EventSource({EVENTS!r});\n"
    "let seen = null;\n"
    "saved.onmessage = (event) => {\n"
    "  if (seen !== null && seen !== event.data) location.reload();\n"
    "  seen = event.data;\n"
    "};\n"
)
_STRICT = "default-src 'none'"
_WITH_SCRIPT = f"{_STRICT}; script-src 'self'; connect-src 'self'"
_NAP_S = 0.5  # between two looks at the files
_BEAT_S = 10.0  # after which a browser hears again, so that one that has gone is noticed
Build = Callable[[], str]


class Preview:
    """The page as last built, and who waits for the next."""

    def __init__(
        self, folder: Path, build: Build, renew: Callable[[], None], figures: Callable[[], Hashable]
    ) -> None:
        """Take what makes the page, what writes files before that, and what marks the figures."""
        self.folder = folder
        self._build, self._renew, self._figures = build, renew, figures
        self._seen = self._state()
        self._page = ""
        self._trouble = ""
        self._number = 0
        self._ended = False
        self._changed = threading.Condition()

    def make(self) -> str:
        """Build the page and tell every browser; gives what kept it from being built.

        Whatever is saved once the building has begun is for the next.
        """
        self._seen = self._state()
        try:
            self._renew()
            self._seen = self._state()
            page, trouble = self._build(), ""
        except EmnError as error:
            page, trouble = self._page, str(error)
        with self._changed:
            self._page, self._trouble = page, trouble
            self._number += 1
            self._changed.notify_all()
        return trouble

    def watch(self, told: Callable[[str], None], ended: threading.Event) -> None:
        """Build again after every save, until `ended`; `told` hears how each went."""
        while not ended.wait(_NAP_S):
            if self._state() != self._seen:
                told(self.make())

    def end(self) -> None:
        """Let go of every browser that waits."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def page(self) -> str:
        """The page with our script, and above it what is wrong with the last edit."""
        note = (
            f'<p class="notice" role="alert">{escape(self._trouble)}</p>' if self._trouble else ""
        )
        page = (
            self._page
            or "<!DOCTYPE html>\n<html><head><title>…</title></head><body>\n</body></html>"
        )
        head, found, rest = page.replace(_STRICT, _WITH_SCRIPT, 1).partition("<body>")
        return f'{head}{found}<script src="{SCRIPT}" defer></script>{note}{rest}'

    def answer(self, request: Request) -> Response:
        """Give the page, the script or the events."""
        if request.path == SCRIPT:
            return Response(_LISTEN, mimetype="text/javascript")
        if request.path == EVENTS:
            return Response(self._events(), mimetype="text/event-stream")
        if request.path == "/":
            return Response(self.page, mimetype="text/html")
        return Response("Not here.\n", status=404)

    def _events(self) -> Iterator[str]:
        """The number of the build, at once and after each."""
        while not self._ended:
            number = self._number
            yield f"data: {number}\n\n"
            with self._changed:
                self._changed.wait_for(partial(self._is_past, number), _BEAT_S)

    def _is_past(self, number: int) -> bool:
        """Tell whether there is anything to say after this build."""
        return self._ended or self._number != number

    def _state(self) -> Hashable:
        """The figures, and when each file of the edition was last written, and how long it is.

        A file that is being written, by us or by an editor's program, has a name that begins with
        a dot.
        """
        paths = (each for each in sorted(self.folder.rglob("*")) if not each.name.startswith("."))
        return self._figures(), *(each for path in paths if (each := _stamp(path)))


def _stamp(path: Path) -> tuple[Path, int, int] | None:
    """None for a folder, and for a file that was there a moment ago."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return None if path.is_dir() else (path, found.st_mtime_ns, found.st_size)


def server(preview: Preview, port: int) -> BaseWSGIServer:
    """A server of the preview, for this machine alone."""
    application = Request.application(preview.answer)
    return make_server("127.0.0.1", port, application, threaded=True, request_handler=_Quiet)


class _Quiet(WSGIRequestHandler):
    """Says nothing about each request: what is built is what an editor wants to read."""

    def log_request(self, *_unused: object) -> None:
        """Nothing."""
