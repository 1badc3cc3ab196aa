"""The views of an indicator: trend, small multiples, ranking, breakdown, composition, map.

Each takes a plan, a workshop and a selection, and gives an Exhibit. Titles are findings.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from charts.comparison import (
    changes,
    earlier_period,
    place_with_parts,
    ranked,
    visible,
    with_parts_only,
)
from charts.composition import composition
from charts.exhibit import Exhibit, Table
from charts.findings import led_by, levels, moved_most, one_period, panels, span
from charts.gap import GROUPS, gap
from charts.map import FOOTNOTES, europe
from charts.median import MEDIAN, NOTE, median
from charts.plan import Material, Plan, at_the_eu, every_place, highlighted, material
from charts.ranking import ranking
from charts.small_multiples import small_multiples
from charts.tables import gaps, over_time, side_by_side, stacked
from charts.trend import trend
from charts.workshop import WIDE, Selection, Workshop, countries
from emn.coverage import UNIONS
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.language import _
from emn.period import Period
from emn.wording import amount, moment

_ROW = ("period", "value", "flag")
_MAIN = {
    "citizen": _("Main citizenships {where} {when}: {groups}"),
    "partner": _("Main partner countries {where} {when}: {groups}"),
    "reason": _("Main reasons {where} {when}: {groups}"),
}


def trend_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """Every country over time, the chosen ones or the leaders in colour.

    Where countries are not ranked, the EU has the leaders' place.
    """
    stuff = material(plan, workshop, selection)
    if not stuff.indicator.is_ranked and not selection.places:
        stuff = at_the_eu(stuff)
    chosen = highlighted(stuff)
    figures = stuff.both(
        lambda canvas: trend(stuff.indicator, stuff.series, chosen, canvas), 400, 400
    )
    drawn = stuff.series.filter(pl.col("geo").is_in(chosen), pl.col("is_complete"))
    words = (moved_most(stuff, chosen), span(stuff), levels(stuff, chosen))
    table = over_time(stuff.indicator, stuff.series, chosen, stuff.canvas(WIDE, 400))
    return stuff.exhibit(words, figures, table, drawn.select("geo", *_ROW))


def small_multiples_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """One panel a place: the chosen ones, or every country, highest first."""
    stuff = material(plan, workshop, selection)
    places = every_place(stuff)
    series = pl.concat([stuff.series, median(stuff.everyone, workshop.network)])
    figures = stuff.both(
        lambda canvas: small_multiples(
            stuff.indicator, series, places, canvas, has_own_scales=selection.has_own_scales
        ),
        *(400, 400),
    )
    first = places[:5]
    words = (moved_most(stuff, first), panels(stuff), levels(stuff, first))
    table = over_time(stuff.indicator, series, [*places, MEDIAN], stuff.canvas(WIDE, 400))
    drawn = stuff.series.filter(pl.col("geo").is_in(places), pl.col("is_complete"))
    exhibit = stuff.exhibit(words, figures, table, drawn.select("geo", *_ROW))
    return exhibit.noted(stuff.language.say(NOTE))


def ranking_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """Countries by their last complete period, with a mark for the earlier one."""
    stuff = material(plan, workshop, selection)
    earlier = earlier_period(stuff)
    rows = ranked(stuff, countries(stuff.series), earlier)
    first = rows.drop_nulls("value")["geo"].head(3).to_list()
    bars = visible(stuff, rows, selection.places or first)
    figures = stuff.both(lambda canvas: ranking(stuff.indicator, bars, canvas), *_heights(bars))
    table = _table(stuff, rows, earlier)
    words = (led_by(stuff), one_period(stuff, earlier), levels(stuff, first))
    return stuff.exhibit(words, figures, table, bars.select("geo", *_ROW))


def breakdown_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The largest citizenships in the first chosen place, the EU, or the leader."""
    stuff = with_parts_only(material(plan, workshop, selection))
    place = workshop.network.named(place_with_parts(stuff))
    groups = stuff.series.filter(pl.col("geo") == place.geo)
    earlier = earlier_period(stuff)
    rows = ranked(stuff, groups, earlier, plan.by).filter(pl.col("value") > 0)
    if rows.is_empty():
        raise NothingStored(f"{stuff.source.dataset.id}: nothing but zeros for {place.geo}.")
    bars = visible(stuff, rows, rows[plan.by].head(3).to_list(), plan.by)
    figures = stuff.both(
        lambda canvas: ranking(stuff.indicator, bars, canvas, plan.by), *_heights(bars)
    )
    canvas = stuff.canvas(WIDE, 400)
    compared = changes(stuff, groups, earlier, plan.by)
    table = side_by_side(stuff.indicator, rows, (stuff.period, earlier), canvas, compared)
    said = [
        (
            canvas.name(bar[plan.by]),
            amount(stuff.indicator, bar["value"], stuff.language),
        )
        for bar in bars.head(5).iter_rows(named=True)
    ]
    title = stuff.language.say(
        _MAIN.get(plan.by, _("Most often {where} {when}: {groups}")),
        where=place.within(stuff.language),
        when=moment(stuff.indicator, stuff.period, stuff.language),
        groups=stuff.language.listed([name for name, _value in said[:3]]),
    )
    subtitle = f"{place.name(stuff.language)} – {one_period(stuff, earlier)}"
    words = (title, subtitle, f"{', '.join(' '.join(pair) for pair in said)}.")
    return stuff.exhibit(words, figures, table, bars.select(plan.by, *_ROW))


