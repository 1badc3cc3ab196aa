"""What a reader meets instead of a page: a sentence that says why, and the way back."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.document import About, document, head
from dashboard.dress import Assets
from dashboard.markup import element
from dashboard.page import Menu
from dashboard.pages import PAGES
from dashboard.view import View
from emn.errors import EmnError, Misused
from emn.language import Language, _

_TITLES = {
    400: _("This address asks for something that does not exist"),
    404: _("There is no such page"),
    413: _("This is more than the page asks for"),
    429: _("Too many files in one minute: wait for the next one"),
    503: _("The figures can't be read at the moment"),
}
_OTHERWISE = _("Something went wrong here")


def trouble(status: int, error: EmnError | None, language: Language, assets: Assets) -> str:
    """A whole document for an error: our own and what it says, or None."""
    title = language.say(_TITLES.get(status, _OTHERWISE))
    about = About(language=language, title=title, description=title, view=None, root="")
    return document(language, head(about, assets), [_body(title, error, language)])


def _body(title: str, error: EmnError | None, language: Language) -> Markup:
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
        _reason(error, language),
        element("p", language.say(_("These pages exist:"))),
        element("ul", *pages),
        id="content",
        class_="trouble",
    )


def _reason(error: EmnError | None, language: Language) -> Markup | None:
    """What a reader can put right, in the reader's language; what others can, in English."""
    if error is None:
        return None
    if isinstance(error, Misused) and error.values:
        told = dict(error.values)
        if "kind" in told:  # a message too
            told["kind"] = language.say(str(told["kind"]))
        return element("p", language.say(error.message, **told), class_="lead")
    return element("p", str(error), lang="en", class_="lead")
