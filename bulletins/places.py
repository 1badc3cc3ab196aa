"""The quarter in every member and observer state: one row a state, in the EU's protocol order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from bulletins.document import Listing
from bulletins.signs import used
from charts.exhibit import Column, Source, Table
from charts.tables import Cell, cell, moved, table
from charts.workshop import Selection, Workshop, latest
from emn.change import change, total
from emn.coverage import EU
from emn.flags import Absence, absence
from emn.indicator import Indicator
from emn.language import Language, _
from emn.network import Aggregate, Place
from emn.period import Frequency, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What the tables are made of: a monthly indicator in a quarter, up to its last whole month."""

    indicator: Indicator
    series: pl.DataFrame
    quarter: Period
    last: Period
    source: Source
    language: Language

    @property
    def months(self) -> tuple[Period, ...]:
        """The months of the quarter that enough countries have reported."""
        return tuple(each for each in self.quarter.within(Frequency.MONTHLY) if each <= self.last)

    @property
    def is_whole(self) -> bool:
        """Tell whether every month of the quarter is there."""
        return self.months[-1].end == self.quarter.end

    @property
    def earlier(self) -> tuple[Period, ...]:
        """What the last month is compared with: the month before and the year before."""
        published = set(self.series.drop_nulls("value")["period"])
        candidates = (self.last.previous, self.last.year_earlier)
        return tuple(each for each in candidates if each.start in published)

    def line(self, geo: str) -> pl.DataFrame:
        """The series of one place."""
        return self.series.filter(pl.col("geo") == geo)


def listings(workshop: Workshop, selection: Selection, indicator: Indicator) -> tuple[Listing, ...]:
    """A table of the EMN's members with the EU total on top, and one of its observers.

    Up to the last complete period, even where the EU total is still to come.
    """
    series = workshop.series(indicator, selection)
    last = Period(latest(series) or date.min, indicator.dataset.frequency)
    stuff = Quarter(
        indicator=indicator,
        series=series,
        quarter=Period.at(last.start, Frequency.QUARTERLY),
        last=last,
        source=workshop.source(indicator.dataset),
        language=selection.language,
    )
    day = stuff.quarter.end
    union = workshop.network.named(EU)
    members = _table(
        stuff,
        _("{indicator} in the member states of the EMN"),
        (union, *workshop.network.members(day)),
    )
    observers = _table(
        stuff,
        _("{indicator} in the observer states of the EMN"),
        workshop.network.observers(day),
    )
    denmark = _("The EU total is Eurostat's own and includes Denmark, which is not in the EMN.")
    return (
        _listing(stuff, members, denmark),
        _listing(stuff, observers, _NO_REPORTERS),
    )


_NO_REPORTERS = _("Eurostat collects asylum figures from few of the observer states.")


def _listing(stuff: Quarter, table: Table, remark: str) -> Listing:
    language = stuff.language
    return Listing(
        table=table,
        notes=tuple(note for note in (used((table,), language), language.say(remark)) if note),
        source_line=stuff.source.line(language),
    )


def _table(stuff: Quarter, caption: str, places: Sequence[Place | Aggregate]) -> Table:
    language = stuff.language
    rows = [(place.name(language), _cells(stuff, place.geo)) for place in places]
    return table(
        language.say(caption, indicator=language.say(stuff.indicator.label)),
        _columns(stuff),
        rows,
        stuff.series.filter(pl.col("geo").is_in([place.geo for place in places])),
    )


def _columns(stuff: Quarter) -> tuple[Column, ...]:
    language = stuff.language
    columns = [Column(id="geo", label=language.say(_("Country")), is_number=False)]
    columns += [
        Column(
            id=str(month),
            label=language.period(month, short=True),
            decimals=stuff.indicator.unit.decimals,
        )
        for month in stuff.months
    ]
    if stuff.is_whole:
        columns.append(
            Column(
                id=str(stuff.quarter),
                label=language.period(stuff.quarter, short=True),
                decimals=stuff.indicator.unit.decimals,
            )
        )
    columns += [
        Column(
            id=f"change-on-{earlier}",
            label=language.say(
                _("Change on {earlier}"), earlier=language.period(earlier, short=True)
            ),
        )
        for earlier in stuff.earlier
    ]
    return tuple(columns)


def _cells(stuff: Quarter, geo: str) -> list[Cell]:
    line = stuff.line(geo)
    if line.is_empty():
        return [Cell(Absence.NOT_COLLECTED.mark)] * (len(_columns(stuff)) - 1)
    known = {row["period"]: row for row in line.iter_rows(named=True)}
    nothing = {"value": None, "flag": None}
    found = [known.get(month.start, nothing) for month in stuff.months]
    cells = [cell(stuff.indicator, each["value"], each["flag"], stuff.language) for each in found]
    if stuff.is_whole:
        cells.append(_together(stuff, line))
    changes = (change(stuff.indicator, line, stuff.last, earlier) for earlier in stuff.earlier)
    return [*cells, *(moved(stuff.indicator, each, stuff.language) for each in changes)]


def _together(stuff: Quarter, line: pl.DataFrame) -> Cell:
    """Add the three months where all are published; where not, say which kind of gap forbids it."""
    together = total(line, stuff.quarter, Frequency.MONTHLY)
    if together is not None:
        return cell(stuff.indicator, *together, stuff.language)
    starts = [month.start for month in stuff.months]
    gaps = line.filter(pl.col("period").is_in(starts), pl.col("value").is_null())["flag"]
    return Cell(absence("".join(flag or "" for flag in gaps)).mark)
