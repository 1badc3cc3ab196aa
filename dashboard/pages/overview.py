"""The overview: what moved, in sentences, key figures and the exhibits that show it."""

from __future__ import annotations

from markupsafe import Markup

from charts.briefing import briefing
from charts.exhibits.protection import EXHIBITION
from charts.key_figures import key_figures
from charts.plan import Plan
from charts.workshop import Workshop
from dashboard import opening
from dashboard.markup import element, joined
from dashboard.page import Content, Page, fixed
from dashboard.panel import panels
from dashboard.view import View
from emn.errors import NothingStored
from emn.language import _
from emn.themes import PROTECTION

_SHOWN = (
    "asylum-applicants-trend",
    "asylum-applicants-ranking",
    "recognition-ranking",
    "first-time-rate-map",
)
_PLANS = tuple(EXHIBITION.exhibit(id_) for id_ in _SHOWN)


def content(view: View, workshop: Workshop) -> Content:
    """The overview for one view."""
    exhibits = joined((panels(_PLANS, view, workshop), _further(view, workshop)))
    try:
        told = briefing(workshop, view.selection, EXHIBITION)
    except NothingStored:
        first = opening.waiting(view.language.say(PAGE.label), view.language)
        return Content(title=opening.SITE, description="", opening=first, exhibits=exhibits)
    figures = key_figures(workshop, view.selection, EXHIBITION.key_figures)
    return Content(
        title=opening.title(told.headline),
        description=told.lead,
        opening=joined(
            (
                opening.finding(view.language.period(told.period), told, view),
                opening.key_figures(figures, workshop, view.language),
            )
        ),
        exhibits=exhibits,
    )


def _further(view: View, workshop: Workshop) -> Markup:
    """What the theme page has beyond the overview: its other findings, as links."""
    rest = [plan for plan in EXHIBITION.exhibits if plan not in _PLANS]
    links = (link for plan in rest if (link := _finding(plan, view, workshop)) is not None)
    return element(
        "section",
        element(
            "h2", element("a", view.language.say(PROTECTION.title), href=view.at("protection").url)
        ),
        element("ul", *links),
        class_="further",
    )


def _finding(plan: Plan, view: View, workshop: Workshop) -> Markup | None:
    try:
        title = plan.exhibit(workshop, view.selection).title
    except NothingStored:
        return None
    return element("li", element("a", title, href=f"{view.at('protection').url}#{plan.id}"))


PAGE = Page(path="", label=_("Overview"), exhibits=fixed(*_PLANS), content=content)
