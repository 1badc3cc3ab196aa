"""A place across all themes: each of its numbers beside the EMN's members and its own past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from cache import Vintage
from charts.exhibit import Exhibit, Source
from charts.findings import levels, span
from charts.median import MEDIAN, NOTE, median
from charts.plan import Plan, material
from charts.tables import over_time
from charts.trend import trend
from charts.workshop import WIDE, Selection, Workshop, latest
from emn.change import Change, change
from emn.errors import NothingStored
from emn.flags import Absence, absence
from emn.indicator import Indicator
from emn.language import Language, _
from emn.network import Place
from emn.period import Period
from emn.record import Record, record
from emn.themes import Theme
from emn.wording import amount, capitalised, statement

_YEARS = 2  # how far back a place's last number may lie and still be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One indicator of one place at its last period, beside the EMN's members at the same.

    `rank` counts from the highest, and is a member's alone; of another place `below` tells how
    many members lie below it. Denmark is never among the `reporting`.
    """

    indicator: Indicator
    place: Place
    period: Period
    value: float | None
    flag: str | None
    on_year: Change
    rank: int | None
    below: int
    reporting: int
    median: float | None
    record: Record | None
    source: Source

    def sentence(self, language: Language) -> str:
        """State the number, and the members' median where there is one."""
        if self.value is None:
            return language.say(self.indicator.label)
        said = capitalised(statement(self.indicator, self.value, self.place, self.period, language))
        if self.median is None:
            return said
        return language.say(
            _("{statement}; the median of the EMN members was {median}"),
            statement=said,
            median=amount(self.indicator, self.median, language),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A theme of a place's profile: its facts, what Eurostat does not collect, what is not here."""

    theme: Theme
    facts: tuple[Fact, ...]
    uncollected: tuple[Indicator, ...]
    waiting: tuple[Indicator, ...]


def chapter(
    workshop: Workshop,
    selection: Selection,
    place: Place,
    theme: Theme,
    indicators: Sequence[Indicator],
) -> Chapter:
    """A place's numbers of one theme, in the order of the indicators."""
    facts: list[Fact] = []
    uncollected, waiting = [], []
    for indicator in indicators:
        try:
            found = fact(workshop, selection, place, indicator)
        except NothingStored:
            waiting.append(indicator)
            continue
        if found is None:
            uncollected.append(indicator)
        else:
            facts.append(found)
    return Chapter(
        theme=theme,
        facts=tuple(facts),
        uncollected=tuple(uncollected),
        waiting=tuple(waiting),
    )


def fact(
    workshop: Workshop, selection: Selection, place: Place, indicator: Indicator
) -> Fact | None:
    """What a place last reported; None where Eurostat does not collect it from there.

    `NothingStored` where the cache holds no complete period.
    """
    vintage = workshop.source(indicator.dataset).vintage
    return workshop.once(_fact, vintage, selection.until, place, indicator)


def _fact(
    workshop: Workshop, _vintage: Vintage, until: Period | None, place: Place, indicator: Indicator
) -> Fact | None:
    series = workshop.series(indicator, Selection(language=Language.EN, until=until))
    end = latest(series)
    if end is None:
        raise NothingStored(f"{indicator.dataset.id}: no period is complete. Refresh.")
    line = series.filter(pl.col("geo") == place.geo).sort("period")
    if line.filter(pl.col("value").is_not_null() | pl.col("flag").is_not_null()).is_empty():
        return None
    period = _period(line, Period(end, indicator.dataset.frequency))
    now = line.filter(pl.col("period") == period.start)
    value, flag = now.select("value", "flag").row(0) if not now.is_empty() else (None, None)
    members = workshop.network.group("emn", period.start)
    known = series.filter(pl.col("period") == period.start, pl.col("geo").is_in(members))
    values: list[float] = known.drop_nulls("value")["value"].to_list()
    if not indicator.is_ranked:  # countries are not held against one another by it
        values = []
    is_ranked = bool(values) and value is not None and place.geo in members
    return Fact(
        indicator=indicator,
        place=place,
        period=period,
        value=value,
        flag=flag,
        on_year=change(indicator, line, period, period.year_earlier),
        rank=1 + sum(each > value for each in values) if is_ranked else None,
        below=sum(value is not None and each < value for each in values),
        reporting=len(values),
        median=_median(values),
        record=record(indicator, line, period),
        source=workshop.source(indicator.dataset),
    )


def beside_peers_view(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit:
    """The first chosen place over time, beside the others and the median of the EMN's members."""
    stuff = material(plan, workshop, selection)
    place = workshop.network.place(selection.places[0])
    found = fact(workshop, selection, place, plan.indicator)
    if found is None:
        raise NothingStored(f"{stuff.source.dataset.id}: not collected from {place.name_en}.")
    stuff = replace(stuff, period=found.period)
    series = pl.concat([stuff.series, median(stuff.series, workshop.network)])
    known = set(series["geo"])
    chosen = [geo for geo in selection.places if geo in known][:5]
    drawn = [*chosen, MEDIAN]
    figures = stuff.both(lambda canvas: trend(stuff.indicator, series, drawn, canvas), *(400, 400))
    table = over_time(stuff.indicator, series, drawn, stuff.canvas(WIDE, 400))
    words = (found.sentence(stuff.language), span(stuff), levels(stuff, chosen))
    rows = stuff.series.filter(pl.col("geo").is_in(chosen), pl.col("is_complete"))
    exhibit = stuff.exhibit(words, figures, table, rows.select("geo", "period", "value", "flag"))
    return replace(exhibit, notes=(*exhibit.notes, stuff.language.say(NOTE)))


def _period(line: pl.DataFrame, end: Period) -> Period:
    """The last complete period, or the place's own last one where it has not reported that.

    A confidential number stands for itself: an earlier one is not put in its place.
    """
    now = line.filter(pl.col("period") == end.start)
    whole = line.filter("is_complete", pl.col("period") <= end.start)
    known = whole.drop_nulls("value")["period"].max()
    is_told = not now.is_empty() and (
        now["value"][0] is not None or absence(now["flag"][0]) is not Absence.NOT_AVAILABLE
    )
    oldest = end.shifted(-_YEARS * end.frequency.per_year).start
    if is_told or not isinstance(known, date) or known < oldest:
        return end
    return Period(known, end.frequency)


def _median(values: list[float]) -> float | None:
    found = pl.Series(values, dtype=pl.Float64).median()
    return found if isinstance(found, float) else None
