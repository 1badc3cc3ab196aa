from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache import Origin, Rule, Store, Vintage, kept, prunable, prune
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import CacheError

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
CELLS = pl.DataFrame({"geo": ["DE"], "value": [5.0]})
NOBODY: frozenset[str] = frozenset()


def vintage(updated: str, fetched: str = "", sha256: str = "00000000") -> Vintage:
    """A vintage updated on this day, and fetched on the same unless told."""
    return Vintage(
        dataset=ASYLUM_APPLICATIONS.id,
        dataflow=ASYLUM_APPLICATIONS.dataflow,
        last_update=datetime.fromisoformat(f"{updated}T21:00+00:00"),
        extracted_at=datetime.fromisoformat(f"{fetched or updated}T23:00+00:00"),
        url="https://example.invalid/",
        sha256=sha256,
        origin=Origin.PUBLISHED,
    )


@pytest.fixture
def publish(store: Store) -> Callable[..., Vintage]:
    """Publish a vintage with its raw answer and the note beside it."""

    def put(updated: str, fetched: str = "", sha256: str = "00000000") -> Vintage:
        stored = store.publish(CELLS, vintage(updated, fetched, sha256))
        for suffix in (".tsv.gz", ".json"):
            with store.written(store.raw(stored, suffix)) as file:
                file.write(b"an answer")
        return stored

    return put


def days(vintages: list[Vintage]) -> list[str]:
    return [f"{each.last_update:%Y-%m-%d}" for each in vintages]


def files(store: Store) -> list[str]:
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


# The rule


def test_all_of_the_last_400_days_stay_and_of_the_time_before_the_last_of_each_month() -> None:
    history = [
        vintage(day)
        for day in (
            *("2025-06-03", "2025-06-17", "2025-06-30"),
            *("2025-08-04", "2025-08-19"),
            *("2025-10-02", "2025-10-09", "2025-10-20", "2025-10-30"),
            "2026-09-16",
        )
    ]

    stay = days(kept(history, NOBODY, NOW))

    assert stay == [
        "2025-06-30",
        "2025-08-19",
        "2025-10-09",  # in service until the 20th: 397 days ago
        "2025-10-20",
        "2025-10-30",
        "2026-09-16",
    ]


def test_what_was_in_service_at_the_first_moment_stays() -> None:
    history = [vintage("2025-10-02"), vintage("2025-10-09"), vintage("2025-10-20")]

    boundary = history[2].extracted_at + timedelta(days=400)

    assert days(kept(history, NOBODY, boundary)) == ["2025-10-09", "2025-10-20"]
    assert days(kept(history, NOBODY, boundary + timedelta(seconds=1))) == ["2025-10-20"]


def test_what_an_edition_pins_stays() -> None:
    history = [vintage("2025-06-03"), vintage("2025-06-17"), vintage("2025-06-30")]

    assert days(kept(history, {history[0].name}, NOW)) == ["2025-06-03", "2025-06-30"]


def test_of_two_answers_with_one_date_the_one_fetched_later_is_the_last() -> None:
    first = vintage("2025-06-03", "2025-06-04", "11111111")
    second = vintage("2025-06-03", "2025-06-05", "00000000")

    assert kept([second, first], NOBODY, NOW) == [second]


def test_old_vintages_that_were_imported_lately_stay() -> None:
    history = [vintage("2015-06-02", "2026-11-20"), vintage("2015-06-19", "2026-11-20", "1" * 8)]

    assert kept(history, NOBODY, NOW) == history


def test_the_span_is_the_rule_s() -> None:
    history = [vintage("2026-11-03"), vintage("2026-11-10"), vintage("2026-11-17")]

    short = Rule(every_one_for=timedelta(days=5))

    assert days(kept(history, NOBODY, NOW, short)) == ["2026-11-10", "2026-11-17"]


@given(st.lists(st.integers(0, 1500), unique=True, max_size=40))
def test_whatever_the_history_the_last_and_every_month_stay(ages: list[int]) -> None:
    history = [vintage(f"{NOW - timedelta(days=age):%Y-%m-%d}") for age in ages]

    stay = kept(history, NOBODY, NOW)

    assert {day[:7] for day in days(stay)} == {day[:7] for day in days(history)}
    assert max(days(history), default="") == max(days(stay), default="")
    assert kept(stay, NOBODY, NOW) == stay  # a second night finds nothing more to do


