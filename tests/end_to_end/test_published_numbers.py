"""Every row of CHECKS.tsv that international protection touches, as published, on the replay.

The numbers come out of indicators and observations of the cache, never out of the files.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cache import Store
from emn.dataset import Dataset
from emn.datasets.protection import (
    FIRST_INSTANCE_DECISIONS,
    POPULATION,
    TEMPORARY_PROTECTION_BENEFICIARIES,
)
from emn.indicator import Indicator
from emn.indicators import protection as of
from emn.network import load
from emn.period import Period

THE_27 = load().group("EU27_2020", date(2026, 6, 1))
SIX = ("DE", "FR", "BE", "EL", "ES", "CH")
DATAFLOWS = {"migr_asyappctzm", "migr_asyapp1mp", "migr_asydcfstq", "migr_asytpsm", "migr_asytpfm"}


def series(store: Store, indicator: Indicator, period: str) -> dict[str, float | None]:
    rows = store.series(indicator).filter(pl.col("period") == Period.parse(period).start)
    return dict(zip(rows["geo"], rows["value"], strict=True))


def added(store: Store, indicator: Indicator, period: str, geos: tuple[str, ...]) -> float:
    """Add the published figures of these places; a missing one is an error, never a zero."""
    values = series(store, indicator, period)
    parts = [values[geo] for geo in geos]
    assert None not in parts
    return sum(part for part in parts if part is not None)


def cell(store: Store, dataset: Dataset, period: str, **codes: str) -> float:
    start = Period.parse(period).start
    value = store.observations(dataset).filter(period=start, **codes).collect()["value"].item()
    assert isinstance(value, float)
    return value


def decisions(store: Store, geo: str, decision: str) -> float:
    codes = {"geo": geo, "decision": decision, "citizen": "TOTAL"}
    return cell(store, FIRST_INSTANCE_DECISIONS, "2025-Q4", **codes)


def ukrainians(store: Store) -> float:
    """The share of Ukrainians among beneficiaries in February 2024, of the first printed total."""
    codes = {"citizen": "UA", "sex": "T", "age": "TOTAL", "period": date(2024, 2, 1)}
    rows = store.observations(TEMPORARY_PROTECTION_BENEFICIARIES).filter(**codes).collect()
    values = rows.filter(pl.col("geo").is_in(THE_27))["value"]
    assert values.null_count() == 0
    return 100 * float(values.sum()) / 4_234_595


def per_1000(store: Store, applicants: float, year: str) -> float:
    """A rate on the population that the cache holds, where it holds one."""
    people = cell(store, POPULATION, year, geo="EU27_2020")
    return applicants / people * 1000


# The words of CHECKS.tsv (dataset, start of its cell) → how the pipeline answers.
ANSWERS: dict[tuple[str, str], Callable[[Store], float]] = {
    ("migr_asyappctzm", "EU27_2020, citizen TOTAL, applicant TOTAL, 2026-03"): lambda store: added(
        store, of.ASYLUM_APPLICANTS, "2026-03", THE_27
    ),
    ("migr_asyappctzm", "EU27_2020, citizen TOTAL, applicant TOTAL, 2026-04"): lambda store: added(
        store, of.ASYLUM_APPLICANTS, "2026-04", THE_27
    ),
    ("migr_asyappctzm", "EU27_2020, citizen TOTAL, applicant TOTAL, 2026-05"): lambda store: added(
        store, of.ASYLUM_APPLICANTS, "2026-05", THE_27
    ),
    ("migr_asyappctzm", "EU27_2020, citizen TOTAL, applicant TOTAL, 2026-06"): lambda store: added(
        store, of.ASYLUM_APPLICANTS, "2026-06", THE_27
    ),
    ("migr_asyappctzm", "EU27 first-time 2025-11"): lambda store: added(
        store, of.FIRST_TIME_APPLICANTS, "2025-11", THE_27
    ),
    ("migr_asyappctzm", "EU27 first-time 2025-12"): lambda store: added(
        store, of.FIRST_TIME_APPLICANTS, "2025-12", THE_27
    ),
    ("migr_asyappctzm", "2026-06 applicant TOTAL, DE+FR+BE+EL+ES+CH"): lambda store: added(
        store, of.ASYLUM_APPLICANTS, "2026-06", SIX
    ),
    ("migr_asyapp1mp", "EU27 rate 2025"): lambda store: added(
        store, of.FIRST_TIME_APPLICANTS_PER_1000, "2025", ("EU27_2020",)
    ),
    ("migr_asyapp1mp", "EU27 rate 2024"): lambda store: per_1000(store, 912_400, "2024"),
    ("migr_asydcfstq", "EL 2025-Q4 TOTAL - POS = NEG"): lambda store: (
        decisions(store, "EL", "TOTAL") - decisions(store, "EL", "POS")
    ),
    ("migr_asydcfstq", "DE 2026-Q2 POS"): lambda store: cell(
        store, FIRST_INSTANCE_DECISIONS, "2026-Q2", geo="DE", decision="POS", citizen="TOTAL"
    ),
    ("migr_asytpsm", "EU27 stock 2026-07"): lambda store: added(
        store, of.TEMPORARY_PROTECTION_STOCK, "2026-07", THE_27
    ),
    ("migr_asytpsm", "UA rows of 27 countries"): ukrainians,
    ("migr_asytpfm", "EU27 grants 2026-07"): lambda store: added(
        store, of.TEMPORARY_PROTECTION_GRANTS, "2026-07", THE_27
    ),
}


def test_every_published_number_comes_out_within_its_tolerance(
    replayed: Store, shared: Path
) -> None:
    with (shared / "recent" / "CHECKS.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["dataset"] in DATAFLOWS]
    answers = {
        (row["dataset"], row["cell"]): (
            answer(replayed),
            pytest.approx(float(row["published"]), abs=float(row["tolerance_abs"])),
        )
        for row in rows
        for (dataset, start), answer in ANSWERS.items()
        if dataset == row["dataset"] and row["cell"].startswith(start)
    }

    assert len(answers) == len(rows) == len(ANSWERS)
    assert [cell for cell, (found, published) in answers.items() if found != published] == []


@pytest.mark.parametrize(
    ("indicator", "where", "told"),
    [
        (of.ASYLUM_APPLICANTS, ("EU27_2020", "2026-06"), (43120, None)),
        (of.ASYLUM_APPLICANTS, ("ES", "2026-06"), (3005, "p")),
        (of.ASYLUM_APPLICANTS, ("FR", "2026-06"), (11105, None)),
        (of.FIRST_INSTANCE, ("DE", "2026-Q2"), (42825, None)),
        (of.FIRST_INSTANCE, ("EL", "2025-Q4"), (15950, "b")),
        (of.TEMPORARY_PROTECTION_STOCK, ("DK", "2025-09"), (44525, "b")),
        (of.TEMPORARY_PROTECTION_STOCK, ("EU27_2020", "2026-07"), (4428315, None)),
        (of.TEMPORARY_PROTECTION_STOCK, ("IS", "2026-07"), (None, None)),
        (of.FIRST_TIME_APPLICANTS_PER_1000, ("ES", "2025"), (2.87, "p")),
    ],
)
def test_a_cell_keeps_its_flag_on_the_way(
    replayed: Store,
    indicator: Indicator,
    where: tuple[str, str],
    told: tuple[float | None, str | None],
) -> None:
    geo, period = where

    rows = replayed.series(indicator).filter(geo=geo, period=Period.parse(period).start)

    assert rows.select("value", "flag").rows() == [told]
