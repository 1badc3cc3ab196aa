from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import polars as pl
import pytest
from openpyxl import load_workbook
from werkzeug.test import Client

from cache import Origin, Vintage
from emn.datasets.protection import ASYLUM_APPLICATIONS

TREND = "/en/protection/asylum-applicants-trend"
RANKING = "/en/protection/asylum-applicants-ranking"
KINDS = ("csv", "xlsx", "json", "png", "svg")
JUNE = [
    ["DE", "Germany", "2026-06", "5790", "", ""],
    ["ES", "Spain", "2026-06", "3005", "p", ""],
    ["EU27_2020", "European Union", "2026-06", "43120", "", ""],
    ["FR", "France", "2026-06", "11105", "", ""],
    ["MT", "Malta", "2026-06", "", "c", "confidential"],
    ["SI", "Slovenia", "2026-06", "160", "", ""],
    ["SK", "Slovakia", "2026-06", "0", "", ""],
]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))


def shown(html: str, exhibit: str) -> list[list[str]]:
    """The cells of the table on the page, without flags."""
    (panel,) = re.findall(rf'<article id="{exhibit}".*?</article>', html)
    body = panel.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [
            re.sub(r"<sup>.*</sup>|<[^>]+>", "", cell)
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in body.split("</tr>")
        if row
    ]


@pytest.mark.usefixtures("applicants")
def test_a_csv_begins_with_what_it_is_and_where_it_comes_from(client: Client) -> None:
    answer = client.get(f"{TREND}.csv")

    about = [line for line in answer.text.splitlines() if line.startswith("#")]
    assert answer.mimetype == "text/csv"
    assert about[1].startswith("# Source: Eurostat, migr_asyappctzm, updated 16 September 2026")
    assert about[2] == "# https://example.invalid/ (2026-09-16T2100Z-01234567)"
    assert "# Provisional: Spain (Apr 2026–Jun 2026)." in about


@pytest.mark.usefixtures("applicants")
def test_a_csv_holds_every_observation_with_its_flag(client: Client) -> None:
    header, *found = rows(client.get(f"{TREND}.csv").text)

    assert header == ["geo", "geo_label", "period", "value", "flag", "absence"]
    assert [row for row in found if row[2] == "2026-06"] == JUNE


def test_a_csv_equals_the_table_on_the_page(page: Callable[[str], str], client: Client) -> None:
    _header, *downloaded = rows(client.get(f"{RANKING}.csv").text)

    later = [row for row in downloaded if row[2] == "2026-06"]
    absences = {"confidential": ":c", "": ""}
    assert [[row[1], row[3] or absences[row[5]]] for row in later] == [
        [name, value.replace(",", "")]
        for name, value, *_ in shown(page("/en/"), "asylum-applicants-ranking")
    ]
    assert [row[6:] for row in later if row[0] in {"DE", "SI"}] == [
        ["-8435", "-59.29701230228471"],
        ["-5", "-3.0303030303030303"],
    ]


def test_a_page_s_csv_has_every_exhibit_in_one_table(
    page: Callable[[str], str], client: Client
) -> None:
    exhibits = re.findall(r'<article id="([\w-]+)"', page("/en/protection"))
    header, *found = rows(client.get("/en/protection.csv").text)

    assert header[:3] == ["exhibit", "geo", "geo_label"]
    told = list(dict.fromkeys(row[0] for row in found))
    assert told == [each for each in exhibits if each.startswith("asylum-applicants-")][:2]


@pytest.mark.usefixtures("applicants")
def test_json_says_where_each_number_comes_from(client: Client) -> None:
    told = json.loads(client.get(f"{TREND}.json?until=2026-06").text)

    assert told["sources"] == [
        {
            "line": "Source: Eurostat, migr_asyappctzm, updated 16 September 2026,"
            " extracted 19 September 2026.",
            "dataflow": "migr_asyappctzm",
            "url": "https://example.invalid/",
            "doi": "10.2908/MIGR_ASYAPPCTZM",
            "updated": "2026-09-16T23:00:00+02:00",
            "extracted": "2026-09-19T08:00:00+00:00",
            "vintage": "2026-09-16T2100Z-01234567",
            "sha256": "0123456789abcdef",
        }
    ]
    assert told["columns"] == ["geo", "geo_label", "period", "value", "flag", "absence"]
    malta = {"geo": "MT", "geo_label": "Malta", "period": "2026-06", "value": None, "flag": "c"}
    assert {**malta, "absence": "confidential"} in told["rows"]


