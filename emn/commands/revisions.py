"""`emn revisions`: what Eurostat changed between two vintages that the cache holds."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import click
import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cache import Kind, Revisions, Store, Vintage, earlier_than
from cache import revisions as compared
from cache.revised import decimals as decimals_of
from cache.revised import happened, moved, told, written
from emn.dataset import Dataset
from emn.datasets import dataset as dataset_of
from emn.errors import NothingStored
from emn.language import BRUSSELS, Language, _
from emn.network import load
from emn.period import Period
from emn.settings import Settings

_WIDTH_OF_A_FILE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which revisions a person asked for; `limit` 0 asks for all."""

    dataset: Dataset
    since: date | None
    geos: tuple[str, ...]
    limit: int
    language: Language

    @classmethod
    def asked(
        cls, dataset: str, *, since: date | None, geo: str, limit: int, language: str
    ) -> Question:
        """Read the words of the command line; `Misused` says which makes no sense and why."""
        network = load()
        return cls(
            dataset=dataset_of(dataset),
            since=since,
            geos=tuple(network.code(word.strip()) for word in geo.split(",") if word.strip()),
            limit=limit,
            language=Language.parse(language),
        )

    @property
    def moment(self) -> datetime | None:
        """The first moment of the day asked for, in Brussels."""
        return datetime.combine(self.since, time(), BRUSSELS) if self.since else None


def revisions(settings: Settings, question: Question, *, as_json: bool) -> None:
    """Print what changed up to the vintage in service, by place and period, largest first."""
    store, dataset = Store(settings.data_dir), question.dataset
    later = store.current(dataset)
    if later is None:
        raise NothingStored(f"{dataset.id}: nothing is stored yet. Run `emn refresh`.")
    earlier = earlier_than(store, dataset, later, question.moment)
    found = None
    if earlier is not None and earlier.name != later.name:
        found = compared(store, dataset, earlier, later).of(question.geos).read()
    if as_json:
        json.dump(_answer(question, found, later), sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
        return
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_A_FILE
    if found is None:
        console.print(_nothing_to_compare(question, earlier, later), soft_wrap=True)
        return
    _print(console, question, found)


def _rows(question: Question, frame: pl.LazyFrame) -> list[dict[str, Any]]:
    shown = frame.head(question.limit) if question.limit else frame
    frequency = question.dataset.frequency
    return [
        {**row, "period": str(Period(row["period"], frequency))}
        for row in shown.collect().to_dicts()
    ]


def _answer(question: Question, found: Revisions | None, later: Vintage) -> dict[str, object]:
    """The answer for a program: both vintages, the counts, and the rows up to the limit."""
    return {
        "dataset": question.dataset.id,
        "dataflow": question.dataset.dataflow,
        "earlier": _origin(found.earlier) if found else None,
        "later": _origin(later),
        "counts": found.counts() if found else dict.fromkeys(Kind, 0),
        "by_place_and_period": _rows(question, found.by_place_and_period()) if found else [],
        "cells": _rows(question, found.largest_first()) if found else [],
    }


def _origin(vintage: Vintage) -> dict[str, object]:
    return {
        "vintage": vintage.name,
        "source": vintage.source,
        "licence": vintage.licence or None,
        "last_update": vintage.last_update.isoformat(),
        "extracted_at": vintage.extracted_at.isoformat(),
        "origin": vintage.origin,
        "url": vintage.url,
    }


def _nothing_to_compare(question: Question, earlier: Vintage | None, later: Vintage) -> str:
    message = _("{dataset}: no update since {since}. The vintage in service is of {updated}.")
    if earlier is None:
        message = _(
            "{dataset}: there is only one vintage, updated {updated}. Nothing can be compared"
            " before the next update."
        )
    language = question.language
    return language.say(
        message,
        dataset=question.dataset.id,
        since=language.date(question.since) if question.since else "",
        updated=language.date(later.last_update),
    )


def _print(console: Console, question: Question, found: Revisions) -> None:
    language, counts = question.language, found.counts()
    if any(counts.values()):
        places = found.by_place_and_period().collect()
        console.print(_table(question, found))
        if question.limit and places.height > question.limit:
            more = _("{shown} of {all} rows; --limit 0 shows all.")
            line = language.say(more, shown=question.limit, all=language.number(places.height))
            console.print(line)
    else:
        console.print(language.say(_("Nothing changed. Look further back with --since.")))
    numbers = {kind.value: language.number(count) for kind, count in counts.items()}
    message = _(
        "Cells: {changed} changed, {withdrawn} withdrawn, {added} added,"
        " {flagged} with another flag only."
    )
    console.print(language.say(message, **numbers), soft_wrap=True)
    _print_source(console, question, found)


def _print_source(console: Console, question: Question, found: Revisions) -> None:
    language, moment = question.language, question.moment
    if moment is not None and found.earlier.last_update >= moment:
        console.print(language.say(_("No older vintage is kept than the one compared here.")))
    message = _(
        "Source: {source}, {dataflow}, updated {updated} (extracted {extracted}), compared with"
        " {source_before}, updated {updated_before} (extracted {extracted_before})."
    )
    line = language.say(
        message,
        source=found.later.whose(language),
        source_before=found.earlier.whose(language),
        dataflow=question.dataset.dataflow,
        updated=language.instant(found.later.last_update),
        extracted=language.date(found.later.extracted_at, short=True),
        updated_before=language.instant(found.earlier.last_update),
        extracted_before=language.date(found.earlier.extracted_at, short=True),
    )
    console.print(line, soft_wrap=True)
    if found.later.is_sample:
        console.print(language.say(_("Sample data: these figures are invented.")), style="bold")


def _table(question: Question, found: Revisions) -> Table:
    language, dataset = question.language, question.dataset
    rows = _rows(question, found.by_place_and_period())
    decimals = decimals_of(rows)
    table = Table(title=language.say(dataset.title), title_justify="left", box=SIMPLE_HEAD)
    for head in (_("Place"), _("Period"), _("Cells"), _("The largest")):
        table.add_column(language.say(head), justify="right" if head == "Cells" else "left")
    for head in (_("Before"), _("After"), _("Difference"), _("%")):
        table.add_column(language.say(head), justify="right")
    for row in rows:
        what = (happened(row, language), *(f"{name}={row[name]}" for name in told(dataset)))
        table.add_row(
            row["geo"],
            row["period"],
            language.number(sum(row[kind] for kind in Kind)),
            " ".join(what),
            *(written(row, when, language, decimals) for when in ("before", "after")),
            moved(row["difference"], language, decimals),
            moved(row["percent"], language, 1),
        )
    return table
