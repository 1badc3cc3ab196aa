"""Key figures: one large number each, with its place, its period, its changes and a tiny trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from charts.briefing import dated
from charts.exhibit import Source
from charts.findings import writer
from charts.plan import Material
from charts.sketch import Figure
from charts.sparkline import sparkline
from charts.subject import stored, subject
from charts.workshop import Selection, Workshop
from emn import facts
from emn.fact import Fact, Kind
from emn.flags import labels
from emn.indicator import Indicator
from emn.language import _
from emn.sentences import as_change
from emn.wording import mark, measured, moment

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
    sparkline: Figure
    source: Source
    facts: tuple[Fact, ...] = ()


def key_figures(
    workshop: Workshop, selection: Selection, indicators: Sequence[Indicator]
) -> list[KeyFigure]:
    """One figure an indicator, for the EU where Eurostat publishes it, else for the leader.

    Left out are indicators without a complete period in the cache, and rates of which neither an
    EU figure nor the counts behind them are published. The places that a reader chose make no
    difference.
    """
    return workshop.kept(_key_figures, replace(selection, places=()), tuple(indicators))


def _key_figures(
    workshop: Workshop, selection: Selection, indicators: Sequence[Indicator]
) -> list[KeyFigure]:
    found = (stored(indicator, workshop, selection) for indicator in indicators)
    return [
        key_figure(stuff, geo)
        for stuff in found
        if stuff is not None and (geo := subject(stuff)) is not None
    ]


def key_figure(stuff: Material, geo: str) -> KeyFigure:
    """The figure of one place, which has a row in the material's period."""
    language = stuff.language
    line = stuff.series.filter(pl.col("geo") == geo, pl.col("is_complete")).sort("period")
    row = line.row(by_predicate=pl.col("period") == stuff.period.start, named=True)
    figures = writer(stuff, stuff.series).figures
    moved = [each for each in facts.changes(figures, geo) if each.kind is not Kind.NOT_COMPARABLE]
    told = [
        language.say(
            _("{change} on {period}"),
            change=mark(stuff.indicator, as_change(each), language),
            period=language.period(each.earlier or stuff.period, short=True),
        )
        for each in moved
    ]
    level = facts.level(figures, geo)
    place = stuff.workshop.network.named(geo)
    return KeyFigure(
        id=stuff.indicator.id,
        label=language.say(stuff.indicator.label),
        value=measured(stuff.indicator, row["value"], language),
        where_and_when=f"{place.short(language)}, {_when(stuff)}",
        changes=tuple(told),
        remark=labels(row["flag"], language),
        sparkline=sparkline(line, stuff.canvas(*_SPARK)),
        source=stuff.source,
        facts=(*([level] if level else []), *moved),
    )


def _when(stuff: Material) -> str:
    if stuff.indicator.is_stock:
        return moment(stuff.indicator, stuff.period, stuff.language)
    return dated(stuff.period, stuff.language)
