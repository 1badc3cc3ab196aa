"""International protection: its finding, its key figures, and every exhibit of the theme."""

from __future__ import annotations

from charts.briefing import briefing, key_figures
from charts.exhibits.protection import EXHIBITS, KEY_FIGURES
from charts.workshop import Workshop
from dashboard import opening
from dashboard.markup import joined
from dashboard.page import Content, Menu, Page, fixed
from dashboard.panel import panels
from dashboard.view import View
from emn.errors import NothingStored
from emn.themes import PROTECTION


def content(view: View, workshop: Workshop) -> Content:
    """The theme page for one view."""
    kicker = view.language.say(PROTECTION.title)
    exhibits = panels(EXHIBITS, view, workshop)
    try:
        told = briefing(workshop, view.selection)
    except NothingStored:
        first = opening.waiting(kicker, view.language)
        return Content(
            title=opening.title(kicker), description="", opening=first, exhibits=exhibits
        )
    figures = key_figures(workshop, view.selection, KEY_FIGURES)
    return Content(
        title=opening.title(f"{kicker}: {told.headline}"),
        description=told.lead,
        opening=joined(
            (
                opening.finding(kicker, told, view),
                opening.key_figures(figures, workshop, view.language),
                opening.further(told.paragraph),
            )
        ),
        exhibits=exhibits,
    )


PAGE = Page(
    path="protection",
    label=PROTECTION.title,
    menu=Menu.THEMES,
    exhibits=fixed(*EXHIBITS),
    content=content,
)
