"""What stands above and below every page: name, pages, language, the state of the data."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from cache.manifest import Progress
from dashboard.markup import element, hidden, joined
from dashboard.page import Menu, Page, Pages
from dashboard.state import State
from dashboard.view import View
from emn.datasets import DATASETS, dataset
from emn.language import Language, _

_SOURCE = "https://ec.europa.eu/eurostat"


def masthead(view: View, pages: Pages, state: State) -> Markup:
    """The header of a page, and above it what must be known first: sample data, a past day."""
    sample = _sample(view.language) if state.is_sample else None
    past = _past(view, view.as_of, state) if view.as_of else None
    brand = element("a", element("b", "EMN"), " Statistics", href=view.at("").url, class_="brand")
    inner = element(
        "div",
        brand,
        _navigation(view, pages),
        _state(state, view.language),
        element("div", _appearance(view.language), _languages(view), class_="switches"),
        class_="inner",
    )
    return element("header", sample, past, inner, class_="masthead")


def progress(refresh: Progress | None, language: Language) -> Markup:
    """How far a refresh that is under way has come, or nothing."""
    if refresh is None:
        return Markup("")
    there = set(refresh.done) - set(refresh.failed)
    everything = {*refresh.done, *refresh.failed, *refresh.waiting, refresh.current} - {""}
    arrived = language.say(
        _("{there} of {all} datasets have arrived."),
        there=len(there),
        all=len(everything),
    )
    told = element("p", arrived, _on_its_way(refresh, language), class_="banner", role="status")
    return element("aside", told, aria_label=language.say(_("Refresh")))


def footer(view: View, pages: Pages) -> Markup:
    """Whose figures these are, what the page does not do, and the pages about the pages."""
    say = view.language.say
    about = [_link(page, view) for page in pages if page.menu is Menu.FOOT]
    return element(
        "footer",
        element("nav", *about, aria_label=say(_("About this site"))) if about else None,
        element(
            "p",
            say(_("Figures: Eurostat.")),
            " ",
            say(_("A flag or a note stands beside every number that has one.")),
            " ",
            say(_("The EMN is not the EU: Denmark is outside it.")),
        ),
        element(
            "p",
            element("a", "Eurostat", href=_SOURCE, rel="external"),
            " · ",
            say(_("No cookies, no tracking, nothing loaded from elsewhere.")),
        ),
        class_="foot",
    )


def imprint(view: View, root: str, state: State) -> Markup:
    """What paper needs at the foot of a page: where it is found, and the state of the data."""
    return element(
        "div",
        element("p", f"{root}{view.url}"),
        _state(state, view.language),
        class_="imprint",
    )


def _sample(language: Language) -> Markup:
    return element(
        "p",
        element("b", language.say(_("Sample data"))),
        ": ",
        language.say(_("invented figures that show how these pages work. Do not quote them.")),
        class_="banner sample",
        role="note",
    )


def _past(view: View, day: date, state: State) -> Markup:
    """Say that the figures are those of a past day, with the way back to today's."""
    message = _("You see the figures as they stood on {day}.")
    if state.updated_at is None:
        message = _("Nothing that was stored on {day} is kept.")
    return element(
        "p",
        view.language.say(message, day=view.language.date(day)),
        " ",
        element("a", view.language.say(_("Show today’s figures")), href=view.on(None).url),
        class_="banner past",
        role="note",
    )


def _navigation(view: View, pages: Pages) -> Markup:
    """The pages, the ten themes folded into one of them; on a small screen all under one button."""
    say = view.language.say
    first, *others = [_item(page, view) for page in pages if page.menu is Menu.TOP]
    menu = element(
        "details",
        element("summary", say(_("Menu"))),
        element("ul", first, _themes(view, pages), *others),
        class_="menu drop",
    )
    return element("nav", menu, aria_label=say(_("Pages")), class_="pages")


def _themes(view: View, pages: Pages) -> Markup:
    themes = [page for page in pages if page.menu is Menu.THEMES]
    is_here = any(page.path == view.path for page in themes)
    label = view.language.say(_("Themes"))
    folded = element(
        "details",
        element("summary", label, aria_current="true" if is_here else None),
        element("ul", *(_item(page, view) for page in themes)),
        class_="themes drop",
    )
    return element("li", folded)


def _item(page: Page, view: View) -> Markup:
    return element("li", _link(page, view))


def _link(page: Page, view: View) -> Markup:
    return element(
        "a",
        view.language.say(page.label),
        href=view.at(page.path).url,
        aria_current=_current(page, view),
    )


def _current(page: Page, view: View) -> str | None:
    """Whether a link leads to the page that is open, or to the one that lists it."""
    if page.path == view.path:
        return "page"
    return "true" if view.path.startswith(f"{page.path}/") else None


def _state(state: State, language: Language) -> Markup:
    """When Eurostat last updated what is shown, and when we last asked."""
    say = language.say
    if state.updated_at is None:
        return element("p", say(_("No figures are stored yet.")), class_="state")
    updated = say(_("Eurostat {date}"), date=language.date(state.updated_at))
    checked = (
        say(_("checked {moment}"), moment=language.instant(state.checked_at))
        if state.checked_at
        else None
    )
    return element("p", updated, ", " if checked else None, checked, class_="state")


def _appearance(language: Language) -> Markup:
    """The choice of colours; a script remembers it, and shows it where it can work."""
    label = language.say(_("Appearance"))
    choices = (
        element("label", element("input", type="radio", name="appearance", value=value), text)
        for value, text in (
            ("", language.say(_("As on this device"))),
            ("light", language.say(_("Light"))),
            ("dark", language.say(_("Dark"))),
            ("contrast", language.say(_("High contrast"))),
        )
    )
    return element(
        "details",
        element("summary", hidden(label), title=label),
        element("fieldset", element("legend", hidden(label)), *choices),
        class_="appearance drop",
    )


def _languages(view: View) -> Markup:
    others = (each for each in Language if each is not view.language)
    return joined(
        element("a", each.own_name, href=view.spoken(each).url, hreflang=each, lang=each)
        for each in others
    )


def _on_its_way(refresh: Progress, language: Language) -> str | None:
    if refresh.current not in {each.id for each in DATASETS}:
        return None
    title = language.say(dataset(refresh.current).title)
    return " " + language.say(_("“{dataset}” is on its way."), dataset=title)
