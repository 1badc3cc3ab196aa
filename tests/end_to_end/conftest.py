"""The whole way of a number: the stand-in, the real client, the real cache."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cache import Store
from emn.datasets import DATASETS
from emn.settings import Settings
from etl.eurostat_api import Eurostat
from etl.refresh import refresh
from standin.replay import Replay
from standin.server import Standin


@pytest.fixture(scope="session")
def replayed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A cache refreshed from the real figures of shared/data/recent."""
    store = Store(tmp_path_factory.mktemp("replayed"))
    with Standin(Replay(shared / "recent" / "tsv")) as standin:
        eurostat = Eurostat.of(Settings(eurostat_url=standin.url))
        refresh(store, eurostat, DATASETS, now=datetime(2026, 11, 22, 6, 0, tzinfo=UTC))
    return store
