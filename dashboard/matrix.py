"""Which place has reported which period: rows places, columns periods, a sign in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from markupsafe import Markup

from dashboard.markup import Child, element, hidden
from emn.language import Language, _
from emn.network import Network, Place, group_label
from emn.period import Frequency, Period
from emn.timeliness import Report, Reports, deadline, usual

SHOWN = {Frequency.MONTHLY: 12, Frequency.QUARTERLY: 8, Frequency.ANNUAL: 6}


def matrix(reports: Reports, network: Network, language: Language) -> Markup:
    """The matrix of a dataset, its places in protocol order, group by group; then its signs."""
    periods = reports.periods(SHOWN[reports.dataset.frequency])
    bodies = (
        _body(label, places, reports, periods, language)
        for label, places in _groups(reports, network)
        if places
    )
    caption = language.say(
        _("{dataset}: what each place has reported, seen on {day}"),
        dataset=language.say(reports.dataset.title),
        day=language.date(reports.on),
    )
    table = element(
        "table",
        element("caption", element("span", caption), id="matrix-caption"),
        _head(periods, language),
        *bodies,
        _foot(reports, periods, language),
        class_="matrix",
    )
    frame = element(
        "div",
        table,
        class_="listing",
        role="region",
        aria_labelledby="matrix-caption",
        tabindex="0",
    )
    return element("div", frame, _legend(language), _dates(reports, periods[-1], language))


def _groups(reports: Reports, network: Network) -> Iterable[tuple[str, Sequence[Place]]]:
    members, observers = network.members(reports.on), network.observers(reports.on)
    others = [each for each in network.places if each not in members and each not in observers]
    yield group_label("emn"), members
    yield group_label("observers"), observers
    yield _("Outside the EMN"), others


def _head(periods: Sequence[Period], language: Language) -> Markup:
    """One row with the years, one with what of the year; years alone have one."""
    corner = element("td", rowspan=2)
    if periods[0].frequency is Frequency.ANNUAL:
        years = (element("th", str(each), scope="col") for each in periods)
        return element("thead", element("tr", element("td"), *years))
    years = (
        element("th", str(year), scope="colgroup", colspan=len(list(each)))
        for year, each in groupby(periods, key=lambda period: period.start.year)
    )
    return element(
        "thead",
        element("tr", corner, *years),
        element("tr", *(_column(each, language) for each in periods)),
    )


def _column(period: Period, language: Language) -> Markup:
    """A column's head, as narrow as can be: `06`, `2`; its name is told in full."""
    short = f"{period.number:02d}" if period.frequency is Frequency.MONTHLY else str(period.number)
    name = language.period(period)
    return element(
        "th", element("span", short, aria_hidden="true"), hidden(name), scope="col", title=name
    )


def _body(
    label: str,
    places: Sequence[Place],
    reports: Reports,
    periods: Sequence[Period],
    language: Language,
) -> Markup:
    heading = element(
        "th", language.say(label), scope="rowgroup", colspan=len(periods) + 1, class_="group"
    )
    rows = (
        element(
            "tr",
            element("th", place.name(language), scope="row"),
            *(_cell(reports.report(place.geo, period), language) for period in periods),
        )
        for place in places
    )
    return element("tbody", element("tr", heading), *rows)


def _cell(report: Report, language: Language) -> Markup:
    label = language.say(report.label)
    return element("td", *_sign(report), hidden(label), class_=_class(report), title=label)


def _sign(report: Report) -> tuple[Child, ...]:
    return (element("span", report.mark, aria_hidden="true"),)


def _class(report: Report) -> str:
    return f"r-{report.name.lower().replace('_', '-')}"


def _foot(reports: Reports, periods: Sequence[Period], language: Language) -> Markup:
    """How many countries have reported, how many were expected to, and whether that is enough."""
    counted = [reports.counted(each) for each in periods]
    enough = [reports.is_complete(each) for each in periods]
    yes, no = language.say(_("yes")), language.say(_("no"))
    rows: list[tuple[str, list[Sequence[Child]]]] = [
        (_("Reported"), [(str(reported),) for reported, _of in counted]),
        (_("Expected"), [(str(of),) for _reported, of in counted]),
        (
            _("Complete"),
            [
                (
                    element("span", "✓" if each else "·", aria_hidden="true"),
                    hidden(yes if each else no),
                )
                for each in enough
            ],
        ),
    ]
    return element(
        "tfoot",
        *(
            element(
                "tr",
                element("th", language.say(label), scope="row"),
                *(element("td", *cell) for cell in cells),
            )
            for label, cells in rows
        ),
    )


def _legend(language: Language) -> Markup:
    signs = (
        element(
            "li",
            element("span", each.mark, class_=f"sign {_class(each)}", aria_hidden="true"),
            " ",
            language.say(each.label),
        )
        for each in Report
    )
    heading = hidden(language.say(_("Signs")))
    return element("div", heading, element("ul", *signs, class_="legend"))


def _dates(reports: Reports, period: Period, language: Language) -> Markup:
    """When the last period shown is due by law and usually there."""
    by_law, custom = deadline(reports.dataset, period), usual(reports.dataset, period)
    law, no_law = _("By law, figures for {period} are due on {day}."), _("No law sets a deadline.")
    told = [
        _dated(law, period, by_law, language) if by_law else language.say(no_law),
        _dated(_("Eurostat usually shows those for {period} by {day}."), period, custom, language)
        if custom
        else None,
    ]
    return element("p", " ".join(each for each in told if each), class_="note")


def _dated(message: str, period: Period, day: date, language: Language) -> str:
    return language.say(message, period=language.in_text(period), day=language.date(day))
