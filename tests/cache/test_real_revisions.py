from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from cache import Kind, Store, Vintage, revisions
from emn.datasets.protection import ASYLUM_APPLICATIONS
from tests.cache.conftest import Publish

# The real revisions of six vintages


@pytest.fixture
def six(publish: Publish, shared: Path) -> list[Vintage]:
    """Eurostat's totals as they stood on six days, codes as they were then."""
    path = shared / "vintages" / "migr_asyappctzm_TOTAL_citizen_by_vintage.csv"
    wide = pl.read_csv(path)
    published = []
    for at, day in enumerate(wide.columns[3:]):
        cells = wide.select(
            "geo",
            pl.col("period").str.to_date("%Y-%m"),
            pl.col(day).alias("value"),
            asyl_app="kind",
            unit=pl.lit("PER"),
            citizen=pl.lit("TOTAL"),
            sex=pl.lit("T"),
            age=pl.lit("TOTAL"),
            flag=pl.lit(None, pl.String),
            conf_status=pl.lit(None, pl.String),
        )
        on = f"{2015 + at}-01-01T23:00:00+01:00"
        published.append(publish(ASYLUM_APPLICATIONS, cells, on=on))
    return published


def test_the_real_revisions_are_counted(store: Store, six: list[Vintage]) -> None:
    steps = [
        revisions(store, ASYLUM_APPLICATIONS, one, next_).counts() for one, next_ in pairwise(six)
    ]

    assert [tuple(step[kind] for kind in Kind) for step in steps] == [
        (63, 0, 3166, 0),
        (108, 0, 252, 0),
        (148, 647, 279, 0),
        (0, 0, 1300, 0),
        (261, 0, 0, 0),
    ]


def test_the_largest_real_revisions_come_first(store: Store, six: list[Vintage]) -> None:
    found = revisions(store, ASYLUM_APPLICATIONS, six[2], six[3]).of(["DE"]).by_place_and_period()

    changed = found.filter(kind=Kind.CHANGED).head(4)
    assert changed.select(
        "period", "applicant", "before", "after", "difference", pl.col("percent").round(1)
    ).collect().rows() == [
        (date(2016, 3, 1), "TOTAL", 59925, 67310, 7385, 12.3),
        (date(2016, 2, 1), "TOTAL", 67770, 74870, 7100, 10.5),
        (date(2016, 1, 1), "TOTAL", 52085, 59075, 6990, 13.4),
        (date(2016, 4, 1), "TOTAL", 60915, 67880, 6965, 11.4),
    ]
