"""The addresses of what a page is dressed in, and what an address that fails is answered."""

from __future__ import annotations

import json
from pathlib import Path

from dash import Dash
from flask import Response, abort, make_response, request
from werkzeug.exceptions import HTTPException, TooManyRequests

from charts.fonts import WEIGHTS
from dashboard.api import openapi
from dashboard.dress import Assets
from dashboard.packing import Plotly
from dashboard.pages import PAGES
from dashboard.trouble import trouble
from emn.errors import EmnError, Misused, NothingStored
from emn.language import Language

_A_YEAR = "public, max-age=31536000, immutable"
_STATUS: tuple[tuple[type[EmnError], int], ...] = ((Misused, 400), (NothingStored, 404))


class Routes:
    """Style, fonts and plotly.js, and every refusal."""

    def __init__(self, dress: Assets, root: Path) -> None:
        self.dress = dress
        self._plotly = Plotly(root)

    def connect(self, app: Dash) -> None:
        """Give every address to the app's server."""
        server = app.server
        server.add_url_rule("/style.css", view_func=self.style)
        server.add_url_rule("/fonts/<edition>/<int:weight>.woff2", view_func=self.font)
        server.add_url_rule("/plotly.js", view_func=self.plotly)
        server.add_url_rule("/openapi.json", view_func=specification)
        server.register_error_handler(EmnError, self.refuse)
        server.register_error_handler(HTTPException, self.refuse_address)

    def style(self) -> Response:
        """The stylesheet."""
        return _kept(Response(self.dress.sheet, mimetype="text/css"))

    def font(self, edition: str, weight: int) -> Response:
        """A cut of the house's type; the edition only tells the browser that it is a new one."""
        if weight not in WEIGHTS or edition != self.dress.fonts.folder.name:
            abort(404)
        return _kept(Response(self.dress.fonts.woff2(weight).read_bytes(), mimetype="font/woff2"))

    def plotly(self) -> Response:
        """plotly.js as it came with the installed package."""
        return _kept(self._plotly.answer(request))

    def refuse(self, error: EmnError) -> tuple[str, int]:
        """Answer one of our own errors: its message, never a traceback."""
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 503)
        return trouble(status, error, reader_language(), self.dress), status

    def refuse_address(self, error: HTTPException) -> Response | HTTPException:
        """Answer an address that we do not have, or our own mistake."""
        if error.code is None or error.code < 400:  # noqa: PLR2004  # a redirect, a 304
            return error
        html = trouble(error.code, None, reader_language(), self.dress)
        answer: Response = make_response(html, error.code)
        wait = error.retry_after if isinstance(error, TooManyRequests) else None
        if wait is not None:
            answer.headers["Retry-After"] = str(wait)
        return answer


def reader_language() -> Language:
    """The language of an address, else the one that the browser prefers."""
    first = request.path.strip("/").partition("/")[0].partition(".")[0].lower()
    if first in set(Language):
        return Language(first)
    preferred = (code.partition("-")[0] for code in request.accept_languages.values())
    return next((Language(code) for code in preferred if code in set(Language)), Language.EN)


def specification() -> Response:
    """What programs may ask for, as OpenAPI 3.1."""
    told = openapi(PAGES, request.url_root.rstrip("/"))
    return Response(json.dumps(told, ensure_ascii=False, indent=1), mimetype="application/json")


def _kept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = _A_YEAR
    return answer