@pytest.mark.usefixtures("applicants")
def test_a_page_s_json_is_a_list(client: Client) -> None:
    told = json.loads(client.get("/fr.json").text)

    assert [each["exhibit"] for each in told] == [
        "asylum-applicants-trend",
        "asylum-applicants-ranking",
    ]


def test_a_workbook_s_sheet_is_the_table_on_the_page(
    page: Callable[[str], str], client: Client
) -> None:
    book = load_workbook(io.BytesIO(client.get(f"{RANKING}.xlsx").data))
    sheet = book["asylum-applicants-ranking"]
    (found,) = sheet.tables.values()
    _head, *body = [list(row) for row in sheet[found.ref]]

    written = [
        [str(row[0].value), f"{row[1].value:,}" if row[1].data_type == "n" else row[1].value]
        for row in body
    ]
    html = shown(page("/en/"), "asylum-applicants-ranking")
    assert written == [[name, {":c": "[c]"}.get(value, value)] for name, value, *_ in html]
    germany = next(row for row in body if row[0].value == "Germany")
    assert (round(germany[-1].value, 4), germany[-1].number_format) == (
        -0.593,
        "+0.0%;−0.0%;0.0%",
    )


@pytest.mark.usefixtures("applicants")
def test_a_workbook_of_a_page_has_a_sheet_an_exhibit(client: Client) -> None:
    book = load_workbook(io.BytesIO(client.get("/en.xlsx").data))

    assert book.sheetnames == ["Cover", "asylum-applicants-trend", "asylum-applicants-ranking"]
    assert book["Cover"]["A1"].value == "Overview"


@pytest.mark.usefixtures("applicants")
def test_a_picture_carries_its_finding_its_notes_and_its_source(client: Client) -> None:
    answer = client.get(f"{RANKING}.svg")

    words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", answer.text))
    assert answer.mimetype == "image/svg+xml"
    assert "France, Germany and Spain recorded the most asylum applicants in June 2026" in words
    assert "Confidential: Malta (Jun 2026)." in words
    assert "updated 16 September 2026" in words
    assert "2026-09-16T2100Z-01234567" in words


@pytest.mark.usefixtures("applicants")
def test_a_png_is_twice_as_large_as_its_drawing(client: Client) -> None:
    width = int(re.findall(r'width="(\d+)"', client.get(f"{RANKING}.svg").text)[0])
    picture = client.get(f"{RANKING}.png").data

    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20]) == 2 * width


@pytest.mark.usefixtures("applicants")
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_of_several_exhibits_is_refused_with_their_names(
    client: Client, kind: str
) -> None:
    answer = client.get(f"/en.{kind}")

    assert answer.status_code == 400
    assert "asylum-applicants-trend, asylum-applicants-ranking" in answer.text


@pytest.mark.usefixtures("applicants")
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_view_gives_the_same_bytes_and_is_not_sent_twice(
    client: Client, kind: str
) -> None:
    first, second = client.get(f"{TREND}.{kind}"), client.get(f"{TREND}.{kind}")

    assert first.data == second.data
    etag = first.headers["ETag"]
    assert client.get(f"{TREND}.{kind}", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("kind", KINDS)
def test_sample_data_says_so_in_every_file(
    client: Client,
    on_paper: Callable[..., pl.DataFrame],
    publish: Callable[..., Vintage],
    kind: str,
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), origin=Origin.SAMPLE)

    data = client.get(f"{TREND}.{kind}").data

    if kind == "xlsx":
        book = load_workbook(io.BytesIO(data))
        assert [sheet["A2"].value for sheet in book] == ["Sample data: invented figures."] * 2
    elif kind == "json":
        assert json.loads(data)["is_sample"] is True
    elif kind != "png":  # a picture of the SVG
        assert b"sample data" in data.lower()


@pytest.mark.usefixtures("applicants")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/protection/nonsense.csv", 404),
        ("/en/nonsense.csv", 404),
        ("/de.csv", 404),
        (f"{TREND}.pdf", 404),
        (f"{TREND}.csv?places=XX", 400),
        ("/en/protection/pending-trend.csv", 404),  # nothing is stored of it yet
    ],
)
def test_a_file_that_can_not_be_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
