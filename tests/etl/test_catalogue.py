from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from cache import Store
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from emn.errors import SourceUnavailable
from emn.language import Language
from emn.structure import Dimension, Structure
from etl.catalogue import changed, labelled, labels, table_of_contents
from etl.eurostat_api import Eurostat
from standin import faults
from standin.faults import Misbehaviour
from standin.replay import Replay
from standin.server import Standin

DATASETS = (FIRST_TIME_RATE_ANNUAL, POPULATION)
TODAY = date(2026, 9, 4)
UPDATED = datetime(2026, 9, 2, 21, tzinfo=UTC)


def test_the_table_of_contents_has_one_row_a_dataflow(eurostat: Eurostat) -> None:
    contents = table_of_contents(eurostat)

    assert contents.schema == {
        "code": pl.String,
        "title": pl.String,
        "last_update": pl.Datetime("us", "UTC"),
        "last_structure_change": pl.Datetime("us", "UTC"),
        "data_start": pl.String,
        "data_end": pl.String,
    }
    assert contents.sort("code").drop("title").rows() == [
        ("demo_gind", UPDATED, UPDATED, "2024", "2025"),
        ("migr_asyapp1mp", UPDATED, UPDATED, "2024", "2025"),
    ]


def test_its_titles_come_in_french_too(eurostat: Eurostat) -> None:
    english, french = table_of_contents(eurostat), table_of_contents(eurostat, Language.FR)

    assert english["code"].to_list() == french["code"].to_list()
    assert english["title"].to_list() != french["title"].to_list()


def test_the_package_asks_our_address_by_our_name_and_is_silent(
    standin: Standin, eurostat: Eurostat, capsys: pytest.CaptureFixture[str]
) -> None:
    table_of_contents(eurostat)

    assert [each.path.split("/dissemination")[1] for each in standin.asked] == [
        "/catalogue/toc/txt",
        "/sdmx/2.1/dataflow/all",
    ]
    assert {each.headers["User-Agent"] for each in standin.asked} == {eurostat.user_agent}
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "mistake",
    [
        faults.maintenance_page(),
        faults.maintenance_redirect(),
        faults.server_error(500),
        faults.empty_body(),
        faults.dropped(),
        faults.truncated_gzip(),
        faults.queued(),
        faults.warning(),
        faults.answer('<S:Fault xmlns:S="urn:s"><faultcode>100</faultcode></S:Fault>'),
    ],
    ids=["page", "redirect", "500", "empty", "dropped", "cut", "queued", "warning", "fault"],
)
def test_whatever_goes_wrong_in_the_package_comes_out_as_ours(
    standin: Standin, eurostat: Eurostat, mistake: Misbehaviour, capsys: pytest.CaptureFixture[str]
) -> None:
    standin.misbehave("/dataflow/all", mistake, 10)

    with pytest.raises(SourceUnavailable, match=r"table of contents (can't be had|is empty)"):
        table_of_contents(eurostat)

    assert capsys.readouterr() == ("", "")


def test_a_host_that_is_down_is_not_left_to_the_package(
    eurostat: Eurostat, standin: Standin
) -> None:
    standin.stop()

    with pytest.raises(SourceUnavailable, match="can't be reached"):
        table_of_contents(eurostat)


def test_labels_are_read_from_the_code_list(eurostat: Eurostat) -> None:
    found = labels(eurostat, "migr_asyapp1mp", "geo", Language.FR)

    assert found["DE"] == "Allemagne"


def test_labels_of_an_unknown_dataflow_ask_no_other_host(
    standin: Standin, eurostat: Eurostat
) -> None:
    with pytest.raises(SourceUnavailable, match="labels of geo can't be had"):
        labels(eurostat, "no_such", "geo", Language.FR)

    assert {each.headers["Host"] for each in standin.asked} == {
        eurostat.url.split("/")[2],
    }


def test_a_language_that_the_structure_lacks_is_filled_in(
    standin: Standin, eurostat: Eurostat
) -> None:
    german = {"geo": {"DE": "Deutschland"}, "unit": {"NR": "Zahl"}}
    structure = Structure(
        dataflow="migr_asyapp1mp",
        titles={},
        dimensions=(
            Dimension(id="unit", codes=("NR",), labels=dict.fromkeys(("en", "fr"), german["unit"])),
            Dimension(id="geo", codes=("DE",), labels={"en": {"DE": "Germany"}}),
        ),
    )

    filled = labelled(structure, eurostat)

    assert filled.dimensions == (
        structure.dimensions[0],
        Dimension(
            id="geo",
            codes=("DE",),
            labels={"en": {"DE": "Germany"}, "fr": {"DE": "Allemagne"}},
        ),
    )
    assert sum("/codelist/" in each.path for each in standin.asked) == 1


def test_the_package_is_only_imported_by_a_refresh() -> None:
    source = Path(sys.modules["etl.catalogue"].__file__ or "").read_text(encoding="utf-8")

    assert "\nimport eurostat" not in source
    assert "\n        import eurostat as package" in source


# What changed since last time


def test_everything_is_fetched_into_an_empty_cache(store: Store, eurostat: Eurostat) -> None:
    assert changed(DATASETS, table_of_contents(eurostat), store, TODAY) == {
        "first_time_rate_annual": "nothing is stored yet",
        "population": "nothing is stored yet",
    }


def test_nothing_is_fetched_that_did_not_change(refreshed: Store, eurostat: Eurostat) -> None:
    assert changed(DATASETS, table_of_contents(eurostat), refreshed, TODAY) == {}


def test_a_later_update_of_the_same_day_is_a_reason(
    refreshed: Store, standin: Standin, eurostat: Eurostat, write: Callable[..., Replay]
) -> None:
    standin.answers = write(on="2026-09-02T23:30:00+0200")

    assert changed(DATASETS[:1], table_of_contents(eurostat), refreshed, TODAY) == {
        "first_time_rate_annual": "Eurostat updated it on 2026-09-02 at 21:30 UTC"
    }


def test_a_changed_declaration_is_a_reason(refreshed: Store, eurostat: Eurostat) -> None:
    narrower = replace(FIRST_TIME_RATE_ANNUAL, keep={"unit": ("NR",)})
    longer = replace(POPULATION, since="2000")
    gone = replace(POPULATION, dimensions=("indic_de", "sex"))
    contents = table_of_contents(eurostat)

    reasons = [changed([each], contents, refreshed, TODAY) for each in (narrower, longer, gone)]

    assert [list(each.values()) for each in reasons] == [["its declaration changed"]] * 3


def test_a_dataflow_that_the_catalogue_does_not_date_is_fetched(
    refreshed: Store, eurostat: Eurostat
) -> None:
    contents = table_of_contents(eurostat).filter(pl.col("code") != "demo_gind")

    assert changed(DATASETS, contents, refreshed, TODAY) == {
        "population": "Eurostat's catalogue does not say when demo_gind was updated"
    }


def test_a_broken_pointer_or_a_lost_file_is_a_reason(refreshed: Store, eurostat: Eurostat) -> None:
    contents = table_of_contents(eurostat)
    folder = refreshed.root / "vintages"
    (folder / "population" / "current.json").write_text("{")
    for path in (folder / "first_time_rate_annual").glob("*.parquet"):
        path.unlink()

    reasons = changed(DATASETS, contents, refreshed, TODAY)

    assert list(reasons) == ["first_time_rate_annual", "population"]
    assert all("can't be read" in each for each in reasons.values())
