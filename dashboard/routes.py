"""Every address that is not a page: exhibits as files, style, fonts, plotly.js, and errors."""

from __future__ import annotations

import gzip
from functools import lru_cache

from dash import Dash
from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from plotly.offline import get_plotlyjs
from werkzeug.exceptions import HTTPException

from charts.fonts import WEIGHTS
from charts.workshop import Workshop
from dashboard import downloads
from dashboard.address import read
from dashboard.dress import Assets
from dashboard.pages import PAGES
from dashboard.trouble import trouble
from emn.errors import EmnError, Misused, NothingStored
from emn.language import Language

_A_YEAR = "public, max-age=31536000, immutable"
_STATUS: tuple[tuple[type[EmnError], int], ...] = ((Misused, 400), (NothingStored, 404))


class Routes:
    """The addresses beside the pages, around a workshop."""

    def __init__(self, workshop: Workshop, dress: Assets) -> None:
        self.workshop = workshop
        self.dress = dress

    def connect(self, app: Dash) -> None:
        """Give every address to the app's server."""
        server = app.server
        server.add_url_rule("/<language>/<path:place>.<kind>", view_func=self.exhibit)
        server.add_url_rule("/style.css", view_func=self.style)
        server.add_url_rule("/fonts/<edition>/<int:weight>.woff2", view_func=self.font)
        server.add_url_rule("/plotly.js", view_func=plotly)
        server.register_error_handler(EmnError, self.refuse)
        server.register_error_handler(HTTPException, self.refuse_address)

    def exhibit(self, language: str, place: str, kind: str) -> ResponseReturnValue:
        """One exhibit of a view as `svg`, `csv` or `figure` (for plotly.js)."""
        path, _slash, id_ = place.rpartition("/")
        given = request.args.to_dict(flat=False)
        found = read(f"/{language}/{path}", given, PAGES, self.workshop.network)
        if found is None or kind not in downloads.MIMETYPES:
            abort(404)
        page, view = found
        workshop = self.workshop.as_of(view.as_of)
        plans = {plan.id: plan for plan in page.exhibits(view, workshop)}
        if id_ not in plans:
            abort(404)
        exhibit = plans[id_].exhibit(workshop, view.selection)
        match kind:
            case "csv":
                text = downloads.spreadsheet(exhibit, workshop)
            case "svg":
                text = downloads.drawing(exhibit, workshop)
            case _:
                is_narrow = request.args.get("width") == "narrow"
                palette = request.args.get("theme", "")
                text = downloads.interactive(exhibit, is_narrow=is_narrow, palette=palette)
        answer = Response(text, mimetype=downloads.MIMETYPES[kind])
        answer.headers["Cache-Control"] = "no-cache"
        answer.add_etag()
        return answer.make_conditional(request)

    def style(self) -> Response:
        """The stylesheet."""
        return _kept(Response(self.dress.sheet, mimetype="text/css"))

    def font(self, edition: str, weight: int) -> Response:
        """A cut of the house's type; the edition only tells the browser that it is a new one."""
        if weight not in WEIGHTS or edition != self.dress.fonts.folder.name:
            abort(404)
        return _kept(Response(self.dress.fonts.woff2(weight).read_bytes(), mimetype="font/woff2"))

    def refuse(self, error: EmnError) -> tuple[str, int]:
        """Answer one of our own errors: its message, never a traceback."""
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 503)
        return trouble(status, str(error), reader_language(), self.dress), status

    def refuse_address(self, error: HTTPException) -> tuple[str, int] | HTTPException:
        """Answer an address that we do not have, or our own mistake."""
        if error.code is None or error.code < 400:  # noqa: PLR2004  # a redirect, a 304
            return error
        return trouble(error.code, "", reader_language(), self.dress), error.code


def reader_language() -> Language:
    """The language of an address, else the one that the browser prefers."""
    first = request.path.strip("/").partition("/")[0].lower()
    if first in set(Language):
        return Language(first)
    preferred = (code.partition("-")[0] for code in request.accept_languages.values())
    return next((Language(code) for code in preferred if code in set(Language)), Language.EN)


def plotly() -> Response:
    """plotly.js as it came with the installed package."""
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return _kept(Response(get_plotlyjs(), mimetype="text/javascript"))
    answer = Response(_packed(), mimetype="text/javascript")
    answer.headers["Content-Encoding"] = "gzip"
    answer.vary.add("Accept-Encoding")
    return _kept(answer)


@lru_cache(maxsize=1)
def _packed() -> bytes:
    return gzip.compress(get_plotlyjs().encode(), mtime=0)


def _kept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = _A_YEAR
    return answer
