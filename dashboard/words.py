"""What the words of an exhibit mean: its terms from the glossary, folded away below it."""

from __future__ import annotations

from markupsafe import Markup

from charts.plan import Plan
from dashboard.markup import element
from dashboard.view import View
from emn.glossary import Term, of_dimension, of_indicator
from emn.language import _
from emn.wording import capitalised

_MOST_TERMS = 5


def words(plan: Plan, view: View) -> Markup | None:
    """The terms of an exhibit's indicator, then that of its breakdown; None where there are none.

    Each has its definition at hand, and leads to its place in the glossary.
    """
    by = of_dimension(plan.by) if plan.by else None
    found = dict.fromkeys((*of_indicator(plan.indicator.id), *((by,) if by else ())))
    if not found:
        return None
    return element(
        "details",
        element("summary", view.language.say(_("What the words mean"))),
        element("dl", *(_entry(each, view) for each in list(found)[:_MOST_TERMS])),
        class_="words unfolds",
    )


def _entry(term: Term, view: View) -> Markup:
    name = capitalised(term.name(view.language))
    href = f"{view.at('glossary').url}#{term.id}"
    return element(
        "div",
        element("dt", element("a", name, href=href)),
        element("dd", term.definition(view.language)),
    )
