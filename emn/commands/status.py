"""`emn status`: what the cache holds, dataset by dataset, and how the last check ended."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

import click
import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cache import Outcome, Store, Vintage
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.language import BRUSSELS
from emn.period import Period
from emn.settings import Settings

Row = dict[str, str | int | None]
_WIDTH_OF_A_FILE = 120
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
    rows = [
        _row(store, dataset, runs.filter(pl.col("dataset") == dataset.id)) for dataset in DATASETS
    ]
    if as_json:
        told = {"data_dir": str(settings.data_dir), "origin": store.origin, "datasets": rows}
        json.dump(told, sys.stdout, indent=2)
        click.echo()
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_A_FILE
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, head in _HEADS.items():
        table.add_column(head, justify="right" if name == "reporters" else "left")
    for row in rows:
        table.add_row(*("–" if row[name] is None else str(row[name]) for name in _HEADS))
    console.print(table)
    for row in rows:
        if row["outcome"] in {Outcome.FAILED, Outcome.QUARANTINED, Outcome.WAITING}:
            console.print(f"{row['dataset']}: {row['note']}", soft_wrap=True)
    console.print(_origin(store, settings))


def _row(store: Store, dataset: Dataset, runs: pl.DataFrame) -> Row:
    vintage = store.current(dataset)
    never: dict[str, Any] = {"started_at": None, "outcome": None, "note": ""}
    run = next(iter(runs.sort("started_at").tail(1).to_dicts()), never)
    return {
        "dataset": dataset.id,
        "dataflow": dataset.dataflow,
        "last_update": _time(vintage.last_update) if vintage else None,
        "last_check": _time(run["started_at"]),
        "periods": _periods(dataset, vintage),
        "reporters": vintage.reporters if vintage else None,
        "outcome": run["outcome"],
        "note": run["note"],
    }


def _periods(dataset: Dataset, vintage: Vintage | None) -> str | None:
    if vintage is None or vintage.first_period is None or vintage.last_period is None:
        return None
    first = Period(vintage.first_period, dataset.frequency)
    last = Period(vintage.last_period, dataset.frequency)
    return f"{first}..{last}"


def _time(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(BRUSSELS):%Y-%m-%d %H:%M}" if moment else None


def _origin(store: Store, settings: Settings) -> str:
    match store.origin:
        case None:
            return f"{settings.data_dir} holds nothing yet. Run `emn refresh`."
        case "sample":
            return f"{settings.data_dir} holds sample data: every figure is invented."
        case _:
            return f"{settings.data_dir} holds figures published by Eurostat."
