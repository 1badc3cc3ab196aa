from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import polars as pl
import pytest
from werkzeug.test import Client

from cache import Origin, Store, Vintage
from cache.manifest import Progress
from emn.datasets.protection import ASYLUM_APPLICATIONS

Paper = Callable[..., pl.DataFrame]
ADDRESSES = ("/en/", "/fr/", "/en/protection", "/fr/protection")


def text(html: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return [re.sub("<[^>]+>", "", each) for each in found]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_readable_before_any_script(page: Callable[[str], str], address: str) -> None:
    first, _root, _scripts = page(address).partition('<div id="react-entry-point">')

    (finding,) = text(first, "h1")
    assert "43" in finding
    assert first.count("<svg") > 2
    assert "<table>" in first
    assert text(first, "title")[0].endswith(f"{finding} – EMN Statistics")
    assert f'<html lang="{address[1:3]}">' in first


def test_a_page_names_itself_and_its_twin(page: Callable[[str], str]) -> None:
    html = page("/fr/protection?places=DE")

    links = re.findall(
        r'<link rel="(canonical|alternate)"(?: hreflang="(\w+)")? href="([^"]+)">', html
    )
    assert links == [
        ("canonical", "", "http://localhost/fr/protection?places=DE"),
        ("alternate", "en", "http://localhost/en/protection?places=DE"),
        ("alternate", "fr", "http://localhost/fr/protection?places=DE"),
    ]


def test_numbers_follow_the_language(page: Callable[[str], str]) -> None:
    assert ("43,120" in page("/en/"), "43\u202f120" in page("/fr/")) == (True, True)


def test_the_form_without_scripts_knows_what_is_chosen(page: Callable[[str], str]) -> None:
    html = page("/en/?places=DE,FR&until=2026-05")

    chosen = re.findall(r'<input type="checkbox" name="places" value="(\w+)" checked>', html)
    assert chosen == ["DE", "FR"]
    assert '<input type="hidden" name="until" value="2026-05">' in html
    assert '<form method="get" action="/en/">' in html


@pytest.mark.parametrize(
    ("asked", "preferred", "answered"),
    [
        ("/", "fr-BE, en;q=0.5", "/fr/"),
        ("/", "de", "/en/"),
        ("/en", "", "/en/"),
        ("/EN/protection/?places=DE", "", "/en/protection?places=DE"),
        ("/en/?places=DE&places=FR", "", "/en/?places=DE,FR"),
        ("/en/protection?places=", "", "/en/protection"),
    ],
)
def test_other_spellings_lead_to_the_one(
    client: Client, asked: str, preferred: str, answered: str
) -> None:
    answer = client.get(asked, headers={"Accept-Language": preferred})

    assert (answer.status_code, answer.location) == (302, answered)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/de/", 404, "There is no such page"),
        ("/en/nothing", 404, "There is no such page"),
        ("/en/protection/nothing.svg", 404, "There is no such page"),
        ("/en/protection/pending-trend.exe", 404, "There is no such page"),
        ("/en/protection/pending-trend.svg", 404, "nothing is stored yet"),
        ("/en/?places=XX", 400, "&#39;XX&#39; is no place of ours"),
        ("/en/?places=%3Cscript%3E", 400, "&lt;SCRIPT&gt;"),
        ("/en/protection?until=2026-Q5", 400, "&#39;2026-Q5&#39; is no period"),
        ("/fonts/other/400.woff2", 404, "There is no such page"),
    ],
)
def test_a_wrong_address_gets_a_sentence_and_a_way_back(
    client: Client, address: str, status: int, said: str
) -> None:
    answer = client.get(address)

    assert answer.status_code == status
    assert said in answer.text
    assert '<a href="/fr/protection" lang="fr">' in answer.text
    assert "Traceback" not in answer.text


def test_an_empty_cache_gives_a_calm_page(client: Client) -> None:
    answer = client.get("/en/")

    assert answer.status_code == 200
    assert text(answer.text, "h1") == ["The first figures are on their way"]
    assert "No figures are stored yet." in answer.text


def test_an_exhibit_whose_dataset_is_on_its_way_keeps_its_place(page: Callable[[str], str]) -> None:
    (panel,) = re.findall(r'<article id="pending-trend".*?</article>', page("/en/protection"))

    assert text(panel, "h2") == ["Persons with a pending application"]
    (told,) = text(panel, "p")
    assert told.startswith(
        "Not in the cache yet, or not for these periods: “Persons with an asylum"
    )


def test_a_refresh_under_way_is_told(store: Store, page: Callable[[str], str]) -> None:
    store.show_progress(
        Progress(
            run="1",
            started_at=datetime.now(UTC),
            done=("asylum_applications", "first_time_rate_annual"),
            failed=("first_time_rate_annual",),
            waiting=("population", "pending_applications"),
            current="pending_applications",
        )
    )

    assert (
        "1 of 4 datasets have arrived. “Persons with an asylum application pending at the end of"
        " the month” is on its way."
    ) in page("/en/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_sample_data_say_so_on_every_page(
    client: Client, publish: Callable[..., Vintage], on_paper: Paper, address: str
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), origin=Origin.SAMPLE)

    assert '<p class="banner sample" role="note">' in client.get(address).text


def test_published_figures_carry_no_sample_banner(page: Callable[[str], str]) -> None:
    assert "banner sample" not in page("/en/")


def test_a_new_vintage_shows_without_a_restart(
    client: Client, applicants: Vintage, publish: Callable[..., Vintage], on_paper: Paper
) -> None:
    assert "43,120" in client.get("/en/").text

    revised = on_paper("43120", "44440")
    vintage = publish(ASYLUM_APPLICATIONS, revised, on="2026-10-16T23:00:00+02:00")

    assert vintage.name != applicants.name
    assert "44,440" in text(client.get("/en/").text, "h1")[0]


def test_dash_gets_the_same_content_for_a_choice(client: Client, applicants: Vintage) -> None:
    outputs = "..masthead.html...opening.html...exhibits.html...opening.stamp.."
    names = ("masthead.html", "opening.html", "exhibits.html", "opening.stamp")
    asked = {
        "output": outputs,
        "outputs": [dict(zip(("id", "property"), each.split("."), strict=True)) for each in names],
        "inputs": [
            {"id": "wish", "property": "data", "value": "?places=DE"},
            {"id": "arrived", "property": "data", "value": None},
        ],
        "state": [
            {"id": "address", "property": "search", "value": "?places=DE"},
            {"id": "address", "property": "pathname", "value": "/en/protection"},
        ],
        "changedPropIds": ["wish.data"],
    }
    first = client.get("/en/protection?places=DE").text

    answer = client.post("/_dash-update-component", json=asked).get_json()["response"]

    assert applicants.dataset == ASYLUM_APPLICATIONS.id
    assert answer["masthead"]["html"] in first  # of the exhibits see test_following.py
    assert answer["opening"]["html"] in first
    assert f'data-stamp="{answer["opening"]["stamp"]}"' in first
