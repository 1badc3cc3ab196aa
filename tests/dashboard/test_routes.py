from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable

import pytest
from werkzeug.test import Client

from charts.palettes import DARK
from charts.theme import INK

TREND = "/en/protection/asylum-applicants-trend"


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
