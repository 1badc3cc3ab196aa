from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import polars as pl
import pytest

from cache import Kind, Outcome, Store, Vintage
from cache.manifest import Run
from charts.workshop import Workshop
from dashboard.news import changed, expected, last_edition, new, stands, updated
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.language import Language
from emn.period import Period

Publish = Callable[..., Vintage]
Paper = Callable[..., pl.DataFrame]
EN = View(language=Language.EN)
CHECKED = datetime(2026, 9, 19, 8, 5, tzinfo=UTC)  # just after what is on paper was fetched


def words(html: object) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", str(html))).strip()


def checked(
    store: Store, outcome: Outcome = Outcome.PUBLISHED, of: Sequence[Dataset] = DATASETS[:1]
) -> None:
    store.record(
        [
            Run(
                run="1",
                dataset=each.id,
                started_at=CHECKED,
                seconds=1,
                outcome=outcome,
            )
            for each in of
        ]
    )


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 8, 30), "2026-Q1"),
        (date(2026, 8, 31), "2026-Q2"),
        (date(2026, 11, 22), "2026-Q2"),
        (date(2026, 12, 1), "2026-Q3"),
    ],
)
def test_the_last_edition_is_the_one_that_has_closed(today: date, quarter: str) -> None:
    assert last_edition(today) == Period.parse(quarter)


def test_an_update_of_yesterday_is_named_and_counted(
    store: Store, publish: Publish, on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper("5790", "5800"), on="2026-08-16T23:00:00+02:00")
    publish(
        ASYLUM_APPLICATIONS,
        on_paper(),
        on="2026-09-18T23:00:00+02:00",
        rows=30,
        sha256="f" * 16,
    )
    checked(store)

    told = words(new(EN, store))

    assert "Since yesterday, 18 September 2026: 1 of " in told
    assert "18 September 2026; 0 new figures, 1 revised, 0 withdrawn" in told
    assert "edition about the second quarter of 2026 closed, on 31 August 2026: 1 of" in told


def test_where_nothing_is_newer_the_last_updates_are_named(
    store: Store, publish: Publish, on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), on="2026-09-10T23:00:00+02:00")
    checked(store)

    told = words(new(EN, store))

    assert "Since yesterday, 18 September 2026, no dataset was updated. The last updates:" in told
    assert "Asylum applicants by type of applicant (monthly) – 10 September 2026" in told


def test_a_day_begins_at_midnight_in_brussels(
    store: Store, publish: Publish, on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), on="2026-09-16T00:00:00+02:00")

    assert [each.dataset for each in updated(store, date(2026, 9, 16))] == [ASYLUM_APPLICATIONS]
    assert updated(store, date(2026, 9, 17)) == []


def test_what_can_t_be_compared_cheaply_is_not_counted(
    store: Store, publish: Publish, on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper("5790", "5800"), on="2026-08-16T23:00:00+02:00")
    publish(ASYLUM_APPLICATIONS, on_paper(), rows=1_000_000, sha256="f" * 16)
    (update,) = updated(store, date(2026, 9, 16))

    assert changed(store, update) is None
    assert changed(store, update._replace(vintage=update.vintage.described(rows=30))) == {
        Kind.CHANGED: 1,
        Kind.WITHDRAWN: 0,
        Kind.ADDED: 0,
        Kind.FLAGGED: 0,
    }


def test_the_next_period_is_expected_when_it_is_usually_there(
    store: Store, publish: Publish, on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), last_period=date(2026, 6, 1))

    assert expected(store, date(2026, 9, 17), Language.EN) == (
        "Asylum applicants by type of applicant (monthly), July 2026: usually by 31 October 2026"
    )
    assert expected(store, date(2026, 12, 1), Language.EN) == ""


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.PUBLISHED, "Nothing is held back, nothing failed."),
        (Outcome.QUARANTINED, "Held back by a check Asylum applicants by type"),
        (Outcome.WAITING, "Held back by a check Asylum applicants by type"),
        (Outcome.FAILED, "Not fetched at the last attempt Asylum applicants by type"),
    ],
)
def test_what_is_held_back_is_said(
    store: Store, publish: Publish, on_paper: Paper, outcome: Outcome, said: str
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper())
    checked(store, outcome)

    assert said in words(stands(EN, store))


def test_an_empty_cache_has_no_news(workshop: Workshop) -> None:
    assert new(EN, workshop.store) is None
    assert words(stands(EN, workshop.store)).startswith("State of the data Nothing is held back")


def test_many_datasets_that_were_not_fetched_are_folded_behind_their_number(
    store: Store, publish: Publish, on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper())
    checked(store, Outcome.FAILED, DATASETS[:5])

    told = stands(EN, store)

    assert "<summary>5 datasets</summary>" in told
    assert told.count("<li>") == 5
