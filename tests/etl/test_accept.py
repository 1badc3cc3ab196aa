from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cache import Outcome, Store
from cache.manifest import Vintage
from emn.commands.accept import accept as accept_at_the_command_line
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL
from emn.errors import BrokenVintage, ChecksFailed, Misused, WrongAnswer
from emn.settings import Settings
from etl.eurostat_api import Eurostat
from etl.gate_quarantine import accept, newest
from etl.lock import AlreadyRefreshing, one_at_a_time
from etl.refresh import refresh
from standin.replay import Replay
from standin.server import Standin

DATASET = FIRST_TIME_RATE_ANNUAL
LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
MORNING = datetime(2026, 9, 18, 7, 0, tzinfo=UTC)
REASON = "Germany withdrew its figures, see its note of 15 September"
WITHOUT_GERMANY = """
freq,unit,geo\\TIME_PERIOD  2024  2025
A,NR,EU27_2020              2.03  1.48
A,NR,ES                     3.32  2.87
A,NR,CY                     6.98  2.90
"""
WITHOUT_A_VALUE = """
freq,unit,geo\\TIME_PERIOD  2024  2025
A,NR,EU27_2020              :     :
A,NR,DE                     :     :
"""
WITH_A_WORD = """
freq,unit,geo\\TIME_PERIOD  2024  2025
A,NR,DE                     n/a   2.75
"""
Write = Callable[..., Replay]
Night = Callable[[str, str], None]


@pytest.fixture
def night(refreshed: Store, standin: Standin, eurostat: Eurostat, write: Write) -> Night:
    """A refresh of the rates after Eurostat published this table on that day of September."""

    def pass_by(rate: str, day: str) -> None:
        standin.answers = write(rate=rate, on=f"2026-09-{day}T23:00:00+0200")
        [run] = refresh(refreshed, eurostat, [DATASET], now=LATER)
        assert run.outcome in {Outcome.PUBLISHED, Outcome.QUARANTINED}

    return pass_by


def waiting_files(store: Store) -> list[Path]:
    return sorted((store.root / "quarantine" / DATASET.id).glob("*"))


def served(store: Store) -> Vintage:
    vintage = store.current(DATASET)
    assert vintage is not None
    return vintage


def test_what_waits_is_put_in_service_and_leaves_the_quarantine(
    refreshed: Store, night: Night
) -> None:
    night(WITHOUT_GERMANY, "16")
    assert "DE" in refreshed.observations(DATASET).collect()["geo"]

    vintage = accept(refreshed, DATASET, REASON, MORNING)

    assert served(refreshed) == vintage
    assert vintage.last_update == datetime(2026, 9, 16, 21, tzinfo=UTC)
    assert (vintage.rows, vintage.reporters) == (6, 2)
    assert refreshed.observations(DATASET).collect()["geo"].unique().sort().to_list() == [
        "CY",
        "ES",
        "EU27_2020",
    ]
    assert waiting_files(refreshed) == []


def test_reason_and_day_are_kept_beside_the_raw_answer_and_in_the_log(
    refreshed: Store, night: Night
) -> None:
    night(WITHOUT_GERMANY, "16")

    vintage = accept(refreshed, DATASET, f"  {REASON} ", MORNING)

    sidecar = json.loads(refreshed.raw(vintage, ".json").read_text(encoding="utf-8"))
    assert sidecar["accepted"] == {"reason": REASON, "at": "2026-09-18T07:00:00+00:00"}
    assert sidecar["failing"] == {
        "lost values": ["2 of 8 values are gone"],
        "lost reporters": ["DE has no value left"],
    }
    assert refreshed.raw(vintage, ".tsv.gz").exists()
    assert refreshed.runs().tail(1).drop("started_at").rows() == [
        (
            "2026-09-18T070000Z",
            DATASET.id,
            0.0,
            "accepted",
            REASON,
        )
    ]


def test_the_next_refresh_finds_nothing_to_do_and_compares_with_what_was_accepted(
    refreshed: Store, eurostat: Eurostat, night: Night
) -> None:
    night(WITHOUT_GERMANY, "16")
    accept(refreshed, DATASET, REASON, MORNING)

    [run] = refresh(refreshed, eurostat, [DATASET], now=MORNING)
    assert run.outcome is Outcome.UNCHANGED
    night(WITHOUT_GERMANY.replace("1.48", "1.47"), "20")

    assert served(refreshed).last_update == datetime(2026, 9, 20, 21, tzinfo=UTC)


