"""A vintage that is there never changes: what is stored once is not written again.

The same answer may come twice, as by `emn refresh --force`. It is then the vintage that is there,
with the day of its first coming; but read otherwise, as by a later version of the program, or in
service again after another, it is one more beside it.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

import polars as pl

from cache.manifest import Vintage

MANIFEST = "emn"


def stored(path: Path) -> Vintage:
    """What a file says of itself."""
    return Vintage.from_json(pl.read_parquet_metadata(path)[MANIFEST])


def settled(observations: pl.DataFrame, vintage: Vintage, folder: Path) -> tuple[Vintage, bool]:
    """The vintage as it is to be called in its folder, and whether it is there already.

    A file that can't be read is not there: it may be written again.
    """
    known = {path.stem: held for path in folder.glob("*.parquet") if (held := _held(path))}
    newest = max((each.extracted_at for each in known.values()), default=None)
    named = vintage
    for coming in count(1):
        named = vintage.described(coming=coming)
        held = known.get(named.name)
        if held is None:
            break
        if held.extracted_at == newest and _observations(folder, held).equals(observations):
            return held, True
    return named, False


def _held(path: Path) -> Vintage | None:
    try:
        return stored(path)
    except (OSError, KeyError, TypeError, ValueError, pl.exceptions.PolarsError):
        return None


def _observations(folder: Path, held: Vintage) -> pl.DataFrame:
    """Those of a vintage; none where the file can't be read to its end."""
    try:
        return pl.read_parquet(folder / f"{held.name}.parquet")
    except (OSError, pl.exceptions.PolarsError):
        return pl.DataFrame()
