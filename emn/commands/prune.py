"""`emn prune`: which stored vintages may go, and, when told so, their end."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from datetime import UTC, datetime

import click

from bulletins.desk.freezing import pinned as of_editions
from cache import Store, prunable
from cache import prune as prune_dataset
from emn.datasets import DATASETS
from emn.errors import Misused
from emn.network import load
from emn.settings import Settings
from etl.lock import one_at_a_time


def prune(settings: Settings, pinned: Collection[str], *, is_delete: bool, as_json: bool) -> None:
    """List the vintages that may go, of every dataset; delete them where told so.

    Those that a frozen edition was made from stay, as those that are named do.
    Without `is_delete` nothing is touched: what goes can't be had from Eurostat again. Nor where a
    vintage to be kept is none (`Misused`), or a refresh is under way (`AlreadyRefreshing`).
    """
    store, now = Store(settings.data_dir), datetime.now(UTC)
    stored = {each.name for known in DATASETS for each in store.vintages(known)}
    for name in {*pinned} - stored:
        raise Misused.unknown(name, "stored vintage", sorted(stored))
    keep = {*pinned, *of_editions(settings.editions_dir, load())}
    if is_delete:
        with one_at_a_time(store, now):
            leaving = [
                each for known in DATASETS for each in prune_dataset(store, known, keep, now)
            ]
    else:
        leaving = [each for known in DATASETS for each in prunable(store, known, keep, now)]
    if as_json:
        told = [{"dataset": each.dataset, "vintage": each.name} for each in leaving]
        json.dump({"is_deleted": is_delete, "vintages": told}, sys.stdout, indent=2)
        click.echo()
        return
    for each in leaving:
        click.echo(f"{each.dataset}: {each.name}")
    if not leaving:
        click.echo("Every stored vintage stays.")
    elif is_delete:
        click.echo(f"Deleted: {len(leaving)}, with their raw answers.")
    else:
        click.echo(f"May go: {len(leaving)}. Nothing was deleted; --delete does it.")
