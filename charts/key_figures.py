"""Key figures: one large number each, with its place, its period, its changes and a tiny trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from charts.briefing import dated
from charts.exhibit import Source
from charts.plan import Material
from charts.sketch import Figure
from charts.sparkline import sparkline
from charts.subject import stored, subject
from charts.workshop import Selection, Workshop
from emn.change import change
from emn.flags import labels
from emn.indicator import Indicator
from emn.language import _
from emn.wording import amount, mark, moment

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
    return dated(stuff.period, stuff.language)
