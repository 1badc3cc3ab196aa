"""The addresses of files: a view or one of its exhibits, with `.csv` or another kind at its end."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from dash import Dash
from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from charts.exhibit import Exhibit
from charts.plan import Plan
from charts.plate import card, png
from charts.workshop import Workshop
from dashboard import downloads, embed
from dashboard.address import read
from dashboard.downloads import FILES, Shown
from dashboard.dress import Assets
from dashboard.page import Page
from dashboard.pages import PAGES
from dashboard.panel import panel
from dashboard.security import EMBEDDED
from dashboard.view import View
from emn.errors import NothingStored
from emn.language import BRUSSELS

_TRIED = 5  # exhibits, in search of one that has figures


class Files:
    """Every view as a file, and every exhibit for a frame, around a workshop."""

    def __init__(self, workshop: Workshop, dress: Assets) -> None:
        self.workshop = workshop
        self.dress = dress
        self._card = lru_cache(maxsize=32)(self._carded)

    def connect(self, app: Dash) -> None:
        """Give the addresses to the app's server."""
        server = app.server
        server.add_url_rule("/<language>.<kind>", "overview", self.file, defaults={"place": ""})
        server.add_url_rule("/<language>/<path:place>.<kind>", "file", self.file)
        server.add_url_rule("/<language>/<path:place>.figure", "figure", self.figure)
        server.add_url_rule("/<language>/<path:place>.panel", "panel", self.panel)
        server.add_url_rule("/card/<language>.png", "front", self.card, defaults={"place": ""})
        server.add_url_rule("/card/<language>/<path:place>.png", "card", self.card)
        server.add_url_rule("/embed/<language>/<path:place>", EMBEDDED, self.embedded)

    def file(self, language: str, place: str, kind: str) -> ResponseReturnValue:
        """A page, or one exhibit of it, as a file of this kind."""
        if kind not in FILES:
            abort(404)
        page, view, plans = self._wanted(language, place)
        workshop = self.workshop.as_of(view.as_of)
        shown = Shown(
            title=view.language.say(page.label),
            language=view.language,
            exhibits=_made(plans, view, workshop),
            workshop=workshop,
            address=f"{root()}{view.url}",
            today=datetime.now(BRUSSELS).date(),
        )
        mimetype, write = FILES[kind]
        answer = _sent(write(shown), mimetype)
        answer.headers["Access-Control-Allow-Origin"] = "*"  # public figures, no cookies
        answer.headers["Content-Disposition"] = f'inline; filename="{_name(place)}.{kind}"'
        return answer.make_conditional(request)

    def figure(self, language: str, place: str) -> ResponseReturnValue:
        """One exhibit as plotly.js draws it, for our own script."""
        exhibit, _view, _workshop = self._one(language, place)
        text = downloads.interactive(
            exhibit,
            is_narrow=request.args.get("width") == "narrow",
            palette=request.args.get("theme", ""),
        )
        return _sent(text, "application/json").make_conditional(request)

    def panel(self, language: str, place: str) -> ResponseReturnValue:
        """One exhibit as it stands on its page, for a page that is redrawn."""
        _page, view, plans = self._wanted(language, place)
        if len(plans) != 1:
            abort(404)
        html = panel(plans[0], view, self.workshop.as_of(view.as_of))
        return _sent(html, "text/html").make_conditional(request)

    def embedded(self, language: str, place: str) -> ResponseReturnValue:
        """One exhibit by itself, for a frame."""
        exhibit, view, workshop = self._one(language, place)
        html = embed.embedded(exhibit, view, root(), workshop, self.dress)
        return _sent(html, "text/html").make_conditional(request)

    def card(self, language: str, place: str) -> ResponseReturnValue:
        """The picture that stands for a page beside a link to it: its first exhibit's finding."""
        _page, view, plans = self._wanted(language, place)
        workshop = self.workshop.as_of(view.as_of)
        exhibit = _made(plans[:_TRIED], view, workshop)[0]
        return _sent(self._card(exhibit), "image/png").make_conditional(request)

    def _one(self, language: str, place: str) -> tuple[Exhibit, View, Workshop]:
        """The exhibit that the address names, and what it is made with."""
        _page, view, plans = self._wanted(language, place)
        if len(plans) != 1:
            abort(404)
        workshop = self.workshop.as_of(view.as_of)
        return plans[0].exhibit(workshop, view.selection), view, workshop

    def _carded(self, exhibit: Exhibit) -> bytes:
        """A card at the size at which it is shown; the same exhibit is drawn once."""
        fonts = self.workshop.fonts
        return png(card(exhibit, fonts), fonts, 1)

    def _wanted(self, language: str, place: str) -> tuple[Page, View, list[Plan]]:
        """The one exhibit that the address names, else every exhibit of the page that it names."""
        path, _slash, id_ = place.rpartition("/")
        whole = PAGES.of(place)
        is_page = whole is not None and whole.subject is None
        found = None if is_page else self._plans(f"/{language}/{path}", id_)
        return found or self._plans(f"/{language}/{place}") or abort(404)

    def _plans(self, pathname: str, only: str = "") -> tuple[Page, View, list[Plan]] | None:
        given = request.args.to_dict(flat=False)
        found = read(pathname, given, PAGES, self.workshop.network)
        if found is None:
            return None
        page, view = found
        plans = page.exhibits(view, self.workshop.as_of(view.as_of))
        wanted = [plan for plan in plans if not only or plan.id == only]
        return (page, view, wanted) if wanted else None


def root() -> str:
    """The whole address of this site, without a slash at its end."""
    return request.url_root.rstrip("/")


def _made(plans: list[Plan], view: View, workshop: Workshop) -> list[Exhibit]:
    """Those of the exhibits that have figures; `NothingStored` where none has."""
    made, missing = [], None
    for plan in plans:
        try:
            made.append(plan.exhibit(workshop, view.selection))
        except NothingStored as error:
            missing = error
    if missing and not made:
        raise missing
    return made


def _sent(content: str | bytes, mimetype: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    return answer


def _name(place: str) -> str:
    """What a browser should call the file: the exhibit, or else the page."""
    return place.rpartition("/")[2] or "overview"
