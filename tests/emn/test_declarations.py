"""Every declaration of a dataset, held against the codes that Eurostat had in August 2026."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from emn import network
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.period import Period
from emn.themes import DEVELOPMENT, PROTECTION, THEMES

TODAY = date(2026, 11, 22)
MOST_CELLS = 500_000  # above it Eurostat answers late or not at all
CODE_LIST = Path("structures") / "migr_dimension_codes_2026-08.csv.gz"
NOT_IN_THE_LIST = {"edat_lfse_23", "tgs00027"}  # the first live contact verifies these two
WANTED = {  # by theme, in the EMN's order; then the denominators
    *("migr_resfirst", "migr_respop", "migr_resfpc", "migr_resvalid", "migr_reslong"),
    *("migr_ressing", "migr_resbc11", "migr_imm1ctz"),
    *("migr_asyappctzm", "migr_asyapp1mpm", "migr_asypenctzm", "migr_asywithm", "migr_asyaccm"),
    *("migr_asydcfstq", "migr_asydec1pcq", "migr_asydec1pc", "migr_asydcfina"),
    *("migr_asytpsm", "migr_asytpfm", "migr_asytpspop", "migr_asyresa", "migr_dubto"),
    *("migr_asyumactm", "migr_asyumdcfq", "migr_asyumpctm", "migr_asyumtpsm", "migr_asyapp1up"),
    *("lfsq_urgan", "lfsq_ergan", "ilc_peps05n", "edat_lfse_23"),
    *("migr_acqs", "migr_acq", "migr_pop1ctz"),
    *("migr_eirfs", "migr_eilpop"),
    *("migr_eipre",),
    *("migr_eiord1", "migr_eirtn1", "migr_eilretpc"),
    *("crim_thb_sex", "crim_thb_vctz"),
    *("demo_gind", "tgs00027"),
}
LISTED = [each for each in DATASETS if each.dataflow not in NOT_IN_THE_LIST]
every = pytest.mark.parametrize("dataset", LISTED, ids=lambda each: each.id)
Codes = Mapping[str, Mapping[str, set[str]]]


@pytest.fixture(scope="module")
def codes(shared: Path) -> Codes:
    """The codes of each dimension of each dataflow that we declare; time is one of them."""
    listed = pl.read_csv(shared / CODE_LIST, infer_schema=False)
    found: dict[str, dict[str, set[str]]] = {}
    wanted = [each.dataflow.upper() for each in LISTED]
    for dataflow, dimension, code, _ in listed.filter(pl.col("df_id").is_in(wanted)).rows():
        found.setdefault(dataflow.lower(), {}).setdefault(dimension, set()).add(code)
    return found


@every
def test_the_dimensions_are_those_of_the_dataflow(dataset: Dataset, codes: Codes) -> None:
    assert {"freq", "geo", "TIME_PERIOD", *dataset.dimensions} == set(codes[dataset.dataflow])


@every
def test_every_kept_code_exists(dataset: Dataset, codes: Codes) -> None:
    kept = {"freq": (dataset.frequency.value,), **dataset.keep}

    missing = [
        f"{name}={code}"
        for name, wanted in kept.items()
        for code in wanted
        if code not in codes[dataset.dataflow][name]
    ]

    assert missing == []


@every
def test_the_first_period_is_one_of_the_dataflow(dataset: Dataset, codes: Codes) -> None:
    assert str(dataset.first_period(TODAY)) in codes[dataset.dataflow]["TIME_PERIOD"]


@every
def test_a_slice_is_small_enough_to_be_answered_at_once(dataset: Dataset, codes: Codes) -> None:
    assert cells(dataset, codes[dataset.dataflow]) < MOST_CELLS


def cells(dataset: Dataset, codes: Mapping[str, set[str]]) -> int:
    """What Eurostat counts: the product of the selected codes and of the periods up to today."""
    chosen = [len(dataset.keep.get(name, codes[name])) for name in ("geo", *dataset.dimensions)]
    period, periods = dataset.first_period(TODAY), 0
    while period <= Period.at(TODAY, dataset.frequency):
        period, periods = period.shifted(1), periods + 1
    return math.prod(chosen) * periods


def test_the_cells_of_a_slice_are_counted_over_every_axis(codes: Codes) -> None:
    first = DATASETS[0]  # 1 unit × 2 citizenships × 1 sex × 3 kinds of applicant × 1 age

    assert first.dataflow == "migr_asyappctzm"
    assert cells(first, codes[first.dataflow]) == 2 * 3 * 34 * (18 * 12 + 11)


@pytest.mark.parametrize(
    "dataset",
    [
        each
        for each in DATASETS
        if each.id.endswith("_by_citizenship") and "citizen" not in each.keep
    ],
    ids=lambda each: each.id,
)
def test_citizenships_include_those_of_every_observer(dataset: Dataset, codes: Codes) -> None:
    observers = {each.geo for each in network.load().observers(TODAY)}
    assert len(observers) == 9

    missing = observers - codes[dataset.dataflow]["citizen"]

    # Orders to leave, returns and refusals concern no citizens of the EU and EFTA.
    assert missing == ({"NO"} if dataset.dataflow.startswith(("migr_eio", "migr_eir")) else set())


def test_every_dataflow_of_the_ten_themes_is_declared() -> None:
    assert {each.dataflow for each in DATASETS} >= WANTED


def test_only_two_dataflows_wait_for_the_first_live_contact(codes: Codes) -> None:
    assert {each.dataflow for each in DATASETS} - set(codes) == NOT_IN_THE_LIST


def test_ids_are_given_once() -> None:
    ids = [each.id for each in DATASETS]

    assert sorted(ids) == sorted(set(ids))


def test_the_headline_comes_first_then_the_themes_in_order() -> None:
    assert DATASETS[0].theme is PROTECTION
    order = list(dict.fromkeys(each.theme for each in DATASETS[11:]))
    assert [theme for theme in order if theme is not PROTECTION] == [
        theme for theme in THEMES if theme not in {PROTECTION, DEVELOPMENT}
    ]


def test_counts_of_asylum_and_enforcement_are_rounded_and_permits_are_not() -> None:
    rounded = {each.dataflow for each in DATASETS if each.rounded_to == 5}

    assert {each.dataflow for each in DATASETS if each.rounded_to} == rounded
    assert rounded & {"migr_resfirst", "migr_resvalid", "migr_acq", "migr_pop1ctz"} == set()
    assert rounded >= {"migr_asyappctzm", "migr_asyumactm", "migr_eiord1", "migr_eirfs"}


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda each: each.id)
def test_a_dataset_says_when_it_is_due_by_law_and_when_it_usually_comes(dataset: Dataset) -> None:
    assert dataset.lag_months is not None
    assert -6 < dataset.lag_months <= 18
    assert dataset.deadline_months in {None, 2, 3, 6, 12}
