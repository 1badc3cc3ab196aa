from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from werkzeug.wrappers import Response

from cache import Store
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from etl.eurostat_api import Eurostat
from etl.refresh import planned, raise_for, refresh
from standin.faults import Exchange, Misbehaviour
from standin.server import Standin

PAIR = (FIRST_TIME_RATE_ANNUAL, POPULATION)
NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
UPDATED = "Eurostat updated it on 2026-09-16 at 21:00 UTC"
News = Callable[[], None]


def dated(annotation: str, to: str) -> Misbehaviour:
    """The honest catalogue, where every date of this kind is another."""
    pattern = rf'("type": "{annotation}", "date": ")[^"]*'

    def change(exchange: Exchange) -> Response:
        honest = gzip.decompress(exchange.honest.get_data()).decode()
        changed, count = re.subn(pattern, rf"\g<1>{to}", honest)
        assert count
        return Response(gzip.compress(changed.encode()), headers=exchange.honest.headers)

    return change


def paths(standin: Standin, since: int) -> list[str]:
    return [each.path.split("/dissemination")[1] for each in standin.asked[since:]]


def test_only_the_slice_that_changed_is_fetched(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)
    asked = len(standin.asked)

    runs = refresh(refreshed, eurostat, PAIR, now=LATER)

    assert [each.outcome for each in runs] == ["unchanged", "published"]
    assert not any("migr_asyapp1mp" in path for path in paths(standin, asked))


def test_a_structure_is_not_read_again_while_its_date_stays(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    standin.misbehave("/dataflow/all", dated("UPDATE_STRUCTURE", "2026-09-02T23:00:00+0200"))
    asked = len(standin.asked)

    runs = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    assert [each.outcome for each in runs] == ["published"]
    assert paths(standin, asked) == [
        "/catalogue/toc/txt",
        "/sdmx/2.1/dataflow/all",
        "/sdmx/2.1/data/migr_asyapp1mp/A..",
    ]
    vintage, structure = (
        refreshed.current(FIRST_TIME_RATE_ANNUAL),
        refreshed.structure("migr_asyapp1mp"),
    )
    assert vintage is not None
    assert structure is not None
    assert vintage.last_update == datetime(2026, 9, 16, 21, tzinfo=UTC)
    assert datetime.fromisoformat(structure.last_update) == vintage.last_update
    assert structure.last_structure_change == "2026-09-02T23:00:00+02:00"


def test_a_structure_is_read_again_when_its_date_moved(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    asked = len(standin.asked)

    refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    assert "/sdmx/2.1/dataflow/ESTAT/migr_asyapp1mp/latest" in paths(standin, asked)


@pytest.mark.parametrize("what", ["forced", "unreadable"])
def test_a_structure_that_is_in_doubt_is_read_again(
    refreshed: Store, standin: Standin, eurostat: Eurostat, what: str
) -> None:
    if what == "unreadable":
        (refreshed.root / "structures" / "migr_asyapp1mp.json").write_text("{")
    asked = len(standin.asked)

    raise_for(
        refresh(refreshed, eurostat, PAIR[:1], now=LATER, force=what == "forced"),
    )

    assert "/sdmx/2.1/dataflow/ESTAT/migr_asyapp1mp/latest" in paths(standin, asked)
    assert refreshed.structure("migr_asyapp1mp") is not None


def test_a_plan_says_what_would_be_fetched_and_why(
    refreshed: Store, eurostat: Eurostat, news: News
) -> None:
    current = planned(refreshed, eurostat, PAIR, now=LATER).reasons
    forced = planned(refreshed, eurostat, PAIR, now=LATER, force=True).reasons
    news()
    changed = planned(refreshed, eurostat, PAIR, now=LATER).reasons

    assert current == {}
    assert forced == {"first_time_rate_annual": "asked for", "population": "asked for"}
    assert changed == {"first_time_rate_annual": UPDATED, "population": UPDATED}


def test_a_plan_writes_nothing(store: Store, eurostat: Eurostat) -> None:
    plan = planned(store, eurostat, PAIR, now=NOW)

    assert set(plan.reasons.values()) == {"nothing is stored yet"}
    assert not store.root.exists()
