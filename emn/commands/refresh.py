"""`emn refresh`: the nightly job, its progress on the terminal, its outcome as exit code.

Whoever is not at the terminal reads the log, or is notified.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cache import Outcome, Store
from cache.manifest import Progress as Reached
from cache.manifest import Run
from emn.dataset import Dataset
from emn.datasets import DATASETS, dataset
from emn.errors import EmnError, Misused
from emn.settings import Log, Settings
from etl.eurostat_api import Eurostat
from etl.lock import AlreadyRefreshing
from etl.log import json_log, log_error
from etl.notify import Notice, notify
from etl.refresh import log_nothing, planned, raise_for
from etl.refresh import refresh as refresh_datasets
from etl.whole import renew_whole

_WORDS = {
    Outcome.PUBLISHED: "new vintage",
    Outcome.UNCHANGED: "unchanged",
    Outcome.QUARANTINED: "in quarantine",
    Outcome.WAITING: "still in quarantine",
    Outcome.FAILED: "failed",
}


def refresh(
    settings: Settings,
    ids: Sequence[str] = (),
    *,
    themes: Sequence[str] = (),
    force: bool = False,
    as_json: bool = False,
) -> None:
    """Refresh these datasets and those of these themes, or all; raise what the exit code says.

    People are notified, as the settings name them, where something failed or is in quarantine.
    """
    wanted = chosen(ids, themes)
    try:
        runs = refreshed(settings, wanted, force=force)
    except AlreadyRefreshing:
        raise  # the other refresh tells how it goes
    except EmnError as error:
        if settings.log is Log.JSON:
            log_error(error, sys.stderr, at=datetime.now(UTC))
        _notify(Notice.of_error(error), settings)
        raise
    _tell(runs, settings, as_json=as_json)
    _notify(Notice.of(runs), settings)
    raise_for(runs)


def refresh_whole(settings: Settings, dataflows: Sequence[str], *, force: bool = False) -> None:
    """Bring whole dataflows into the cache, one after another, and say what is there now."""
    store, eurostat = Store(settings.data_dir), Eurostat.of(settings, patiently=True)
    for dataflow in dataflows:
        with Console(stderr=True).status(f"{dataflow}: fetching all of it"):
            cube = renew_whole(store, eurostat, dataflow, now=datetime.now(UTC), force=force)
        if cube is None:
            click.echo(f"{dataflow}: unchanged")
            continue
        click.echo(
            f"{dataflow}: {cube.rows:,} series, {cube.first_period:%Y-%m} to"
            f" {cube.last_period:%Y-%m}, vintage {cube.name}."
            " docs/how-to/use-a-whole-cube.md tells how to read it."
        )


def plan(
    settings: Settings,
    ids: Sequence[str] = (),
    *,
    themes: Sequence[str] = (),
    force: bool = False,
    as_json: bool = False,
) -> None:
    """Say what a refresh would fetch now, and why; fetch nothing, write nothing."""
    wanted = chosen(ids, themes)
    store, eurostat = Store(settings.data_dir), Eurostat.of(settings)
    ahead = planned(store, eurostat, wanted, now=datetime.now(UTC), force=force)
    if as_json:
        rows = [
            {
                "dataset": each.id,
                "reason": ahead.reasons.get(each.id),
                "waiting": ahead.waiting.get(each.id),
            }
            for each in wanted
        ]
        json.dump(rows, sys.stdout, indent=2)
        click.echo()
        return
    for each in wanted:
        reason = ahead.reasons.get(each.id)
        would = f"{each.id}: would be fetched: {reason}" if reason else f"{each.id}: unchanged"
        click.echo(ahead.waiting.get(each.id, would))


def chosen(ids: Sequence[str] = (), themes: Sequence[str] = ()) -> list[Dataset]:
    """Give the datasets of these ids or of these themes, or all, in the order of a refresh.

    `Misused` names what there is where one does not exist.
    """
    known = {each.theme.id for each in DATASETS}
    for theme in set(themes) - known:
        raise Misused.unknown(theme, "theme with datasets", sorted(known))
    named = {dataset(id_).id for id_ in ids}
    if not named and not themes:
        return list(DATASETS)
    return [each for each in DATASETS if each.id in named or each.theme.id in themes]


def refreshed(
    settings: Settings, wanted: Sequence[Dataset] = DATASETS, *, force: bool = False
) -> list[Run]:
    """Run a refresh and show how far it has come; one run a dataset."""
    store = Store(settings.data_dir)
    log = json_log(store, sys.stderr) if settings.log is Log.JSON else log_nothing
    with shown_progress(len(wanted)) as tell:
        return refresh_datasets(
            store,
            Eurostat.of(settings),
            wanted,
            now=datetime.now(UTC),
            force=force,
            tell=tell,
            log=log,
        )


def told(run: Run) -> str:
    """Say in a few words how a dataset fared."""
    is_bad = run.outcome not in {Outcome.PUBLISHED, Outcome.UNCHANGED}
    why = f": {run.note.removeprefix(f'{run.dataset}: ')}" if is_bad else ""
    return f"{_WORDS[run.outcome]} ({run.seconds:.1f} s){why}"


@contextmanager
def shown_progress(count: int) -> Iterator[Callable[[Reached], None]]:
    """A progress bar on a terminal; nothing where there is none, the outcome is printed anyway."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Asking Eurostat what is new", total=count)

        def tell(reached: Reached) -> None:
            description = reached.current or "Done"
            finished = len(reached.done) + len(reached.failed)
            bar.update(task, completed=finished, description=description)

        yield tell


def _tell(runs: Sequence[Run], settings: Settings, *, as_json: bool) -> None:
    """Print how it went, unless the log has said it already."""
    if as_json:
        json.dump([_row(run) for run in runs], sys.stdout, indent=2)
        click.echo()
    elif settings.log is Log.TEXT:
        for run in runs:
            click.echo(f"{run.dataset}: {told(run)}")


def _notify(notice: Notice | None, settings: Settings) -> None:
    for trouble in notify(notice, settings) if notice else ():
        click.echo(f"emn: {trouble}", err=True)


def _row(run: Run) -> dict[str, object]:
    return {
        "dataset": run.dataset,
        "outcome": run.outcome,
        "seconds": round(run.seconds, 3),
        "note": run.note,
    }
