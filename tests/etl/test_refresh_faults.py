from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from werkzeug.wrappers import Response

from cache import Outcome, Store
from cache.manifest import Progress, Run
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from emn.errors import (
    ChecksFailed,
    EmnError,
    MixedOrigins,
    NothingFound,
    PartlyRefreshed,
    Refused,
    SourceUnavailable,
    WrongAnswer,
)
from etl.eurostat_api import Eurostat
from etl.refresh import Failed, raise_for, refresh
from standin import faults
from standin.faults import Exchange, Misbehaviour
from standin.replay import Replay
from standin.sample import Sample
from standin.server import Standin

PAIR = (FIRST_TIME_RATE_ANNUAL, POPULATION)
NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
NEWS = "2026-09-16T23:00:00+0200"
Write = Callable[..., Replay]
News = Callable[[], None]


def outcomes(runs: list[Run]) -> dict[str, str]:
    return {each.dataset: each.outcome for each in runs}


def served(store: Store) -> dict[str, bytes]:
    """Every byte that a reader can reach."""
    root = store.root / "vintages"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}


def text(change: Callable[[str], str]) -> Misbehaviour:
    """The honest table with something changed in it."""

    def changed(exchange: Exchange) -> Response:
        plain = gzip.decompress(exchange.honest.get_data()).decode()
        return Response(change(plain))

    return changed


def fault(code: str, label: str) -> Misbehaviour:
    return faults.answer(
        f"<S:Fault xmlns:S='urn:s'><faultcode>{code}</faultcode>"
        f"<faultstring>{label}</faultstring></S:Fault>",
        400,
        "application/xml",
    )


def without(place: str) -> Misbehaviour:
    return text(
        lambda table: "".join(
            line for line in table.splitlines(keepends=True) if f",{place}\t" not in line
        )
    )


