"""Tables of one place: its numbers beside the EU, the members and its peers; its people abroad."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from bulletins.document import Listing
from bulletins.signs import used
from charts.exhibit import Column, Source, Table
from charts.median import LABEL
from charts.origin import Abroad
from charts.profile import Fact
from charts.tables import Cell, cell, moved, table
from charts.workshop import Selection, Workshop
from emn.coverage import EU, UNIONS
from emn.flags import Absence
from emn.language import Language, _
from emn.network import Place
from emn.wording import amount


def profile(
    facts: Sequence[Fact],
    peers: Sequence[str],
    caption: str,
    workshop: Workshop,
    selection: Selection,
) -> Listing:
    """A row an indicator: number, change, the EU, the members' median, the rank, the peers."""
    language = selection.language
    rows, data = [], []
    for fact in facts:
        series = workshop.series(fact.indicator, selection)
        now = series.filter(pl.col("period") == fact.period.start)
        rows.append((language.say(fact.indicator.label), _cells(fact, now, peers, language)))
        shown = now.filter(pl.col("geo").is_in([fact.place.geo, *UNIONS, *peers]))
        indicator = pl.lit(fact.indicator.id).alias("indicator")
        data.append(shown.select(indicator, "geo", "period", "value", "flag"))
    union = workshop.network.named(EU).short(language)
    made = table(caption, _columns(facts[0].place, peers, union, language), rows, pl.concat(data))
    return listed(made, [fact.source for fact in facts], language)


def listed(made: Table, sources: Sequence[Source], language: Language) -> Listing:
    """A table with its signs explained and every dataset behind it named, the latest days told."""
    codes = dict.fromkeys(each.dataset.dataflow for each in sources)
    whose = dict.fromkeys(each.vintage.whose(language) for each in sources)
    days = [each.vintage.extracted_at for each in sources]
    line = language.say(
        _("Source: {source}, {codes}, extracted {extracted}."),
        source="; ".join(whose),
        codes=", ".join(codes),
        extracted=language.date(max(days)),
    )
    notes = tuple(filter(None, (used((made,), language),)))
    return Listing(table=made, notes=notes, source_line=line)


def _columns(
    place: Place, peers: Sequence[str], union: str, language: Language
) -> tuple[Column, ...]:
    say = language.say
    return (
        Column(id="indicator", label=say(_("Indicator")), is_number=False),
        Column(id="period", label=say(_("Period")), is_number=False),
        Column(id="value", label=place.geo),
        Column(id="change", label=say(_("On a year"))),
        Column(id="eu", label=union),
        Column(id="median", label=say(_("Median"))),
        Column(id="change-rank", label=say(_("Rank"))),
        *(Column(id=geo, label=geo) for geo in peers),
    )


def _cells(fact: Fact, now: pl.DataFrame, peers: Sequence[str], language: Language) -> list[Cell]:
    indicator = fact.indicator
    known = {geo: (value, flag) for geo, value, flag in now.select("geo", "value", "flag").rows()}

    def written(geos: Sequence[str]) -> Cell:
        found = next((known[geo] for geo in geos if geo in known), None)
        if found is None:
            return Cell(Absence.NOT_COLLECTED.mark)
        return cell(indicator, *found, language)

    return [
        Cell(language.period(fact.period, short=True)),
        cell(indicator, fact.value, fact.flag, language),
        moved(indicator, fact.on_year, language),
        written(UNIONS),
        _median(fact, language),
        _rank(fact),
        *(written((geo,)) for geo in peers),
    ]


def _median(fact: Fact, language: Language) -> Cell:
    if fact.median is None:
        return Cell(Absence.NOT_APPLICABLE.mark)
    return Cell(amount(fact.indicator, fact.median, language), number=fact.median)


def _rank(fact: Fact) -> Cell:
    """Which one from the highest, of how many members; of another place how many lie below it."""
    if not fact.reporting or fact.value is None:
        return Cell(Absence.NOT_APPLICABLE.mark)
    if fact.rank is not None:
        return Cell(f"{fact.rank}/{fact.reporting}")
    return Cell(f">{fact.below}/{fact.reporting}")


def reading(facts: Sequence[Fact], language: Language) -> str:
    """How the columns of a profile are to be read."""
    message = _("Median: {median}. Rank: from the highest, among the EMN members that reported.")
    if any(fact.rank is None and fact.reporting for fact in facts):
        message = _(
            "Median: {median}. Rank: >3/26 says that the figure is above those of 3 of 26 EMN"
            " members."
        )
    return language.say(message, median=language.say(LABEL))


def abroad(
    found: Sequence[Abroad], caption: str, workshop: Workshop, language: Language
) -> Listing:
    """A row an indicator: a country's citizens in the EU, the change on a year, who has most."""
    rows = [
        (
            language.say(each.label),
            [
                Cell(language.period(each.period, short=True)),
                cell(each.indicator, each.value, each.flag, language),
                moved(each.indicator, each.on_year, language),
                Cell(_destinations(each, workshop, language) or Absence.NOT_APPLICABLE.mark),
            ],
        )
        for each in found
    ]
    columns = (
        Column(id="indicator", label=language.say(_("Indicator")), is_number=False),
        Column(id="period", label=language.say(_("Period")), is_number=False),
        Column(id="value", label=language.say(_("In the EU"))),
        Column(id="change", label=language.say(_("On a year"))),
        Column(id="destinations", label=language.say(_("Most in")), is_number=False),
    )
    data = pl.DataFrame(
        [(each.indicator.id, each.period.start, each.value, each.flag) for each in found],
        schema={
            "indicator": pl.String,
            "period": pl.Date,
            "value": pl.Float64,
            "flag": pl.String,
        },
        orient="row",
    )
    return listed(table(caption, columns, rows, data), [each.source for each in found], language)


def _destinations(found: Abroad, workshop: Workshop, language: Language) -> str:
    return ", ".join(
        f"{workshop.network.named(geo).name(language)} {amount(found.indicator, value, language)}"
        for geo, value in found.destinations
    )
