"""A page that is redrawn: the first exhibits come at once, the others where they are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from werkzeug.test import Client

from dashboard.panel import FIRST

ARTICLE = re.compile(r'<article id="([\w-]+)" class="panel.*?</article>')
PARTS = ("masthead", "opening", "exhibits")


def redrawn(client: Client, pathname: str, search: str) -> str:
    """The exhibits that the page's own script gets after a choice."""
    outputs = [{"id": part, "property": "html"} for part in PARTS]
    outputs.append({"id": "opening", "property": "stamp"})
    asked = {
        "output": f"..{'...'.join('.'.join(each.values()) for each in outputs)}..",
        "outputs": outputs,
        "inputs": [
            {"id": "wish", "property": "data", "value": search},
            {"id": "arrived", "property": "data", "value": None},
        ],
        "state": [
            {"id": "address", "property": "search", "value": search},
            {"id": "address", "property": "pathname", "value": pathname},
        ],
        "changedPropIds": ["wish.data"],
    }
    client.get(pathname)
    answer = client.post("/_dash-update-component", json=asked)
    return str(json.loads(answer.text)["response"]["exhibits"]["html"])


def articles(html: str) -> dict[str, str]:
    return {found[1]: found[0] for found in ARTICLE.finditer(html)}


@pytest.mark.usefixtures("applicants")
def test_the_first_exhibits_come_at_once_and_are_those_of_the_page(client: Client) -> None:
    whole = articles(client.get("/en/protection?places=DE").text)
    some = articles(redrawn(client, "/en/protection", "?places=DE"))

    assert list(some) == list(whole)
    first = list(whole)[:FIRST]
    assert {id_: some[id_] for id_ in first} == {id_: whole[id_] for id_ in first}
    assert all("data-following" in some[id_] for id_ in list(whole)[FIRST:])
    assert len(whole) > FIRST


@pytest.mark.usefixtures("applicants")
def test_an_exhibit_that_follows_is_the_one_on_the_page(client: Client) -> None:
    whole = articles(client.get("/fr/protection?places=DE").text)
    waiting = redrawn(client, "/fr/protection", "?places=DE")

    addresses = re.findall(r'data-following="([^"]+)"', waiting)
    assert len(addresses) == len(whole) - FIRST
    for address in addresses:
        answer = client.get(address)
        (id_,) = re.findall(r"/([\w-]+)\.panel\?places=DE", address)
        assert (answer.status_code, answer.text) == (200, whole[id_])


def test_a_page_that_is_opened_has_them_all(page: Callable[[str], str]) -> None:
    assert "data-following" not in page("/en/protection?places=DE")


@pytest.mark.usefixtures("applicants")
def test_there_is_no_panel_of_a_whole_page(client: Client) -> None:
    assert client.get("/en/protection.panel").status_code == 404
