"""How long an indicator takes, warm. `python -m benchmarks.query DATA_DIR`.

The targets: 20 ms for an indicator of all places and periods, 30 ms for the twenty largest
citizenships of one place. Every indicator of the cache is computed; the slowest are named.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from cache import Store
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.indicators import INDICATORS

RUNS = 15
_SHOWN = 3


def main(data_dir: Path) -> None:
    """Compute each so many times; print the median of the medians, and the slowest."""
    store = Store(data_dir)
    _report("all places and periods", {each.id: _all(store, each) for each in INDICATORS})
    cut = [each for each in INDICATORS if "citizen" in each.by]
    _report("the twenty largest citizenships", {each.id: _largest(store, each) for each in cut})


def _all(store: Store, indicator: Indicator) -> Callable[[], object]:
    return lambda: store.series(indicator)


def _largest(store: Store, indicator: Indicator) -> Callable[[], object]:
    dataset = indicator.by["citizen"]

    def compute() -> object:
        observations = store.observations(dataset)
        last = observations.drop_nulls("value").select(pl.col("period").max()).collect().item()
        wanted = observations.filter(pl.col("period") == last, pl.col("geo") == "DE")
        return indicator.series(wanted, "citizen").collect().top_k(20, by="value")

    return compute


def _report(title: str, ways: dict[str, Callable[[], object]]) -> None:
    medians = {id_: taken for id_, way in ways.items() if (taken := _median(way)) is not None}
    print(f"{title}: {statistics.median(medians.values()):.1f} ms (median of {len(medians)})")
    for id_ in sorted(medians, key=lambda each: -medians[each])[:_SHOWN]:
        print(f"  slowest: {id_} {medians[id_]:.1f} ms (median of {RUNS})")


def _median(way: Callable[[], object]) -> float | None:
    try:
        way()
    except NothingStored:
        return None
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        way()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
