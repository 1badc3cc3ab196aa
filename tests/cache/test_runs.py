from datetime import UTC, datetime

import pytest

from cache import Outcome, Store
from cache.manifest import Progress, Run
from emn.errors import BrokenVintage
from emn.structure import Dimension, Structure

NOON = datetime(2026, 9, 19, 12, 0, tzinfo=UTC)


def test_a_structure_is_kept_in_place_of_the_last(store: Store) -> None:
    geo = Dimension(id="geo", codes=("EL", "FR"), labels={"fr": {"EL": "Grèce"}, "en": {}})
    structure = Structure(dataflow="demo_gind", titles={"en": "Population"}, dimensions=(geo,))

    store.keep_structure(Structure(dataflow="demo_gind", titles={}, dimensions=()))
    store.keep_structure(structure)

    assert store.structure("demo_gind") == structure
    assert store.structure("demo_pjan") is None


def test_runs_are_added_to_the_log(store: Store) -> None:
    first = Run(
        run="1", dataset="a", started_at=NOON, seconds=1.5, outcome=Outcome.FAILED, note="no way"
    )
    second = Run(run="2", dataset="a", started_at=NOON, seconds=2, outcome=Outcome.PUBLISHED)

    assert store.runs().is_empty()
    store.record([first])
    store.record([second])

    assert store.runs().rows() == [
        ("1", "a", NOON, 1.5, "failed", "no way"),
        ("2", "a", NOON, 2.0, "published", ""),
    ]


def test_progress_is_read_as_it_was_shown(store: Store) -> None:
    progress = Progress(
        run="1", started_at=NOON, done=("a",), waiting=("b", "c"), failed=(), current="b"
    )

    assert store.progress() is None
    store.show_progress(progress)

    assert store.progress() == progress


def test_a_log_that_can_not_be_read_says_that_no_figure_is_lost(store: Store) -> None:
    store.root.mkdir()
    (store.root / "runs.parquet").write_bytes(b"PAR1 and then nothing")

    with pytest.raises(BrokenVintage, match="no figure"):
        store.runs()
