from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from cache import Kind, Revisions, Store, revisions
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import BrokenVintage
from tests.cache.conftest import ALL, BEFORE, JULY, JUNE, Publish, Table, told

AFTER = """
    geo  period      value  flag  conf_status
    AT   2026-04-01   1200  -     -
    BE   2026-04-01   2500  -     -
    BG   2026-04-01     50  -     -
    CZ   2026-04-01      -  -     C
    DE   2026-04-01   9450  p     -
    EE   2026-04-01      -  -     -
    EL   2026-04-01      -  -     -
    HR   2026-04-01    155  -     -
    SE   2026-04-01      -  -     -
    SE   2026-05-01    700  -     -
"""


@pytest.fixture
def compare(store: Store, publish: Publish, table: Table) -> Callable[[str, str], Revisions]:
    """Publish two tables of applicants, one after the other, and compare them."""

    def run(before: str, after: str) -> Revisions:
        earlier = publish(ASYLUM_APPLICATIONS, table(before, **ALL), on=JUNE)
        later = publish(ASYLUM_APPLICATIONS, table(after, **ALL), on=JULY)
        return revisions(store, ASYLUM_APPLICATIONS, earlier, later)

    return run


# What happened to a cell


def test_every_cell_that_differs_is_told_and_no_other(
    compare: Callable[[str, str], Revisions],
) -> None:
    found = compare(BEFORE, AFTER)

    assert told(found.cells, "difference", "percent") == [
        ("BE", "flagged", 2500, 2500, None, None),
        ("BG", "changed", 40, 50, 10, None),  # the base is too small for a percentage
        ("CZ", "withdrawn", 120, None, None, None),
        ("DE", "changed", 9000, 9450, 450, 5.0),
        ("EL", "flagged", None, None, None, None),
        ("HR", "changed", 0, 155, 155, None),
        ("SE", "added", None, 700, None, None),
    ]
    assert found.counts() == {
        Kind.CHANGED: 3,
        Kind.WITHDRAWN: 1,
        Kind.ADDED: 1,
        Kind.FLAGGED: 2,
    }


def test_flags_and_statuses_of_both_vintages_stand_beside_the_values(
    compare: Callable[[str, str], Revisions],
) -> None:
    found = compare(BEFORE, AFTER).of(["BE", "CZ", "DE", "EL"])

    flags = [f"{name}_{when}" for name in ("flag", "conf_status") for when in ("before", "after")]
    assert found.cells.select("geo", *flags).collect().rows() == [
        ("BE", "p", None, None, None),
        ("CZ", None, None, None, "C"),
        ("DE", None, "p", None, None),
        ("EL", None, None, "C", None),
    ]


def test_cells_are_told_by_their_whole_key(compare: Callable[[str, str], Revisions]) -> None:
    found = compare(BEFORE, AFTER).of(["SE"]).cells.collect()

    assert found.row(0, named=True) == {
        "geo": "SE",
        **ALL,
        "period": date(2026, 5, 1),
        "kind": "added",
        "before": None,
        "after": 700.0,
        "difference": None,
        "percent": None,
        "flag_before": None,
        "flag_after": None,
        "conf_status_before": None,
        "conf_status_after": None,
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("99.9", "100", [("changed", None)]),
        ("100", "99.9", [("changed", -0.1)]),
        ("0.3", "0.30000000000000004", [("changed", None)]),  # exactly: the next double
        ("0.3", "0.30", []),
        ("0", "0", []),
        ("-", "0", [("added", None)]),  # nothing is not zero
        ("0", "-", [("withdrawn", None)]),
    ],
)
def test_values_are_compared_exactly(
    compare: Callable[[str, str], Revisions],
    before: str,
    after: str,
    expected: list[tuple[str, float | None]],
) -> None:
    found = compare(
        f"geo period value\nDE 2026-04-01 {before}", f"geo period value\nDE 2026-04-01 {after}"
    )

    rows = found.cells.select("kind", pl.col("percent").round(6)).collect().rows()
    assert rows == expected


def test_a_vintage_does_not_differ_from_itself(
    store: Store, publish: Publish, table: Table
) -> None:
    only = publish(ASYLUM_APPLICATIONS, table(BEFORE, **ALL))

    assert revisions(store, ASYLUM_APPLICATIONS, only, only).cells.collect().is_empty()


def test_nothing_is_read_before_somebody_looks(
    store: Store, compare: Callable[[str, str], Revisions]
) -> None:
    found = compare(BEFORE, AFTER)
    (store.root / "vintages" / found.dataset.id / f"{found.earlier.name}.parquet").unlink()

    with pytest.raises(BrokenVintage, match=r"can't be compared .* Choose another vintage"):
        found.read()


# Order


def test_the_largest_difference_comes_first_and_news_last(
    compare: Callable[[str, str], Revisions],
) -> None:
    found = compare(BEFORE, AFTER)

    in_order = [row[:2] for row in told(found.largest_first())]

    assert [row[:2] for row in told(found.by_place_and_period())] == in_order
    assert in_order == [
        ("DE", "changed"),
        ("HR", "changed"),
        ("CZ", "withdrawn"),
        ("BG", "changed"),
        ("SE", "added"),
        ("BE", "flagged"),
        ("EL", "flagged"),
    ]


def test_a_place_and_period_is_told_by_its_counts_and_its_largest_cell(
    store: Store, publish: Publish, table: Table
) -> None:
    pinned = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
    earlier = publish(
        ASYLUM_APPLICATIONS,
        table(
            """
            geo  period      applicant  value
            SE   2021-01-01  TOTAL       1000
            SE   2021-01-01  FRST         900
            SE   2021-02-01  TOTAL       1100
            """,
            **pinned,
        ),
        on=JUNE,
    )
    later = publish(
        ASYLUM_APPLICATIONS,
        table(
            """
            geo  period      applicant  value
            SE   2021-01-01  TOTAL       1450
            SE   2021-01-01  FRST        1300
            SE   2021-01-01  SSEQ         150
            SE   2021-02-01  TOTAL       1650
            """,
            **pinned,
        ),
        on=JULY,
    )

    found = revisions(store, ASYLUM_APPLICATIONS, earlier, later).by_place_and_period()

    columns = ("period", *Kind, "applicant", "before", "after", "difference", "percent")
    assert found.select(*columns).collect().rows() == [
        (date(2021, 2, 1), 1, 0, 0, 0, "TOTAL", 1100, 1650, 550, 50.0),
        (date(2021, 1, 1), 2, 0, 1, 0, "TOTAL", 1000, 1450, 450, 45.0),
    ]
