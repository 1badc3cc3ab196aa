"""Revisions: what Eurostat changed between two vintages, and the way to any page of the past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from markupsafe import Markup

from cache import Kind, Revisions, Vintage, earlier_than, revisions
from charts.workshop import Workshop
from dashboard import chooser, opening, revised
from dashboard.listing import Head, listing, section
from dashboard.markup import Child, element, joined
from dashboard.page import Content, Option, Page
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import Misused
from emn.language import BRUSSELS, _
from emn.network import Network


def content(view: View, workshop: Workshop) -> Content:
    """The page for one view: two vintages of the chosen dataset, then all that are kept."""
    chosen = chooser.chosen(view)
    later = workshop.store.current(chosen)
    stored = workshop.store.vintages(chosen)
    found = _compared(chosen, later, view, workshop) if later else None
    headline, lead = _finding(chosen, later, found, view)
    parts = (
        _changes(found, view, workshop) if found else None,
        section(
            "kept",
            view.language.say(_("The vintages that are kept")),
            revised.vintages(chosen, stored, view, workshop) if stored else None,
        ),
        _past(view),
        _all(view, workshop),
    )
    return Content(
        title=opening.title(headline),
        description=lead,
        opening=opening.heading(view.language.say(PAGE.label), headline, lead),
        exhibits=joined((_form(view, workshop.network), *parts)),
    )


def _compared(chosen: Dataset, later: Vintage, view: View, workshop: Workshop) -> Revisions | None:
    since = view.option("since")
    moment = datetime.combine(date.fromisoformat(since), time(), BRUSSELS) if since else None
    earlier = earlier_than(workshop.store, chosen, later, moment)
    if earlier is None or earlier.name == later.name:
        return None
    found = revisions(workshop.store, chosen, earlier, later)
    return revised.shown(found, workshop, view.option("place"))


def _finding(
    chosen: Dataset, later: Vintage | None, found: Revisions | None, view: View
) -> tuple[str, str]:
    language, say, title = view.language, view.language.say, view.language.say(chosen.title)
    if later is None:
        told = say(_("“{dataset}” is not in the cache yet."), dataset=title)
        return say(_("Nothing to compare yet")), told
    if found is None:
        return say(_("Nothing to compare yet")), _nothing(title, later, view)
    counts = found.counts()
    revised_cells = counts[Kind.CHANGED] + counts[Kind.WITHDRAWN]
    headline = (
        language.plural(
            "{number} published figure was revised",
            "{number} published figures were revised",
            revised_cells,
        )
        if revised_cells
        else say(_("No published figure was revised"))
    )
    lead = say(
        _(
            "“{dataset}”: the update of {later} compared with that of {earlier}. Cells: {changed}"
            " changed, {withdrawn} withdrawn, {added} added, {flagged} with another flag only."
        ),
        dataset=title,
        later=language.date(found.later.last_update),
        earlier=language.date(found.earlier.last_update),
        **{kind.value: language.number(count) for kind, count in counts.items()},
    )
    return headline, lead


def _nothing(title: str, later: Vintage, view: View) -> str:
    since = view.option("since")
    message = _("“{dataset}”: no update since {since}. The vintage in service is of {updated}.")
    if not since:
        message = _(
            "“{dataset}”: there is only one vintage, updated {updated}. Nothing can be compared"
            " before the next update."
        )
    return view.language.say(
        message,
        dataset=title,
        since=view.language.date(date.fromisoformat(since)) if since else "",
        updated=view.language.date(later.last_update),
    )


def _form(view: View, network: Network) -> Markup:
    """What to look at: a dataset, since when, one place."""
    language, say = view.language, view.language.say
    named = (*network.aggregates, *network.places)
    places = [("", say(_("All places"))), *((each.geo, each.name(language)) for each in named)]
    since = element("input", type="date", name="since", id="since", value=view.option("since"))
    return chooser.chooser(
        view,
        chooser.select_dataset(view),
        chooser.labelled(
            "place", say(_("Place")), chooser.select("place", view.option("place"), [("", places)])
        ),
        chooser.labelled("since", say(_("Compare with the vintage before")), since),
    )


def _changes(found: Revisions, view: View, workshop: Workshop) -> Markup:
    say = view.language.say
    notes = [
        say(
            _(
                "A place’s cells overlap, a total beside its parts: nothing is added up here. A"
                " percentage is given on a base of at least 100. An added figure is news, and no"
                " revision."
            )
        )
    ]
    if found.later.is_sample:
        notes.append(say(_("Sample data: these figures are invented.")))
    return section(
        "changes",
        say(_("What changed")),
        *(element("p", note, class_="note") for note in notes),
        revised.by_place(found, view, workshop),
        revised.largest(found, view, workshop),
    )


def _past(view: View) -> Markup:
    """The way to the overview as it stood on a day; every page then keeps that day."""
    say = view.language.say
    day = element("input", type="date", name="as-of", id="as-of", value=view.as_of, required=True)
    label = element("label", say(_("Day")), for_="as-of", class_="label")
    form = element(
        "form",
        element("p", label, day),
        element("button", say(_("Show")), type="submit"),
        method="get",
        action=View(language=view.language).pathname,
        class_="chooser",
    )
    told = _(
        "Every page, chart and download can be seen as it stood on a past day: the vintages are"
        " used that had been fetched by its end. The address carries the day, as in"
        " ?as-of=2026-09-20."
    )
    return section(
        "past", say(_("Any page as it stood on a past day")), element("p", say(told)), form
    )


def _all(view: View, workshop: Workshop) -> Markup:
    """Every dataset with the vintages that are kept of it."""
    language, say = view.language, view.language.say
    heads = (
        Head(label=say(_("Dataset"))),
        Head(label=say(_("Vintages")), is_number=True),
        Head(label=say(_("Last update"))),
        Head(label=say(_("The one before"))),
    )
    rows = [_kept(each, workshop.store.vintages(each), view) for each in DATASETS]
    caption = say(_("The vintages of every dataset"))
    return section(
        "datasets",
        language.say(_("Every dataset")),
        listing("every-dataset", caption, heads, rows),
    )


def _kept(each: Dataset, stored: Sequence[Vintage], view: View) -> Sequence[Child]:
    language = view.language
    href = chooser.choosing(view, each, since="", place="").url
    last = [language.date(vintage.last_update, short=True) for vintage in stored[-2:]]
    newest, before = (*reversed(last), "–", "–")[:2]
    link = element("a", language.say(each.title), href=href)
    return link, language.number(len(stored)), newest, before


def _since(text: str, _network: Network) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        message = _("{text} is no day. Write it as 2026-09-20.")
        raise Misused(message, text=repr(text)) from None


def _place(text: str, network: Network) -> str:
    return network.named(text.upper()).geo if text else ""


PAGE = Page(
    path="revisions",
    label=_("Revisions"),
    content=content,
    options=(
        chooser.DATASET,
        Option(id="place", spelled=_place),
        Option(id="since", spelled=_since),
    ),
    has_places=False,
)
