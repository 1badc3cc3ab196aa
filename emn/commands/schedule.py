"""`emn schedule`: refresh after each of Eurostat's two updates of a day, for as long as it runs.

Eurostat updates at 11:00 and 23:00 Brussels time; we ask a little later, so that what was late is
there. Neither moment falls into the hour that a change of the clocks skips or repeats.
"""

from __future__ import annotations

import signal
import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import click
import polars as pl

from cache import Store
from emn.commands.refresh import refresh
from emn.datasets import DATASETS
from emn.errors import EmnError
from emn.language import BRUSSELS
from emn.settings import Settings

AFTER_UPDATES = (time(11, 45), time(23, 55))  # in Brussels
_LONGEST_NAP_S = 60.0  # a clock that was set, or a machine that slept, is noticed this soon


def next_run(after: datetime) -> datetime:
    """Give the first moment after this one at which a refresh is due, in UTC."""
    day = after.astimezone(BRUSSELS).date()
    moments = (
        datetime.combine(each, moment, BRUSSELS).astimezone(UTC)
        for each in (day, day + timedelta(days=1))
        for moment in AFTER_UPDATES
    )
    return next(each for each in moments if each > after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What time it is, and how to let it pass."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]

    def wait_until(self, moment: datetime) -> None:
        """Come back when the clock on the wall shows this moment or a later one."""
        while (left_s := (moment - self.now()).total_seconds()) > 0:
            self.sleep(min(left_s, _LONGEST_NAP_S))


WALL_CLOCK = Clock(now=lambda: datetime.now(UTC), sleep=clock.sleep)


def schedule(settings: Settings, wall_clock: Clock = WALL_CLOCK) -> None:
    """Refresh now if an update was missed, then after each update, until ended.

    A refresh that fails is told, and people are notified; the next one comes all the same.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended is like Ctrl-C
    last = _last_run(settings)
    try:
        while True:
            due = next_run(last) if last else wall_clock.now()
            if due > wall_clock.now():
                click.echo(f"Next refresh: {due.astimezone(BRUSSELS):%Y-%m-%d %H:%M} in Brussels.")
            wall_clock.wait_until(due)
            last = wall_clock.now()
            _refresh(settings)
    except KeyboardInterrupt:
        click.echo("Ended.")


def _last_run(settings: Settings) -> datetime | None:
    """When the last refresh of everything began; one of a few datasets makes up for no update."""
    every = {each.id for each in DATASETS}
    runs = Store(settings.data_dir).runs().filter(pl.col("dataset").is_in(every))
    whole = (
        runs.group_by("run")
        .agg(pl.col("started_at").min(), datasets=pl.col("dataset").n_unique())
        .filter(pl.col("datasets") == len(every))
    )
    last = whole["started_at"].max()
    return last if isinstance(last, datetime) else None


def _refresh(settings: Settings) -> None:
    try:
        refresh(settings)
    except EmnError as error:
        click.echo(f"emn: {error}", err=True)
