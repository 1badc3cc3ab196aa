from __future__ import annotations

import io
import json
from datetime import UTC, datetime

from cache import Outcome, Store
from cache.manifest import Run
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from emn.errors import SourceUnavailable
from etl.eurostat_api import Eurostat
from etl.log import json_log, log_error
from etl.refresh import refresh
from standin import faults
from standin.server import Standin

PAIR = (FIRST_TIME_RATE_ANNUAL, POPULATION)
NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)


def test_each_dataset_is_one_line_with_the_ids_of_run_and_vintage(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    standin.misbehave("/data/migr_asyapp1mp", faults.another_dataset())
    out = io.StringIO()

    runs = refresh(store, eurostat, PAIR, now=NOW, log=json_log(store, out))

    failed, published = (json.loads(line) for line in out.getvalue().splitlines())
    vintage = store.current(POPULATION)
    assert vintage is not None
    assert failed == {
        "time": failed["time"],
        "level": "error",
        "run": "2026-09-03T221500Z",
        "dataset": "first_time_rate_annual",
        "outcome": "failed",
        "vintage": None,
        "seconds": runs[0].seconds,
        "note": runs[0].note,
    }
    assert published == {
        "time": published["time"],
        "level": "info",
        "run": "2026-09-03T221500Z",
        "dataset": "population",
        "outcome": "published",
        "vintage": vintage.name,
        "seconds": runs[1].seconds,
        "note": "nothing is stored yet",
    }
    assert datetime.fromisoformat(published["time"]) >= NOW


def test_the_line_of_a_dataset_whose_pointer_is_broken_names_no_vintage(refreshed: Store) -> None:
    (refreshed.root / "vintages" / "population" / "current.json").write_text("{")
    run = Run(
        run="2026-09-03T221500Z",
        dataset="population",
        started_at=NOW,
        seconds=1.5,
        outcome=Outcome.QUARANTINED,
        note="Länder missing",
    )
    out = io.StringIO()

    json_log(refreshed, out)(run)

    assert out.getvalue() == (
        '{"time": "2026-09-03T22:15:01.500000+00:00", "level": "warning",'
        ' "run": "2026-09-03T221500Z", "dataset": "population", "outcome": "quarantined",'
        ' "vintage": null, "seconds": 1.5, "note": "Länder missing"}\n'
    )


def test_a_refresh_that_could_not_begin_is_one_line_too() -> None:
    out = io.StringIO()

    log_error(SourceUnavailable("Eurostat is away.\nTry later."), out, at=NOW)

    assert out.getvalue() == (
        '{"time": "2026-09-03T22:15:00+00:00", "level": "error",'
        ' "error": "SourceUnavailable", "note": "Eurostat is away.\\nTry later."}\n'
    )
