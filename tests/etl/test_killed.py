from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
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


def killed(store: Store, eurostat: Eurostat, after_s: float) -> None:
    """Refresh again and again in a process of its own, and kill it without a warning."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", REFRESH_FOR_EVER, str(store.root), eurostat.url],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    time.sleep(after_s)
    assert process.poll() is None
    process.kill()
    process.communicate()


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
        killed(refreshed, eurostat, after_s=chance.uniform(0, 0.3))

        for was, is_now in zip(before, stored(refreshed), strict=True):
            assert is_now.equals(was)
        for dataset in (FIRST_TIME_RATE_ANNUAL, POPULATION):
            current = refreshed.current(dataset)
            assert current is not None
            assert current.name in {each.name for each in refreshed.vintages(dataset)}
        assert refreshed.structure("migr_asyapp1mp") is not None
        assert refreshed.runs().height >= 2

    assert len(refreshed.vintages(POPULATION)) > 1
