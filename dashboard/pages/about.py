"""About: what this is for, who the EMN is and since when, how to reuse and cite, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.workshop import Workshop
from dashboard import opening
from dashboard.listing import Head, listing, section
from dashboard.markup import Child, element, joined
from dashboard.page import Content, Menu, Page
from dashboard.state import seen_at
from dashboard.view import View
from emn.datasets import DATASETS
from emn.language import BRUSSELS, Language, _
from emn.methodology import LICENCE
from emn.place import Place, Role, Span

_EMN = "https://home-affairs.ec.europa.eu/networks/european-migration-network-emn_en"


def content(view: View, workshop: Workshop) -> Content:
    """The page in one language."""
    say = view.language.say
    lead = say(
        _(
            "Eurostat’s figures on migration and asylum for the members and observers of the"
            " European Migration Network: what moved, how it compares, and what proves it."
        )
    )
    return Content(
        title=opening.title(say(PAGE.label)),
        description=lead,
        opening=opening.heading(say(PAGE.label), say(_("What EMN Statistics is for")), lead),
        exhibits=joined(
            (
                _purpose(view),
                _network(view, workshop),
                _reuse(view, workshop),
                contact(view, workshop),
            )
        ),
    )


def _purpose(view: View) -> Markup:
    paragraphs = (
        _(
            "The EMN gives policymakers and the public timely, objective, reliable and comparable"
            " information on migration and asylum. These pages bring together what Eurostat"
            " publishes on its themes, place by place, every day."
        ),
        _(
            "Each figure carries its flag, its source and the day on which it was extracted."
            " Nothing here explains a figure by a cause, and nothing is estimated to fill a gap."
        ),
    )
    return section(
        "purpose",
        view.language.say(_("Purpose")),
        *(element("p", view.language.say(each)) for each in paragraphs),
    )


def _network(view: View, workshop: Workshop) -> Markup:
    """Members and observers, in the EU's protocol order, since when, and who says so."""
    say = view.language.say
    told = say(
        _(
            "The EMN was set up by Council Decision 2008/381/EC. Its members are the EU’s Member"
            " States but Denmark; its observers take part by arrangement with the Commission."
        )
    )
    return section(
        "network",
        say(_("Who the EMN is")),
        element(
            "p", told, " ", element("a", say(_("The EMN’s own pages")), href=_EMN, rel="external")
        ),
        _standings(_("Members"), Role.MEMBER, view, workshop),
        _standings(_("Observers"), Role.OBSERVER, view, workshop),
    )


def _standings(caption: str, role: Role, view: View, workshop: Workshop) -> Markup:
    say = view.language.say
    heads = (
        Head(label=say(_("Place"))),
        Head(label=say(_("Since"))),
        Head(label=say(_("Source"))),
        Head(label=say(_("National contact point"))),
    )
    rows = [
        _standing(place, standing.span, view.language)
        for place in workshop.network.places
        for standing in place.standings
        if standing.role is role
    ]
    return listing(role.value, say(caption), heads, rows)


def _standing(place: Place, span: Span, language: Language) -> Sequence[Child]:
    day = language.date(span.first_day)
    since = day if span.since else language.say(_("{day} at the latest"), day=day)
    if span.until:
        since = language.say(
            _("{since}, until {until}"), since=since, until=language.date(span.until)
        )
    site = (
        element("a", place.site.split("/")[2], href=place.site, rel="external")
        if place.site
        else "–"
    )
    return place.name(language), since, element("span", span.source, lang="en"), site


def _reuse(view: View, workshop: Workshop) -> Markup:
    language, say = view.language, view.language.say
    moment = seen_at(workshop.store)
    cited = (
        element("blockquote", DATASETS[0].citation(language, moment.astimezone(BRUSSELS).date()))
        if moment
        else None
    )
    return section(
        "reuse",
        say(_("Reuse and citation")),
        element("p", say(LICENCE)),
        element(
            "p",
            say(
                _(
                    "Commercial reuse excludes the figures of countries that are neither in the EU"
                    " nor in EFTA, nor acceding or candidate countries. Figures that are not"
                    " Eurostat’s say so and name their own licence."
                )
            ),
        ),
        element("p", say(_("Cite Eurostat, the dataset and the day of extraction, for example:")))
        if cited
        else None,
        cited,
        element("p", element("a", say(_("How to cite each dataset")), href=view.at("data").url)),
    )


def contact(view: View, workshop: Workshop) -> Markup:
    """Whom a reader may write to: what the operator has set, or that nothing is set."""
    say = view.language.say
    told: Child = say(
        _(
            "The operator of this site has not set a contact for readers yet; the setting is"
            " EMN_PUBLIC_CONTACT."
        )
    )
    if workshop.contact:
        told = _address(workshop.contact)
    return section("contact", say(_("Contact")), element("p", told))


def _address(contact: str) -> Child:
    """An address of the web or of mail as a link, any other words as they are."""
    if contact.startswith(("https://", "http://")):
        return element("a", contact, href=contact, rel="external")
    if "@" in contact and " " not in contact:
        return element("a", contact, href=f"mailto:{contact}")
    return contact


PAGE = Page(path="about", label=_("About"), content=content, menu=Menu.FOOT, has_places=False)
