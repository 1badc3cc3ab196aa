"""What moved: the headline, the lead, the paragraph and the key figures, written from the numbers.

Overview, theme page and bulletin say the same things because they ask here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl

from charts.exhibit import Source
from charts.exhibition import Exhibition
from charts.findings import level
from charts.plan import EU, Material, Plan, at_the_eu, material, union
from charts.sparkline import sparkline
from charts.views import trend_view
from charts.workshop import Selection, Workshop, countries
from emn.change import change, total
from emn.errors import NothingStored
from emn.flags import Flag, has, labels
from emn.indicator import Indicator
from emn.indicators import INDICATORS
from emn.language import _
from emn.period import Frequency, Period
from emn.wording import amount, capitalised, leaders, mark, moment

_SPARK = (120, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One large number with its place, period, changes, flag in words, and a tiny trend."""

    id: str
    label: str
    value: str
    where_and_when: str
    changes: tuple[str, ...]
    remark: str
    sparkline: go.Figure
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The finding of a page: a headline, a lead, and sentences that go further."""

    headline: str
    lead: str
    paragraph: tuple[str, ...]
    period: Period


def key_figures(
    workshop: Workshop, selection: Selection, indicators: Sequence[Indicator]
) -> list[KeyFigure]:
    """One figure an indicator, for the EU where Eurostat publishes it, else for the leader.

    Indicators without a complete period in the cache are left out.
    """
    found = (_material(indicator, workshop, selection) for indicator in indicators)
    return [
        key_figure(stuff, place)
        for stuff in found
        if stuff is not None and (place := _place(stuff)) is not None
    ]


def briefing(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    """Say what moved in a theme that has a headline; `NothingStored` before its dataset."""
    stuff = at_the_eu(material(_plan(shown.key_figures[0]), workshop, selection))
    headline = _told(stuff)
    lead = [_quarter(stuff), _leading(stuff), _provisional(stuff)]
    others = (_material(each, workshop, selection) for each in shown.told)
    paragraph = [capitalised(_told(each)) for each in others if each is not None]
    return Briefing(
        headline=headline.removesuffix("."),
        lead=" ".join(sentence for sentence in lead if sentence),
        paragraph=tuple(sentence for sentence in paragraph if sentence),
        period=stuff.period,
    )


def _plan(indicator: Indicator) -> Plan:
    return Plan(id=indicator.id, indicator=indicator, view=trend_view, periods=25)


def _material(indicator: Indicator, workshop: Workshop, selection: Selection) -> Material | None:
    """What the cache holds of an indicator, or None where that is nothing yet."""
    try:
        return at_the_eu(material(_plan(indicator), workshop, selection))
    except NothingStored:
        return None


def _place(stuff: Material) -> str | None:
    """The EU where its cell is published for the period, else the country with the most.

    For a rate that is the country with the largest count behind it, since the highest rate would be
    a ranking and no level; None where no count is behind it.
    """
    if (whole := union(stuff.at_latest)) is not None:
        return whole
    counted = countries(stuff.at_latest.drop_nulls("value"))
    if not stuff.indicator.unit.is_count:
        counted = _counts_behind(stuff).join(counted.select("geo"), on="geo", how="semi")
    ordered = counted.sort("value", "geo", nulls_last=False)["geo"]
    return None if ordered.is_empty() else str(ordered[-1])


def _counts_behind(stuff: Material) -> pl.DataFrame:
    """The counts of the same dataset and period, by country; no rows where it holds only rates."""
    alike = (each for each in INDICATORS if each.dataset is stuff.indicator.dataset)
    count = next((each for each in alike if each.unit.is_count), None)
    if count is None:
        return countries(stuff.at_latest).clear()
    series = countries(stuff.workshop.series(count, stuff.selection))
    return series.filter(pl.col("period") == stuff.period.start).drop_nulls("value")


def _told(stuff: Material) -> str:
    """State the level of the EU or of the country behind most of it; else name the leaders."""
    place = _place(stuff)
    return _leading(stuff) if place is None else level(stuff, place) or ""


def key_figure(stuff: Material, geo: str) -> KeyFigure:
    """The figure of one place, which has a row in the material's period."""
    language = stuff.language
    line = stuff.series.filter(pl.col("geo") == geo, pl.col("is_complete")).sort("period")
    row = line.row(by_predicate=pl.col("period") == stuff.period.start, named=True)
    told = []
    for earlier in dict.fromkeys((stuff.period.previous, stuff.period.year_earlier)):
        moved = change(stuff.indicator, line, stuff.period, earlier)
        if moved.is_told:
            text = mark(stuff.indicator, moved, language)
            on = language.period(earlier, short=True)
            told.append(language.say(_("{change} on {period}"), change=text, period=on))
    place = stuff.workshop.network.named(geo)
    return KeyFigure(
        id=stuff.indicator.id,
        label=language.say(stuff.indicator.label),
        value=amount(stuff.indicator, row["value"], language),
        where_and_when=f"{place.short(language)}, {_when(stuff)}",
        changes=tuple(told),
        remark=labels(row["flag"], language),
        sparkline=sparkline(line, stuff.canvas(*_SPARK)),
        source=stuff.source,
    )


def _when(stuff: Material) -> str:
    if stuff.indicator.is_stock:
        return moment(stuff.indicator, stuff.period, stuff.language)
    return stuff.language.period(stuff.period)


def _quarter(stuff: Material) -> str:
    """The quarter's three months together, where all three are published and it has ended."""
    quarter = Period.at(stuff.period.start, Frequency.QUARTERLY)
    line = stuff.series.filter(pl.col("geo") == EU)
    together = total(line, quarter, Frequency.MONTHLY)
    if together is None:
        return ""
    return stuff.language.say(
        _("The three months of the {quarter} add up to {value}."),
        quarter=stuff.language.period(quarter),
        value=amount(stuff.indicator, together[0], stuff.language),
    )


def _leading(stuff: Material) -> str:
    now = countries(stuff.at_latest).drop_nulls("value")
    first = now.sort("value", "geo", descending=[True, False])["geo"].head(3).to_list()
    return f"{leaders(stuff.indicator, stuff.named(first), stuff.period, stuff.language)}."


def _provisional(stuff: Material) -> str:
    """Name the countries whose figure of the period is provisional."""
    now = countries(stuff.at_latest).drop_nulls("value")
    geos = [row["geo"] for row in now.iter_rows(named=True) if has(row["flag"], Flag.PROVISIONAL)]
    if not geos:
        return ""
    of_whom = stuff.language.listed([place.of(stuff.language) for place in stuff.named(geos)])
    return stuff.language.plural(
        "The figure {of_whom} is provisional.",
        "The figures {of_whom} are provisional.",
        len(geos),
        of_whom=of_whom,
    )
