"""Coverage and timeliness: who has reported what, who is late, and whether an edition can close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from charts.workshop import Workshop
from dashboard import chooser, opening
from dashboard.listing import Head, listing, section
from dashboard.markup import Child, element, joined
from dashboard.matrix import matrix
from dashboard.page import Content, Page
from dashboard.state import seen_at
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import NothingStored
from emn.language import BRUSSELS, NO_BREAK, Language, _
from emn.network import Network
from emn.period import Frequency, Period
from emn.timeliness import Need, Overdue, Report, Reports, closing_day, needed, usual, waited_for

_MOST_ROWS = 120
Late = tuple[Dataset, Overdue]


def content(view: View, workshop: Workshop) -> Content:
    """The page for one view: the edition first, then the chosen dataset, then all of them."""
    moment, language = seen_at(workshop.store), view.language
    kicker = language.say(_("Coverage and timeliness"))
    if moment is None:
        first = opening.waiting(kicker, language)
        return Content(
            title=opening.title(kicker), description="", opening=first, exhibits=Markup("")
        )
    on = moment.astimezone(BRUSSELS).date()
    every = {each.id: found for each in DATASETS if (found := _reports(each, workshop, on))}
    quarter = Period.at(on, Frequency.QUARTERLY).previous
    needs = [
        Need(dataset=each, period=needed(each, quarter), reports=every.get(each.id))
        for each in waited_for(DATASETS)
    ]
    headline, lead = _finding(needs, quarter, language), _lead(quarter, on, language)
    return Content(
        title=opening.title(headline),
        description=lead,
        opening=opening.heading(kicker, headline, lead),
        exhibits=joined(
            (
                _edition(needs, view, workshop),
                _one(view, every, workshop.network),
                _late(every, view, workshop.network),
                _all(every, view),
            )
        ),
    )


def _reports(dataset: Dataset, workshop: Workshop, on: date) -> Reports | None:
    try:
        return Reports(dataset=dataset, reported=workshop.reported(dataset), on=on)
    except NothingStored:
        return None


def _finding(needs: Sequence[Need], quarter: Period, language: Language) -> str:
    unmet = [each for each in needs if not each.is_met]
    message = _("The edition about {quarter} can’t close yet: {unmet} of {all} series are missing")
    if not unmet:
        message = _("The edition about {quarter} can close: all {all} series are there")
    return language.say(
        message, quarter=language.in_text(quarter), unmet=len(unmet), all=len(needs)
    )


def _lead(quarter: Period, on: date, language: Language) -> str:
    return language.say(
        _("It is to close on {closing}. Seen on {day}, when Eurostat was last asked."),
        closing=language.date(closing_day(quarter)),
        day=language.date(on),
    )


def _edition(needs: Sequence[Need], view: View, workshop: Workshop) -> Markup:
    """Which series the edition waits for; those that are missing come first."""
    say = view.language.say
    heads = (
        Head(label=say(_("Series"))),
        Head(label=say(_("Needed up to"))),
        Head(label=say(_("State"))),
        Head(label=say(_("Reported")), is_number=True),
        Head(label=say(_("Missing from"))),
    )
    rows = [_need(each, view, workshop) for each in sorted(needs, key=lambda need: need.is_met)]
    rule = _(
        "An edition waits for every monthly and quarterly series, each to the period that is"
        " usually at Eurostat two months after the quarter. A period is complete once four fifths"
        " of the countries that reported in the six periods before have reported it."
    )
    caption = say(_("What the edition waits for"))
    table = listing("edition-series", caption, heads, rows)
    return section(
        "edition", say(_("Can the edition close?")), element("p", say(rule), class_="note"), table
    )


def _need(need: Need, view: View, workshop: Workshop) -> Sequence[Child]:
    language, reports = view.language, need.reports
    period = language.period(need.period, short=True)
    if reports is None:
        state, counted, missing = _("nothing is stored"), "", ""
    else:
        state = _("complete") if need.is_met else _("incomplete")
        counted = _of(reports, need.period, language)
        missing = _missing(reports, need.period, workshop.network, language)
    sign = f"{'✓' if need.is_met else '✕'}{NO_BREAK}{language.say(state)}"
    return _series(need.dataset, view), period, sign, counted, missing or "–"


def _one(view: View, every: dict[str, Reports], network: Network) -> Markup:
    """The chosen dataset, place by place."""
    say = view.language.say
    form = chooser.chooser(view, chooser.select_dataset(view))
    reports = every.get(chooser.chosen(view).id)
    shown = (
        matrix(reports, network, view.language)
        if reports
        else element("p", say(_("Nothing of this dataset is stored yet.")), class_="note")
    )
    return section("places", say(_("Who has reported what")), form, shown)


def _late(every: dict[str, Reports], view: View, network: Network) -> Markup:
    """Who is late now, place by place; what nobody has reported is named apart."""
    say = view.language.say
    late, unpublished = _lateness(every.values())
    order = {place.geo: at for at, place in enumerate(network.places)}
    known = sorted(
        (each for each in late if each[1].geo in order), key=lambda each: order[each[1].geo]
    )
    heads = (
        Head(label=say(_("Place"))),
        Head(label=say(_("Series"))),
        Head(label=say(_("Period"))),
        Head(label=say(_("Days after its usual date")), is_number=True),
        Head(label=say(_("Days after the legal deadline")), is_number=True),
    )
    rows = [_overdue(*each, view, network) for each in known[:_MOST_ROWS]]
    caption = say(
        _("Figures that are later than usual and, where the law sets one, past their deadline")
    )
    notes = [
        say(_("What counts is when a figure is at Eurostat: a country may have sent it earlier."))
    ]
    if len(known) > _MOST_ROWS:
        notes.append(say(_("{shown} of {all} rows are shown."), shown=_MOST_ROWS, all=len(known)))
    if unpublished:
        names = "; ".join(
            f"{say(each.title)} ({view.language.period(period, short=True)})"
            for each, period in unpublished
        )
        notes.append(say(_("Late for every country: {series}."), series=names))
    table = listing("late-places", caption, heads, rows) if rows else None
    nobody = None if rows else element("p", say(_("Nobody is late.")))
    return section(
        "late",
        say(_("Who is late now")),
        nobody,
        table,
        *(element("p", note, class_="note") for note in notes),
    )


def _lateness(every: Iterable[Reports]) -> tuple[list[Late], list[tuple[Dataset, Period]]]:
    """Each late report once a dataflow, and apart the periods that no country has reported."""
    late: list[Late] = []
    unpublished: dict[tuple[str, Period], Dataset] = {}
    seen: set[str] = set()
    for reports in every:
        if reports.dataset.dataflow in seen:
            continue
        seen.add(reports.dataset.dataflow)
        for each in reports.overdue():
            if each.report is not Report.LATE:
                continue
            if reports.counted(each.period)[0]:
                late.append((reports.dataset, each))
            else:
                unpublished[reports.dataset.id, each.period] = reports.dataset
    return late, [(dataset, period) for (_id, period), dataset in unpublished.items()]


def _overdue(dataset: Dataset, each: Overdue, view: View, network: Network) -> Sequence[Child]:
    language = view.language
    return (
        network.place(each.geo).name(language),
        _series(dataset, view),
        language.period(each.period, short=True),
        "–" if each.after_usual is None else language.number(each.after_usual),
        "–" if each.after_deadline is None else language.number(each.after_deadline),
    )


def _all(every: dict[str, Reports], view: View) -> Markup:
    """Every dataset: complete to which period, and what is on its way."""
    say = view.language.say
    heads = (
        Head(label=say(_("Series"))),
        Head(label=say(_("Complete up to"))),
        Head(label=say(_("Last period"))),
        Head(label=say(_("Reported")), is_number=True),
        Head(label=say(_("Next one usually by"))),
    )
    rows = [_standing(each, every.get(each.id), view) for each in DATASETS]
    caption = say(_("Every dataset, in the order of the themes"))
    heading = say(_("Which series are complete, and up to which period"))
    return section("datasets", heading, listing("every-dataset", caption, heads, rows))


def _standing(dataset: Dataset, reports: Reports | None, view: View) -> Sequence[Child]:
    language = view.language
    if reports is None or reports.last is None:
        return _series(dataset, view), "–", "–", "", ""
    complete, last = reports.complete, reports.last
    next_one = usual(dataset, last.shifted(1))
    return (
        _series(dataset, view),
        language.period(complete, short=True) if complete else "–",
        language.period(last, short=True),
        _of(reports, last, language),
        language.date(next_one, short=True) if next_one else "–",
    )


def _series(dataset: Dataset, view: View) -> Markup:
    """The dataset's title, a link to its own matrix."""
    href = f"{chooser.choosing(view, dataset).url}#places"
    return element("a", view.language.say(dataset.title), href=href)


def _of(reports: Reports, period: Period, language: Language) -> str:
    reported, expected = reports.counted(period)
    return language.say(_("{reported} of {expected}"), reported=reported, expected=expected)


def _missing(reports: Reports, period: Period, network: Network, language: Language) -> str:
    """Name the places that have not reported, or say that nobody has."""
    silent = reports.silent(period)
    if not reports.counted(period)[0]:
        return language.say(_("every country"))
    return ", ".join(each.name(language) for each in network.places if each.geo in silent)


PAGE = Page(
    path="coverage",
    label=_("Coverage"),
    content=content,
    options=(chooser.DATASET,),
    has_places=False,
)
