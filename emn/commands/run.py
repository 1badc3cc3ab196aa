"""`emn run`: the main job for somebody who has just arrived.

The dashboard is up at once; the datasets arrive behind it, headline first; then the bulletin is
built. Where Eurostat can't be reached the same is done with what is in the cache, or else with
sample data in a cache of its own, through the same client and the same pipeline.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from bulletins import build, current_quarter
from cache import Origin, Outcome, Store
from emn.commands.refresh import refreshed, told
from emn.commands.workshop import workshop
from emn.datasets import DATASETS
from emn.errors import EmnError, Misused, NothingStored, SourceUnavailable
from emn.language import Language
from emn.settings import Settings
from etl.eurostat_api import Eurostat
from standin.sample import Sample
from standin.server import Standin

_UP_WITHIN_S, _LOOK_EVERY_S = 60.0, 0.2


def run(settings: Settings, *, port: int, out: Path) -> None:
    """Do all of it, say in plain words what happened and where to look, then wait for Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended is like Ctrl-C
    with ExitStack() as stack:
        settings, is_asked = _source(settings, stack)
        server = stack.enter_context(_dashboard(settings, port))
        click.echo(f"The dashboard is up: http://127.0.0.1:{port}/")
        if is_asked:
            _refresh(settings)
        _bulletins(settings, out)
        click.echo(f"Look at http://127.0.0.1:{port}/ – Ctrl-C ends it.")
        while server.poll() is None:  # not wait(): polars' signal handler would restart it
            time.sleep(_LOOK_EVERY_S)


def _source(settings: Settings, stack: ExitStack) -> tuple[Settings, bool]:
    """Decide where figures come from: Eurostat, else the cache as it is, else sample data.

    Gives the settings to go on with, and whether there is anybody to ask for new figures.
    """
    click.echo(f"Asking Eurostat at {settings.eurostat_url} …")
    try:
        Eurostat.of(settings).reachable()
    except SourceUnavailable as error:
        click.echo(f"Eurostat can't be reached: {error}")
    else:
        click.echo("Eurostat answers. New figures arrive in the background, headline first.")
        return settings, True
    store = Store(settings.data_dir)
    if store.origin is Origin.PUBLISHED and any(store.current(each) for each in DATASETS):
        click.echo(f"Showing the published figures that {settings.data_dir} holds already.")
        return settings, False
    standin = stack.enter_context(Standin(Sample(date.today())))  # noqa: DTZ011  # the day here
    folder = settings.data_dir / "sample"
    click.echo(f"Going on with built-in sample data: every figure is invented ({folder}).")
    return replace(settings, data_dir=folder, eurostat_url=standin.url), True


@contextmanager
def _dashboard(settings: Settings, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The dashboard in a process of its own, up when this enters, ended when it leaves."""
    _check_free(port)
    environment = {**os.environ, "EMN_DATA_DIR": str(settings.data_dir)}
    command = [sys.executable, "-m", "emn", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment)  # noqa: S603  # our own command line
    try:
        _wait_for(process, port)
        yield process
    except KeyboardInterrupt:
        click.echo("\nEnded.")
    finally:
        process.terminate()
        process.wait()


def _check_free(port: int) -> None:
    """Stop before somebody else's dashboard is taken for ours."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Misused(
                f"Something listens on port {port} already. Stop it, or give another --port."
            )


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    health = f"http://127.0.0.1:{port}/health"
    give_up = time.monotonic() + _UP_WITHIN_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise EmnError("The dashboard did not start; it says why above. Try another --port.")
        try:
            with urllib.request.urlopen(health, timeout=1):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise EmnError(f"The dashboard did not answer within {_UP_WITHIN_S:.0f} s at {health}.")


def _refresh(settings: Settings) -> None:
    try:
        runs = refreshed(settings)
    except EmnError as error:
        click.echo(f"The refresh stopped: {error}")
        return
    new = sum(each.outcome is Outcome.PUBLISHED for each in runs)
    click.echo(f"{new} of {len(runs)} datasets are new. To see the state of each:")
    click.echo(f"  EMN_DATA_DIR={settings.data_dir} uv run emn status")
    for each in runs:
        if each.outcome not in {Outcome.PUBLISHED, Outcome.UNCHANGED}:
            click.echo(f"  {each.dataset}: {told(each)}")


def _bulletins(settings: Settings, out: Path) -> None:
    shop = workshop(settings)
    try:
        quarter = current_quarter(shop, date.today())  # noqa: DTZ011  # the day here
        paths = [path for each in Language for path in build(shop, quarter, each, out)]
    except NothingStored as error:
        click.echo(f"No bulletin yet: {error}")
        return
    click.echo(f"The bulletin of {quarter} is in {out}/:")
    for path in paths:
        click.echo(f"  {path.name}")
