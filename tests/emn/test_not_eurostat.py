"""Figures that are not Eurostat's say so wherever the command line shows them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from cache import Outcome, Store, Vintage
from cache.manifest import Run
from emn.commands import revisions as revisions_command
from emn.commands import show as show_command
from emn.commands.import_ import import_
from emn.commands.status import status
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import BrokenVintage
from emn.settings import Settings

ALL = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "applicant": "TOTAL", "age": "TOTAL"}
GEOSTAT = {"source": "Geostat", "licence": "CC BY 4.0"}
CELLS = """
    geo  period      value
    GE   2026-06-01    120
"""
TIDY = """# source: Geostat [GE]
# licence: CC BY 4.0
# date: 2026-10-07
# title: Residents of Georgia
geo,citizen,period,value
GE, TOTAL, 2024, 3694600
GE, TOTAL, 2025, 3704500
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def settings(store: Store) -> Settings:
    return Settings(data_dir=store.root)


@pytest.fixture
def foreign(publish: Callable[..., Vintage], table: Callable[..., pl.DataFrame]) -> Vintage:
    """Two vintages of another source; the later one is in service."""
    publish(ASYLUM_APPLICATIONS, table(CELLS, **ALL), on="2026-08-16T23:00:00+02:00", **GEOSTAT)
    revised = table(CELLS.replace("120", "125"), **ALL)
    return publish(ASYLUM_APPLICATIONS, revised, **GEOSTAT)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Geostat (not Eurostat; CC BY 4.0), migr_"),
        ("fr", "Geostat (hors Eurostat\u202f; CC BY"),
    ],
)
def test_show_names_the_source(
    settings: Settings, foreign: Vintage, capsys: Captured, language: str, told: str
) -> None:
    asked = {"geo": "", "period": "", "by": "", "language": language}
    question = show_command.Question.asked("asylum_applicants", **asked)

    show_command.show(settings, question, as_json=False)
    show_command.show(settings, question, as_json=True)

    out = capsys.readouterr().out
    assert told in out
    assert json.loads(out[out.index("\n{") :])["source"]["source"] == foreign.source


def test_revisions_name_both_sources(
    settings: Settings, foreign: Vintage, capsys: Captured
) -> None:
    question = revisions_command.Question.asked(
        ASYLUM_APPLICATIONS.id, since=None, geo="", limit=0, language="en"
    )

    revisions_command.revisions(settings, question, as_json=False)
    told = capsys.readouterr().out
    revisions_command.revisions(settings, question, as_json=True)

    assert told.count(f"{foreign.source} (not Eurostat; CC BY 4.0)") == 2
    assert json.loads(capsys.readouterr().out)["later"]["licence"] == "CC BY 4.0"


@pytest.fixture
def brought(settings: Settings, tmp_path: Path, capsys: Captured) -> str:
    """What a person hears who imports a file of another source."""
    path = tmp_path / "residents.csv"
    path.write_text(TIDY, encoding="utf-8")
    import_(settings, path, "georgia_residents")
    return capsys.readouterr().out


def test_an_import_says_whose_figures_it_brought(brought: str) -> None:
    assert brought.startswith(
        "georgia_residents: 2 observations, 2024-01 to 2025-01, of"
        " Geostat [GE] (not Eurostat; CC BY 4.0); vintage "
    )


def test_status_lists_what_was_imported_and_whose_it_is(
    settings: Settings, brought: str, capsys: Captured
) -> None:
    assert "georgia_residents" in brought
    status(settings, as_json=False)
    told = capsys.readouterr().out
    status(settings, as_json=True)

    row = json.loads(capsys.readouterr().out)["datasets"][-1]
    assert (row["dataset"], row["source"], row["licence"]) == (
        "georgia_residents",
        "Geostat [GE]",
        "CC BY 4.0",
    )
    assert (row["periods"], row["outcome"]) == ("2024-01..2025-01", "imported")
    *_, whose, last = told.splitlines()
    assert whose == (
        "georgia_residents: figures of Geostat [GE] (not Eurostat; CC BY 4.0), imported by hand."
    )
    assert last == (
        f"{settings.data_dir} holds figures published by Eurostat, but for those said above."
    )


def test_a_broken_pointer_of_an_import_is_named(
    settings: Settings, store: Store, brought: str
) -> None:
    assert brought
    (store.root / "vintages" / "georgia_residents" / "current.json").write_text("{")

    with pytest.raises(BrokenVintage, match=r"georgia_residents/current\.json: .*Import its file"):
        status(settings, as_json=False)


def test_status_names_datasets_and_reasons_as_they_are(
    settings: Settings, store: Store, capsys: Captured
) -> None:
    note = "begins b'[/a]' and [red]more[/red]"
    moment = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
    run = Run(
        run="1",
        dataset="first_instance_decisions_by_citizenship",
        started_at=moment,
        seconds=1.0,
        outcome=Outcome.FAILED,
        note=f"first_instance_decisions_by_citizenship: {note}",
    )
    store.record([run])

    status(settings, as_json=False)

    table, _, rest = capsys.readouterr().out.partition(f"\n{run.dataset}: {note}\n")
    assert rest
    assert " first_instance_decisions_by_citizenship " in table
