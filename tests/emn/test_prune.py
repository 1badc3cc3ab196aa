from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import polars as pl
import pytest

from cache import Origin, Store, Vintage
from emn.commands.prune import prune
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import Misused
from emn.settings import Settings
from etl.lock import AlreadyRefreshing, one_at_a_time


@pytest.fixture
def history(store: Store) -> list[Vintage]:
    """Three vintages of years ago, two of them of one month; the last is in service."""
    moments = [
        datetime.fromisoformat(f"{day}T21:00+00:00")
        for day in ("2020-06-03", "2020-06-17", "2020-09-16")
    ]
    return [
        store.publish(
            pl.DataFrame({"geo": ["DE"], "value": [5.0]}),
            Vintage(
                dataset=ASYLUM_APPLICATIONS.id,
                dataflow=ASYLUM_APPLICATIONS.dataflow,
                last_update=moment,
                extracted_at=moment,
                url="https://example.invalid/",
                sha256="0123456789abcdef",
                origin=Origin.PUBLISHED,
            ),
        )
        for moment in moments
    ]


@pytest.fixture
def told(store: Store, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the command; give what it prints."""

    def run(*pinned: str, is_delete: bool = False, as_json: bool = False) -> str:
        prune(Settings(data_dir=store.root), pinned, is_delete=is_delete, as_json=as_json)
        return capsys.readouterr().out

    return run


def test_the_command_lists_what_may_go_and_deletes_nothing(
    store: Store, history: list[Vintage], told: Callable[..., str]
) -> None:
    assert told().splitlines() == [
        f"asylum_applications: {history[0].name}",
        "May go: 1. Nothing was deleted; --delete does it.",
    ]
    assert store.vintages(ASYLUM_APPLICATIONS) == history


def test_the_command_deletes_when_told(
    store: Store, history: list[Vintage], told: Callable[..., str]
) -> None:
    assert told(is_delete=True).splitlines() == [
        f"asylum_applications: {history[0].name}",
        "Deleted: 1, with their raw answers.",
    ]
    assert store.vintages(ASYLUM_APPLICATIONS) == history[1:]


def test_the_command_keeps_what_is_pinned(
    store: Store, history: list[Vintage], told: Callable[..., str]
) -> None:
    assert told(history[0].name, is_delete=True) == "Every stored vintage stays.\n"
    assert store.vintages(ASYLUM_APPLICATIONS) == history


def test_the_command_answers_a_program(history: list[Vintage], told: Callable[..., str]) -> None:
    assert json.loads(told(as_json=True)) == {
        "is_deleted": False,
        "vintages": [{"dataset": "asylum_applications", "vintage": history[0].name}],
    }


def test_a_vintage_to_be_kept_that_is_none_stops_everything(
    store: Store, history: list[Vintage], told: Callable[..., str]
) -> None:
    slip = history[0].name.replace("2020", "2021")

    with pytest.raises(Misused, match=f"is no stored vintage. Did you mean {history[0].name}"):
        told(slip, is_delete=True)

    assert store.vintages(ASYLUM_APPLICATIONS) == history


def test_nothing_is_deleted_while_a_refresh_is_under_way(
    store: Store, history: list[Vintage], told: Callable[..., str]
) -> None:
    with one_at_a_time(store, datetime.now(UTC)):
        assert history[0].name in told()
        with pytest.raises(AlreadyRefreshing):
            told(is_delete=True)

    assert store.vintages(ASYLUM_APPLICATIONS) == history
