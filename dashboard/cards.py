"""A card for each theme: its key figures and what moved, with the way to its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from markupsafe import Markup

from charts.briefing import Briefing, dated, gist
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS
from charts.key_figures import KeyFigure, key_figures
from charts.workshop import Workshop
from dashboard.listing import section
from dashboard.markup import element, joined
from dashboard.opening import spark
from dashboard.view import View
from emn.errors import NothingStored
from emn.language import _
from emn.period import Frequency

_SILENT = tuple(each for each in EXHIBITIONS if each.headline is None)
_FIGURES = 2  # on a card; the page of the theme has all of them


Told = Sequence[tuple[Exhibition, Briefing]]


def gists(view: View, workshop: Workshop) -> Told:
    """Every theme of the EMN that has figures yet, in its order, with what moved in it."""
    found = []
    for shown in EXHIBITIONS:
        if shown.headline is not None:
            with suppress(NothingStored):  # its dataset is on its way
                found.append((shown, gist(workshop, view.selection, shown)))
    return found


def is_news(told: Briefing) -> bool:
    """Tell whether the figures come by the month or the quarter, and not once a year."""
    return told.period.frequency is not Frequency.ANNUAL


def cards(found: Told, view: View, workshop: Workshop) -> Markup:
    """The news first, then the themes told once a year, and that of which there is no series."""
    say = view.language.say
    news = [pair for pair in found if is_news(pair[1])]
    annual = [pair for pair in found if not is_news(pair[1])]
    groups = (
        ("moved", _("What moved this month and this quarter"), news, ()),
        ("annual", _("The latest annual data"), annual, _SILENT),
    )
    return joined(
        section(
            id_,
            say(heading),
            element(
                "div",
                *(_card(each, told, view, workshop) for each, told in pairs),
                *(_words(each, view) for each in others),
                class_="cards",
            ),
        )
        for id_, heading, pairs, others in groups
        if pairs
    )


def _card(shown: Exhibition, told: Briefing, view: View, workshop: Workshop) -> Markup:
    figures = key_figures(workshop, view.selection, shown.key_figures[:_FIGURES])
    return element(
        "article",
        _title(shown, view),
        element("p", dated(told.period, view.language), class_="when"),
        element("div", *_figures(figures, workshop), class_="figures"),
        element("p", told.move) if told.move else None,
        class_="card",
    )


def _figures(figures: Sequence[KeyFigure], workshop: Workshop) -> Iterator[Markup]:
    for figure in figures:
        yield element(
            "div",
            element("p", figure.value, class_="value"),
            element("p", figure.label, class_="label"),
            element("p", figure.where_and_when, class_="where"),
            *(element("p", change) for change in figure.changes),
            spark(figure, workshop),
            element("p", figure.remark, class_="remark") if figure.remark else None,
        )


def _words(shown: Exhibition, view: View) -> Markup:
    """A theme of which Eurostat has no series."""
    return element(
        "article",
        _title(shown, view),
        element("p", view.language.say(shown.remarks[0])),
        class_="card",
    )


def _title(shown: Exhibition, view: View) -> Markup:
    link = element("a", view.language.say(shown.theme.title), href=view.at(shown.theme.id).url)
    return element("h3", link)
