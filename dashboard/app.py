"""The app: `create_app(workshop) -> Dash`. It answers every page, files.py every file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qs

from dash import Dash, NoUpdate, html, no_update
from dash.development.base_component import Component
from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from charts.workshop import Workshop
from dashboard import masthead, places, takeover
from dashboard.address import is_proper, read
from dashboard.discovery import Discovery
from dashboard.document import About, document, first_content, head
from dashboard.dress import FOLDER, IN_THE_HEAD, Assets
from dashboard.files import Files
from dashboard.health import Health
from dashboard.layers import switch
from dashboard.limits import Limits
from dashboard.markup import element, joined
from dashboard.metadata import metadata
from dashboard.packing import Scripts, by_address
from dashboard.page import Content, Page, no_choices
from dashboard.pages import PAGES
from dashboard.prefix import put_below
from dashboard.routes import Routes, reader_language
from dashboard.security import protect
from dashboard.slices import Slices
from dashboard.state import State, state, under_way
from dashboard.view import View
from emn.language import BRUSSELS
from emn.settings import Settings


class Site(Dash):
    """A Dash app whose pages are readable before any script: it writes their first content."""

    def __init__(self, workshop: Workshop, prefix: str = "") -> None:
        super().__init__(
            __name__,
            requests_pathname_prefix=f"{prefix}/",
            routes_pathname_prefix="/",
            assets_folder=str(FOLDER),
            assets_ignore=IN_THE_HEAD,
            use_pages=False,
            server=_server(),  # type: ignore[arg-type]  # Dash takes a Flask
            compress=True,
            update_title="",
            suppress_callback_exceptions=True,  # the control for places arrives by a callback
            health_endpoint="health",
        )
        self.workshop = workshop
        self.prefix = prefix
        self.dress = Assets(fonts=workshop.fonts, prefix=prefix)
        self._content = lru_cache(maxsize=12)(self._written)

    def index(self, *_args: object, **_kwargs: object) -> ResponseReturnValue:
        """Answer an address: a page, its one proper spelling, or that there is none."""
        if request.path == "/":
            answer = redirect(f"/{reader_language()}/")
            answer.vary.add("Accept-Language")
            return answer
        given = request.args.to_dict(flat=False)
        found = read(request.path, given, PAGES, self.workshop.network)
        if found is None:
            abort(404)
        g.page, g.view = found
        if request.path != g.view.pathname or not is_proper(given, *found):
            return redirect(g.view.url)
        tag = self._tag(g.view)
        if request.if_none_match.contains_weak(tag):
            return Response(status=304)
        whole = super().index()  # type: ignore[no-untyped-call]  # Dash has no types here
        answer = Response(whole, headers={"Cache-Control": "no-cache"})
        answer.set_etag(tag, weak=True)
        return answer

    def interpolate_index(self, *_parts: str, **parts: str) -> str:
        """Write the document of the view that is asked for, Dash's scripts at its end."""
        page, view = g.page, g.view
        now = self.state_of(view)
        content = self._content(page, view, now)
        about = About(
            language=view.language,
            title=content.title,
            description=content.description,
            view=view,
            root=_root(),
            more=tuple(
                metadata(
                    page,
                    view,
                    (content.title, content.description),
                    _root(),
                    self.workshop.as_of(view.as_of),
                )
            ),
        )
        scripts = Markup("".join(parts[name] for name in ("config", "scripts", "renderer")))  # noqa: S704  # Dash's own
        body = (
            first_content(self._parts(page, view, now, content), now.stamp),
            element("div", id="react-entry-point"),
            scripts,
        )
        return document(view.language, head(about, self.dress), body, self.dress.plotly)

    def redraw(self, pathname: str, search: str) -> tuple[Markup, Markup, Markup, str]:
        """The parts that an address decides, and the stamp of the data they show."""
        page, view = self.found(pathname, search)
        now = self.state_of(view)
        content = self._content(page, replace(view, is_redrawn=True), now)
        parts = self._drawn(view, now, content)
        return parts["masthead"], parts["opening"], parts["exhibits"], now.stamp

    def look(self, pathname: str, search: str, stamp: str) -> tuple[Markup, str | None, bool]:
        """The progress banner, the stamp if it is a new one, and whether a refresh goes on."""
        view = self.found(pathname, search)[1]
        progress = under_way(self.workshop.store)
        now = self.state_of(view).stamp
        banner = masthead.progress(progress, view.language)
        return banner, now if now != stamp else None, bool(progress)

    def control(self, pathname: str, search: str, is_same_page: bool) -> Component | NoUpdate:  # noqa: FBT001  # Dash calls it
        """The controls of this address; those without choices stay as they are on the same page."""
        page, view = self.found(pathname, search)
        if is_same_page and page.choices is no_choices:
            return no_update
        offered = page.choices(view, self.workshop.as_of(view.as_of))
        if not offered and not page.has_places:
            return html.Div()
        return places.select(page, view, self.workshop.network, offered)

    def found(self, pathname: str, search: str) -> tuple[Page, View]:
        """The page and the view behind an address that Dash sends."""
        chosen = parse_qs(search.removeprefix("?"))
        found = read(pathname.removeprefix(self.prefix), chosen, PAGES, self.workshop.network)
        if found is None:
            abort(404)
        return found

    def _tag(self, view: View) -> str:
        """What is another once the page is another: address, data, their state, day, program."""
        now, progress = self.state_of(view), under_way(self.workshop.store)
        today = datetime.now(BRUSSELS).date()
        told = (_root(), view, now, progress, today, self.dress.edition)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    def state_of(self, view: View) -> State:
        """The state of the data that a view shows: today's, or that of a past day."""
        return state(self.workshop.as_of(view.as_of).store)

    def _parts(self, page: Page, view: View, now: State, content: Content) -> dict[str, Markup]:
        return {
            **self._drawn(view, now, content),
            "progress": masthead.progress(under_way(self.workshop.store), view.language),
            "tools": self._tools(page, view),
            "footer": masthead.footer(view, PAGES),
        }

    def _drawn(self, view: View, now: State, content: Content) -> dict[str, Markup]:
        """The parts that change with what a reader chooses."""
        return {
            "masthead": masthead.masthead(view, PAGES, now),
            "opening": element("div", content.opening, data_title=content.title),
            "exhibits": joined((content.exhibits, masthead.imprint(view, _root(), now))),
        }

    def _tools(self, page: Page, view: View) -> Markup:
        offered = page.choices(view, self.workshop.as_of(view.as_of))
        if not offered and not page.has_places:
            return Markup("")
        return places.form(page, view, self.workshop.network, offered)

    def _written(self, page: Page, view: View, _now: State) -> Content:
        """Kept by view and state of the data, so that a new vintage is a new page."""
        workshop = self.workshop.as_of(view.as_of)
        content = page.content(view, workshop)
        layers = switch(page.exhibits(view, workshop), view, workshop)
        return replace(content, exhibits=joined((layers, content.exhibits)))


def _root() -> str:
    """The site's own address, as a reader knows it."""
    return request.url_root.rstrip("/")


def _server() -> Flask:
    server = Flask(__name__, static_folder=None)
    # flask-compress leaves a streamed file open; what is streamed here is small.
    server.config["COMPRESS_STREAMS"] = False
    server.config["COMPRESS_ALGORITHM"] = ["br", "zstd", "gzip"]
    server.config["COMPRESS_CACHE_BACKEND"] = Scripts
    server.config["COMPRESS_CACHE_KEY"] = by_address
    return server


def create_app(workshop: Workshop, settings: Settings | None = None) -> Dash:
    """The app around a workshop: its store, its network, its fonts; as it is set to be served."""
    settings = settings or Settings()
    app = Site(workshop, settings.prefix)
    app.layout = takeover.layout()
    takeover.connect(app, app.redraw, app.look, app.control)
    Files(workshop, app.dress).connect(app)
    Slices(workshop).connect(app)
    Discovery(workshop).connect(app)
    Health(workshop.store).connect(app)
    Routes(app.dress, workshop.store.root).connect(app)
    Limits(settings.files_per_minute).connect(app.server)
    protect(app, app.dress.allowed)
    put_below(app.server, settings.prefix)
    return app
