"""The disk under an answer, where it is full or forbidden."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cache import Store
from cache.disk import unwritten
from emn import errors
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL
from emn.errors import CacheError
from etl.answers import Expected
from etl.eurostat_api import Eurostat
from etl.refresh import Failed, refresh
from standin.server import Standin

LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
RATES = "/sdmx/2.1/data/migr_asyapp1mp/A..?format=TSV&compressed=true&startPeriod=2024"
News = Callable[[], None]


def served(store: Store) -> dict[str, bytes]:
    """Every byte that a reader can reach: the pointers, and the vintages that they name."""
    root = store.root / "vintages"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}


def test_a_full_disk_is_named_and_leaves_what_is_served_as_it_was(
    refreshed: Store, eurostat: Eurostat, news: News
) -> None:
    before = served(refreshed)
    news()
    full = refreshed.root / "incoming" / ".first_time_rate_annual.tsv.gz.part"
    full.symlink_to("/dev/full")  # the one file of Linux on a disk without room

    [run] = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    assert isinstance(run, Failed)
    assert type(run.error) is errors.DiskFull
    assert "No space left on device" in run.note
    assert served(refreshed) == before


@contextmanager
def nobody(folder: Path) -> Iterator[None]:
    """Be somebody who may not write here, also where the tests run as root."""
    mode, who = folder.stat().st_mode, os.geteuid()
    folder.chmod(0o500)
    if who == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(who)
        folder.chmod(mode)


def test_a_folder_that_may_not_be_written_is_named(
    standin: Standin, eurostat: Eurostat, tmp_path: Path
) -> None:
    with nobody(tmp_path), pytest.raises(errors.NotPermitted, match="the right to write"):
        eurostat.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)

    assert list(tmp_path.glob("*answer*")) == []
    assert standin.asked == [] or standin.asked[-1].path.endswith("/A..")


def test_a_cache_that_may_not_be_written_is_named_and_stays_as_it_was(
    refreshed: Store, eurostat: Eurostat, news: News
) -> None:
    before = served(refreshed)
    news()

    with nobody(refreshed.root), pytest.raises(errors.NotPermitted, match=r"refresh\.lock"):
        refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    assert served(refreshed) == before


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (28, errors.DiskFull),
        (122, errors.DiskFull),
        (27, errors.DiskFull),
        (13, errors.NotPermitted),
        (1, errors.NotPermitted),
        (30, errors.NotPermitted),
        (5, CacheError),
    ],
    ids=["no space", "over quota", "too large", "denied", "not ours", "read-only", "broken"],
)
def test_what_the_disk_says_has_a_name(number: int, kind: type[CacheError]) -> None:
    error = unwritten(Path("data/x"), OSError(number, os.strerror(number)))

    assert type(error) is kind
    assert str(error).startswith("data/x: can't be written (")
