"""`emn show`: look one number up, with its flag, its source and its vintage."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date

import click
import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cache import Store, Vintage
from emn.errors import Misused
from emn.flags import Absence, absence, labels
from emn.indicator import Indicator
from emn.indicators import indicator as indicator_of
from emn.language import Language, _
from emn.network import load
from emn.period import Period, parse_range
from emn.settings import Settings
from emn.structure import Structure, unlabelled
from emn.wording import amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which numbers a person asked for."""

    indicator: Indicator
    geos: tuple[str, ...]
    periods: tuple[Period, Period] | None
    by: str
    language: Language

    @classmethod
    def asked(cls, indicator: str, *, geo: str, period: str, by: str, language: str) -> Question:
        """Read the words of the command line; `Misused` says which makes no sense and why."""
        asked = indicator_of(indicator)
        if by and by not in asked.by:
            known = ", ".join(asked.by) or "none"
            raise Misused(f"{asked.id} can't be broken down by {by!r}. Dimensions: {known}.")
        periods = parse_range(period) if period else None
        frequency = asked.dataset.frequency
        if periods and periods[0].frequency is not frequency:
            example = Period.at(date(2026, 4, 1), frequency)
            raise Misused(f"{asked.id} has periods like {example}, not like {periods[0]}.")
        network = load()
        return cls(
            indicator=asked,
            geos=tuple(network.code(word.strip()) for word in geo.split(",") if word.strip()),
            periods=periods,
            by=by,
            language=Language.parse(language),
        )


def show(settings: Settings, question: Question, *, as_json: bool) -> None:
    """Print the answer as a table, or as JSON."""
    store, indicator = Store(settings.data_dir), question.indicator
    dataset = indicator.by[question.by] if question.by else indicator.dataset
    series = _narrowed(store.series(indicator, question.by), question)
    vintage = store.current(dataset)
    if vintage is None:
        raise RuntimeError("a series came from a dataset without a vintage")
    if question.by:
        series = _labelled(series, question, store.structure(dataset.dataflow))
    if as_json:
        json.dump(_answer(question, series, vintage), sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
        return
    _print(question, series, vintage)


def _narrowed(series: pl.DataFrame, question: Question) -> pl.DataFrame:
    if question.geos:
        series = series.filter(pl.col("geo").is_in(question.geos))
    if question.periods:
        first, last = question.periods
        series = series.filter(pl.col("period").is_between(first.start, last.start))
    return series


def _labelled(
    series: pl.DataFrame, question: Question, structure: Structure | None
) -> pl.DataFrame:
    """The series with a column `label` for the codes that it is broken down by."""
    by = question.by
    labelled = {
        code: structure.label(by, code, question.language) if structure else unlabelled(code)
        for code in series[by].unique()
    }
    return series.with_columns(
        label=pl.col(by).replace_strict(labelled, return_dtype=pl.String),
    )


def _uncollected(question: Question, series: pl.DataFrame) -> list[str]:
    return [geo for geo in question.geos if geo not in set(series["geo"])]


def _answer(question: Question, series: pl.DataFrame, vintage: Vintage) -> dict[str, object]:
    """The answer for a program: every row with its value, its flag, and why a value is missing."""
    indicator, frequency = question.indicator, question.indicator.dataset.frequency
    rows = [
        {
            **row,
            "period": str(Period(row["period"], frequency)),
            "absence": None if row["value"] is not None else absence(row["flag"]).value,
        }
        for row in series.iter_rows(named=True)
    ]
    return {
        "indicator": indicator.id,
        "label": question.language.say(indicator.label),
        "unit": indicator.unit.value,
        "by": question.by or None,
        "observations": rows,
        "not_collected": _uncollected(question, series),
        "source": {
            "dataset": vintage.dataset,
            "dataflow": vintage.dataflow,
            "source": vintage.source,
            "licence": vintage.licence or None,
            "last_update": vintage.last_update.isoformat(),
            "extracted_at": vintage.extracted_at.isoformat(),
            "vintage": vintage.name,
            "origin": vintage.origin,
            "url": vintage.url,
        },
    }


def _print(question: Question, series: pl.DataFrame, vintage: Vintage) -> None:
    language, indicator = question.language, question.indicator
    console = Console(highlight=False, markup=False)
    heads = [
        _("Place"),
        *([question.by, _("Label")] if question.by else []),
        _("Period"),
        _("Value"),
        _("Flag"),
    ]
    table = Table(title=language.say(indicator.label), title_justify="left", box=SIMPLE_HEAD)
    for head in heads:
        table.add_column(language.say(head), justify="right" if head == "Value" else "left")
    for row in series.iter_rows(named=True):
        table.add_row(*_cells(question, row))
    for geo in _uncollected(question, series):
        told = language.say(Absence.NOT_COLLECTED.label)
        table.add_row(geo, *([""] * (len(heads) - 3)), Absence.NOT_COLLECTED.mark, told)
    console.print(table)
    if series.is_empty() and not question.geos:
        console.print(language.say(_("No observation matches. Try a wider range of periods.")))
    console.print(
        language.say(
            _("Source: {source}, {dataflow}, updated {updated}, extracted {extracted}; {unit}."),
            source=vintage.whose(language),
            dataflow=vintage.dataflow,
            updated=language.date(vintage.last_update),
            extracted=language.date(vintage.extracted_at),
            unit=language.say(indicator.unit.label),
        ),
        soft_wrap=True,
    )
    if vintage.is_sample:
        console.print(language.say(_("Sample data: these figures are invented.")), style="bold")


def _cells(question: Question, row: dict[str, object]) -> list[str]:
    language, value, flag = question.language, row["value"], row["flag"]
    flag = flag if isinstance(flag, str) else None
    start = row["period"]
    if not isinstance(start, date):
        raise TypeError(f"{start!r} is no date")
    period = str(Period(start, question.indicator.dataset.frequency))
    if isinstance(value, float):
        written, told = amount(question.indicator, value, language), labels(flag, language)
    else:
        missing = absence(flag)
        written, told = missing.mark, language.say(missing.label)
    broken_down = [str(row[question.by]), str(row["label"])] if question.by else []
    return [str(row["geo"]), *broken_down, period, written, told]
