from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from cache import Store, Vintage
from emn.commands.import_ import import_, told
from emn.datasets.protection import ASYLUM_APPLICATIONS, FIRST_TIME_RATE_ANNUAL
from emn.settings import Settings
from emn.structure import Dimension, Structure
from etl.eurostat_api import Eurostat
from etl.manual import imported
from etl.refresh import refresh
from tests.etl.imports.conftest import NOW, RATE, SDMX, TIDY, stored


def test_a_tidy_csv_becomes_a_dataset_of_its_own(store: Store, file: Path) -> None:
    file.write_text(TIDY)

    vintage = imported(store, file, "georgia_residents", NOW)

    assert stored(store, file, vintage).rows() == [
        ("GE", "TOTAL", date(2024, 1, 1), 3694600.0, None, None),
        ("GE", "TOTAL", date(2025, 1, 1), 3704500.0, "p", None),
        ("GE", "UA", date(2025, 1, 1), None, "u", None),
    ]
    assert (vintage.rows, vintage.reporters) == (3, 1)
    assert (vintage.first_period, vintage.last_period) == (date(2024, 1, 1), date(2025, 1, 1))


def test_its_vintage_says_whose_figures_they_are_and_of_when(store: Store, file: Path) -> None:
    file.write_text(TIDY)

    vintage = imported(store, file, "georgia_residents", NOW)

    assert (vintage.source, vintage.licence) == ("Geostat", "CC BY 4.0")
    assert vintage.url == "https://example.invalid/residents"
    assert vintage.last_update == datetime.fromisoformat("2026-10-07T23:00:00+02:00")
    assert not vintage.is_eurostats
    assert Vintage.from_json(vintage.to_json()) == vintage


def test_the_file_is_kept_as_it_came_with_what_is_known_of_it(store: Store, file: Path) -> None:
    file.write_text(TIDY)

    vintage = imported(store, file, "georgia_residents", NOW)

    assert store.raw(vintage, ".csv").read_text() == TIDY
    note = json.loads(store.raw(vintage, ".json").read_text())
    assert (note["source"], note["reason"]) == ("Geostat", "imported from brought.csv")
    assert store.structure("georgia_residents") == Structure(
        dataflow="georgia_residents",
        titles={"en": "Residents of Georgia by citizenship"},
        dimensions=(
            Dimension(id="freq", codes=("A",), labels={}),
            Dimension(id="geo", codes=("GE",), labels={}),
            Dimension(id="citizen", codes=("TOTAL", "UA"), labels={}),
        ),
    )


def test_a_file_of_eurostats_is_cut_to_the_declared_slice(store: Store, file: Path) -> None:
    file.write_text(SDMX + RATE + RATE.replace(",2024,", ",2007,").splitlines()[0])
    heard: list[str] = []

    vintage = imported(store, file, FIRST_TIME_RATE_ANNUAL.id, NOW, tell=heard.append)

    assert store.observations(FIRST_TIME_RATE_ANNUAL).collect().rows() == [
        ("DE", "NR", date(2024, 1, 1), 2.75, "d", None),
        ("DE", "NR", date(2025, 1, 1), 1.36, None, None),
    ]
    assert heard == ["1 of 3 cells are outside the slice that first_time_rate_annual is."]
    assert vintage.is_eurostats
    assert store.structure(FIRST_TIME_RATE_ANNUAL.dataflow) is None


def test_codes_of_before_2025_come_out_as_those_of_today(store: Store, shared: Path) -> None:
    old = shared / "wire" / "migr_asyappctzm_extract_2020-10-06.tsv"

    imported(store, old, ASYLUM_APPLICATIONS.id, NOW)

    kept = store.observations(ASYLUM_APPLICATIONS).collect()
    assert set(kept["applicant"].unique()) == {"TOTAL", "FRST"}
    assert set(kept["citizen"].unique()) == {"TOTAL", "EXT_EU27_2020"}


def test_the_same_file_without_a_date_twice_makes_one_vintage(store: Store, file: Path) -> None:
    file.write_text("freq,geo\\TIME_PERIOD\t2025 \r\nA,DE\t1 p\r\n")

    first = imported(store, file, "rates", NOW)
    again = imported(store, file, "rates", NOW.replace(day=22))

    assert again.name == first.name
    assert len(list((store.root / "vintages" / "rates").glob("*.parquet"))) == 1


def test_a_file_without_a_date_counts_as_of_when_its_last_period_began(
    store: Store, file: Path
) -> None:
    file.write_text("freq,geo\\TIME_PERIOD\t2025 \t2026 \r\nA,DE\t1 p\t: \r\n")

    vintage = imported(store, file, "rates", NOW)

    assert vintage.last_update == datetime.fromisoformat("2025-01-01T00:00:00+01:00")


def test_a_refresh_replaces_what_was_imported_by_hand(
    store: Store, file: Path, eurostat: Eurostat
) -> None:
    file.write_text("freq,unit,geo\\TIME_PERIOD\t2024 \t2025 \r\nA,NR,DE\t2.75 d\t1.36 \r\n")
    imported(store, file, FIRST_TIME_RATE_ANNUAL.id, NOW)

    runs = refresh(store, eurostat, (FIRST_TIME_RATE_ANNUAL,), now=NOW)

    assert [each.outcome for each in runs] == ["published"]
    assert store.observations(FIRST_TIME_RATE_ANNUAL).collect()["geo"].n_unique() == 4


def test_the_command_says_what_is_in_service_and_that_it_is_not_eurostats(
    store: Store, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TIDY)

    import_(Settings(data_dir=store.root), file, "georgia_residents")

    assert capsys.readouterr().out.startswith(
        "georgia_residents: 3 observations, 2024-01 to 2025-01, of Geostat (not Eurostat;"
        " CC BY 4.0); vintage 2026-10-07T2100Z-"
    )


def test_figures_of_eurostats_are_said_to_be(store: Store, file: Path) -> None:
    file.write_text(SDMX + RATE)

    assert ", of Eurostat; vintage" in told(imported(store, file, "rates", NOW))
