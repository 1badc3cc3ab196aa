from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cache import Store
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL
from emn.errors import CacheError
from etl.eurostat_api import Eurostat
from etl.lock import AlreadyRefreshing, one_at_a_time
from etl.refresh import refresh
from standin.server import Standin

NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from cache import Store
from etl.lock import one_at_a_time
with one_at_a_time(Store(Path(sys.argv[1])), datetime(2026, 9, 3, 22, 15, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_refresh_is_told_who_holds_the_cache_and_since_when(store: Store) -> None:
    with (
        one_at_a_time(store, NOW),
        pytest.raises(AlreadyRefreshing) as caught,
        one_at_a_time(store, NOW),
    ):
        pass

    assert str(caught.value) == (
        f"{store.root} is in use already, by process {os.getpid()} on"
        f" {socket.gethostname()} since 2026-09-04 00:15 (Brussels time). Wait until it has ended;"
        " `emn status` tells how it went."
    )


def test_whoever_locked_and_did_not_sign_yet_is_somebody(store: Store) -> None:
    with one_at_a_time(store, NOW):
        (store.root / "refresh.lock").write_text("")

        with pytest.raises(AlreadyRefreshing, match="by somebody who has begun just now"):
            one_at_a_time(store, NOW).__enter__()


def test_after_a_refresh_the_next_may_begin(store: Store) -> None:
    for _ in range(2):
        with one_at_a_time(store, NOW):
            pass

    assert (store.root / "refresh.lock").read_text() == ""


def test_a_second_refresh_asks_nothing_and_changes_nothing(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    with one_at_a_time(store, NOW), pytest.raises(AlreadyRefreshing):
        refresh(store, eurostat, [FIRST_TIME_RATE_ANNUAL], now=NOW)

    assert standin.asked == []
    assert [path.name for path in store.root.iterdir()] == ["refresh.lock"]


def test_the_lock_of_a_killed_refresh_dies_with_it(store: Store) -> None:
    command = [sys.executable, "-c", HOLD, str(store.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:  # noqa: S603 - our own code
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRefreshing, match=f"by process {holder.pid} on"):
            one_at_a_time(store, NOW).__enter__()
        holder.kill()
        holder.wait()

    with one_at_a_time(store, NOW):
        signed = (store.root / "refresh.lock").read_text()

    assert f'"process": {os.getpid()}' in signed


def test_a_lock_that_can_t_be_signed_is_named(store: Store) -> None:
    store.root.mkdir()
    (store.root / "refresh.lock").symlink_to("/dev/full")

    with pytest.raises(CacheError, match=r"refresh\.lock: can't be written"):
        one_at_a_time(store, NOW).__enter__()


def test_a_cache_that_can_t_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")

    with pytest.raises(CacheError, match=r"refresh\.lock: can't be written \(File exists\)"):
        one_at_a_time(Store(tmp_path / "data"), NOW).__enter__()
