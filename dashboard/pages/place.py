"""One place across all themes: beside its peers, the EMN's members and its own past.

A place outside the EU is seen through both lenses: as a country that reports, and as the country
of citizenship of people in the EU. What Eurostat does not collect from it is said, never left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from charts import dossier as dossiers
from charts.briefing import Briefing
from charts.dossier import Dossier, dossier
from charts.exhibits import origins
from charts.exhibits.places import PROFILE
from charts.key_figures import KeyFigure
from charts.origin import briefing, key_figures
from charts.plan import Plan
from charts.profile import Chapter
from charts.workshop import Workshop
from dashboard import facts, lens, opening
from dashboard.markup import Child, element, joined
from dashboard.page import Content, Menu, Page
from dashboard.view import View
from emn.citizenship import Citizenship, citizenship
from emn.errors import NothingStored
from emn.language import Language, _
from emn.network import Network, Place
from emn.standing import current, is_in_the_eu, observer_annex, standing

_MOST_FIGURES = 5  # of the people of a place that reports nothing itself
_NO_SERIES = _("{theme}: Eurostat has no series on this theme.")


def content(view: View, workshop: Workshop) -> Content:
    """The page of a place for one view."""
    known = dossier(workshop, view.selection, workshop.network.place(view.subject))
    name = known.place.name(view.language)
    told, figures = known.briefing(), known.key_figures()
    if told is None:  # first of all a place where people come from
        told, figures = _told_of_its_people(known.place, view, workshop)
    about = _about(known, view)
    if told is None:
        return Content(
            title=opening.title(name),
            description="",
            opening=joined((opening.heading(_kicker(known, view), name), about)),
            exhibits=_exhibits(known, view, workshop),
        )
    return Content(
        title=opening.title(f"{name}: {told.headline}"),
        description=told.lead,
        opening=joined(
            (
                opening.finding(_kicker(known, view), told, view),
                about,
                opening.key_figures(figures, workshop, view.language),
                opening.further(told.paragraph) if told.paragraph else None,
            )
        ),
        exhibits=_exhibits(known, view, workshop),
    )


def plans(view: View, workshop: Workshop) -> Sequence[Plan]:
    """Every exhibit of a place's page."""
    place = workshop.network.place(view.subject)
    own = [
        plan
        for theme, _indicators in PROFILE
        for plan in dossiers.exhibits(workshop, view.selection, place, theme)
    ]
    return (*own, *_of_its_people(place, view, workshop))


def _told_of_its_people(
    place: Place, view: View, workshop: Workshop
) -> tuple[Briefing | None, list[KeyFigure]]:
    them = _people(place, workshop)
    figures = key_figures(origins.KEY_FIGURES, them, workshop, view.selection)
    try:
        told = briefing(origins.APPLICANTS, them, workshop, view.selection)
    except NothingStored:
        return None, figures[:_MOST_FIGURES]
    return told, figures[:_MOST_FIGURES]


def _of_its_people(place: Place, view: View, workshop: Workshop) -> Sequence[Plan]:
    """Two exhibits of its citizens; the page of the citizenship has the others."""
    if is_in_the_eu(place, workshop.network, view.selection.last_day):
        return ()
    return origins.exhibits(_people(place, workshop), workshop, view.selection)[:2]


def _people(place: Place, workshop: Workshop) -> Citizenship:
    return citizenship(place.geo, (place.name_en, place.name_fr), workshop.network)


def _exhibits(known: Dossier, view: View, workshop: Workshop) -> Markup:
    """The chapters, and the citizens of a place outside the EU: what there is more of first."""
    chapters = element(
        "div",
        *(_chapter(each, view, workshop) for each in known.chapters if each.facts),
        _missing(known, view),
        class_="chapters",
    )
    parts: list[Child] = [chapters]
    if own := _of_its_people(known.place, view, workshop):
        parts.append(lens.section(_people(known.place, workshop), own, view, workshop))
    if not known.headlines:
        parts.reverse()
    return joined(parts)


