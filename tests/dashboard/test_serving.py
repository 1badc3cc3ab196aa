"""The site as it is served: below a prefix, asked by machines, asked again, asked too much."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import brotli
import polars as pl
import pytest
from flask import Flask
from plotly.offline import get_plotlyjs
from werkzeug.exceptions import TooManyRequests
from werkzeug.test import Client

from cache import Vintage
from charts.workshop import Workshop
from dashboard.app import create_app
from dashboard.limits import Limits
from dashboard.packing import Plotly
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.settings import Settings

TREND = "/en/protection/asylum-applicants-trend"
OURS = re.compile(r"""(?:href|src|action|data-[\w-]+)=\\?"(/[^"\\]*)""")
Paper = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]


@pytest.fixture
def below(workshop: Workshop) -> Client:
    """A client of the site below /statistics."""
    client: Client = create_app(workshop, Settings(prefix="/statistics")).server.test_client()
    return client


@pytest.mark.usefixtures("applicants")
@pytest.mark.parametrize(
    "page", ["/", "/en/", "/fr/protection?places=DE", "/en/none", TREND, "/embed" + TREND]
)
def test_every_address_of_a_site_below_a_prefix_carries_it(below: Client, page: str) -> None:
    html = below.get(f"/statistics{page}", follow_redirects=True).text

    addresses = OURS.findall(html)
    assert len(addresses) >= 3
    assert [each for each in addresses if not each.startswith("/statistics/")] == []
    assert "/statistics/statistics" not in html
    for address in addresses:
        if address.partition("?")[0].endswith((".js", ".css", ".woff2", ".svg", ".csv")):
            with below.get(address) as answer:
                assert (address, answer.status_code) == (address, 200)


@pytest.mark.usefixtures("applicants")
def test_what_a_callback_answers_carries_the_prefix_too(below: Client) -> None:
    asked = {
        "output": "..masthead.html...opening.html...exhibits.html...opening.stamp..",
        "outputs": [
            {"id": part, "property": "html"} for part in ("masthead", "opening", "exhibits")
        ]
        + [{"id": "opening", "property": "stamp"}],
        "inputs": [
            {"id": "wish", "property": "data", "value": "?places=DE"},
            {"id": "arrived", "property": "data", "value": None},
        ],
        "state": [
            {"id": "address", "property": "search", "value": "?places=DE"},
            {"id": "address", "property": "pathname", "value": "/statistics/en/protection"},
        ],
        "changedPropIds": ["wish.data"],
    }
    below.get("/statistics/en/")

    answer = below.post("/statistics/_dash-update-component", json=asked)

    html = "".join(
        json.loads(answer.text)["response"][part]["html"] for part in ("masthead", "exhibits")
    )
    addresses = OURS.findall(html)
    assert (answer.status_code, len(addresses) > 20) == (200, True)
    assert [each for each in addresses if not each.startswith("/statistics/")] == []


@pytest.mark.usefixtures("applicants")
def test_a_proxy_may_take_the_prefix_off(below: Client) -> None:
    kept = below.get("/statistics/en/protection")
    taken = below.get("/en/protection")

    same = [re.sub(r'"end_id":"[^"]+"', "", each.text) for each in (kept, taken)]  # a random one
    assert (taken.status_code, same[0] == same[1]) == (200, True)
    assert 'href="http://localhost/statistics/en/protection"' in taken.text
    assert below.get("/statistics/EN/protection").headers["Location"].startswith("/statistics/en")
    assert 'url("fonts/' in below.get("/statistics/style.css").text
    assert 'url("/statistics/fonts/' in taken.text


def test_a_site_is_ready_once_the_headline_figures_are_there(
    client: Client, on_paper: Paper, publish: Publish
) -> None:
    before = client.get("/ready")
    publish(ASYLUM_APPLICATIONS, on_paper())
    after = client.get("/ready")

    assert (before.status_code, after.status_code) == (503, 200)
    assert before.text == "asylum_applications is not in the cache yet.\n"


@pytest.mark.usefixtures("applicants")
def test_the_status_tells_vintage_and_age_of_every_dataset(client: Client) -> None:
    told = client.get("/status.json").json

    assert told is not None
    datasets = {each["dataset"]: each for each in told["datasets"]}
    assert told["origin"] == "published"
    assert datasets["asylum_applications"]["vintage"] == "2026-09-16T2100Z-01234567"
    assert datasets["asylum_applications"]["age_hours"] > 0
    assert datasets["pending_applications"]["vintage"] is None


@pytest.mark.parametrize("packing", ["identity", "gzip", "br"])
def test_a_page_is_not_sent_twice_and_a_new_vintage_is_a_new_page(
    client: Client, on_paper: Paper, publish: Publish, packing: str
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper())
    packed = {"Accept-Encoding": packing}
    etag = client.get("/en/", headers=packed).headers["ETag"]
    again = {**packed, "If-None-Match": etag}
    same, other = client.get("/en/", headers=again), client.get("/fr/", headers=again)

    publish(ASYLUM_APPLICATIONS, on_paper("43120", "43200"), on="2026-10-16T23:00:00+02:00")
    newer = client.get("/en/", headers=again)

    assert [each.status_code for each in (same, other, newer)] == [304, 200, 200]
    assert same.data == b""


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/fr/protection?places=XX", "n’est pas un lieu de ces chiffres"),
        ("/fr/protection?until=2026-13", "n’est pas une période"),
        ("/fr/protection?as-of=yesterday", "n’est pas un jour"),
        (f"/fr/protection?places={'DE,' * 400}", "Cette adresse est trop longue"),
        ("/en/protection?places=XX", "is no place of ours"),
        ("/fr.png", "Une image montre un seul graphique"),
    ],
)
@pytest.mark.usefixtures("applicants")
def test_a_bad_address_is_refused_in_the_reader_s_language(
    client: Client, address: str, told: str
) -> None:
    answer = client.get(address)

    assert (answer.status_code, "Traceback" in answer.text) == (400, False)
    assert told in answer.text
    assert f'<html lang="{address[1:3]}">' in answer.text


@pytest.mark.usefixtures("applicants")
def test_a_reader_who_fetches_too_many_files_is_asked_to_wait(workshop: Workshop) -> None:
    client = create_app(workshop, Settings(files_per_minute=2)).server.test_client()

    answers = [client.get(f"{TREND}.csv") for _each in range(3)]
    other = client.get(f"{TREND}.csv", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert "wait for the next one" in answers[2].text
    assert (other.status_code, client.get("/en/protection").status_code) == (200, 200)


def test_the_next_minute_counts_anew() -> None:
    now = [0.0]
    limits = Limits(1, clock=lambda: now[0])
    server = Flask(__name__)
    server.add_url_rule("/x.csv", "file", lambda: "")
    told = []
    for moment in (0.0, 59.0, 61.0):
        now[0] = moment
        with server.test_request_context("/x.csv"):
            try:
                limits.check()
            except TooManyRequests:
                told.append(moment)

    assert told == [59.0]


def test_plotly_is_packed_once_for_a_data_folder(workshop: Workshop) -> None:
    root = workshop.store.root
    packed = Plotly(root).pack()

    with Flask(__name__).test_request_context(headers={"Accept-Encoding": "br, gzip"}) as context:
        answer = Plotly(root).answer(context.request)

    assert answer.headers["Content-Encoding"] == "br"
    assert answer.data == packed
    assert brotli.decompress(packed).decode() == get_plotlyjs()


def test_a_script_of_dash_is_packed_once(client: Client, page: Callable[[str], str]) -> None:
    (script,) = re.findall(r'src="(/_dash-component-suites/[^"]*dash_renderer[^"]*)"', page("/en/"))

    first, second = (client.get(script, headers={"Accept-Encoding": "br"}) for _each in range(2))

    assert first.headers["Content-Encoding"] == "br"
    assert first.data == second.data
