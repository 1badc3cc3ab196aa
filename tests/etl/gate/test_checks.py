from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from cache import Origin, Vintage
from emn.dataset import Dataset
from emn.period import Frequency
from emn.structure import Dimension, Structure
from emn.themes import PROTECTION
from etl.checks import FORM, Check, checks
from etl.gate_coverage import age, is_country

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
TODAY = date(2025, 3, 31)
OF_FORM = ("schema", "values", "duplicates")
ALONE = (*OF_FORM, "known codes", "asked codes", "reporters", "sums", "steps")
AGAINST_THE_LAST = (
    "lost values",
    "lost codes",
    "lost reporters",
    "lost periods",
    "time",
    "level",
    "swapped codes",
    "shifted periods",
)

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
    found = checks(table(new).select(dataset.columns), before, dataset, STRUCTURE, TODAY)
    return {each.name: each.notes for each in found if not each.has_passed}


def test_a_first_vintage_is_judged_alone_and_the_next_against_it(table: Table) -> None:
    new = table(LAST).select(DATASET.columns)

    first = checks(new, None, DATASET, STRUCTURE, TODAY)
    second = checks(new, new, DATASET, STRUCTURE, TODAY)

    assert set(OF_FORM) == FORM
    assert first == tuple(Check(name=name) for name in ALONE)
    assert second == tuple(Check(name=name) for name in (*ALONE, *AGAINST_THE_LAST))


@pytest.mark.parametrize(
    ("rows", "name", "note"),
    [
        ("DE T 2024-01-01 - -", "values", "no value in 1 rows"),
        (
            "DE T 2024-01-01 1 -\nDE T 2024-01-01 2 -",
            "duplicates",
            "more than one row for DE, T, 2024",
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

    found = checks(new, None, DATASET, STRUCTURE, TODAY)

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
        "lost values": ("2 of 5 values are gone",),
        "lost reporters": ("FR has no value left",),
    }


def test_a_value_that_is_no_longer_published_counts_as_lost(table: Table) -> None:
    new = LAST.replace("10     -", "-      -").replace("21     -", "-      -")

    assert failing(table, new) == {"lost values": ("2 of 5 values are gone",)}


def test_one_value_in_five_may_go(table: Table) -> None:
    assert failing(table, LAST.replace("10     -", "-      -")) == {}


def test_time_does_not_go_back(table: Table) -> None:
    new = "\n".join(line for line in LAST.splitlines() if "2024" not in line)

    assert failing(table, new) == {"time": ("ends in 2023 where it ended in 2024",)}


def test_revised_values_however_large_and_new_periods_pass(table: Table) -> None:
    new = (
        LAST.replace("10     -", "2730   -").replace("30     -", "0      b")
        + "DE   T    2025-01-01  12     -\n"
    )

    assert failing(table, new) == {}


def test_old_periods_that_a_moving_window_leaves_behind_are_not_missed(table: Table) -> None:
    new = "\n".join(line for line in LAST.splitlines() if "2023" not in line)

    assert failing(table, new, dataset=replace(DATASET, since="", latest=1)) == {}


def test_old_periods_inside_a_moving_window_are_missed(table: Table) -> None:
    new = "\n".join(line for line in LAST.splitlines() if "2023" not in line)

    assert failing(table, new, dataset=replace(DATASET, since="", latest=2)) == {
        "lost values": ("3 of 5 values are gone",),
        "lost reporters": ("IT has no value left",),
    }


def test_new_values_do_not_make_up_for_lost_ones(table: Table) -> None:
    lost = LAST.replace("10     -", "-      -").replace("21     -", "-      -")
    new = lost + "DE   F    2023-01-01  5      -\nDE   F    2024-01-01  5      -\n"

    assert failing(table, new) == {"lost values": ("2 of 5 values are gone",)}


def test_old_periods_are_missed_where_the_declaration_still_asks_for_them(table: Table) -> None:
    new = "\n".join(line for line in LAST.splitlines() if "2023" not in line)

    assert failing(table, new) == {
        "lost values": ("3 of 5 values are gone",),
        "lost reporters": ("IT has no value left",),
    }
    assert failing(table, new, dataset=replace(DATASET, since="2024")) == {}


def test_a_code_that_we_name_and_that_holds_nothing_any_more_is_missed(table: Table) -> None:
    last = LAST + "DE   F    2024-01-01  5      -\n"

    assert failing(table, LAST, last) == {"lost codes": ("sex=F has no value left",)}


def test_codes_that_the_declaration_dropped_are_not_missed(table: Table) -> None:
    last = LAST + "EL   M    2024-01-01  5      -\nES   M    2024-01-01  5      -\n"

    assert failing(table, LAST, last) == {}


def test_a_last_vintage_of_other_dimensions_is_not_compared(table: Table) -> None:
    last = table(LAST).rename({"sex": "age"}).head(1)
    new = table(LAST).select(DATASET.columns)

    assert [each.name for each in checks(new, last, DATASET, STRUCTURE, TODAY)] == list(ALONE)


def test_what_is_of_the_wrong_form_is_not_asked_further(table: Table) -> None:
    rows = "DE T 2024-01-01 1 -\nDE T 2024-01-01 2 -"
    new = table(f"geo sex period value flag\n{rows}").select(DATASET.columns)

    assert [each.name for each in checks(new, new, DATASET, STRUCTURE, TODAY)] == list(OF_FORM)


def test_an_answer_older_than_the_one_in_service_is_refused() -> None:
    served = Vintage(
        dataset="applicants",
        dataflow="migr_x",
        last_update=datetime(2026, 9, 16, 21, tzinfo=UTC),
        extracted_at=datetime(2026, 9, 17, tzinfo=UTC),
        url="https://example.invalid/",
        sha256="0123456789abcdef",
        origin=Origin.PUBLISHED,
    )
    older = served.described(last_update=datetime(2026, 9, 2, 21, tzinfo=UTC))

    assert age(older, served).notes == (
        "last update 2026-09-02 21:00 UTC where it was 2026-09-16 21:00 UTC",
    )
    assert [age(served, each).has_passed for each in (None, older, served)] == [True] * 3


@pytest.mark.parametrize(("unit", "is_held"), [("PER", True), ("THS_PER", True), ("PC", False)])
def test_parts_are_held_against_totals_only_where_figures_are_persons(
    table: Table, unit: str, *, is_held: bool
) -> None:
    sexes = ("T", "M", "F")
    dataset = replace(DATASET, dimensions=("sex", "unit"), keep={"sex": sexes, "unit": (unit,)})
    rows = f"""
        geo  sex  unit    period      value
        DE   T    {unit}  2024-01-01    900
        DE   M    {unit}  2024-01-01    300
        DE   F    {unit}  2024-01-01    200
        DE   UNK  {unit}  2024-01-01      0
    """
    found = checks(table(rows).select(dataset.columns), None, dataset, STRUCTURE, TODAY)

    sums = next(each for each in found if each.name == "sums")
    assert sums.has_passed is not is_held


def test_groups_of_countries_are_no_countries() -> None:
    geos = pl.DataFrame({"geo": ["DE", "XK", "UK", "EU", "EA", "EU27_2020", "TOTAL", "DE11"]})

    assert geos.filter(is_country())["geo"].to_list() == ["DE", "XK", "UK"]
