"""The headline of every theme in every state: four themes a table, level and change on a year.

That of asylum has tables of its own, month by month: `bulletins.places`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from bulletins.document import Listing
from bulletins.signs import used
from charts.exhibit import Column, Source
from charts.exhibits import EXHIBITIONS
from charts.tables import Cell, cell, moved, table
from charts.workshop import Selection, Workshop, latest
from emn.change import change
from emn.coverage import UNIONS
from emn.errors import NothingStored
from emn.flags import Absence
from emn.indicator import Indicator
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language, _
from emn.network import Aggregate, Place
from emn.period import Period

TOGETHER = 4  # headlines in a table: it then fits across a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A theme's headline: its series up to the quarter, its last complete period, its source."""

    indicator: Indicator
    series: pl.DataFrame
    period: Period
    source: Source

    def cells(self, geos: Sequence[str], language: Language) -> list[Cell]:
        """The number of the first of these places that has a row, and its change on the year."""
        lines = (self.series.filter(pl.col("geo") == geo) for geo in geos)
        line = next((each for each in lines if not each.is_empty()), None)
        if line is None:
            return [Cell(Absence.NOT_COLLECTED.mark)] * 2
        now = line.filter(pl.col("period") == self.period.start).select("value", "flag").rows()
        value, flag = now[0] if now else (None, None)
        on_year = change(self.indicator, line, self.period, self.period.year_earlier)
        return [
            cell(self.indicator, value, flag, language),
            moved(self.indicator, on_year, language),
        ]

    def columns(self, language: Language) -> Iterator[Column]:
        """The number under the indicator and its period, then the change on the year."""
        name = language.say(
            _("{indicator}, {period}"),
            indicator=language.say(self.indicator.label),
            period=language.period(self.period, short=True),
        )
        earlier = language.period(self.period.year_earlier, short=True)
        id_ = self.indicator.id
        yield Column(id=id_, label=name, decimals=self.indicator.unit.decimals)
        yield Column(
            id=f"change-of-{id_}",
            label=language.say(_("Change on {earlier}"), earlier=earlier),
        )


def headlines(workshop: Workshop, selection: Selection) -> tuple[Headline, ...]:
    """Those of every other theme that the cache holds, in the EMN's order."""
    indicators = [each.headline for each in EXHIBITIONS if each.headline]
    indicators.remove(ASYLUM_APPLICANTS)
    found = (headline(each, workshop, selection) for each in indicators)
    return tuple(each for each in found if each is not None)


def headline(indicator: Indicator, workshop: Workshop, selection: Selection) -> Headline | None:
    """An indicator as a column of such a table; None where the cache holds no complete period."""
    try:
        series = workshop.series(indicator, selection)
    except NothingStored:
        return None
    last = latest(series)
    if last is None:
        return None
    return Headline(
        indicator=indicator,
        series=series,
        period=Period(last, indicator.dataset.frequency),
        source=workshop.source(indicator.dataset),
    )


def by_state(workshop: Workshop, selection: Selection) -> Iterator[Listing]:
    """Tables of the EMN's members under the EU's total, each followed by one of the observers."""
    found, language = headlines(workshop, selection), selection.language
    day = selection.last_day
    union = workshop.network.named(UNIONS[0])
    groups = (
        (_MEMBERS, (union, *workshop.network.members(day))),
        (_OBSERVERS, workshop.network.observers(day)),
    )
    for at in range(0, len(found), TOGETHER):
        some = found[at : at + TOGETHER]
        for caption, places in groups:
            yield listing(some, language.say(caption), places, language)


_MEMBERS = _("Headline figures in the member states of the EMN")
_OBSERVERS = _("Headline figures in the observer states of the EMN")


def listing(
    some: Sequence[Headline],
    caption: str,
    places: Sequence[Place | Aggregate],
    language: Language,
) -> Listing:
    """A row a place: level and change of each of these indicators."""
    rows = [
        (
            place.name(language),
            [each for headline in some for each in headline.cells(_codes(place), language)],
        )
        for place in places
    ]
    columns = [Column(id="geo", label=language.say(_("Country")), is_number=False)]
    columns += [column for headline in some for column in headline.columns(language)]
    shown = [geo for place in places for geo in _codes(place)]
    data = pl.concat(
        headline.series.filter(pl.col("geo").is_in(shown)).select(
            pl.lit(headline.indicator.id).alias("indicator"), "geo", "period", "value", "flag"
        )
        for headline in some
    )
    made = table(caption, tuple(columns), rows, data)
    sources = dict.fromkeys(headline.source.line(language) for headline in some)
    return Listing(table=made, notes=(used((made,), language),), source_line=" ".join(sources))


def _codes(place: Place | Aggregate) -> tuple[str, ...]:
    """The codes under which a place's figures stand; the Union's total has several."""
    return UNIONS if place.geo in UNIONS else (place.geo,)
