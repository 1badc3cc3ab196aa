"""Compare: any indicator, any places, in any measure and view. The whole choice is its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from charts.compare.asked import Comparison, Shape
from charts.compare.exhibit import plan
from charts.compare.rules import refusal
from charts.compare.words import SHAPES
from charts.plan import Plan
from charts.workshop import Workshop
from dashboard import opening
from dashboard.comparing import OPTIONS, asked, checked, choices, settled
from dashboard.markup import element
from dashboard.page import Content, Page
from dashboard.panel import shown
from dashboard.view import View
from emn.change import EMN_MEMBERS
from emn.coverage import EU
from emn.datasets import dataset
from emn.errors import NothingStored
from emn.language import _

_MOST_PLACES = 50  # more than there are


def content(view: View, workshop: Workshop) -> Content:
    """What is compared; or the sentence that says why it can't be, and what can."""
    try:
        comparison, facts = checked(view, workshop)
        if said := refusal(comparison, facts, view.language):
            return _refused(said, view, workshop)
        return _shown(comparison, view, workshop)
    except NothingStored:
        title = view.language.say(dataset(asked(view).dataset.id).title)
        message = _("Not in the cache yet, or not for these periods: “{dataset}”.")
        return _said(view.language.say(message, dataset=title), view)


def exhibits(view: View, workshop: Workshop) -> Sequence[Plan]:
    """The one exhibit; none where the choice allows none, or its figures are not there yet."""
    try:
        comparison, facts = checked(view, workshop)
        is_refused = refusal(comparison, facts, view.language)
        return () if is_refused else (plan(comparison, workshop, view.selection),)
    except NothingStored:
        return ()


def _shown(comparison: Comparison, view: View, workshop: Workshop) -> Content:
    made = plan(comparison, workshop, view.selection)
    exhibit = made.exhibit(workshop, view.selection)
    label = view.language.say(SHAPES[comparison.shape])
    opened = "table" if comparison.shape is Shape.TABLE else "chart"
    panel = shown(exhibit, view, workshop, opened=opened, heading=(label, ""))
    return Content(
        title=opening.title(exhibit.title),
        description=exhibit.subtitle,
        opening=_opening(view, exhibit.title, exhibit.subtitle),
        exhibits=element("div", panel, class_="panels"),
    )


def _refused(said: str, view: View, workshop: Workshop) -> Content:
    """The sentence, with a way to what comes nearest."""
    nearest = next(_allowed(view, workshop), None)
    link = nearest and element("a", view.language.say(_("Show what there is")), href=nearest.url)
    return _said(said, view, element("p", link) if link else None)


def _allowed(view: View, workshop: Workshop) -> Iterator[View]:
    """The same view without one of its choices, then with its indicator alone."""
    names = [name for name, _text in view.options if name != "indicator"]
    without = [settled(view.choosing(**{name: ""})) for name in reversed(names)]
    alone = settled(view.choosing(**dict.fromkeys(names, "")))
    for each in (*without, alone):
        comparison, facts = checked(each, workshop)
        if not refusal(comparison, facts, view.language):
            yield each


def _said(said: str, view: View, link: Markup | None = None) -> Content:
    title = view.language.say(_("There is nothing to show for this choice"))
    return Content(
        title=opening.title(title),
        description=said,
        opening=_opening(view, title, said, link),
        exhibits=Markup(""),
    )


def _opening(view: View, title: str, lead: str, link: Markup | None = None) -> Markup:
    return element(
        "section",
        element("p", view.language.say(PAGE.label), class_="kicker"),
        element("h1", title),
        element("p", lead, class_="lead"),
        link,
        opening.until(view),
        class_="finding",
    )


PAGE = Page(
    path="compare",
    label=_("Compare"),
    content=content,
    exhibits=exhibits,
    options=OPTIONS,
    choices=choices,
    settled=settled,
    most_places=_MOST_PLACES,
    aggregates=(EU, EMN_MEMBERS),
)
