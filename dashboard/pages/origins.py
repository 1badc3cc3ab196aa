"""Origins: the people of one citizenship in the EU, and the index of all citizenships."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from markupsafe import Markup

from charts.exhibits.origins import APPLICANTS, KEY_FIGURES, exhibits
from charts.origin import briefing, key_figures
from charts.plan import Material, Plan, at_the_eu, material
from charts.tables import cell
from charts.views import breakdown_view
from charts.workshop import Workshop
from dashboard import facts, opening
from dashboard.lens import section
from dashboard.markup import element, joined
from dashboard.page import Content, Menu, Page
from dashboard.panel import marked
from dashboard.view import View
from emn.change import change
from emn.citizenship import WITHOUT_COUNTRY, Citizenship, citizenship, spelled
from emn.coverage import EU
from emn.errors import Misused, NothingStored
from emn.language import Language, _, folded
from emn.wording import capitalised

_MOST_FIGURES = 5
_MAIN = 30  # citizenships with their numbers; the others are named
_WHO_THEY_ARE = {
    "STLS": _("persons whom no state considers as its national"),
    "RNC": _("residents of Estonia and Latvia who are neither nationals nor stateless"),
    "UNK": _("persons whose citizenship is not known to the reporting country"),
}


def people(code: str, workshop: Workshop) -> Citizenship:
    """The citizenship with this code; `Misused` where Eurostat has no figures of it.

    Before anything is stored, a code stands for itself.
    """
    known = workshop.citizenships()
    if known and code not in known:
        raise Misused(_("{text} is no citizenship in Eurostat's figures."), text=repr(code))
    return known.get(code) or citizenship(code, (code, code), workshop.network)


def plans(view: View, workshop: Workshop) -> Sequence[Plan]:
    """The exhibits of one citizenship."""
    return exhibits(people(view.subject, workshop), workshop, view.selection)


def content(view: View, workshop: Workshop) -> Content:
    """The page of one citizenship for one view."""
    them = people(view.subject, workshop)
    kicker = them.name(view.language)
    below = section(them, plans(view, workshop), view, workshop)
    try:
        told = briefing(APPLICANTS, them, workshop, view.selection)
    except NothingStored:
        return Content(
            title=opening.title(kicker),
            description="",
            opening=_without_applicants(them, view, workshop),
            exhibits=below,
        )
    figures = key_figures(KEY_FIGURES, them, workshop, view.selection)[:_MOST_FIGURES]
    return Content(
        title=opening.title(f"{kicker}: {told.headline}"),
        description=told.lead,
        opening=joined(
            (
                opening.finding(kicker, told, view),
                opening.key_figures(figures, workshop, view.language),
            )
        ),
        exhibits=below,
    )


def _without_applicants(them: Citizenship, view: View, workshop: Workshop) -> Markup:
    """Open the page of people on whom there are no asylum applications, or not yet."""
    kicker = them.name(view.language)
    if not workshop.has(APPLICANTS.indicator.by["citizen"]):
        return opening.waiting(kicker, view.language)
    return opening.heading(kicker, capitalised(them.people(view.language)))


def index(view: View, workshop: Workshop) -> Content:
    """Every citizenship, those with the most asylum applicants first."""
    say = view.language.say
    headline = say(_("Countries of citizenship"))
    try:
        plan = Plan(id="origins", indicator=APPLICANTS.indicator, view=breakdown_view, by="citizen")
        stuff = at_the_eu(material(plan, workshop, view.selection))
    except NothingStored:
        first = opening.waiting(say(ORIGINS.label), view.language)
        return Content(
            title=opening.title(headline), description="", opening=first, exhibits=Markup("")
        )
    lead = say(
        _("Whom the figures are about, by citizenship: in the EU as a whole and by destination.")
    )
    known = workshop.citizenships()
    main = _largest(stuff, known)
    return Content(
        title=opening.title(headline),
        description=lead,
        opening=opening.heading(say(ORIGINS.label), headline, lead),
        exhibits=element(
            "div",
            _main(main, stuff, known, view),
            _others(set(main["citizen"]), known, view),
            class_="chapters",
        ),
    )


def _largest(stuff: Material, known: dict[str, Citizenship]) -> pl.DataFrame:
    codes = [code for code in known if code not in WITHOUT_COUNTRY]
    now = stuff.at_latest.filter(pl.col("geo") == EU, pl.col("citizen").is_in(codes))
    ordered = now.filter(pl.col("value") > 0).sort("value", "citizen", descending=[True, False])
    return ordered.head(_MAIN)


def _main(rows: pl.DataFrame, stuff: Material, known: dict[str, Citizenship], view: View) -> Markup:
    language, before = view.language, stuff.period.year_earlier
    title = language.say(
        _("Asylum applicants in the EU by citizenship, {period}"),
        period=language.period(stuff.period),
    )
    lines = stuff.series.filter(pl.col("geo") == EU).partition_by("citizen", as_dict=True)
    body = [
        element(
            "tr",
            element("th", _link(known[row["citizen"]], view), scope="row"),
            facts.number(marked(written.text, written.mark, language)),
            facts.moved(
                stuff.indicator,
                change(stuff.indicator, lines[(row["citizen"],)], stuff.period, before),
                language,
            ),
        )
        for row in rows.iter_rows(named=True)
        for written in (cell(stuff.indicator, row["value"], row["flag"], language),)
    ]
    heads = (_("Citizenship"), _("Applicants"), _("On a year"))
    return element(
        "section",
        element("h2", title),
        facts.table(title, heads, body, language),
        facts.sources([stuff.source], language),
        class_="chapter",
    )


def _others(main: set[str], known: dict[str, Citizenship], view: View) -> Markup:
    language = view.language
    rest = [each for code, each in known.items() if code not in main | {*WITHOUT_COUNTRY}]
    rest.sort(key=lambda each: folded(each.name(language)))
    nobody = [known[code] for code in WITHOUT_COUNTRY if code in known]
    return element(
        "section",
        element("h2", language.say(_("Without a country of citizenship"))),
        element(
            "ul",
            *(
                element("li", _link(each, view), f": {language.say(_WHO_THEY_ARE[each.geo])}")
                for each in nobody
            ),
            class_="links",
        ),
        element("h2", language.say(_("All other citizenships"))),
        element("ul", *(element("li", _link(each, view)) for each in rest), class_="links"),
        class_="chapter",
    )


def _link(them: Citizenship, view: View) -> Markup:
    return element("a", _name(them, view.language), href=view.at(f"origins/{them.geo}").url)


def _name(them: Citizenship, language: Language) -> str:
    if them.geo in WITHOUT_COUNTRY:
        return capitalised(them.people(language))
    return them.name(language)


ORIGINS = Page(path="origins", label=_("Origins"), content=index, has_places=False)
ORIGIN = Page(
    path="origins/{citizenship}",
    label=_("Origin"),
    content=content,
    exhibits=plans,
    subject=spelled,
    menu=Menu.NONE,
    unless_chosen=_("The main destinations"),
)
