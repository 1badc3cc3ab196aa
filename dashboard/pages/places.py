"""The index of places: members, observers and others, each with its headline number."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.exhibits.origins import APPLICANTS
from charts.origin import abroad
from charts.profile import fact
from charts.workshop import Workshop
from dashboard import facts, opening
from dashboard.markup import element
from dashboard.page import Content, Page
from dashboard.panel import marked
from dashboard.view import View
from emn.citizenship import citizenship
from emn.errors import NothingStored
from emn.flags import Absence
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language, _
from emn.network import Place
from emn.standing import is_in_the_eu, since
from emn.wording import signed


def content(view: View, workshop: Workshop) -> Content:
    """The index for one view."""
    language, network, on = view.language, workshop.network, view.selection.last_day
    members, observers = network.members(on), network.observers(on)
    headline = language.say(
        _("The EMN has {members} members and {observers} observers"),
        members=len(members),
        observers=len(observers),
    )
    lead = language.say(
        _(
            "Members are the EU states but Denmark, which stands outside. The number beside each"
            " name is that of the last complete month, or of the country’s last one before it."
        )
    )
    outside = [each for each in network.places if each not in {*members, *observers}]
    groups = ((_("Members"), members), (_("Observers"), observers), (_("Outside the EMN"), outside))
    first, *others = (
        _group(language.say(title), places, view, workshop) for title, places in groups
    )
    return Content(
        title=opening.title(headline),
        description=lead,
        opening=opening.heading(language.say(PLACES.label), headline, lead),
        exhibits=element(
            "div", first, element("div", *others, _source(view, workshop)), class_="chapters"
        ),
    )


def _group(title: str, places: Sequence[Place], view: View, workshop: Workshop) -> Markup:
    has_lens = any(not _is_eu(each, view, workshop) for each in places)
    heads = (*_HEADS, _CITIZENS) if has_lens else _HEADS
    rows = (_row(each, view, workshop, has_lens=has_lens) for each in places)
    return element(
        "section",
        element("h2", title),
        facts.table(title, heads, rows, view.language),
        class_="chapter",
    )


def _row(place: Place, view: View, workshop: Workshop, *, has_lens: bool) -> Markup:
    language = view.language
    link = element("a", place.name(language), href=view.at(f"places/{place.geo}").url)
    held = since(place, workshop.network, view.selection.last_day, language)
    return element(
        "tr",
        element("th", link, element("small", held) if held else None, scope="row"),
        *_applicants(place, view, workshop),
        _citizens(place, view, workshop) if has_lens else None,
    )


def _applicants(place: Place, view: View, workshop: Workshop) -> Sequence[Markup]:
    """The number of applicants and its change; a dash says that Eurostat collects none."""
    language = view.language
    try:
        found = fact(workshop, view.selection, place, ASYLUM_APPLICANTS)
    except NothingStored:
        return (_absent(Absence.NOT_AVAILABLE, language),) * 2
    if found is None:
        return (_absent(Absence.NOT_COLLECTED, language),) * 2
    return (
        facts.value(found, language),
        facts.moved(found.indicator, found.on_year, language),
    )


def _citizens(place: Place, view: View, workshop: Workshop) -> Markup:
    """How many of its citizens applied in the EU; of an EU state that is no question."""
    language = view.language
    if _is_eu(place, view, workshop):
        return _absent(Absence.NOT_APPLICABLE, language)
    them = citizenship(place.geo, (place.name_en, place.name_fr), workshop.network)
    try:
        found = abroad(APPLICANTS, them, workshop, view.selection)
    except NothingStored:
        found = None
    if found is None:
        return _absent(Absence.NOT_AVAILABLE, language)
    moved = f", {signed(found.indicator, found.on_year, language)}" if found.value else ""
    return facts.value(found, language, moved)


def _absent(absence: Absence, language: Language) -> Markup:
    return facts.number(marked(absence.mark, "", language))


def _is_eu(place: Place, view: View, workshop: Workshop) -> bool:
    return is_in_the_eu(place, workshop.network, view.selection.last_day)


def _source(view: View, workshop: Workshop) -> Markup | None:
    datasets = (ASYLUM_APPLICANTS.dataset, APPLICANTS.indicator.by["citizen"])
    found = [workshop.source(each) for each in datasets if workshop.has(each)]
    return facts.sources(found, view.language) if found else None


_HEADS = (_("Country"), _("Asylum applicants"), _("On a year"))
_CITIZENS = _("Its citizens who applied in the EU")
PLACES = Page(path="places", label=_("Countries"), content=content, has_places=False)
