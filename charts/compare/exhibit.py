"""The one exhibit of a comparison: the view that was asked for, beside a table of all it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import polars as pl

from charts.compare import supply
from charts.compare.asked import GROUPS, OWN, Comparison, Measure, Shape
from charts.compare.words import notes, worded
from charts.exhibit import Exhibit, Source, Table
from charts.findings import led_by
from charts.median import MEDIAN, median
from charts.plan import Material, Plan, every_place, material
from charts.tables import by_place
from charts.trend import MOST_HIGHLIGHTED
from charts.views import map_view, ranking_view, small_multiples_view, trend_view
from charts.workshop import WIDE, Selection, Workshop, latest
from emn.change import EMN_MEMBERS
from emn.coverage import AGGREGATES, EU
from emn.dataset import Dataset
from emn.language import _
from emn.network import group_label
from emn.period import Period

ID = "comparison"
_VIEWS = {
    Shape.TREND: trend_view,
    Shape.INDEX: trend_view,
    Shape.PANELS: small_multiples_view,
    Shape.RANKING: ranking_view,
    Shape.MAP: map_view,
    Shape.TABLE: trend_view,
}
_TOTALS: Mapping[str, tuple[str, ...]] = {"": (EU,), "eu": (EU,), "emn": (EMN_MEMBERS,)}
_EVERY_BAR = 99


def plan(asked: Comparison, workshop: Workshop, selection: Selection) -> Plan:
    """The exhibit of a comparison as a plan; `NothingStored` before its dataset is there."""
    return workshop.once(_plan, asked, selection, workshop.store.edition)


def _plan(workshop: Workshop, asked: Comparison, selection: Selection, _edition: object) -> Plan:
    source = workshop.source(asked.dataset)
    series = supply.supplied(asked, workshop, selection)
    base, last = supply.base_of(asked, workshop, selection), latest(series)
    names = workshop.names(source.dataset, selection.language)
    indicator = worded(asked, base, names, selection.language)
    shown = Source(dataset=indicator.dataset, vintage=source.vintage)
    return Plan(
        id=ID,
        indicator=indicator,
        view=partial(_exhibit, asked),
        periods=_periods(asked, base, last),
        among=_among(asked, last or selection.last_day, workshop),
        bars=_EVERY_BAR,
        is_of_changes=asked.measure.is_change,
        supply=lambda _plan, _workshop, _selection: (shown, series),
        beside=_beside(asked, workshop),
    )


def _beside(asked: Comparison, workshop: Workshop) -> tuple[Dataset, ...]:
    """What the numbers draw on beside the indicator's own dataset."""
    if asked.ratio is not None:
        return (asked.ratio.whole.dataset,)
    return supply.denominators(workshop) if asked.measure is Measure.PER_CAPITA else ()


def _periods(asked: Comparison, base: Period | None, last: date | None) -> int:
    """How many periods are shown: back to the base of an index, at least."""
    if base is None or last is None:
        return asked.periods
    months = 12 * (last.year - base.start.year) + last.month - base.start.month
    return max(asked.periods, months // asked.frequency.months + 1)


def _among(asked: Comparison, on: date, workshop: Workshop) -> tuple[str, ...]:
    """Who is shown: the group as it is on a day, with its total, and the places chosen."""
    if asked.group == OWN:
        return asked.places
    if not asked.group:
        return ()
    members = workshop.network.group(GROUPS[asked.group], on)
    return tuple(dict.fromkeys((*_TOTALS.get(asked.group, ()), *members, *asked.places)))


def _exhibit(asked: Comparison, plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    made = _VIEWS[asked.shape](plan, workshop, selection)
    stuff = material(plan, workshop, selection)
    subtitle = made.subtitle
    is_over_time = not asked.shape.is_of_one_period
    if asked.measure.is_change and is_over_time and not asked.places and stuff.indicator.is_ranked:
        made = _retitled(made, led_by(stuff))
    if asked.group and asked.group != OWN:
        group = stuff.language.say(group_label(GROUPS[asked.group]))
        subtitle = f"{subtitle} – {group}"
    table = made.table if asked.shape.is_of_one_period else _table(asked, stuff)
    return replace(made, subtitle=subtitle, table=table).noted(*_notes(asked, stuff))


def _retitled(made: Exhibit, title: str) -> Exhibit:
    """The same under another finding: the largest change of a change says nothing."""
    told = {name: getattr(made, name).replace(made.title, title, 1) for name in ("alt", "text")}
    return replace(made, title=title, **told)


def _table(asked: Comparison, stuff: Material) -> Table:
    """A row a place, a column a period, the latest first: every number that is compared."""
    series = stuff.series
    if asked.shape is Shape.PANELS:
        series = pl.concat([series, median(stuff.everyone, stuff.workshop.network)])
    places = _rows(asked, stuff, set(series["geo"]))
    return by_place(stuff.indicator, series, places, stuff.canvas(WIDE, WIDE))


def _rows(asked: Comparison, stuff: Material, reporting: set[str]) -> list[str]:
    """Totals first, then the places in protocol order, or in that of their panels.

    Those that were asked for are there in any case.
    """
    wanted = set(stuff.plan.among) or {geo for geo in reporting if geo not in AGGREGATES}
    wanted |= {*asked.places, *(reporting & {*_TOTALS.get(asked.group, ()), MEDIAN})}
    places = [each.geo for each in stuff.workshop.network.places]
    order = [*AGGREGATES, *places, MEDIAN]
    if asked.shape is Shape.PANELS:
        order = list(dict.fromkeys((*every_place(stuff), *order)))
    absent = set(AGGREGATES) - reporting
    return sorted(wanted - absent, key=lambda geo: (geo not in order, order.index(geo), geo))


def _notes(asked: Comparison, stuff: Material) -> tuple[str, ...]:
    """How the numbers were made, and what there is to know of those who are shown."""
    language, found = stuff.language, list(notes(asked, stuff.language))
    if asked.measure is Measure.PER_CAPITA:
        found.append(language.say(_("Population on 1 January of the year of each figure.")))
    has_totals = not asked.shape.is_of_one_period and asked.group == "emn"
    if has_totals and EMN_MEMBERS in set(stuff.series["geo"]):
        found.append(
            language.say(_("The total of the EMN members is Eurostat's EU total less Denmark."))
        )
    is_of_lines = asked.shape in {Shape.TREND, Shape.INDEX}
    if is_of_lines and len(asked.places) > MOST_HIGHLIGHTED:
        found.append(
            language.say(_("Six lines at most are in colour, the first chosen; others are grey."))
        )
    return tuple(found)
