from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from cache import Origin, Store, Vintage
from cache.manifest import Run
from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_TIME_RATE_ANNUAL, POPULATION
from emn.language import Language
from etl.eurostat_api import Eurostat
from etl.refresh import raise_for, refresh
from standin.replay import Replay
from standin.server import Standin

PAIR = (FIRST_TIME_RATE_ANNUAL, POPULATION)
NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
News = Callable[[], None]


def outcomes(runs: list[Run]) -> dict[str, str]:
    return {each.dataset: each.outcome for each in runs}


def served(store: Store) -> dict[str, bytes]:
    """Every byte that a reader can reach."""
    root = store.root / "vintages"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}


def test_a_refresh_stores_observations_with_all_that_is_known_of_them(
    refreshed: Store, eurostat: Eurostat
) -> None:
    vintage = refreshed.current(FIRST_TIME_RATE_ANNUAL)
    assert vintage is not None

    assert vintage == Vintage(
        dataset="first_time_rate_annual",
        dataflow="migr_asyapp1mp",
        last_update=datetime(2026, 9, 2, 21, tzinfo=UTC),
        extracted_at=vintage.extracted_at,
        url=f"{eurostat.url}/sdmx/2.1/data/migr_asyapp1mp/A..?format=TSV&compressed=true"
        "&startPeriod=2008",
        sha256=vintage.sha256,
        origin=Origin.PUBLISHED,
        rows=8,
        first_period=date(2024, 1, 1),
        last_period=date(2025, 1, 1),
        reporters=3,
    )
    assert vintage.extracted_at >= NOW
    assert refreshed.observations(FIRST_TIME_RATE_ANNUAL).collect().rows() == [
        ("CY", "NR", date(2024, 1, 1), 6.98, None, None),
        ("CY", "NR", date(2025, 1, 1), 2.88, None, None),
        ("DE", "NR", date(2024, 1, 1), 2.75, "d", None),
        ("DE", "NR", date(2025, 1, 1), 1.36, None, None),
        ("ES", "NR", date(2024, 1, 1), 3.32, None, None),
        ("ES", "NR", date(2025, 1, 1), 2.87, "p", None),
        ("EU27_2020", "NR", date(2024, 1, 1), 2.03, None, None),
        ("EU27_2020", "NR", date(2025, 1, 1), 1.49, None, None),
    ]


def test_the_raw_answer_is_kept_with_its_request_beside_it(refreshed: Store) -> None:
    vintage = refreshed.current(POPULATION)
    assert vintage is not None

    raw = gzip.decompress(refreshed.raw(vintage, ".tsv.gz").read_bytes())
    sidecar = json.loads(refreshed.raw(vintage, ".json").read_text(encoding="utf-8"))

    assert raw == (
        b"freq,indic_de,geo\\TIME_PERIOD\t2024 \t2025 \r\n"
        b"A,JAN,DE\t83456045 \t83577140 ep\r\n"
        b"A,JAN,LI\t40023 \t: \r\n"
    )
    assert sidecar["url"] == vintage.url
    assert sidecar["sha256"] == vintage.sha256
    assert sidecar["reason"] == "nothing is stored yet"
    assert sidecar["codes that Eurostat no longer has"] == []


def test_the_structure_is_kept_in_our_languages(refreshed: Store) -> None:
    structure = refreshed.structure("migr_asyapp1mp")
    assert structure is not None

    assert structure.order == ("freq", "unit", "geo")
    assert structure.label("geo", "DE", Language.FR) == "Allemagne"
    assert structure.doi == "10.2908/MIGR_ASYAPP1MP"


def test_a_second_refresh_asks_for_nothing_but_the_catalogue(
    refreshed: Store, standin: Standin, eurostat: Eurostat
) -> None:
    before, asked = served(refreshed), len(standin.asked)

    runs = refresh(refreshed, eurostat, PAIR, now=LATER)

    assert outcomes(runs) == {"first_time_rate_annual": "unchanged", "population": "unchanged"}
    assert served(refreshed) == before
    assert len(standin.asked) == asked + 2
    raise_for(runs)


def test_by_force_everything_is_fetched_and_the_same_bytes_make_the_same_vintage(
    refreshed: Store, eurostat: Eurostat
) -> None:
    runs = refresh(refreshed, eurostat, PAIR, now=LATER, force=True)

    assert outcomes(runs) == {"first_time_rate_annual": "published", "population": "published"}
    assert [each.note for each in runs] == ["asked for", "asked for"]
    assert len(refreshed.vintages(POPULATION)) == 1


def test_a_revision_becomes_a_second_vintage(
    refreshed: Store, eurostat: Eurostat, news: News
) -> None:
    news()

    runs = refresh(refreshed, eurostat, PAIR, now=LATER)

    assert outcomes(runs) == {"first_time_rate_annual": "published", "population": "published"}
    first, second = refreshed.vintages(FIRST_TIME_RATE_ANNUAL)
    assert first.last_update < second.last_update
    assert refreshed.current(FIRST_TIME_RATE_ANNUAL) == second
    assert runs[0].note == "Eurostat updated it on 2026-09-16 at 21:00 UTC"


def test_a_changed_declaration_is_fetched_though_eurostat_changed_nothing(
    refreshed: Store, eurostat: Eurostat
) -> None:
    narrower = replace(FIRST_TIME_RATE_ANNUAL, keep={"unit": ("NR",)})

    runs = refresh(refreshed, eurostat, [narrower, POPULATION], now=LATER)

    assert outcomes(runs) == {"first_time_rate_annual": "published", "population": "unchanged"}


def test_one_structure_serves_every_slice_of_a_dataflow(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    twin = replace(FIRST_TIME_RATE_ANNUAL, id="twin", since="2025")

    refresh(store, eurostat, [FIRST_TIME_RATE_ANNUAL, twin], now=NOW)

    assert sum("/dataflow/ESTAT/migr_asyapp1mp" in each.path for each in standin.asked) == 1
    assert store.observations(twin).collect().height == 4


def test_real_answers_of_2026_come_through_with_their_figures(
    store: Store, eurostat: Eurostat, standin: Standin, shared: Path
) -> None:
    standin.answers = Replay(shared / "recent" / "tsv")

    refresh(store, eurostat, [ASYLUM_APPLICATIONS], now=LATER)

    june = (
        store.observations(ASYLUM_APPLICATIONS)
        .filter(period=date(2026, 6, 1), citizen="TOTAL", applicant="TOTAL")
        .select("geo", "value", "flag")
        .collect()
    )
    figures = {geo: (value, flag) for geo, value, flag in june.iter_rows()}
    assert figures["EU27_2020"] == (43_120.0, None)
    assert figures["ES"] == (3_005.0, "p")
