"""The people of one citizenship in the EU: every indicator with its destinations, and exhibits."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.exhibits.origins import LENSES
from charts.origin import Abroad, abroad
from charts.plan import Plan
from charts.workshop import Workshop
from dashboard import facts
from dashboard.markup import Child, element
from dashboard.view import View
from emn.citizenship import Citizenship
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.language import Language, _
from emn.wording import capitalised

_TOTALS = _(
    "In the EU: Eurostat’s own totals, which include Denmark. Destinations are all reporting"
    " countries, those outside the EU among them."
)


def section(people: Citizenship, plans: Sequence[Plan], view: View, workshop: Workshop) -> Markup:
    """Everything that Eurostat has of these people, and what it has not."""
    language = view.language
    found, missing, waiting = _found(people, view, workshop)
    title = language.say(_("{people} in the EU"), people=capitalised(people.people(language)))
    told = element(
        "div",
        element("h2", _linked(title, people, view), id="citizens-title"),
        facts.abroad(found, title, workshop, language) if found else None,
        element("p", language.say(_TOTALS), class_="absent"),
        _without(missing, people, language),
        facts.waiting(waiting, language),
        element("p", note, class_="absent") if (note := people.footnote(language)) else None,
        facts.notes((each.indicator for each in found), language),
        facts.sources((each.source for each in found), language) if found else None,
        class_="told",
    )
    return facts.spread(told, plans, view, workshop, "citizens")


def _linked(title: str, people: Citizenship, view: View) -> Child:
    """The title, on another page a link to their own, which has every exhibit of them."""
    theirs = view.at(f"origins/{people.geo}")
    return title if view.path == theirs.path else element("a", title, href=theirs.url)


def _found(
    people: Citizenship, view: View, workshop: Workshop
) -> tuple[list[Abroad], list[Indicator], list[Indicator]]:
    """What there is; what Eurostat does not have of these people; what is not in the cache."""
    found: list[Abroad] = []
    missing, waiting = [], []
    for lens in LENSES:
        try:
            one = abroad(lens, people, workshop, view.selection)
        except NothingStored:
            waiting.append(lens.indicator)
            continue
        if one is None:
            missing.append(lens.indicator)
        else:
            found.append(one)
    return found, missing, waiting


def _without(
    indicators: Sequence[Indicator], people: Citizenship, language: Language
) -> Markup | None:
    if not indicators:
        return None
    said = language.say(
        _("Not collected by Eurostat on {people}: {indicators}."),
        people=people.people(language),
        indicators=facts.listed(indicators, language),
    )
    return element("p", said, class_="absent")
