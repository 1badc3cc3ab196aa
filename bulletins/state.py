"""The state of the data: which vintage of each dataset was used, and who is missing in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from bulletins.document import Listing, Paragraph, Role, Section, plain
from charts.exhibit import Column, Source
from charts.tables import Cell, table
from charts.workshop import Workshop
from emn.coverage import coverage, silent
from emn.language import NO_BREAK, Language, _
from emn.period import Period
from emn.structure import Names

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetState:
    """One dataset as used: its periods, the last complete one, and what is special about it.

    `silent` are the places that reported lately and not in that period; `flags` holds, for each
    letter of that period, the places that bear it. Both in the EU's protocol order, and both
    without the places that we never show.
    """

    source: Source
    first: Period
    last: Period
    complete: Period | None
    silent: tuple[str, ...]
    flags: tuple[tuple[str, tuple[str, ...]], ...]


def states(
    workshop: Workshop, sources: Iterable[Source], until: Period
) -> tuple[DatasetState, ...]:
    """Describe the datasets behind these sources that have figures up to the quarter's end."""
    found = (_state(workshop, source, until) for source in sources)
    return tuple(each for each in found if each is not None)


def _state(workshop: Workshop, source: Source, until: Period) -> DatasetState | None:
    dataset = source.dataset
    reported = _reported(workshop, source, until)
    if reported.is_empty():
        return None
    found = coverage(reported).filter("is_complete")["period"].max()
    complete = found if isinstance(found, date) else None
    starts = reported["period"].unique().sort()
    shown = complete or starts[-1]
    return DatasetState(
        source=source,
        first=Period(starts[0], dataset.frequency),
        last=Period(starts[-1], dataset.frequency),
        complete=Period(complete, dataset.frequency) if complete else None,
        silent=_in_order(workshop, silent(reported, shown, dataset.frequency)),
        flags=tuple(
            (letter, geos)
            for letter, bearers in _flags(reported.filter(pl.col("period") == shown))
            if (geos := _in_order(workshop, bearers))
        ),
    )


def _in_order(workshop: Workshop, geos: set[str]) -> tuple[str, ...]:
    places = (*workshop.network.aggregates, *workshop.network.places)
    return tuple(place.geo for place in places if place.geo in geos)


def _reported(workshop: Workshop, source: Source, until: Period) -> pl.DataFrame:
    """Who has reported the periods that had ended with the quarter; as `Workshop.reported`."""
    frequency = source.dataset.frequency
    reported = workshop.reported(source.dataset)
    ended = [
        start for start in reported["period"].unique() if Period(start, frequency).end <= until.end
    ]
    return reported.filter(pl.col("period").is_in(ended))


def _flags(reported: pl.DataFrame) -> list[tuple[str, set[str]]]:
    letters = sorted(set("".join(reported["flag"])))
    return [
        (letter, set(reported.filter(pl.col("flag").str.contains(letter, literal=True))["geo"]))
        for letter in letters
    ]


def state_of_the_data(
    workshop: Workshop, sources: Iterable[Source], until: Period, language: Language
) -> Section:
    """Write the section: one row a dataset, everything a reader needs to judge its figures."""
    found = states(workshop, sources, until)
    rows = tuple(_row(workshop, state, language) for state in found)
    columns = tuple(
        Column(id=id_, label=language.say(label), is_number=False) for id_, label in _COLUMNS
    )
    listed = table(
        language.say(_("Datasets used, up to {day}"), day=language.date(until.end)),
        columns,
        [(head, [Cell(text) for text in texts]) for head, *texts in rows],
        pl.DataFrame(rows, schema=[column.id for column in columns], orient="row"),
    )
    return Section(
        id="state-of-the-data",
        heading=language.say(_("State of the data")),
        blocks=(
            Paragraph(words=plain(_lead(found, language)), role=Role.LEAD),
            Listing(table=listed, notes=(language.say(_NOTE),)),
        ),
    )


def _lead(found: Sequence[DatasetState], language: Language) -> str:
    """What the table is, and when its datasets were extracted."""
    days = sorted(state.source.vintage.extracted_at for state in found)
    first, last = (language.date(day) for day in (days[0], days[-1]))
    message = _EXTRACTED if first == last else _EXTRACTED_BETWEEN
    return f"{language.say(_LEAD)} {language.say(message, first=first, last=last)}"


_EXTRACTED = _("All were extracted on {first}.")
_EXTRACTED_BETWEEN = _("They were extracted between {first} and {last}.")
_LEAD = _(
    "Eurostat keeps only the latest version of a dataset. These are the versions that this"
    " document was written from."
)
_NOTE = _(
    "Not yet reported: countries that reported in the half-year before, or of annual figures in the"
    " year before, and not in the last complete period. Flags: those of that period, with the"
    " countries that bear them."
)
_COLUMNS = (
    ("dataset", _("Dataset")),
    ("updated", _("Updated at Eurostat")),
    ("periods", _("Periods")),
    ("complete", _("Last complete period")),
    ("silent", _("Not yet reported")),
    ("flags", _("Flags")),
)


def _row(workshop: Workshop, state: DatasetState, language: Language) -> tuple[str, ...]:
    dataset, vintage = state.source.dataset, state.source.vintage
    names = workshop.names(dataset, language)
    flags = (f"{letter}: {_bearers(geos, names, language)}" for letter, geos in state.flags)
    return (
        f"{language.say(dataset.title)}, {dataset.dataflow}",
        language.date(vintage.last_update, short=True),
        _between(state, language),
        language.period(state.complete, short=True) if state.complete else "–",
        _listed(state.silent, names) or "–",
        "; ".join(flags) or "–",
    )


def _bearers(geos: tuple[str, ...], names: Names, language: Language) -> str:
    """Who bears a flag, by name; of many how many, since each number of theirs bears it beside."""
    if len(geos) <= _MOST_NAMED:
        return _listed(geos, names)
    return language.plural("{number} country", "{number} countries", len(geos))


def _listed(geos: tuple[str, ...], names: Names) -> str:
    return ", ".join(names[geo] for geo in geos)


def _between(state: DatasetState, language: Language) -> str:
    ends = (state.first, state.last)
    return "–".join(language.period(each, short=True).replace(" ", NO_BREAK) for each in ends)
