"""`emn status`: what the cache holds, dataset by dataset, and how the last check ended."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.table import Table

from cache import Outcome, Store, Vintage
from emn.datasets import DATASETS
from emn.errors import BrokenVintage
from emn.language import BRUSSELS, Language
from emn.period import Frequency, Period
from emn.settings import Settings

Row = dict[str, str | int | None]
_WIDTH_OF_A_FILE = 140
_HEADS = {
    "dataset": "Dataset",
    "last_update": "At Eurostat",
    "last_check": "Last check",
    "periods": "Periods",
    "reporters": "Reporters",
    "outcome": "Outcome",
}


def status(settings: Settings, *, as_json: bool) -> None:
    """Print one row a dataset; times are Brussels time."""
    store = Store(settings.data_dir)
    runs = store.runs()
    others = _undeclared(store)
    rows = [
        _row(each.id, each.dataflow, vintage, _periods(each.frequency, vintage), runs)
        for each in DATASETS
        for vintage in (store.current(each),)
    ]
    rows += [_row(each.dataset, each.dataflow, each, _months(each), runs) for each in others]
    if as_json:
        told = {"data_dir": str(settings.data_dir), "origin": store.origin, "datasets": rows}
        json.dump(told, sys.stdout, indent=2)
        click.echo()
        return
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_A_FILE
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, head in _HEADS.items():
        justify: JustifyMethod = "right" if name == "reporters" else "left"
        table.add_column(head, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*("–" if row[name] is None else str(row[name]) for name in _HEADS))
    console.print(table)
    for row in rows:
        if row["outcome"] in {Outcome.FAILED, Outcome.QUARANTINED, Outcome.WAITING}:
            why = str(row["note"]).removeprefix(f"{row['dataset']}: ")
            console.print(f"{row['dataset']}: {why}", soft_wrap=True)
    for each in others:
        whose = each.whose(Language.EN)
        console.print(f"{each.dataset}: figures of {whose}, imported by hand.", soft_wrap=True)
    console.print(_origin(store, settings, others), soft_wrap=True)


def _undeclared(store: Store) -> list[Vintage]:
    """What is in service under a name that no declaration has: a person's imports."""
    declared = {each.id for each in DATASETS}
    pointers = sorted((store.root / "vintages").glob("*/current.json"))
    return [_pointed_at(each) for each in pointers if each.parent.name not in declared]


def _pointed_at(pointer: Path) -> Vintage:
    try:
        return Vintage.from_json(pointer.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenVintage(
            f"{pointer}: can't be read ({error!r}). Import its file again, or delete"
            f" {pointer.parent}."
        ) from error


def _row(
    dataset: str, dataflow: str, vintage: Vintage | None, periods: str | None, runs: pl.DataFrame
) -> Row:
    never: dict[str, Any] = {"started_at": None, "outcome": None, "note": ""}
    last = runs.filter(pl.col("dataset") == dataset).sort("started_at").tail(1)
    run = next(iter(last.to_dicts()), never)
    return {
        "dataset": dataset,
        "dataflow": dataflow,
        "source": vintage.source if vintage else None,
        "licence": (vintage.licence or None) if vintage else None,
        "last_update": _time(vintage.last_update) if vintage else None,
        "last_check": _time(run["started_at"]),
        "periods": periods,
        "reporters": vintage.reporters if vintage else None,
        "outcome": run["outcome"],
        "note": run["note"],
    }


def _periods(frequency: Frequency, vintage: Vintage | None) -> str | None:
    if vintage is None or vintage.first_period is None or vintage.last_period is None:
        return None
    return f"{Period(vintage.first_period, frequency)}..{Period(vintage.last_period, frequency)}"


def _months(vintage: Vintage) -> str:
    """The months in which its first and last period begin: no declaration says its frequency."""
    return f"{vintage.first_period:%Y-%m}..{vintage.last_period:%Y-%m}"


def _time(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(BRUSSELS):%Y-%m-%d %H:%M}" if moment else None


def _origin(store: Store, settings: Settings, others: Sequence[Vintage]) -> str:
    match store.origin:
        case None:
            return f"{settings.data_dir} holds nothing yet. Run `emn refresh`."
        case "sample":
            return f"{settings.data_dir} holds sample data: every figure is invented."
        case _:
            beside = ", but for those said above" if others else ""
            return f"{settings.data_dir} holds figures published by Eurostat{beside}."
