"""Whole dataflows, for whoever wants more than our slices: one file each, the newest only.

They are too large to keep a history of. A cube is stored a row a series (`cache.spread`), sorted by
its key, and read a row an observation.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from cache.manifest import Vintage
from cache.spread import series_schema, spread
from cache.store import Store
from emn.errors import BrokenVintage, NothingStored

_PERIODS = "periods"
_CELLS_A_GROUP = 1024 * 1024  # of a row group, whatever the number of periods
_NO_CUBE = (OSError, KeyError, TypeError, ValueError, pl.exceptions.PolarsError)


def current(store: Store, dataflow: str) -> Vintage | None:
    """The cube in service of a dataflow, or None before somebody asked for it."""
    path = _folder(store, dataflow) / "current.json"
    try:
        return Vintage.from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenVintage(
            f"{path}: the pointer can't be read ({error})."
            f" Run `emn refresh --whole {dataflow} --force`."
        ) from error


def observations(store: Store, dataflow: str) -> pl.LazyFrame:
    """Scan the cube of a dataflow: its dimensions, then period, value, flag, conf_status.

    Sorted by dimensions in Eurostat's order, then period. Filter before you collect: a cube has a
    hundred million rows. `NothingStored` before somebody asked for it.
    """
    vintage = current(store, dataflow)
    if vintage is None:
        raise NothingStored(
            f"{dataflow}: the whole of it is not stored. Run `emn refresh --whole {dataflow}`."
        )
    path = _folder(store, dataflow) / f"{vintage.name}.parquet"
    try:
        told = json.loads(pl.read_parquet_metadata(path)[_PERIODS])
    except _NO_CUBE as error:
        raise BrokenVintage(
            f"{path}: can't be read ({error}). Run `emn refresh --whole {dataflow} --force`."
        ) from error
    return spread(pl.scan_parquet(path), [date.fromisoformat(each) for each in told])


def publish(
    store: Store,
    series: Iterator[pl.DataFrame],
    dimensions: Sequence[str],
    periods: Sequence[date],
    vintage: Vintage,
) -> Vintage:
    """Store blocks of series, as they come, as the cube of a dataflow; put it in service.

    Give its vintage with the number of its series as `rows`. Nothing is visible before the pointer
    is replaced; the cube before it goes then, with its raw answer. What `series` raises goes
    through, and leaves the last cube in service.
    """
    store.claim(vintage.origin)
    folder, width = _folder(store, vintage.dataflow), len(periods)
    count = 0

    def blocks(*_: object) -> Iterator[pl.DataFrame]:
        nonlocal count
        for block in series:
            count += block.height
            yield block

    with store.written(folder / f"{vintage.name}.parquet") as file:
        register_io_source(blocks, schema=series_schema(dimensions, width)).sink_parquet(
            file,
            compression="zstd",
            compression_level=3,
            row_group_size=max(1, _CELLS_A_GROUP // width),
            metadata={_PERIODS: json.dumps([each.isoformat() for each in periods])},
        )
    stored = vintage.described(rows=count, first_period=periods[0], last_period=periods[-1])
    with store.written(folder / "current.json") as file:
        file.write(stored.to_json().encode())
    _remove_others(folder, vintage)
    return stored


def raw(store: Store, vintage: Vintage, suffix: str) -> Path:
    """Where the answer that a cube was made of is kept as it came off the wire."""
    return _folder(store, vintage.dataflow) / f"{vintage.name}{suffix}"


def _folder(store: Store, dataflow: str) -> Path:
    return store.root / "cubes" / dataflow


def _remove_others(folder: Path, vintage: Vintage) -> None:
    for path in folder.iterdir():
        if not path.name.startswith((vintage.name, "current.json")):
            with contextlib.suppress(OSError):  # it takes room, and no more than that
                path.unlink()
