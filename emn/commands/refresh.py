"""`emn refresh`: the nightly job, its progress on the terminal, its outcome as exit code."""

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
from emn.datasets import DATASETS, dataset
from emn.settings import Settings
from etl.eurostat_api import Eurostat
from etl.refresh import raise_for
from etl.refresh import refresh as refresh_datasets

_WORDS = {
    Outcome.PUBLISHED: "new vintage",
    Outcome.UNCHANGED: "unchanged",
    Outcome.QUARANTINED: "in quarantine",
    Outcome.FAILED: "failed",
}


def refresh(settings: Settings, ids: Sequence[str], *, force: bool, as_json: bool) -> None:
    """Refresh these datasets, or all; raise what the exit code should say."""
    runs = refreshed(settings, ids, force=force)
    if as_json:
        json.dump([_row(run) for run in runs], sys.stdout, indent=2)
        click.echo()
    else:
        for run in runs:
            click.echo(f"{run.dataset}: {told(run)}")
    raise_for(runs)


def refreshed(settings: Settings, ids: Sequence[str] = (), *, force: bool = False) -> list[Run]:
    """Run a refresh and show how far it has come; one run a dataset."""
    wanted = [dataset(id_) for id_ in ids] or list(DATASETS)
    with shown_progress(len(wanted)) as tell:
        return refresh_datasets(
            Store(settings.data_dir),
            Eurostat.of(settings),
            wanted,
            now=datetime.now(UTC),
            force=force,
            tell=tell,
        )


def told(run: Run) -> str:
    """Say in a few words how a dataset fared."""
    is_bad = run.outcome in {Outcome.FAILED, Outcome.QUARANTINED}
    return f"{_WORDS[run.outcome]} ({run.seconds:.1f} s){f': {run.note}' if is_bad else ''}"


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


def _row(run: Run) -> dict[str, object]:
    return {
        "dataset": run.dataset,
        "outcome": run.outcome,
        "seconds": round(run.seconds, 3),
        "note": run.note,
    }
