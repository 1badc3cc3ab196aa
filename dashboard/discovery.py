"""What programs ask for before they read pages: robots.txt, a sitemap, a feed of updates."""

from __future__ import annotations

from collections.abc import Iterator

from dash import Dash
from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from cache import Origin, Vintage
from charts.plate import SITE
from charts.svg.elements import element, plain
from charts.workshop import Workshop
from dashboard.page import Page
from dashboard.pages import PAGES
from dashboard.state import state
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.language import Language, _
from emn.period import Period

_ENTRIES = 40  # of the feed
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_ATOM, _SITEMAP = "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"


class Discovery:
    """The three addresses, around a workshop."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def connect(self, app: Dash) -> None:
        """Give the addresses to the app's server."""
        app.server.add_url_rule("/robots.txt", "robots", self.robots)
        app.server.add_url_rule("/sitemap.xml", "sitemap", self.sitemap)
        app.server.add_url_rule("/<language>/updates.atom", "updates", self.updates)

    def robots(self) -> Response:
        """Where programs may go; nowhere on a site of invented figures."""
        lines = ["User-agent: *", "Disallow: /embed/", f"Sitemap: {_root()}/sitemap.xml"]
        if self.workshop.store.origin is Origin.SAMPLE:
            lines = ["User-agent: *", "Disallow: /"]
        return Response("\n".join((*lines, "")), mimetype="text/plain")

    def sitemap(self) -> ResponseReturnValue:
        """Every page with its twin, changed when the figures last were."""
        updated_at = state(self.workshop.store).updated_at
        day = element("lastmod", f"{updated_at:%Y-%m-%d}") if updated_at else ""
        pages = (
            element("url", _text("loc", _root() + view.spoken(language).url), *_twins(view), day)
            for page in PAGES
            for view in self._views(page)
            for language in Language
        )
        xhtml = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}
        return _answer(element("urlset", *pages, xmlns=_SITEMAP, **xhtml), "application/xml")

    def updates(self, language: str) -> ResponseReturnValue:
        """The datasets that Eurostat updated last, as an Atom feed: an entry a vintage."""
        if language not in set(Language):
            abort(404)
        view = View(language=Language(language))
        held = [(each, self.workshop.store.current(each)) for each in DATASETS]
        stored = [(each, vintage) for each, vintage in held if vintage is not None]
        stored.sort(key=lambda pair: (pair[1].last_update, pair[0].id), reverse=True)
        latest = max((vintage.extracted_at for _each, vintage in stored), default=None)
        address = f"{_root()}/{language}/updates.atom"
        feed = element(
            "feed",
            _text("title", view.language.say(_("{site}: updated figures"), site=SITE)),
            _text("id", address),
            element("link", rel="self", href=address),
            element("link", rel="alternate", href=_root() + view.url),
            element("author", _text("name", SITE)),
            _text("updated", latest.isoformat() if latest else "1970-01-01T00:00:00+00:00"),
            *(_entry(each, vintage, view) for each, vintage in stored[:_ENTRIES]),
            xmlns=_ATOM,
            **{"xml:lang": language},
        )
        return _answer(feed, "application/atom+xml")

    def _views(self, page: Page) -> Iterator[View]:
        """A page, or one of each of its subjects."""
        subjects = {
            "place": [place.geo for place in self.workshop.network.places],
            "dataset": [each.id for each in DATASETS],
            "citizenship": list(self.workshop.citizenships()),
        }
        path, brace, rest = page.path.partition("{")
        for subject in subjects[rest.rstrip("}")] if brace else ("",):
            yield View(language=Language.EN, path=f"{path}{subject}")


def _entry(each: Dataset, vintage: Vintage, view: View) -> str:
    say = view.language.say
    address = f"{_root()}{view.at(f'data/{each.id}').url}"
    day = view.language.date(vintage.last_update)
    told = say(_("Updated on {day} ({dataflow})."), day=day, dataflow=each.dataflow)
    if vintage.last_period:
        last = view.language.period(Period(vintage.last_period, each.frequency))
        told = " ".join((told, say(_("Last period: {period}."), period=last)))
    title = say(each.title)
    if vintage.is_sample:
        title = say(_("Sample data: {title}"), title=title)
    return element(
        "entry",
        _text("title", title),
        _text("id", f"{address}#{vintage.name}"),
        element("link", rel="alternate", href=address),
        _text("updated", vintage.extracted_at.isoformat()),
        _text("summary", told),
    )


def _twins(view: View) -> Iterator[str]:
    for language in Language:
        href = _root() + view.spoken(language).url
        yield element("xhtml:link", rel="alternate", hreflang=language, href=href)


def _answer(root: str, mimetype: str) -> ResponseReturnValue:
    answer = Response(_XML + root, mimetype=mimetype)
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


def _text(tag: str, text: str) -> str:
    return element(tag, plain(text))


def _root() -> str:
    return request.url_root.rstrip("/")
