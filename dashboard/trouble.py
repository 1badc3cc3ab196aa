"""What a reader meets instead of a page: a sentence that says why, and the way back."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.document import About, document, head
from dashboard.dress import Assets
from dashboard.markup import element
from dashboard.page import Menu
from dashboard.pages import PAGES
from dashboard.view import View
from emn.language import Language, _

_TITLES = {
    400: _("This address asks for something that does not exist"),
    404: _("There is no such page"),
    503: _("The figures can't be read at the moment"),
}
_OTHERWISE = _("Something went wrong here")


def trouble(status: int, reason: str, language: Language, assets: Assets) -> str:
    """A whole document for an error; `reason` is our own message, in English, or empty."""
    title = language.say(_TITLES.get(status, _OTHERWISE))
    about = About(language=language, title=title, description=title, view=None, root="")
    return document(language, head(about, assets), [_body(title, reason, language)])


def _body(title: str, reason: str, language: Language) -> Markup:
    pages = (
        element(
            "li",
            element(
                "a",
                each.say(page.label),
                href=View(language=each, path=page.path).url,
                lang=each,
            ),
        )
        for each in Language
        for page in PAGES
        if page.menu in {Menu.TOP, Menu.THEMES}
    )
    return element(
        "main",
        element("h1", title),
        element("p", reason, lang="en", class_="lead") if reason else None,
        element("p", language.say(_("These pages exist:"))),
        element("ul", *pages),
        id="content",
        class_="trouble",
    )
