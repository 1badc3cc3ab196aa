"""The page of a theme: its finding, its key figures, every exhibit, and what Eurostat lacks.

One declaration a theme, made by one function from what is declared in `charts.exhibits`.
"""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from charts.briefing import briefing, dated
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS
from charts.key_figures import key_figures
from charts.workshop import Workshop
from dashboard import opening
from dashboard.markup import joined
from dashboard.page import Content, Menu, Page, fixed
from dashboard.panel import panels
from dashboard.view import View
from emn.errors import NothingStored


def theme_page(shown: Exhibition) -> Page:
    """Declare the page of a theme; its address is the theme's id."""
    return Page(
        path=shown.theme.id,
        label=shown.theme.title,
        menu=Menu.THEMES,
        exhibits=fixed(*shown.exhibits),
        content=partial(content, shown),
        has_places=bool(shown.exhibits),
    )


def content(shown: Exhibition, view: View, workshop: Workshop) -> Content:
    """The page of a theme for one view; in words alone where Eurostat has no series."""
    title = view.language.say(shown.theme.title)
    remarks = opening.further([view.language.say(each) for each in shown.remarks])
    if shown.headline is None:
        return Content(
            title=opening.title(title),
            description=view.language.say(shown.remarks[0]),
            opening=joined((opening.plain(title), remarks)),
            exhibits=Markup(""),
        )
    exhibits = panels(shown.exhibits, view, workshop)
    try:
        told = briefing(workshop, view.selection, shown)
    except NothingStored:
        return Content(
            title=opening.title(title),
            description="",
            opening=joined((opening.waiting(title, view.language), remarks)),
            exhibits=exhibits,
        )
    figures = key_figures(workshop, view.selection, shown.key_figures)
    return Content(
        title=opening.title(f"{title}: {told.headline}"),
        description=told.lead,
        opening=joined(
            (
                opening.finding(f"{title} · {dated(told.period, view.language)}", told, view),
                opening.key_figures(figures, workshop, view.language),
                opening.further([each for each in (told.move, *told.paragraph) if each]),
                remarks,
            )
        ),
        exhibits=exhibits,
    )


PAGES = tuple(theme_page(each) for each in EXHIBITIONS)
