from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from werkzeug.wrappers import Response

from emn.commands.doctor import Diagnosis, declared_in, doctor, raise_for
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.datasets.population import POPULATION
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, PENDING_APPLICATIONS
from emn.errors import Misused, SourceError, SourceUnavailable
from emn.period import Frequency
from emn.settings import Settings
from etl.connection import Patience
from etl.doctor import DeclarationsDiffer, Finding, compared, examined
from etl.eurostat_api import Eurostat
from standin import faults
from standin.faults import Exchange, Misbehaviour
from standin.sample import Sample
from standin.server import Standin

TODAY = date(2026, 9, 19)
HURRIED = Patience(
    connect_s=2, read_s=2, total_s=5, attempts=2, first_wait_s=0.01, longest_wait_s=0.05
)
RATE = FIRST_TIME_RATE_ANNUAL
PAIR = ("first_time_rate_annual", "population")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def sample() -> Iterator[Standin]:
    """A stand-in that knows every dataflow."""
    with Standin(Sample(TODAY)) as running:
        yield running


@pytest.fixture
def settings(standin: Standin, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", eurostat_url=standin.url)


def structures_asked(standin: Standin) -> list[str]:
    return [each.path.split("/")[-2] for each in standin.asked if "/dataflow/" in each.path]


def january_renamed() -> Misbehaviour:
    """Eurostat calls the population on 1 January otherwise."""

    def changed(exchange: Exchange) -> Response:
        body = exchange.honest.get_data()
        plain = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
        return Response(plain.replace(b'"JAN"', b'"JAN1"'), content_type="application/xml")

    return changed


def test_every_declaration_fits_and_each_dataflow_is_asked_for_once(sample: Standin) -> None:
    found = list(examined(Eurostat(sample.url, patience=HURRIED), DATASETS, TODAY))

    assert found == []
    asked = structures_asked(sample)
    assert sorted(asked) == sorted({each.dataflow for each in DATASETS})


@pytest.mark.parametrize(
    ("dataset", "what", "change"),
    [
        (
            replace(RATE, dimensions=("unit", "asyl_app")),
            "dimension asyl_app is gone",
            "take asyl_app out of dimensions and keep",
        ),
        (
            replace(RATE, dimensions=()),
            "dimension unit is new",
            "add unit to dimensions and pin it in keep (of NR)",
        ),
        (
            replace(RATE, keep={"unit": ("P_THAB",)}),
            "code unit=P_THAB is gone",
            "in keep['unit'], put what took its place (of NR)",
        ),
        (
            replace(RATE, keep={"unit": ("NR", "P_THAB")}),
            "code unit=P_THAB is gone",
            "in keep['unit'], take it out",
        ),
        (
            replace(RATE, frequency=Frequency.QUARTERLY),
            "code freq=Q is gone",
            "in frequency, put what took its place (of A)",
        ),
    ],
)
def test_what_differs_is_named_with_what_to_change(
    eurostat: Eurostat, dataset: Dataset, what: str, change: str
) -> None:
    assert list(examined(eurostat, [dataset], TODAY)) == [
        Finding(dataset=RATE.id, what=what, change=change)
    ]


def test_a_renamed_dimension_is_both_gone_and_new_and_its_codes_are_not_told_again(
    eurostat: Eurostat,
) -> None:
    old = replace(RATE, dimensions=("measure",), keep={"measure": ("NR",)})

    assert [each.what for each in examined(eurostat, [old], TODAY)] == [
        "dimension measure is gone",
        "dimension unit is new",
    ]


def test_a_slice_is_too_big_where_the_product_of_its_axes_is(sample: Standin) -> None:
    whole = replace(PENDING_APPLICATIONS, keep={})
    found = sample.answers.dataflows[whole.dataflow].structure
    cells = 225  # the months from January 2008 to September 2026
    for dimension in found.dimensions:
        cells *= len(dimension.codes)

    assert list(compared(whole, found, TODAY)) == [
        Finding(
            dataset=whole.id,
            what=f"the slice has up to {cells:,} cells, more than 500,000",
            change="pin more codes in keep, or ask for fewer periods",
        )
    ]


def test_a_dataflow_that_is_gone_does_not_stop_the_others(
    eurostat: Eurostat, standin: Standin
) -> None:
    gone = replace(RATE, dataflow="migr_gone")
    again = replace(RATE, id="again", dataflow="migr_gone")
    other = replace(POPULATION, dimensions=(), keep={})

    found = list(examined(eurostat, [gone, again, other], TODAY))

    assert [(each.dataset, each.what.partition(" (")[0]) for each in found] == [
        (RATE.id, "Eurostat has no dataflow migr_gone"),
        ("again", "Eurostat has no dataflow migr_gone"),
        (POPULATION.id, "dimension indic_de is new"),
    ]
    assert found[0].change == "name the dataflow that took its place, or take the dataset out"
    assert structures_asked(standin) == ["migr_gone", "demo_gind"]


@pytest.mark.parametrize(
    "instead",
    [
        Response("<!DOCTYPE html><html>Maintenance</html>", content_type="text/html"),
        Response("{}", content_type="application/json"),
    ],
)
def test_a_dataset_that_can_t_be_compared_leaves_nothing_to_change_and_the_others_their_turn(
    eurostat: Eurostat, standin: Standin, instead: Response
) -> None:
    standin.misbehave("/dataflow/ESTAT/migr_asyapp1mp", instead)

    found = list(examined(eurostat, [RATE, replace(POPULATION, dimensions=(), keep={})], TODAY))

    assert [(each.dataset, each.what[:21], bool(each.change)) for each in found] == [
        (RATE.id, "could not be compared", False),
        (POPULATION.id, "dimension indic_de is", True),
    ]


def test_after_eurostat_went_away_nobody_waits_through_every_retry_again(
    standin: Standin,
) -> None:
    standin.misbehave("/dataflow/", faults.server_error(), times=2)
    standin.misbehave("/catalogue/", faults.server_error())

    found = list(examined(Eurostat(standin.url, patience=HURRIED), [RATE, POPULATION], TODAY))

    assert [each.dataset for each in found] == [RATE.id, POPULATION.id]
    assert structures_asked(standin) == ["migr_asyapp1mp"] * 2


# The command


def test_a_line_a_dataset_says_that_it_fits(settings: Settings, capsys: Captured) -> None:
    doctor(settings, PAIR)

    assert capsys.readouterr().out.splitlines() == [
        "first_time_rate_annual: ok",
        "population: ok",
    ]


def test_what_differs_is_told_with_its_file_and_ends_in_exit_code_11(
    settings: Settings, standin: Standin, capsys: Captured
) -> None:
    standin.misbehave("/dataflow/ESTAT/demo_gind", january_renamed())

    with pytest.raises(DeclarationsDiffer, match="at Eurostat: population") as caught:
        doctor(settings, PAIR)

    assert caught.value.exit_code == 11
    assert capsys.readouterr().out.splitlines() == [
        "first_time_rate_annual: ok",
        (
            "population: differs, change emn/datasets/population.py: code indic_de=JAN is gone:"
            " in keep['indic_de'], put what took its place (of JAN1)"
        ),
    ]


def test_json_gives_the_same_to_programs(
    settings: Settings, standin: Standin, capsys: Captured
) -> None:
    standin.misbehave("/dataflow/ESTAT/demo_gind", january_renamed())

    with pytest.raises(DeclarationsDiffer):
        doctor(settings, PAIR, as_json=True)

    assert json.loads(capsys.readouterr().out) == [
        {
            "dataset": "first_time_rate_annual",
            "verdict": "ok",
            "file": "emn/datasets/protection.py",
            "findings": [],
        },
        {
            "dataset": "population",
            "verdict": "differs",
            "file": "emn/datasets/population.py",
            "findings": [
                {
                    "what": "code indic_de=JAN is gone",
                    "change": "in keep['indic_de'], put what took its place (of JAN1)",
                }
            ],
        },
    ]


def test_an_unknown_dataset_is_named(settings: Settings) -> None:
    with pytest.raises(Misused, match="'nonsense' is no dataset"):
        doctor(settings, ["nonsense"])


def test_where_eurostat_can_t_be_reached_nothing_is_said_of_declarations(
    settings: Settings, standin: Standin, capsys: Captured
) -> None:
    standin.stop()

    with pytest.raises(SourceUnavailable):
        doctor(settings, PAIR)

    assert capsys.readouterr().out == ""


def test_what_could_not_be_compared_is_no_difference_but_no_success_either() -> None:
    finding = Finding(dataset="population", what="could not be compared: maintenance")
    diagnosis = Diagnosis(dataset="population", file="x.py", findings=(finding,))

    with pytest.raises(SourceError, match="could not be compared: population") as caught:
        raise_for([diagnosis])

    assert caught.value.exit_code == 10
    assert str(diagnosis) == "population: could not be compared: maintenance"


def test_every_dataset_is_found_in_the_file_that_declares_it() -> None:
    found = {each.id: declared_in(each.id) for each in DATASETS}

    assert all(each.endswith(".py") for each in found.values()), found
    assert found["population"] == "emn/datasets/population.py"
    assert declared_in("nonsense") == "emn/datasets/"
