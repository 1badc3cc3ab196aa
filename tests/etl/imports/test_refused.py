from __future__ import annotations

import contextlib
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache import Origin, Store
from emn.datasets.legal_migration import FIRST_PERMITS
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL
from emn.errors import BrokenFile, ChecksFailed, EmnError, Misused, MixedOrigins
from etl.manual import imported
from etl.readers import read
from etl.readers.shape import destination
from tests.etl.imports.conftest import LABELLED, NOW, RATE, SDMX, TIDY, stored


@pytest.mark.parametrize(
    ("content", "dataset_id", "says"),
    [
        (TIDY, "population", "holds figures of Geostat, and population is Eurostat's"),
        (SDMX + RATE, "population", "holds migr_asyapp1mp, and population is a slice of"),
        (TIDY, "asylum_aplications", "did you mean asylum_applications"),
        (TIDY, "../elsewhere", "no name for a dataset"),
        (TIDY, "Visas", "no name for a dataset"),
        (TIDY, "current.json", "no name for a dataset"),
    ],
)
def test_a_file_that_does_not_belong_there_is_refused(
    store: Store, file: Path, content: str, dataset_id: str, says: str
) -> None:
    file.write_text(content)

    with pytest.raises(Misused, match=says):
        imported(store, file, dataset_id, NOW)

    assert not store.root.exists()


@pytest.mark.parametrize(
    ("content", "dataset_id", "says"),
    [
        (SDMX, "rates", "has to have one frequency, and has none"),
        (TIDY + "GE,UA,2025-04,1,\n", "georgia_residents", "has A, M. Give each its own file"),
        (TIDY.replace("GE,UA", "GR,UA"), "x_residents", "line 9: 'GR' is no geo.*code, EL"),
        (TIDY.replace("GE,UA", "Germany,UA"), "x_residents", "'Germany' is no geo.*code, DE"),
        (TIDY.replace("GE,UA", "Atlantis,UA"), "x_residents", "as in EL for Greece"),
        ("geo\\TIME\t2025 \r\nDE\t1 \r\n", "rates", "has to have one frequency, and has none"),
        (LABELLED.replace("TPS00170", "MIGR_RESFIRST"), FIRST_PERMITS.id, "holds nothing of the"),
        (SDMX + RATE, "temporary_protection_rate", "is a slice of migr_asytpspop"),
        (
            "freq,unit,sex,geo\\TIME_PERIOD\t2025 \r\nA,NR,T,DE\t1 \r\n",
            FIRST_TIME_RATE_ANNUAL.id,
            "lacks: none; also has: sex",
        ),
    ],
)
def test_a_file_without_anything_to_store_says_why(
    store: Store, file: Path, content: str, dataset_id: str, says: str
) -> None:
    file.write_text(content)

    with pytest.raises(EmnError, match=says):
        imported(store, file, dataset_id, NOW)

    assert not (store.root / "vintages").exists()


def test_what_nobody_could_read_is_refused_even_with_a_reason(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    first = imported(store, file, "georgia_residents", NOW)
    file.write_text(TIDY.replace("10-07", "11-07") + "GE,TOTAL,2025,3704501,p\n")

    with pytest.raises(ChecksFailed, match="duplicates: more than one row for"):
        imported(store, file, "georgia_residents", NOW, reason="both are right")

    assert store.current(destination(file, read(file), "georgia_residents")) == first


SHORTER = TIDY.replace("10-07", "11-07").replace("GE,TOTAL,2025,3704500,p\n", "")


def test_what_fails_its_checks_is_not_put_in_service(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    first = imported(store, file, "georgia_residents", NOW)
    file.write_text(SHORTER)

    with pytest.raises(ChecksFailed, match=r"time: ends in 2024 where .* --accept"):
        imported(store, file, "georgia_residents", NOW)

    assert store.current(destination(file, read(file), "georgia_residents")) == first
    assert not (store.root / "quarantine").exists()


def test_a_person_may_vouch_for_it_and_the_reason_is_kept(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    imported(store, file, "georgia_residents", NOW)
    file.write_text(SHORTER)

    vintage = imported(store, file, "georgia_residents", NOW, reason="2025 was withdrawn")

    known = json.loads(store.raw(vintage, ".json").read_text())
    assert known["accepted"] == {"reason": "2025 was withdrawn"}
    assert known["noted"]["time"] == ["ends in 2024 where it ended in 2025"]
    assert stored(store, file, vintage).height == 2


def test_an_older_file_does_not_replace_what_is_newer(store: Store, file: Path) -> None:
    file.write_text(TIDY)
    imported(store, file, "georgia_residents", NOW)
    file.write_text(TIDY.replace("2026-10-07", "2025-10-07"))

    with pytest.raises(ChecksFailed, match="age: last update 2025-10-07"):
        imported(store, file, "georgia_residents", NOW)


def test_figures_of_the_world_do_not_meet_sample_data(store: Store, file: Path) -> None:
    store.claim(Origin.SAMPLE)
    file.write_text(TIDY)

    with pytest.raises(MixedOrigins):
        imported(store, file, "georgia_residents", NOW)


def test_gzip_that_ends_too_early_is_refused(store: Store, file: Path) -> None:
    file.write_bytes(gzip.compress(TIDY.encode())[:-9])

    with pytest.raises(BrokenFile, match="ends before its end"):
        imported(store, file, "georgia_residents", NOW)


def test_a_file_that_is_not_there_is_said(store: Store, file: Path) -> None:
    with pytest.raises(BrokenFile, match="No such file"):
        imported(store, file, "georgia_residents", NOW)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=st.binary(max_size=120)
    | st.text(max_size=80).map(lambda text: TIDY.encode() + text.encode())
    | st.text(max_size=80).map(lambda text: SDMX.encode() + RATE.encode() + text.encode())
)
def test_arbitrary_bytes_are_imported_or_refused(store: Store, file: Path, content: bytes) -> None:
    file.write_bytes(content)

    with contextlib.suppress(EmnError):
        assert imported(store, file, "anything", NOW).rows > 0
