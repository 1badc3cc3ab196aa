"""The gate on figures as Eurostat really published them: large revisions, odd totals and all."""

from __future__ import annotations

import gzip
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from emn.dataset import Dataset
from emn.period import Frequency
from emn.themes import PROTECTION
from etl.checks import checks
from etl.observations import observations
from tests.etl.conftest import structure

TODAY = date(2026, 11, 25)
BY_APPLICANT = Dataset(
    id="by_applicant",
    dataflow="migr_y",
    title="Applicants by type",
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("applicant",),
    keep={"applicant": ("TOTAL", "FRST")},
    since="2008-01",
    rounded_to=5,
)


@pytest.fixture(scope="module")
def vintages(shared: Path) -> list[pl.DataFrame]:
    """The totals of `migr_asyappctzm` as they stood on five days from 2015 to 2020."""
    stored = pl.read_csv(
        shared / "vintages" / "migr_asyappctzm_TOTAL_citizen_by_vintage.csv", infer_schema=False
    )
    return [
        stored.select(
            "geo",
            pl.col("kind").replace({"ASY_APP": "TOTAL", "NASY_APP": "FRST"}).alias("applicant"),
            pl.col("period").str.to_date("%Y-%m"),
            pl.col(day).cast(pl.Float64).alias("value"),
            flag=pl.lit(None, pl.String),
            conf_status=pl.lit(None, pl.String),
        )
        for day in stored.columns[3:]
        if "~" not in day  # gathered from several files of several days: not one vintage
    ]


def test_real_vintages_pass_one_after_another_and_the_first_alone(
    vintages: list[pl.DataFrame],
) -> None:
    known = structure(vintages[0], BY_APPLICANT)
    found = [
        check
        for before, new in pairwise([None, *vintages])
        if new is not None
        for check in checks(new, before, BY_APPLICANT, known, TODAY)
    ]

    assert len(vintages) == 5
    assert [each for each in found if not each.has_passed] == []


def test_each_year_of_the_real_annual_applicants_passes_after_the_one_before(
    shared: Path, tmp_path: Path
) -> None:
    pinned = {"unit": ("PER",), "citizen": ("TOTAL",)}
    annual = Dataset(
        id="annual",
        dataflow="migr_asyappctza",
        title="Applicants by sex, age and type",
        theme=PROTECTION,
        frequency=Frequency.ANNUAL,
        dimensions=("unit", "citizen", "sex", "applicant", "age"),
        keep=pinned,
        since="2008",
        rounded_to=5,
    )
    path = tmp_path / "totals.tsv"
    with gzip.open(shared / "wire" / "migr_asyappctza.tsv.gz", "rt", newline="") as every:
        kept = (line for line in every if line.startswith(("freq,citizen,", "A,TOTAL,")))
        path.write_text("".join(kept), newline="")
    real = observations(path, annual)
    years = [real.filter(pl.col("period").dt.year() <= year) for year in range(2012, 2023)]

    found = {
        new["period"].max(): [
            each
            for each in checks(new, before, annual, structure(real, annual), TODAY)
            if not each.has_passed
        ]
        for before, new in pairwise(years)
    }

    assert found == {date(year, 1, 1): [] for year in range(2013, 2023)}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"value": pl.col("value") * 10}, "level"),
        ({"period": pl.col("period").dt.offset_by("1mo")}, "shifted periods"),
        ({"geo": pl.col("geo").replace({"DE": "FR", "FR": "DE"})}, "swapped codes"),
        ({"geo": pl.col("geo").replace({"DE": "DX"})}, "lost reporters"),
    ],
)
def test_a_real_vintage_with_a_mistake_is_stopped(
    vintages: list[pl.DataFrame], change: dict[str, pl.Expr], name: str
) -> None:
    before, new = vintages[2:4]
    found = checks(
        new.with_columns(**change), before, BY_APPLICANT, structure(new, BY_APPLICANT), TODAY
    )

    assert name in [each.name for each in found if not each.has_passed]
