from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cache import Store
from emn.commands.refresh import chosen, plan, refresh
from emn.datasets import DATASETS
from emn.errors import Misused, PartlyRefreshed, SourceUnavailable
from emn.settings import Log, Settings
from etl.lock import AlreadyRefreshing, one_at_a_time
from standin import faults
from standin.server import Standin

PAIR = ("first_time_rate_annual", "population")
NIGHT = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
UNSENT = "The notification to 127.0.0.1 could not be sent (ConnectionError). Check EMN_WEBHOOK."
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def settings(store: Store, standin: Standin) -> Settings:
    """Our cache, their address, and a webhook where nobody listens: an attempt shows as UNSENT."""
    return Settings(
        data_dir=store.root, eurostat_url=standin.url, webhook="http://127.0.0.1:9/", timeout_s=2
    )


# What is chosen


def test_with_nothing_named_every_dataset_is_chosen() -> None:
    assert chosen() == list(DATASETS)


def test_a_theme_chooses_its_datasets_and_ids_are_added_in_the_order_of_a_refresh() -> None:
    theme = DATASETS[0].theme

    assert chosen(themes=[theme.id]) == [each for each in DATASETS if each.theme == theme]
    assert sorted(each.id for each in chosen(PAIR[::-1])) == sorted(PAIR)
    assert chosen(PAIR[::-1]) == chosen(PAIR)


@pytest.mark.parametrize(
    ("ids", "themes", "told"),
    [
        (["nope"], [], "'nope' is no dataset. There are: asylum_applications"),
        ([], ["nope"], "'nope' is no theme with datasets. There are: "),
    ],
)
def test_what_does_not_exist_is_answered_with_what_there_is(
    ids: list[str], themes: list[str], told: str
) -> None:
    with pytest.raises(Misused) as caught:
        chosen(ids, themes)

    assert str(caught.value).startswith(told)


# The dry run


def test_a_dry_run_says_what_would_be_fetched_and_writes_nothing(
    settings: Settings, store: Store, capsys: Captured
) -> None:
    plan(settings, PAIR)

    assert sorted(capsys.readouterr().out.splitlines()) == [
        "first_time_rate_annual: would be fetched: nothing is stored yet",
        "population: would be fetched: nothing is stored yet",
    ]
    assert not store.root.exists()


def test_a_dry_run_after_a_refresh_says_what_is_current(
    settings: Settings, refreshed: Store, news: Callable[[], None], capsys: Captured
) -> None:
    assert refreshed.root == settings.data_dir
    plan(settings, ["population"])
    news()
    plan(settings, ["population"], as_json=True)

    quiet, _, after = capsys.readouterr().out.partition("\n")
    assert quiet == "population: unchanged"
    assert json.loads(after) == [
        {
            "dataset": "population",
            "reason": "Eurostat updated it on 2026-09-16 at 21:00 UTC",
            "waiting": None,
        }
    ]


# Who is told


def test_a_good_night_is_told_on_the_terminal_and_to_nobody_else(
    settings: Settings, capsys: Captured
) -> None:
    refresh(settings, PAIR)

    out, err = capsys.readouterr()
    assert [line.partition(" (")[0] for line in sorted(out.splitlines())] == [
        "first_time_rate_annual: new vintage",
        "population: new vintage",
    ]
    assert err == ""


def test_where_some_failed_people_are_notified_and_the_exit_code_says_partly(
    settings: Settings, standin: Standin, capsys: Captured
) -> None:
    standin.misbehave("/data/migr_asyapp1mp", faults.another_dataset())

    with pytest.raises(PartlyRefreshed) as caught:
        refresh(settings, PAIR)

    assert caught.value.exit_code == 16
    assert capsys.readouterr().err == f"emn: {UNSENT}\n"


def test_where_nothing_could_begin_people_are_notified_and_the_log_says_why(
    settings: Settings, standin: Standin, capsys: Captured
) -> None:
    standin.stop()

    with pytest.raises(SourceUnavailable) as caught:
        refresh(replace(settings, log=Log.JSON), PAIR)

    logged, unsent = capsys.readouterr().err.splitlines()
    assert caught.value.exit_code == 10
    assert json.loads(logged) == {
        "time": json.loads(logged)["time"],
        "level": "error",
        "error": type(caught.value).__name__,
        "note": str(caught.value),
    }
    assert unsent == f"emn: {UNSENT}"


def test_nobody_is_notified_that_another_refresh_is_under_way(
    settings: Settings, store: Store, capsys: Captured
) -> None:
    with one_at_a_time(store, NIGHT), pytest.raises(AlreadyRefreshing):
        refresh(settings, PAIR)

    assert capsys.readouterr().err == ""


def test_with_a_log_for_programs_there_is_a_line_a_dataset_and_nothing_for_people(
    settings: Settings, store: Store, capsys: Captured
) -> None:
    refresh(replace(settings, log=Log.JSON), PAIR)

    out, err = capsys.readouterr()
    lines = {line["dataset"]: line for line in map(json.loads, err.splitlines())}
    assert out == ""
    assert set(lines) == set(PAIR)
    for dataset in chosen(PAIR):
        vintage = store.current(dataset)
        assert vintage is not None
        assert lines[dataset.id]["vintage"] == vintage.name
        assert lines[dataset.id]["run"]