CASES: dict[str, tuple[Misbehaviour, type[EmnError], Outcome]] = {
    "maintenance page": (faults.maintenance_page(), SourceUnavailable, Outcome.FAILED),
    "maintenance host": (faults.maintenance_redirect(), SourceUnavailable, Outcome.FAILED),
    "500": (faults.server_error(500), SourceUnavailable, Outcome.FAILED),
    "dropped": (faults.dropped(), SourceUnavailable, Outcome.FAILED),
    "gzip cut short": (faults.truncated_gzip(), WrongAnswer, Outcome.FAILED),
    "empty": (faults.empty_body(), WrongAnswer, Outcome.FAILED),
    "too big": (fault("413", "EXTRACTION_TOO_BIG: 9"), Refused, Outcome.FAILED),
    "unknown code": (fault("150", "INVALID_QUERY_DIMENSION_VALUE"), Refused, Outcome.FAILED),
    "no results": (fault("100", "No results found"), NothingFound, Outcome.FAILED),
    "another dataset": (faults.another_dataset(), WrongAnswer, Outcome.FAILED),
    "a missing tab": (faults.missing_tab(), WrongAnswer, Outcome.FAILED),
    "text in a cell": (faults.text_in_a_cell(), WrongAnswer, Outcome.FAILED),
    "another frequency": (
        text(lambda table: table.replace("\nA,", "\nM,")),
        WrongAnswer,
        Outcome.FAILED,
    ),
    "a row twice": (
        text(lambda table: table + table.splitlines(keepends=True)[-1]),
        WrongAnswer,
        Outcome.FAILED,
    ),
    "header only": (faults.header_only(), ChecksFailed, Outcome.QUARANTINED),
    "a lost reporter": (without("DE"), ChecksFailed, Outcome.QUARANTINED),
    "an unknown place": (
        text(lambda table: table.replace(",DE\t", ",DX\t")),
        ChecksFailed,
        Outcome.QUARANTINED,
    ),
    "a lost year": (
        text(
            lambda table: "".join(
                line.rsplit("\t", 1)[0] + "\r\n" for line in table.splitlines(keepends=True)
            )
        ),
        ChecksFailed,
        Outcome.QUARANTINED,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_whatever_goes_wrong_the_last_vintage_stays_in_service(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News, case: str
) -> None:
    mistake, kind, outcome = CASES[case]
    before = served(refreshed)
    news()
    standin.misbehave("/data/migr_asyapp1mp", mistake, 10)

    [run] = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    assert isinstance(run, Failed)
    assert isinstance(run.error, kind)
    assert (run.outcome, run.note) == (outcome, str(run.error))
    assert served(refreshed) == before
    assert refreshed.runs()["outcome"].to_list() == ["published", "published", outcome]
    with pytest.raises(kind):
        raise_for([run])


def test_what_fails_its_checks_waits_in_quarantine_with_the_reasons(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    standin.misbehave("/data/migr_asyapp1mp", without("DE"))

    [run] = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    reasons, table = sorted((refreshed.root / "quarantine" / run.dataset).iterdir())
    assert json.loads(reasons.read_text(encoding="utf-8"))["failing"] == {
        "lost values": ["2 of 8 values are gone"],
        "lost reporters": ["DE has no value left"],
    }
    assert b"CY" in table.read_bytes()
    assert str(table) in run.note
    assert "--force" in run.note


def test_by_force_a_person_lets_pass_what_the_comparison_held_back(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    standin.misbehave("/data/migr_asyapp1mp", without("DE"))

    [run] = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER, force=True)

    assert run.outcome is Outcome.PUBLISHED


def test_an_answer_that_can_not_be_read_waits_in_quarantine_too(
    refreshed: Store, standin: Standin, eurostat: Eurostat, news: News
) -> None:
    news()
    standin.misbehave("/data/migr_asyapp1mp", faults.text_in_a_cell())

    [run] = refresh(refreshed, eurostat, [FIRST_TIME_RATE_ANNUAL], now=LATER)

    reasons, table = sorted((refreshed.root / "quarantine" / run.dataset).iterdir())
    assert "n/a" in json.loads(reasons.read_text(encoding="utf-8"))["can't be read"]
    assert b"n/a" in table.read_bytes()


def test_a_dimension_that_came_is_a_changed_structure(
    refreshed: Store, standin: Standin, eurostat: Eurostat, write: Write
) -> None:
    before = served(refreshed)
    standin.answers = write(
        rate="freq,unit,sex,geo\\TIME_PERIOD 2024 2025\nA,NR,T,DE 2.75 1.36", on=NEWS
    )

    runs = refresh(refreshed, eurostat, PAIR, now=LATER)

    assert outcomes(runs) == {"first_time_rate_annual": "failed", "population": "published"}
    assert {name: served(refreshed)[name] for name in before if "rate" in name} == {
        name: content for name, content in before.items() if "rate" in name
    }
    with pytest.raises(PartlyRefreshed, match=r"1 of 2 .*\n.*unexpected: sex"):
        raise_for(runs)


def test_a_code_that_is_gone_is_left_out_and_noted(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    wishful = replace(POPULATION, keep={"indic_de": ("JAN", "AVG")})

    [run] = refresh(store, eurostat, [wishful], now=NOW)

    assert run.outcome is Outcome.PUBLISHED
    [sidecar] = (store.root / "raw" / "population").glob("*.json")
    noted = json.loads(sidecar.read_text(encoding="utf-8"))
    assert noted["codes that Eurostat no longer has"] == ["indic_de=AVG"]
    assert "/A.JAN.?" in noted["url"]
    assert [each for each in standin.asked if "AVG" in each.path] == []


def test_without_the_catalogue_nothing_is_touched(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    standin.misbehave("/dataflow/all", faults.server_error(500), 10)

    with pytest.raises(SourceUnavailable):
        refresh(store, eurostat, PAIR, now=NOW)

    assert [path.name for path in store.root.iterdir()] == ["refresh.lock"]


def test_after_a_host_that_is_gone_the_rest_is_not_waited_for(
    store: Store, standin: Standin, eurostat: Eurostat
) -> None:
    standin.misbehave("/dataflow/ESTAT", faults.server_error(500), 10)

    def gone(progress: Progress) -> None:
        if progress.failed and progress.current:
            standin.misbehave("/catalogue/toc", faults.maintenance_page())

    runs = refresh(store, eurostat, PAIR, now=NOW, tell=gone)

    assert outcomes(runs) == {"first_time_rate_annual": "failed", "population": "failed"}
    assert sum("/dataflow/ESTAT" in each.path for each in standin.asked) == 3
    with pytest.raises(SourceUnavailable):
        raise_for(runs)


def test_sample_figures_do_not_enter_a_cache_of_published_ones(
    refreshed: Store, standin: Standin, eurostat: Eurostat
) -> None:
    before = {path: path.read_bytes() for path in refreshed.root.rglob("*.*") if path.is_file()}
    standin.answers = Sample(LATER.date())

    runs = refresh(refreshed, eurostat, PAIR, now=LATER, force=True)

    assert [type(each.error) for each in runs if isinstance(each, Failed)] == [MixedOrigins] * 2
    ours = ("runs.parquet", "progress.json")
    assert {path: path.read_bytes() for path in before if path.name not in ours} == {
        path: content for path, content in before.items() if path.name not in ours
    }


def test_a_broken_pointer_is_mended(refreshed: Store, eurostat: Eurostat) -> None:
    (refreshed.root / "vintages" / "population" / "current.json").write_text("{")

    runs = refresh(refreshed, eurostat, PAIR, now=LATER)

    assert outcomes(runs) == {"first_time_rate_annual": "unchanged", "population": "published"}
    assert refreshed.current(POPULATION) is not None
