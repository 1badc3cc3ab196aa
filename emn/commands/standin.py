"""`emn standin`: play Eurostat on localhost, from a folder of wire files or with sample data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from standin.server import serve


def standin(replay: Path | None, port: int) -> None:
    """Serve until Ctrl-C; say at which address."""

    def ready(url: str) -> None:
        what = f"the files of {replay}" if replay else "sample data"
        click.echo(f"Playing Eurostat with {what}. In another terminal:")
        click.echo(f"  EMN_EUROSTAT_URL={url} emn refresh")

    serve(port, replay, today=date.today(), ready=ready)  # noqa: DTZ011  # the day here
