"""A refresh of all that is declared, from sample answers; and the night after it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cache import Origin, Store
from emn.datasets import DATASETS
from etl.eurostat_api import Eurostat
from etl.refresh import raise_for, refresh
from standin.sample import Sample
from standin.server import Standin

NIGHT = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
NEXT = datetime(2026, 9, 18, 9, 45, tzinfo=UTC)


@pytest.fixture(scope="module")
def sampled() -> Iterator[Standin]:
    """Eurostat with sample figures."""
    with Standin(Sample(NIGHT.date())) as running:
        yield running


@pytest.fixture(scope="module")
def complete(sampled: Standin, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A cache that holds every declared dataset."""
    store = Store(tmp_path_factory.mktemp("complete"))
    raise_for(refresh(store, Eurostat(sampled.url), DATASETS, now=NIGHT))
    return store


def test_every_declared_dataset_is_refreshed_from_sample_answers(complete: Store) -> None:
    for dataset in DATASETS:
        vintage = complete.current(dataset)
        assert vintage is not None
        assert vintage.origin is Origin.SAMPLE
        assert vintage.reporters > 0
        table = complete.observations(dataset)
        assert table.collect_schema().names() == list(dataset.columns)


def test_a_night_without_changes_asks_twice_and_ends_within_30_seconds(
    complete: Store, sampled: Standin
) -> None:
    asked, began = len(sampled.asked), time.monotonic()

    runs = refresh(complete, Eurostat(sampled.url), DATASETS, now=NEXT)

    assert time.monotonic() - began < 30
    assert {each.outcome for each in runs} == {"unchanged"}
    assert [each.path.split("/dissemination")[1] for each in sampled.asked[asked:]] == [
        "/catalogue/toc/txt",
        "/sdmx/2.1/dataflow/all",
    ]
