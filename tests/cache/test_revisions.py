from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from cache import Kind, Revisions, Store, Vintage, earlier_than, revisions
from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_TIME_RATE_MONTHLY
from emn.errors import BrokenVintage, Misused

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


def told(cells: pl.LazyFrame, *more: str) -> list[tuple[object, ...]]:
    return cells.select("geo", "kind", "before", "after", *more).collect().rows()


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


# What changed on our side is no revision


def test_names_from_before_2025_are_read_as_those_of_today(
    store: Store, publish: Publish, table: Table
) -> None:
    pinned = {"unit": "PER", "citizen": "EXT_EU28", "sex": "T", "age": "TOTAL"}
    old = table("geo period asyl_app value\nDE 2026-04-01 NASY_APP 10", **pinned)
    new = table(
        "geo period applicant value\nDE 2026-04-01 FRST 15",
        **{**pinned, "citizen": "EXT_EU27_2020"},
    )
    earlier = publish(ASYLUM_APPLICATIONS, old, on=JUNE)
    later = publish(ASYLUM_APPLICATIONS, new, on=JULY)

    found = revisions(store, ASYLUM_APPLICATIONS, earlier, later)

    assert told(found.cells, "citizen", "applicant") == [
        ("DE", "changed", 10, 15, "EXT_EU27_2020", "FRST")
    ]


def test_codes_and_periods_that_we_no_longer_ask_for_are_not_withdrawn(
    store: Store, publish: Publish, table: Table
) -> None:
    wide = table(
        "geo period sex value\nDE 2008-01-01 T 5\nDE 2026-04-01 T 9\nDE 2026-04-01 M 4",
        **{name: code for name, code in ALL.items() if name != "sex"},
    )
    earlier = publish(ASYLUM_APPLICATIONS, wide, on=JUNE)
    later = publish(ASYLUM_APPLICATIONS, wide.filter(value=9), on=JULY)

    narrower = replace(ASYLUM_APPLICATIONS, since="2009-01")

    assert revisions(store, narrower, earlier, later).cells.collect().is_empty()
    assert told(revisions(store, ASYLUM_APPLICATIONS, earlier, later).cells) == [
        ("DE", "withdrawn", 5, None)
    ]


def test_what_a_moving_window_leaves_behind_is_not_withdrawn(
    store: Store, publish: Publish, table: Table
) -> None:
    window = replace(FIRST_TIME_RATE_MONTHLY, since="", latest=2)
    rate = {name: codes[0] for name, codes in window.keep.items()}
    earlier = publish(
        window, table("geo period value\nDE 2026-03-01 9\nDE 2026-04-01 8", **rate), on=JUNE
    )
    later = publish(
        window, table("geo period value\nDE 2026-04-01 8\nDE 2026-05-01 7", **rate), on=JULY
    ).described(first_period=date(2026, 4, 1))

    assert told(revisions(store, window, earlier, later).cells) == [("DE", "added", None, 7)]


def test_a_vintage_with_other_dimensions_is_refused_by_name(
    store: Store, publish: Publish, table: Table
) -> None:
    cells = table(BEFORE, **ALL)
    earlier = publish(ASYLUM_APPLICATIONS, cells.drop("age"), on=JUNE)
    later = publish(ASYLUM_APPLICATIONS, cells, on=JULY)

    with pytest.raises(Misused, match=rf"{earlier.name} was stored with other dimensions .*\(age"):
        revisions(store, ASYLUM_APPLICATIONS, earlier, later)


# Which vintage to compare with


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (None, JULY),
        ("2026-06-01T00:00:00+02:00", JUNE),  # none is as old: the oldest
        ("2026-06-17T00:00:00+02:00", JUNE),
        ("2026-07-16T23:00:00+02:00", JUNE),  # July's update came at this moment, not before
        ("2026-08-01T00:00:00+02:00", JULY),
        ("2026-09-01T00:00:00+02:00", AUGUST),  # nothing came since
    ],
)
def test_the_earlier_vintage_is_what_was_shown_before_the_day_asked_for(
    store: Store, publish: Publish, table: Table, since: str | None, expected: str
) -> None:
    cells = table(BEFORE, **ALL)
    *_, later = [publish(ASYLUM_APPLICATIONS, cells, on=on) for on in (JUNE, JULY, AUGUST)]

    moment = datetime.fromisoformat(since) if since else None
    earlier = earlier_than(store, ASYLUM_APPLICATIONS, later, moment)

    assert earlier is not None
    assert earlier.last_update == datetime.fromisoformat(expected)


def test_the_first_vintage_has_none_before_it(store: Store, publish: Publish, table: Table) -> None:
    only = publish(ASYLUM_APPLICATIONS, table(BEFORE, **ALL))

    assert earlier_than(store, ASYLUM_APPLICATIONS, only) is None


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