def composition_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The parts of a whole over time, in the first chosen place, the EU, or the leader."""
    stuff = with_parts_only(material(plan, workshop, selection))
    place = workshop.network.named(place_with_parts(stuff))
    parts = stuff.series.filter(pl.col("geo") == place.geo, pl.col("is_complete")).rename(
        {plan.by: "part"}
    )
    order, canvas = list(plan.parts), stuff.canvas(WIDE, 400)
    figures = stuff.both(
        lambda canvas: composition(stuff.indicator, parts, canvas, order), 380, 420
    )
    table = stacked(stuff.indicator, parts, order, canvas, stuff.period.frequency)
    now = parts.filter(pl.col("period") == stuff.period.start).drop_nulls("value")
    said = [
        (
            canvas.name(row["part"]),
            amount(stuff.indicator, row["value"], stuff.language),
        )
        for row in now.sort("value", descending=True).iter_rows(named=True)
    ]
    title = stuff.language.say(
        _("{indicator} {where} {when}: most often “{largest}”"),
        indicator=stuff.language.say(stuff.indicator.label),
        where=place.within(stuff.language),
        when=moment(stuff.indicator, stuff.period, stuff.language),
        largest=said[0][0],
    )
    subtitle = f"{place.name(stuff.language)} – {span(stuff)}"
    words = (title, subtitle, f"{', '.join(' '.join(pair) for pair in said)}.")
    return stuff.exhibit(words, figures, table, parts.select("part", *_ROW))


def map_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The last complete period on the map of members and observers."""
    stuff = material(plan, workshop, selection)
    now = countries(stuff.at_latest)
    figures = stuff.both(lambda canvas: europe(stuff.indicator, now, canvas, plan.among), 640, 480)
    earlier = earlier_period(stuff)
    rows = ranked(stuff, countries(stuff.series), earlier)
    first = rows.drop_nulls("value")["geo"].head(3).to_list()
    table = _table(stuff, rows, earlier)
    words = (led_by(stuff), one_period(stuff, None), levels(stuff, first))
    exhibit = stuff.exhibit(words, figures, table, now.select("geo", *_ROW))
    footnotes = tuple(stuff.language.say(note) for note in FOOTNOTES)
    return replace(exhibit, notes=(*exhibit.notes, *footnotes))


def groups_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The groups of one place over time, a line each: the first chosen, the EU, or the leader."""
    stuff = with_parts_only(material(plan, workshop, selection))
    place = workshop.network.named(place_with_parts(stuff))
    groups = stuff.series.filter(pl.col("geo") == place.geo)
    order, canvas = list(plan.parts), stuff.canvas(WIDE, 400)
    figures = stuff.both(
        lambda canvas: trend(stuff.indicator, groups, order, canvas, plan.by), 360, 380
    )
    table = over_time(stuff.indicator, groups, order, canvas, plan.by)
    now = dict(
        groups.filter(pl.col("period") == stuff.period.start)
        .drop_nulls("value")
        .select(plan.by, "value")
        .iter_rows()
    )
    said = [
        f"{canvas.name(part)} {amount(stuff.indicator, now[part], stuff.language)}"
        for part in order
        if part in now
    ]
    title = stuff.language.say(
        _("{indicator} {where} {when}: {groups}"),
        indicator=stuff.language.say(stuff.indicator.label),
        where=place.within(stuff.language),
        when=moment(stuff.indicator, stuff.period, stuff.language),
        groups=stuff.language.listed(said),
    )
    subtitle = f"{place.name(stuff.language)} – {span(stuff)}"
    drawn = groups.filter("is_complete")
    return stuff.exhibit(
        (title, subtitle, f"{', '.join(said)}."), figures, table, drawn.select(plan.by, *_ROW)
    )


def gap_view(rate: Indicator, plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The gap between nationals and third-country nationals in each place, and both their rates.

    The EU on top, then the countries from the highest gap down.
    """
    stuff = material(plan, workshop, selection)
    earlier = earlier_period(stuff)
    rows = ranked(stuff, countries(stuff.series), earlier)
    first = rows.drop_nulls("value")["geo"].head(3).to_list()
    whole = ranked(stuff, stuff.series.filter(pl.col("geo").is_in(UNIONS)), earlier)
    rows = pl.concat([whole.drop_nulls("value"), rows])
    rates = workshop.series(rate, selection, "citizen").filter(
        pl.col("period") == stuff.period.start
    )
    for group in GROUPS:
        side = rates.filter(citizen=group).select(
            "geo", pl.col("value").alias(group), pl.col("flag").alias(f"{group}_flag")
        )
        rows = rows.join(side, on="geo", how="left", maintain_order="left")
    bars = visible(stuff, rows, (*selection.places, *whole["geo"], *first))
    figures = stuff.both(lambda canvas: gap(stuff.indicator, rate, bars, canvas), *_heights(bars))
    before = stuff.language.period(earlier, short=True) if earlier else ""
    table = gaps(stuff.indicator, rate, rows, before, stuff.canvas(WIDE, 400))
    words = (led_by(stuff), one_period(stuff, None), levels(stuff, [*whole["geo"], *first]))
    return stuff.exhibit(words, figures, table, bars.select("geo", *_ROW))


def _table(stuff: Material, rows: pl.DataFrame, earlier: Period | None) -> Table:
    """Every country, this period beside the earlier one."""
    compared = changes(stuff, stuff.series, earlier)
    canvas = stuff.canvas(WIDE, 400)
    return side_by_side(stuff.indicator, rows, (stuff.period, earlier), canvas, compared)


def _heights(bars: pl.DataFrame) -> tuple[int, int]:
    """A ranking is as tall as its bars need, wide and narrow."""
    return 44 + 26 * len(bars), 44 + 28 * len(bars)
