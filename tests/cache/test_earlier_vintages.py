from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from cache import Store, earlier_than, revisions
from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_TIME_RATE_MONTHLY
from emn.errors import Misused
from tests.cache.conftest import ALL, AUGUST, BEFORE, JULY, JUNE, Publish, Table, told

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