# The cache


def test_what_leaves_takes_its_raw_answer_with_it(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    leaving, last, current = publish("2025-06-03"), publish("2025-06-17"), publish("2026-09-16")

    assert prune(store, ASYLUM_APPLICATIONS, NOBODY, NOW) == [leaving]

    assert store.vintages(ASYLUM_APPLICATIONS) == [last, current]
    assert store.current(ASYLUM_APPLICATIONS) == current
    assert files(store) == sorted(
        [
            *("current.json", "origin.json"),
            *(f"{each.name}{end}" for each in (last, current) for end in (".parquet", ".tsv.gz")),
            *(f"{each.name}.json" for each in (last, current)),
        ]
    )


def test_a_rehearsal_lists_what_would_leave_and_touches_nothing(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    leaving = publish("2025-06-03")
    publish("2025-06-17")
    publish("2026-09-16")
    before = files(store)

    assert prunable(store, ASYLUM_APPLICATIONS, NOBODY, NOW) == [leaving]
    assert files(store) == before


def test_what_is_in_service_stays_however_old(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    publish("2025-06-17")
    current = publish("2025-06-03", "2025-06-04")  # a person put the older one back

    assert prune(store, ASYLUM_APPLICATIONS, NOBODY, NOW) == []
    with pytest.raises(CacheError, match=f"{current.name} is in service"):
        store.remove(ASYLUM_APPLICATIONS, current)
    assert store.observations(ASYLUM_APPLICATIONS).collect().equals(CELLS)


def test_nothing_leaves_while_nothing_is_in_service(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    stored = [publish("2025-06-03"), publish("2025-06-17")]
    (store.root / "vintages" / ASYLUM_APPLICATIONS.id / "current.json").unlink()

    assert prune(store, ASYLUM_APPLICATIONS, NOBODY, NOW) == []
    assert store.vintages(ASYLUM_APPLICATIONS) == stored


def test_a_killed_pruning_is_finished_by_the_next(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    leaving = publish("2025-06-03")
    publish("2025-06-17")
    publish("2026-09-16")
    store.raw(leaving, ".tsv.gz").unlink()  # as far as the killed one came

    assert prune(store, ASYLUM_APPLICATIONS, NOBODY, NOW) == [leaving]
    assert [name for name in files(store) if name.startswith(leaving.name)] == []


def test_the_observations_go_after_the_raw_answer(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    leaving = publish("2025-06-03")
    publish("2025-06-17")
    publish("2026-09-16")
    store.raw(leaving, ".tsv.gz").unlink()
    store.raw(leaving, ".tsv.gz").mkdir()  # can't be unlinked, not even by root

    with pytest.raises(CacheError, match=r"\.parquet: can't be removed"):
        prune(store, ASYLUM_APPLICATIONS, NOBODY, NOW)

    assert leaving in store.vintages(ASYLUM_APPLICATIONS)


def test_a_reader_that_lists_vintages_overlooks_one_that_has_just_left(
    store: Store, publish: Callable[..., Vintage], tmp_path: Path
) -> None:
    current = publish("2026-09-16")
    folder = store.root / "vintages" / ASYLUM_APPLICATIONS.id
    (folder / "left.parquet").symlink_to(tmp_path / "nowhere")  # listed, and not there

    assert store.vintages(ASYLUM_APPLICATIONS) == [current]


def test_a_reader_keeps_the_file_that_it_has_opened(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    leaving = publish("2025-06-03")
    publish("2025-06-17")
    publish("2026-09-16")
    path = store.root / "vintages" / ASYLUM_APPLICATIONS.id / f"{leaving.name}.parquet"

    with path.open("rb") as opened:
        prune(store, ASYLUM_APPLICATIONS, NOBODY, NOW)
        assert not path.exists()
        assert pl.read_parquet(opened).equals(CELLS)


def test_the_same_bytes_fetched_every_night_make_one_vintage(
    store: Store, publish: Callable[..., Vintage]
) -> None:
    for night in range(16, 26):
        last = publish("2026-09-16", f"2026-09-{night}")
        assert store.vintages(ASYLUM_APPLICATIONS) == [last]
