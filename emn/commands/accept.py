"""`emn accept`: a person lets through what the gate held back, and says why."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from cache import Store
from emn.datasets import dataset
from emn.language import BRUSSELS
from emn.settings import Settings
from etl.gate_quarantine import accept as accept_vintage


def accept(settings: Settings, id_: str, reason: str) -> None:
    """Put the newest vintage of a dataset that waits in quarantine in service; say which."""
    vintage = accept_vintage(Store(settings.data_dir), dataset(id_), reason, now=datetime.now(UTC))
    updated = vintage.last_update.astimezone(BRUSSELS)
    click.echo(
        f"{vintage.dataset}: in service as of {updated:%Y-%m-%d %H:%M} (Brussels time),"
        f" {vintage.rows:,} rows. The reason is kept with its raw answer and in the log of runs."
    )
