"""The HTML document around a page: its head, its first content, and where Dash begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.dress import Assets
from dashboard.markup import element, joined
from dashboard.view import View
from emn.language import Language, _

_FIRST_READ = (400, 700)  # the weights of text and of the finding
PARTS = ("masthead", "progress", "opening", "tools", "exhibits", "footer")
_WITHIN_MAIN = ("opening", "tools", "exhibits")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says about itself; `view` is None where there is no such page."""

    language: Language
    title: str
    description: str
    view: View | None
    root: str  # the site's own address, for canonical links
    more: tuple[Markup, ...] = ()  # what it tells programs


def head(about: About, assets: Assets) -> Markup:
    """The head: title, description, links to itself and its twin, style, theme, fonts."""
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", about.title),
        element("meta", name="description", content=about.description),
        *_links(about),
        *about.more,
        *(_early(assets.font(weight)) for weight in _FIRST_READ),
        element("style", Markup(assets.within)),  # noqa: S704  # our own files
        element("script", Markup(assets.early)),  # noqa: S704  # the same
        element("link", rel="icon", href=assets.url("icon.svg"), type="image/svg+xml"),
    )


def first_content(parts: Mapping[str, Markup], stamp: str) -> Markup:
    """The whole page as plain HTML. Dash later takes it over, part by part, node by node."""
    written = {
        name: element(
            "div", parts[name], data_part=name, data_stamp=stamp if name == "opening" else None
        )
        for name in PARTS
    }
    main = element("main", *(written[name] for name in _WITHIN_MAIN), id="content")
    return element(
        "div",
        written["masthead"],
        written["progress"],
        main,
        written["footer"],
        id="first-content",
    )


def document(language: Language, head: Markup, body: Iterable[Markup], plotly: str = "") -> str:
    """Put a document together."""
    skip = element("a", language.say(_("Skip to the content")), href="#content", class_="skip")
    whole = element(
        "html",
        head,
        element("body", skip, *body, data_plotly=plotly or None),
        lang=language,
    )
    return joined((Markup("<!doctype html>\n"), whole))


def _early(font: str) -> Markup:
    """Ask for a font before the style does: what is read first must not wrap anew."""
    return element(
        "link", rel="preload", href=font, as_="font", type="font/woff2", crossorigin=True
    )


def _links(about: About) -> list[Markup]:
    """Where this page lives, in each language."""
    if about.view is None:
        return [element("meta", name="robots", content="noindex")]
    twins = [
        element(
            "link",
            rel="alternate",
            hreflang=language,
            href=about.root + about.view.spoken(language).url,
        )
        for language in Language
    ]
    return [
        element("link", rel="canonical", href=about.root + about.view.url),
        *twins,
        element(
            "link",
            rel="alternate",
            type="application/atom+xml",
            href=f"{about.root}/{about.language}/updates.atom",
            title=about.language.say(_("Updated figures")),
        ),
    ]
