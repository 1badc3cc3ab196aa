"""A site below a prefix: pages are written as if it stood at the root, and moved on their way out.

Every address of ours begins with a slash and stands in an attribute, or in the answer to a
callback, where its quotes are escaped; no text of a page can look like one, since quotes in texts
are written as entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response

_BEFORE = r"""((?:href|src|action|data-figure|data-following|data-frame|data-plotly)=\\?")"""
_ESCAPED = r"\u002f"  # a slash, as Dash writes it into the answer to a callback
_WRITTEN = {"text/html", "application/json"}


def put_below(server: Flask, prefix: str) -> None:
    """Let a server answer below a prefix, whether or not the proxy before it takes it off."""
    if not prefix:
        return
    inner: WSGIApplication = server.wsgi_app
    address = _addresses(prefix)

    def below(environ: WSGIEnvironment, answer: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        inside = path.removeprefix(prefix) if f"{path}/".startswith(f"{prefix}/") else path
        return inner({**environ, "SCRIPT_NAME": prefix, "PATH_INFO": inside or "/"}, answer)

    def moved(response: Response) -> Response:
        target = response.headers.get("Location", "")
        if target.startswith("/"):
            response.headers["Location"] = f"{prefix}{target}"
        if response.mimetype in _WRITTEN and not response.is_streamed:
            text = response.get_data(as_text=True)
            response.set_data(address.sub(rf"\g<1>{prefix}\g<2>", text))
        return response

    server.after_request(moved)
    server.wsgi_app = below  # type: ignore[assignment, method-assign]  # Flask's own way to wrap an app


def _addresses(prefix: str) -> re.Pattern[str]:
    """Every address of ours that does not begin with the prefix, as Dash's own do."""
    slashes = (
        f"{slash}(?!{slash}|{re.escape(prefix[1:]).replace('/', slash)}{slash})"
        for slash in ("/", re.escape(_ESCAPED))
    )
    return re.compile(f"{_BEFORE}({'|'.join(slashes)})")
