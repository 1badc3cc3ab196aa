"""`emn import`: a file that a person brings, through the same checks, into the same cache."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from cache import Store, Vintage
from emn.language import Language
from emn.settings import Settings
from etl.manual import imported


def import_(settings: Settings, path: Path, dataset_id: str, reason: str = "") -> None:
    """Put a file in service as a dataset; say what it holds and whose figures they are.

    With a `reason`, a person vouches for figures that fail their checks.
    """
    store, now = Store(settings.data_dir), datetime.now(UTC)
    vintage = imported(store, path, dataset_id, now, reason=reason, tell=click.echo)
    click.echo(told(vintage))


def told(vintage: Vintage) -> str:
    """Say in a sentence what is now in service."""
    return (
        f"{vintage.dataset}: {vintage.rows:,} observations,"
        f" {vintage.first_period:%Y-%m} to {vintage.last_period:%Y-%m}, of"
        f" {vintage.whose(Language.EN)};"
        f" vintage {vintage.name} is in service."
    )
