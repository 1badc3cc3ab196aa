"""One exhibit by itself, for a frame on somebody else's page: light, without Dash and plotly."""

from __future__ import annotations

from markupsafe import Markup

from charts.exhibit import Exhibit
from charts.plate import SITE
from charts.workshop import Workshop
from dashboard.dress import Assets
from dashboard.markup import element, joined
from dashboard.panel import caption, drawing
from dashboard.view import View
from emn.language import _


def embedded(exhibit: Exhibit, view: View, root: str, workshop: Workshop, assets: Assets) -> Markup:
    """The whole document, in light colours: the page around it decides, not the system."""
    page = f"{root}{view.url}#{exhibit.id}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", f"{exhibit.title} – {SITE}"),
        element("link", rel="canonical", href=page),
        element("base", target="_blank"),  # a link leaves the frame
        element("link", rel="stylesheet", href=assets.style),
        element("link", rel="icon", href=assets.url("icon.svg"), type="image/svg+xml"),
        element("script", src=assets.url("embed.js"), defer=True),
    )
    panel = element(
        "article",
        element("h1", exhibit.title),
        element("p", exhibit.subtitle, class_="subtitle"),
        element(
            "figure",
            element("div", drawing(exhibit, workshop), class_="chart"),
            caption(exhibit),
        ),
        element("p", _back(page, view), class_="back"),
        class_="panel",
    )
    whole = element(
        "html",
        head,
        element("body", element("main", panel), class_="embedded"),
        lang=view.language,
        data_theme="light",
    )
    return joined((Markup("<!doctype html>\n"), whole))


def _back(page: str, view: View) -> Markup:
    """The way to the page."""
    text = view.language.say(_("Table, data and more at {site}"), site=SITE)
    return element("a", text, href=page)
