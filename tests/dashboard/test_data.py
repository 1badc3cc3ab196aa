from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

import polars as pl
import pytest
from werkzeug.test import Client

from cache import Origin, Vintage
from dashboard.slices import KINDS
from emn.datasets import DATASETS
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.indicators import INDICATORS

Page = Callable[[str], str]
Paper = Callable[..., pl.DataFrame]


def test_every_dataset_and_indicator_is_listed(page: Page) -> None:
    html = page("/en/data")

    assert [each.id for each in DATASETS if f'href="/en/data/{each.id}"' not in html] == []
    assert [
        each.id for each in INDICATORS if f"/en/data/{each.dataset.id}#{each.id}" not in html
    ] == []


def test_one_theme_is_chosen_by_a_plain_link(page: Page) -> None:
    whole, one = page("/en/data"), page("/en/data?theme=return")

    assert 'href="/en/data?theme=return"' in whole
    assert "/en/data/returns" in one
    assert "/en/data/asylum_applications" not in one.partition('id="api"')[0]
    assert re.search(r'href="/en/data\?theme=return" aria-current="true"', one)


def test_a_theme_without_data_is_no_choice(client: Client) -> None:
    assert client.get("/en/data?theme=development").status_code == 400


def test_a_dataset_has_a_page_with_what_proves_its_numbers(page: Page) -> None:
    html = page("/en/data/asylum_applications")

    for told in (
        "https://ec.europa.eu/eurostat/databrowser/view/migr_asyappctzm",
        "https://doi.org/10.2908/MIGR_ASYAPPCTZM",
        "to the nearest 5",
        "2 months after the period",
        "3 months after the period",
        "A person is counted once in each reference period.",
        "16 Sept 2026, 23:00",
        "0123456789abcdef",
        "(online data code: migr_asyappctzm, DOI: 10.2908/MIGR_ASYAPPCTZM), extracted on 19 Sept",
        'id="asylum_applicants"',
        'href="/en/glossary#first_time_applicant"',
        'href="/data/asylum_applications.csv"',
    ):
        assert told in html


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda each: each.id)
def test_each_page_can_be_shown_before_its_data_are_there(client: Client, dataset: object) -> None:
    id_ = next(each.id for each in DATASETS if each is dataset)

    assert "Nothing of this dataset is stored yet." in client.get(f"/en/data/{id_}").text


def test_an_unknown_dataset_names_those_near(client: Client) -> None:
    answer = client.get("/en/data/asylum_application")

    assert answer.status_code == 400
    assert "asylum_applications" in answer.text


def test_figures_that_are_not_eurostats_say_so(
    client: Client, publish: Callable[..., Vintage], on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), source="State Migration Service", licence="CC BY 4.0")

    html = client.get("/en/data/asylum_applications").text

    assert "State Migration Service (not Eurostat; CC BY 4.0)" in html
    assert "Cite as" not in html
    assert "State Migration Service (not Eurostat; CC BY 4.0)" in client.get("/en/data").text


@pytest.mark.usefixtures("applicants")
def test_a_whole_dataset_comes_as_csv_and_as_parquet(client: Client, on_paper: Paper) -> None:
    sheet, parquet = (client.get(f"/data/asylum_applications.{kind}") for kind in KINDS)

    read = pl.read_csv(sheet.data, comment_prefix="#", schema_overrides={"conf_status": pl.String})
    assert read["value"].to_list() == on_paper()["value"].to_list()
    assert read["flag"].to_list() == on_paper()["flag"].to_list()
    assert sheet.text.startswith("# Asylum applicants by type of applicant (monthly)\n# Source: E")
    assert pl.read_parquet(io.BytesIO(parquet.data)).equals(on_paper())


@pytest.mark.usefixtures("applicants")
def test_a_whole_dataset_is_sent_once(client: Client) -> None:
    etag = client.get("/data/asylum_applications.csv").headers["ETag"]

    again = client.get("/data/asylum_applications.csv", headers={"If-None-Match": etag})

    assert (again.status_code, again.data) == (304, b"")


def test_a_whole_dataset_can_be_had_as_it_stood(
    client: Client, publish: Callable[..., Vintage], on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper())
    publish(
        ASYLUM_APPLICATIONS,
        on_paper("5790", "6815"),
        on="2026-10-16T23:00:00+02:00",
        extracted_at=datetime(2026, 10, 17, tzinfo=UTC),
    )

    assert "5790" in client.get("/data/asylum_applications.csv?as-of=2026-09-20").text
    assert "6815" in client.get("/data/asylum_applications.csv").text


def test_sample_data_say_so_in_a_file(
    client: Client, publish: Callable[..., Vintage], on_paper: Paper
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), origin=Origin.SAMPLE)

    assert client.get("/data/asylum_applications.csv").text.startswith("# Sample data: invented")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/data/asylum_applications.csv", 404),  # nothing is stored yet
        ("/data/asylum_applications.exe", 404),
        ("/data/nothing.csv", 400),
        ("/data/asylum_applications.csv?as-of=yesterday", 400),
    ],
)
def test_what_is_not_there_is_refused(client: Client, url: str, status: int) -> None:
    assert client.get(url).status_code == status
