from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Callable

import pytest
from werkzeug.test import Client

from cache import Vintage
from charts.palettes import DARK
from charts.theme import INK

TREND = "/en/protection/asylum-applicants-trend"
RANKING = "/en/protection/asylum-applicants-ranking"


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))


@pytest.mark.usefixtures("applicants")
def test_a_csv_begins_with_what_it_is_and_where_it_comes_from(client: Client) -> None:
    answer = client.get(f"{TREND}.csv")

    about = [line for line in answer.text.splitlines() if line.startswith("#")]
    assert answer.mimetype == "text/csv"
    assert [line.partition(",")[0] for line in about[1:2]] == ["# Source: Eurostat"]
    assert about[2].startswith("# https://example.invalid/ (2026-09-16T2100Z-01234567)")


@pytest.mark.usefixtures("applicants")
def test_a_csv_holds_every_observation_with_its_flag(client: Client) -> None:
    header, *found = rows(client.get(f"{TREND}.csv").text)

    assert header == ["geo", "label", "period", "value", "flag"]
    assert [row for row in found if row[2] == "2026-06"] == [
        ["DE", "Germany", "2026-06", "5790", ""],
        ["ES", "Spain", "2026-06", "3005", "p"],
        ["EU27_2020", "European Union", "2026-06", "43120", ""],
        ["FR", "France", "2026-06", "11105", ""],
        ["MT", "Malta", "2026-06", "", "c"],
        ["SI", "Slovenia", "2026-06", "160", ""],
        ["SK", "Slovakia", "2026-06", "0", ""],
    ]


def test_a_csv_equals_the_table_on_the_page(page: Callable[[str], str], client: Client) -> None:
    (panel,) = re.findall(r'<article id="asylum-applicants-ranking".*?</article>', page("/en/"))
    body = panel.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>") if row]
    shown = [(name, re.sub(r"<sup>.*</sup>|<[^>]+>|,", "", value)) for name, value, *_ in cells]

    _header, *downloaded = rows(client.get(f"{RANKING}.csv").text)

    absent = {"": ":c"}
    assert [(row[1], absent.get(row[3], row[3])) for row in downloaded] == shown


@pytest.mark.usefixtures("applicants")
def test_a_drawing_is_the_one_on_the_page(client: Client) -> None:
    answer = client.get(f"{TREND}.svg")

    assert answer.mimetype == "image/svg+xml"
    assert answer.text.strip() in client.get("/en/").text


@pytest.mark.usefixtures("applicants")
@pytest.mark.parametrize(
    ("query", "width", "ink"),
    [
        ("", 720, INK),
        ("?width=narrow", 358, INK),
        ("?width=wide&theme=dark", 720, DARK[INK]),
    ],
)
def test_the_interactive_figure_fits_and_uploads_nothing(
    client: Client, query: str, width: int, ink: str
) -> None:
    answer = json.loads(client.get(f"{TREND}.figure{query}").text)

    assert answer["figure"]["layout"]["width"] == width
    assert answer["figure"]["layout"]["template"]["layout"]["font"]["color"] == ink
    assert answer["config"]["showSendToCloud"] is False
    assert answer["config"]["plotlyServerURL"] == ""


@pytest.mark.usefixtures("applicants")
def test_an_exhibit_is_not_sent_twice(client: Client) -> None:
    etag = client.get(f"{TREND}.svg").headers["ETag"]

    assert client.get(f"{TREND}.svg", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("address", ["/en/", "/de/", "/health", "/style.css", "/plotly.js"])
def test_every_answer_is_guarded(client: Client, address: str) -> None:
    headers = client.get(address).headers

    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert re.fullmatch(r"'self'( 'sha256-[\w+/=]+')+", policy["script-src"])
    assert policy["frame-ancestors"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "Set-Cookie" not in headers


def test_what_a_page_is_dressed_in_is_there_and_may_be_kept(
    page: Callable[[str], str], client: Client
) -> None:
    html = page("/en/")
    found = re.findall(r'(?:href|src|data-plotly)="(/(?:assets|style|fonts|plotly)[^"]+)"', html)

    statuses = {}
    for address in found:
        with client.get(address) as answer:
            statuses[address] = answer.status_code

    assert len(found) >= 6
    assert statuses == dict.fromkeys(found, 200)
    assert client.get(next(each for each in found if "fonts" in each)).data[:4] == b"wOF2"


def test_plotly_is_sent_packed_to_whom_it_suits(client: Client) -> None:
    plain = client.get("/plotly.js")
    packed = client.get("/plotly.js", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


def test_the_health_check_answers(client: Client) -> None:
    assert client.get("/health").status_code == 200


def test_a_vintage_is_named_in_its_download(client: Client, applicants: Vintage) -> None:
    assert applicants.name in client.get(f"{TREND}.csv").text