def _chapter(chapter: Chapter, view: View, workshop: Workshop) -> Markup:
    """A theme: the table of its facts, and beside it the exhibits."""
    language, place = view.language, chapter.facts[0].place
    indicators = [each.indicator for each in chapter.facts]
    own = dossiers.exhibits(workshop, view.selection, place, chapter.theme)
    there = replace(view, places=(place.geo,)).at(chapter.theme.id)
    theme = element("a", language.say(chapter.theme.title), href=there.url)
    told = element(
        "div",
        element("h2", theme, id=f"{chapter.theme.id}-title"),
        facts.facts(chapter, language),
        facts.uncollected(chapter.uncollected, place, language),
        facts.waiting(chapter.waiting, language),
        facts.notes(indicators, language),
        facts.sources((each.source for each in chapter.facts), language),
        class_="told",
    )
    return facts.spread(told, own, view, workshop, chapter.theme.id)


def _missing(known: Dossier, view: View) -> Markup | None:
    """The themes without any figure of the place, and why: not collected, or not here yet."""
    language = view.language
    said = [line for each in known.chapters if not each.facts for line in _why(each, language)]
    if not said:
        return None
    annex = observer_annex(known.place, language)
    title = language.say(_("Themes without figures {where}"), where=known.place.within(language))
    return element(
        "section",
        element("h2", title, id="missing-title"),
        element("ul", *(element("li", each) for each in said), class_="missing"),
        element("p", annex, class_="absent") if annex else None,
        class_="chapter",
        id="missing",
        aria_labelledby="missing-title",
    )


def _why(chapter: Chapter, language: Language) -> list[str]:
    theme = language.say(chapter.theme.title)
    if not chapter.uncollected and not chapter.waiting:
        return [language.say(_NO_SERIES, theme=theme)]
    told = (
        (chapter.uncollected, _("{theme}: not collected by Eurostat ({indicators}).")),
        (chapter.waiting, _("{theme}: not in the cache yet ({indicators}).")),
    )
    return [
        language.say(message, theme=theme, indicators=facts.listed(indicators, language))
        for indicators, message in told
        if indicators
    ]


def _kicker(known: Dossier, view: View) -> str:
    place, on = known.place, view.selection.last_day
    said = standing(place, known.workshop.network, on, view.language)
    return f"{place.name(view.language)} – {said}"


def _about(known: Dossier, view: View) -> Markup:
    """Who says so, the contact point, the population, and who the peers are."""
    language, place = view.language, known.place
    held = current(place, view.selection.last_day)
    parts: list[Child] = []
    if held is not None:
        source = element("span", held.span.source, lang=Language.EN)
        parts += [language.say(_("Source of the standing:")), joined((source, "."))]
    elif is_in_the_eu(place, known.workshop.network, view.selection.last_day):
        parts.append(language.say(_OUTSIDE, place=place.subject(language)))
    if near := known.peers:
        size = language.number(near.population)
        parts.append(
            language.say(_("{size} people on 1 January {year}."), size=size, year=near.year)
        )
        if known.headlines:
            parts.append(near.sentence(known.workshop, language))
    if place.site:
        label = language.say(_("National contact point"))
        parts.append(element("a", label, href=place.site, rel="external"))
    return element("p", *(each for part in parts for each in (part, " ")), class_="about")


_OUTSIDE = _(
    "Outside the EMN: its Council Decision does not bind {place}, whose figures stand beside those"
    " of the members and are in no rank and no median of theirs."
)


def _spelled(text: str, network: Network) -> str:
    """Any code or name of a place leads to its page."""
    return network.find(text).geo


PLACE = Page(
    path="places/{place}",
    label=_("Country"),
    content=content,
    exhibits=plans,
    subject=_spelled,
    menu=Menu.NONE,
    unless_chosen=_("Its peers"),
)
