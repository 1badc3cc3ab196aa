from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from emn.dataset import Dataset
from emn.period import Frequency
from emn.structure import Dimension, Structure
from emn.themes import PROTECTION
from etl.checks import Check, checks

Table = Callable[..., pl.DataFrame]

DATASET = Dataset(
    id="applicants",
    dataflow="migr_x",
    title="Applicants",
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("sex",),
    keep={"sex": ("T", "F")},
    since="2008",
)
STRUCTURE = Structure(
    dataflow="migr_x",
    titles={},
    dimensions=(
        Dimension(id="freq", codes=("A",), labels={}),
        Dimension(id="sex", codes=("T", "M", "F"), labels={}),
        Dimension(id="geo", codes=("DE", "FR", "IT", "ES", "EL"), labels={}),
    ),
)
ALONE = ("schema", "values", "duplicates", "known codes", "asked codes")
AGAINST_THE_LAST = ("lost values", "lost reporters", "time")

LAST = """
geo  sex  period      value  flag
DE   T    2023-01-01  10     -
DE   T    2024-01-01  11     -
FR   T    2023-01-01  20     p
FR   T    2024-01-01  21     -
IT   T    2023-01-01  30     -
IT   T    2024-01-01  -      -
"""


def failing(
    table: Table, new: str, last: str | None = LAST, dataset: Dataset = DATASET
) -> dict[str, tuple[str, ...]]:
    before = None if last is None else table(last).select(dataset.columns)
    found = checks(table(new).select(dataset.columns), before, dataset, STRUCTURE)
    return {each.name: each.notes for each in found if not each.has_passed}


def test_a_first_vintage_is_judged_alone_and_the_next_against_it(table: Table) -> None:
    new = table(LAST).select(DATASET.columns)

    first = checks(new, None, DATASET, STRUCTURE)
    second = checks(new, new, DATASET, STRUCTURE)

    assert first == tuple(Check(name=name) for name in ALONE)
    assert second == tuple(Check(name=name) for name in (*ALONE, *AGAINST_THE_LAST))


@pytest.mark.parametrize(
    ("rows", "name", "note"),
    [
        ("DE T 2024-01-01 - -", "values", "no value in 1 rows"),
        (
            "DE T 2024-01-01 1 -\nDE T 2024-01-01 2 -",
            "duplicates",
            "more than one row for ('DE', 'T', datetime.date(2024, 1, 1))",
        ),
        ("XX T 2024-01-01 1 -", "known codes", "geo=XX is not in Eurostat's code list"),
        ("DE M 2024-01-01 1 -", "asked codes", "sex=M was not asked for"),
    ],
)
def test_what_no_vintage_may_hold_is_named(table: Table, rows: str, name: str, note: str) -> None:
    found = failing(table, f"geo sex period value flag\n{rows}", last=None)

    assert found == {name: (note,)}


def test_other_columns_are_all_there_is_to_say(table: Table) -> None:
    new = table(LAST).select(DATASET.columns).rename({"sex": "age"})

    found = checks(new, None, DATASET, STRUCTURE)

    assert [each.name for each in found] == ["schema"]
    assert not found[0].has_passed


def test_many_complaints_are_cut_short(table: Table) -> None:
    rows = "\n".join(f"X{n:02} T 2024-01-01 1 -" for n in range(20))

    found = failing(table, f"geo sex period value flag\n{rows}", last=None)

    assert len(found["known codes"]) == 9
    assert found["known codes"][-1] == "and 12 more"


def test_a_lost_reporter_and_its_values_are_named(table: Table) -> None:
    new = "\n".join(line for line in LAST.splitlines() if not line.startswith("FR"))

    assert failing(table, new) == {
        "lost values": ("3 values where there were 5 in the same periods",),
        "lost reporters": ("FR has no value left",),
    }


def test_a_value_that_is_no_longer_published_counts_as_lost(table: Table) -> None:
    new = LAST.replace("10     -", "-      -").replace("21     -", "-      -")

    assert failing(table, new) == {
        "lost values": ("3 values where there were 5 in the same periods",)
    }


def test_one_value_in_five_may_go(table: Table) -> None:
    assert failing(table, LAST.replace("10     -", "-      -")) == {}


def test_time_does_not_go_back(table: Table) -> None:
    new = "\n".join(line for line in LAST.splitlines() if "2024" not in line)

    assert failing(table, new) == {"time": ("ends in 2023-01 where it ended in 2024-01",)}


def test_revised_values_however_large_and_new_periods_pass(table: Table) -> None:
    new = (
        LAST.replace("10     -", "2730   -").replace("30     -", "0      b")
        + "DE   T    2025-01-01  12     -\n"
    )

    assert failing(table, new) == {}


def test_old_periods_that_a_moving_window_leaves_behind_are_not_missed(table: Table) -> None:
    new = "\n".join(line for line in LAST.splitlines() if "2023" not in line)

    assert failing(table, new) == {}


def test_codes_that_the_declaration_dropped_are_not_missed(table: Table) -> None:
    last = LAST + "EL   M    2024-01-01  5      -\nES   M    2024-01-01  5      -\n"

    assert failing(table, LAST, last) == {}


def test_a_last_vintage_of_other_dimensions_is_not_compared(table: Table) -> None:
    last = table(LAST).rename({"sex": "age"}).head(1)
    new = table(LAST).select(DATASET.columns)

    assert [each.name for each in checks(new, last, DATASET, STRUCTURE)] == list(ALONE)


def test_real_vintages_of_asylum_applications_pass_one_after_another(shared: Path) -> None:
    path = shared / "vintages" / "migr_asyappctzm_TOTAL_citizen_by_vintage.csv"
    stored = pl.read_csv(path, infer_schema=False)
    structure = replace(
        STRUCTURE,
        dimensions=(
            Dimension(id="sex", codes=tuple(stored["kind"].unique()), labels={}),
            Dimension(id="geo", codes=tuple(stored["geo"].unique()), labels={}),
        ),
    )
    monthly = replace(DATASET, frequency=Frequency.MONTHLY, keep={})
    vintages = [
        stored.select(
            "geo",
            pl.col("kind").alias("sex"),
            pl.col("period").str.to_date("%Y-%m"),
            pl.col(day).cast(pl.Float64).alias("value"),
            flag=pl.lit(None, pl.String),
            conf_status=pl.lit(None, pl.String),
        )
        for day in stored.columns[3:]
        if "~" not in day  # gathered from several files of several days: not one vintage
    ]

    assert len(vintages) == 5
    assert [
        check
        for last, new in pairwise(vintages)
        for check in checks(new, last, monthly, structure)
        if not check.has_passed
    ] == []
