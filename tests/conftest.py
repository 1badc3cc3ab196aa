"""What every test may ask for: tables on paper, small stores, and the real answers when present."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from cache import Origin, Store, Vintage
from emn.dataset import Dataset

Table = Callable[..., pl.DataFrame]
SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real Eurostat answers, kept beside the checkout; the test says so where they are not."""
    if not SHARED.is_dir():
        pytest.skip(f"the real answers are not beside this checkout ({SHARED.name}/ is missing)")
    return SHARED


@pytest.fixture
def table() -> Table:
    """Read observations from a table on paper; `-` is nothing, keywords fill whole columns."""

    def read(text: str, **constant: str) -> pl.DataFrame:
        header, *lines = [line.split() for line in text.strip().splitlines()]
        rows = [dict(zip(header, line, strict=True)) | constant for line in lines]
        frame = pl.DataFrame(
            {name: [None if row[name] == "-" else row[name] for row in rows] for name in rows[0]},
            schema=dict.fromkeys(rows[0], pl.String),
        )
        for name in {"flag", "conf_status"} - set(frame.columns):
            frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(name))
        return frame.with_columns(
            pl.col("period").map_elements(date.fromisoformat, return_dtype=pl.Date),
            pl.col("value").cast(pl.Float64),
        )

    return read


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty cache in a folder of its own."""
    return Store(tmp_path / "data")


@pytest.fixture
def publish(store: Store) -> Callable[..., Vintage]:
    """Publish a small table as a vintage of a dataset."""

    def put(
        dataset: Dataset,
        observations: pl.DataFrame,
        *,
        on: str = "2026-09-16T23:00:00+02:00",
        origin: Origin = Origin.PUBLISHED,
        **what: object,
    ) -> Vintage:
        return store.publish(
            observations,
            Vintage(
                dataset=dataset.id,
                dataflow=dataset.dataflow,
                last_update=datetime.fromisoformat(on),
                extracted_at=datetime(2026, 9, 19, 8, 0, tzinfo=UTC),
                url="https://example.invalid/",
                sha256="0123456789abcdef",
                origin=origin,
            ).described(**what),
        )

    return put
