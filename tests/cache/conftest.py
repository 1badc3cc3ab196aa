"""Two vintages of applicants on paper, and what is told of their comparison."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from cache import Vintage

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
ALL = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "applicant": "TOTAL", "age": "TOTAL"}
JUNE, JULY, AUGUST = (f"2026-0{month}-16T23:00:00+02:00" for month in (6, 7, 8))

BEFORE = """
    geo  period      value  flag  conf_status
    AT   2026-04-01   1200  -     -
    BE   2026-04-01   2500  p     -
    BG   2026-04-01     40  -     -
    CZ   2026-04-01    120  -     -
    DE   2026-04-01   9000  -     -
    EE   2026-04-01      -  -     -
    EL   2026-04-01      -  -     C
    FI   2026-04-01      -  -     -
    HR   2026-04-01      0  -     -
"""


def told(cells: pl.LazyFrame, *more: str) -> list[tuple[object, ...]]:
    return cells.select("geo", "kind", "before", "after", *more).collect().rows()
