"""What waits in quarantine is neither fetched nor told again, until there is something new."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cache import Outcome, Store
from emn.commands.refresh import plan
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from emn.errors import PartlyRefreshed, StillWaiting
from emn.settings import Settings
from etl.eurostat_api import Eurostat
from etl.gate_quarantine import accept
from etl.notify import Notice
from etl.refresh import Failed, raise_for, refresh
from standin import faults
from standin.faults import Misbehaviour
from standin.replay import Replay
from standin.server import Standin

DATASET = FIRST_TIME_RATE_ANNUAL
NIGHT = datetime(2026, 9, 16, 22, 15, tzinfo=UTC)
NEXT = NIGHT + timedelta(days=1)
WITHOUT_GERMANY = """
freq,unit,geo\\TIME_PERIOD  2024  2025
A,NR,EU27_2020              2.03  1.48
A,NR,ES                     3.32  2.87
A,NR,CY                     6.98  2.90
"""
Write = Callable[..., Replay]


@pytest.fixture
def waiting(refreshed: Store, standin: Standin, eurostat: Eurostat, write: Write) -> Store:
    """A cache whose rates of 16 September wait in quarantine, and nothing was asked since."""
    standin.answers = write(rate=WITHOUT_GERMANY, on="2026-09-16T23:00:00+0200")
    [run] = refresh(refreshed, eurostat, [DATASET], now=NIGHT)
    assert run.outcome is Outcome.QUARANTINED
    standin.asked.clear()
    return refreshed


def fetched(standin: Standin) -> list[str]:
    return [each.path for each in standin.asked if "/data/migr_asyapp1mp" in each.path]


def test_it_is_not_fetched_again_and_the_run_says_since_when_and_why(
    waiting: Store, standin: Standin, eurostat: Eurostat
) -> None:
    [run] = refresh(waiting, eurostat, [DATASET], now=NEXT)

    assert isinstance(run, Failed)
    assert type(run.error) is StillWaiting
    assert run.outcome is Outcome.WAITING
    assert run.note.startswith(
        "first_time_rate_annual: still waits in quarantine since 2026-09-17 00:15 (Brussels time),"
        " and Eurostat has nothing newer (lost values: 2 of 8 values are gone;"
        " lost reporters: DE has no value left). If Eurostat really means these figures, run"
        " `emn accept first_time_rate_annual"
    )
    assert fetched(standin) == []
    assert [each.path for each in standin.asked if "/dataflow/ESTAT" in each.path] == []


def test_nobody_is_notified_again_and_the_exit_code_still_tells(
    waiting: Store, eurostat: Eurostat
) -> None:
    runs = refresh(waiting, eurostat, [DATASET, POPULATION], now=NEXT)

    assert [each.outcome for each in runs] == ["waiting", "published"]
    assert Notice.of(runs) is None
    with pytest.raises(PartlyRefreshed, match="still waits in quarantine"):
        raise_for(runs)
    with pytest.raises(StillWaiting) as caught:
        raise_for(runs[:1])
    assert caught.value.exit_code == 15


def test_a_notice_of_something_else_does_not_repeat_it(
    waiting: Store, standin: Standin, eurostat: Eurostat
) -> None:
    standin.misbehave("/data/demo_gind", faults.another_dataset())

    notice = Notice.of(refresh(waiting, eurostat, [DATASET, POPULATION], now=NEXT))

    assert notice is not None
    assert [each.dataset for each in notice.runs] == ["population"]
    assert DATASET.id not in notice.text


def test_a_newer_update_is_fetched(
    waiting: Store, standin: Standin, eurostat: Eurostat, write: Write
) -> None:
    standin.answers = write(on="2026-09-17T11:00:00+0200")

    [run] = refresh(waiting, eurostat, [DATASET], now=NEXT)

    assert run.outcome is Outcome.PUBLISHED
    assert len(fetched(standin)) == 1


@pytest.mark.parametrize("way", ["forced", "deleted", "sidecar broken", "served one lost"])
def test_it_is_fetched_again_where_there_is_a_reason(
    waiting: Store, standin: Standin, eurostat: Eurostat, way: str
) -> None:
    folder = waiting.root / "quarantine" / DATASET.id
    if way == "deleted":
        for path in folder.iterdir():
            path.unlink()
    elif way == "sidecar broken":
        next(folder.glob("*.json")).write_text("{")
    elif way == "served one lost":
        for path in (waiting.root / "vintages" / DATASET.id).glob("*.parquet"):
            path.unlink()

    refresh(waiting, eurostat, [DATASET], now=NEXT, force=way == "forced")

    assert len(fetched(standin)) == 1


def test_it_is_fetched_again_when_the_declaration_asks_for_more(
    waiting: Store, standin: Standin, eurostat: Eurostat
) -> None:
    refresh(waiting, eurostat, [replace(DATASET, since="2000")], now=NEXT)

    assert len(fetched(standin)) == 1


def test_it_is_fetched_again_when_eurostat_changed_the_structure(
    waiting: Store, standin: Standin, eurostat: Eurostat
) -> None:
    [sidecar] = (waiting.root / "quarantine" / DATASET.id).glob("*.json")
    told = json.loads(sidecar.read_text(encoding="utf-8"))
    told["structure"]["last_structure_change"] = "2026-01-01T11:00:00+01:00"
    sidecar.write_text(json.dumps(told), encoding="utf-8")

    refresh(waiting, eurostat, [DATASET], now=NEXT)

    assert len(fetched(standin)) == 1


@pytest.mark.parametrize("mistake", [faults.text_in_a_cell(), faults.header_only()])
def test_a_body_that_nobody_could_accept_is_asked_for_again(
    refreshed: Store,
    standin: Standin,
    eurostat: Eurostat,
    news: Callable[[], None],
    mistake: Misbehaviour,
) -> None:
    news()
    standin.misbehave("/data/migr_asyapp1mp", mistake)
    [broken] = refresh(refreshed, eurostat, [DATASET], now=NIGHT)

    [mended] = refresh(refreshed, eurostat, [DATASET], now=NEXT)

    assert isinstance(broken, Failed)
    assert mended.outcome is Outcome.PUBLISHED


def test_once_accepted_it_is_current(waiting: Store, standin: Standin, eurostat: Eurostat) -> None:
    accept(waiting, DATASET, "Germany withdrew its figures", NEXT)

    [run] = refresh(waiting, eurostat, [DATASET], now=NEXT)

    assert run.outcome is Outcome.UNCHANGED
    assert fetched(standin) == []


def test_a_first_vintage_that_waits_is_not_fetched_again_either(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    strange = "freq,unit,geo\\TIME_PERIOD\t2024 \r\nA,NR,DX\t2.03 \r\n"
    standin.misbehave("/data/migr_asyapp1mp", faults.answer(strange))
    refresh(store, eurostat, [DATASET], now=NIGHT)
    standin.asked.clear()

    [run] = refresh(store, eurostat, [DATASET], now=NEXT)

    assert run.outcome is Outcome.WAITING
    assert fetched(standin) == []


def test_a_dry_run_says_that_it_waits(
    waiting: Store, standin: Standin, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data_dir=waiting.root, eurostat_url=standin.url)
    plan(settings, [DATASET.id])
    plan(settings, [DATASET.id], as_json=True)

    told, _, as_json = capsys.readouterr().out.partition("\n")
    [row] = json.loads(as_json)
    assert told.startswith(f"{DATASET.id}: still waits in quarantine since")
    assert row == {"dataset": DATASET.id, "reason": None, "waiting": told}
