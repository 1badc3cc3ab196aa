from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polars as pl

from cache import Store
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from etl.eurostat_api import Eurostat
from standin.replay import Replay
from standin.server import Standin

KILLS = int(os.environ.get("KILLS", "10"))  # `make drill` kills two hundred times
REFRESH_FOR_EVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cache import Store
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from etl.eurostat_api import Eurostat
from etl.refresh import refresh

store, eurostat = Store(Path(sys.argv[1])), Eurostat(sys.argv[2])
tell = lambda progress: print("begun", flush=True)
while True:
    now, pair = datetime.now(UTC), (FIRST_TIME_RATE_ANNUAL, POPULATION)
    refresh(store, eurostat, pair, now=now, force=True, tell=tell)
"""


PATIENCE_S = 60.0


def killed(store: Store, eurostat: Eurostat, wait: Callable[[], None]) -> None:
    """Refresh again and again in a process of its own; wait, then kill it without a warning."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", REFRESH_FOR_EVER, str(store.root), eurostat.url],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    wait()
    assert process.poll() is None
    process.kill()
    process.communicate()


def something_new(store: Store) -> None:
    """Wait until a second vintage is in service; a busy machine takes its time."""
    give_up = time.monotonic() + PATIENCE_S
    while len(store.vintages(POPULATION)) < 2 and time.monotonic() < give_up:
        time.sleep(0.01)


def stored(store: Store) -> list[pl.DataFrame]:
    return [store.observations(each).collect() for each in (FIRST_TIME_RATE_ANNUAL, POPULATION)]


def test_a_kill_at_any_moment_leaves_a_whole_vintage_in_service(
    refreshed: Store, standin: Standin, eurostat: Eurostat, write: Callable[..., Replay]
) -> None:
    chance = random.Random(2026)  # noqa: S311 - moments, not secrets
    before = stored(refreshed)

    for kill in range(KILLS):
        day = date(2026, 9, 10) + timedelta(days=kill)
        standin.answers = write(on=f"{day}T23:00:00+0200")
        is_last = kill == KILLS - 1
        moment = partial(time.sleep, chance.uniform(0, 0.3))
        killed(refreshed, eurostat, partial(something_new, refreshed) if is_last else moment)

        for was, is_now in zip(before, stored(refreshed), strict=True):
            assert is_now.equals(was)
        for dataset in (FIRST_TIME_RATE_ANNUAL, POPULATION):
            current = refreshed.current(dataset)
            assert current is not None
            assert current.name in {each.name for each in refreshed.vintages(dataset)}
        assert refreshed.structure("migr_asyapp1mp") is not None
        assert refreshed.runs().height >= 2

    assert len(refreshed.vintages(POPULATION)) > 1
