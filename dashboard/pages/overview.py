"""The overview: the finding, what moved theme by theme, what is new, and how the data stand."""

from __future__ import annotations

from charts.briefing import Briefing, briefing, dated
from charts.exhibition import Exhibition
from charts.exhibits.protection import EXHIBITION as PROTECTION
from charts.workshop import Workshop
from dashboard import news, opening
from dashboard.cards import Told, cards, gists, is_news
from dashboard.markup import joined
from dashboard.page import Content, Page, fixed
from dashboard.panel import panels
from dashboard.view import View
from emn.language import _

_PLANS = tuple(
    PROTECTION.exhibit(id_) for id_ in ("asylum-applicants-trend", "asylum-applicants-ranking")
)


def content(view: View, workshop: Workshop) -> Content:
    """The overview for one view."""
    store = workshop.store
    exhibits = joined(
        (panels(_PLANS, view, workshop), news.new(view, store), news.stands(view, store))
    )
    found = gists(view, workshop)
    if not found:
        first = opening.waiting(view.language.say(PAGE.label), view.language)
        return Content(title=opening.SITE, description="", opening=first, exhibits=exhibits)
    shown, others = _first(found)
    told = briefing(workshop, view.selection, shown)
    kicker = f"{view.language.say(shown.theme.title)} · {dated(told.period, view.language)}"
    return Content(
        title=opening.title(told.headline),
        description=told.lead,
        opening=joined(
            (
                opening.finding(kicker, told, view),
                opening.further([f"{each.headline}." for each in others]),
                cards(found, view, workshop),
            )
        ),
        exhibits=exhibits,
    )


def _first(found: Told) -> tuple[Exhibition, list[Briefing]]:
    """The theme that the page opens with, asylum where it is there, and the news of the others."""
    shown = next((each for each, _told in found if each is PROTECTION), found[0][0])
    return shown, [told for each, told in found if each is not shown and is_news(told)]


PAGE = Page(path="", label=_("Overview"), exhibits=fixed(*_PLANS), content=content)