def test_of_several_the_newest_is_accepted(refreshed: Store, night: Night) -> None:
    night(WITHOUT_GERMANY, "16")
    night(WITHOUT_GERMANY.replace("1.48", "1.47"), "17")

    vintage = accept(refreshed, DATASET, REASON, MORNING)

    assert vintage.last_update == datetime(2026, 9, 17, 21, tzinfo=UTC)
    assert len(waiting_files(refreshed)) == 2  # the older one stays, as history
    with pytest.raises(Misused, match="nothing waits"):
        accept(refreshed, DATASET, REASON, MORNING)


def test_what_is_older_than_the_vintage_in_service_waits_no_more(
    refreshed: Store, night: Night
) -> None:
    night(WITHOUT_GERMANY, "16")
    night(WITHOUT_GERMANY + "A,NR,DE 2.75 1.36\n", "17")

    assert newest(refreshed, DATASET) is None
    with pytest.raises(Misused, match="nothing waits"):
        accept(refreshed, DATASET, REASON, MORNING)


def test_what_is_let_through_by_force_leaves_the_quarantine_too(
    refreshed: Store, eurostat: Eurostat, night: Night
) -> None:
    night(WITHOUT_GERMANY, "16")

    refresh(refreshed, eurostat, [DATASET], now=MORNING, force=True)

    assert waiting_files(refreshed) == []
    assert "DE" not in refreshed.observations(DATASET).collect()["geo"]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_accepted(refreshed: Store, night: Night, reason: str) -> None:
    night(WITHOUT_GERMANY, "16")
    before = served(refreshed)

    with pytest.raises(Misused, match="--reason"):
        accept(refreshed, DATASET, reason, MORNING)

    assert served(refreshed) == before
    assert len(waiting_files(refreshed)) == 2


def test_where_nothing_waits_there_is_nothing_to_accept(store: Store) -> None:
    with pytest.raises(Misused, match="first_time_rate_annual: nothing waits in quarantine"):
        accept(store, DATASET, REASON, MORNING)


def test_nobody_can_accept_a_vintage_without_a_value(refreshed: Store, night: Night) -> None:
    night(WITHOUT_A_VALUE, "16")
    before = served(refreshed)

    with pytest.raises(ChecksFailed, match=r"can't be accepted.*no value in 4 rows"):
        accept(refreshed, DATASET, REASON, MORNING)

    assert served(refreshed) == before
    assert len(waiting_files(refreshed)) == 2


def test_nobody_can_accept_what_can_not_be_read(
    refreshed: Store, standin: Standin, eurostat: Eurostat, write: Write
) -> None:
    standin.answers = write(rate=WITH_A_WORD, on="2026-09-16T23:00:00+0200")
    refresh(refreshed, eurostat, [DATASET], now=LATER)

    with pytest.raises(WrongAnswer, match="n/a"):
        accept(refreshed, DATASET, REASON, MORNING)


def test_nothing_is_accepted_while_a_refresh_is_under_way(refreshed: Store, night: Night) -> None:
    night(WITHOUT_GERMANY, "16")
    before = served(refreshed)

    with one_at_a_time(refreshed, LATER), pytest.raises(AlreadyRefreshing):
        accept(refreshed, DATASET, REASON, MORNING)

    assert served(refreshed) == before


def test_a_broken_quarantine_is_named(refreshed: Store, night: Night) -> None:
    night(WITHOUT_GERMANY, "16")
    sidecar, _ = waiting_files(refreshed)
    sidecar.write_text("{", encoding="utf-8")

    with pytest.raises(BrokenVintage, match=sidecar.name):
        accept(refreshed, DATASET, REASON, MORNING)


def test_the_command_says_what_is_in_service_now(
    refreshed: Store, night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    night(WITHOUT_GERMANY, "16")

    accept_at_the_command_line(Settings(data_dir=refreshed.root), DATASET.id, REASON)

    assert capsys.readouterr().out == (
        "first_time_rate_annual: in service as of 2026-09-16 23:00 (Brussels time), 6 rows."
        " The reason is kept with its raw answer and in the log of runs.\n"
    )
