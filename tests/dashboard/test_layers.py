from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from werkzeug.test import Client

from cache import Vintage

Page = Callable[[str], str]
PACT = "12 June 2026: The Pact on Migration and Asylum begins to apply"


def link(html: str) -> tuple[str, str]:
    found = re.search(r'class="layers"><a href="([^"]+)">([^<]+)<', html)
    assert found is not None
    return found[1].replace("&amp;", "&"), found[2]


def test_events_are_laid_over_trends_by_a_link_and_taken_off_by_another(page: Page) -> None:
    plain = page("/en/protection?places=DE&until=2026-06")
    address, text = link(plain)

    laid = page(address)

    assert PACT not in plain
    assert (address, text) == (
        "/en/protection?places=DE&until=2026-06&events=1",
        "Show events of law and policy",
    )
    assert PACT in laid
    assert "An event is a date, not a cause" in laid
    assert link(laid) == (
        "/en/protection?places=DE&until=2026-06",
        "Hide the events of law and policy",
    )


def test_the_drawing_the_figure_and_the_form_keep_the_events(page: Page, client: Client) -> None:
    html = page("/fr/protection?events=1")

    figure = client.get("/fr/protection/asylum-applicants-trend.figure?events=1").text
    names = [each["text"] for each in json.loads(figure)["figure"]["layout"]["annotations"]]
    assert "Pacte applicable" in names
    assert html.count(">Pacte applicable<") == 2  # wide and narrow
    assert '<input type="hidden" name="events" value="1">' in html
    assert 'href="/en/protection?events=1"' in html


@pytest.mark.parametrize("address", ["/en/coverage", "/en/trafficking", "/en/compare?as=ranking"])
def test_a_page_without_a_trend_offers_no_events(page: Page, address: str) -> None:
    assert 'class="layers"' not in page(address)


@pytest.mark.parametrize("chosen", ["", "as=panels&", "as=index&"])
def test_a_comparison_over_time_offers_events(page: Page, chosen: str) -> None:
    address = f"/en/compare?{chosen}places=DE"

    assert link(page(address))[0] == f"{address}&events=1"
    assert PACT in page(f"{address}&until=2026-06&events=1")


@pytest.mark.parametrize("value", ["yes", "2"])
def test_another_value_is_refused_with_a_sentence(
    client: Client, applicants: Vintage, value: str
) -> None:
    answer = client.get(f"/en/protection?events={value}")

    assert applicants.dataset == "asylum_applications"
    assert answer.status_code == 400
    assert "Write events=1, or leave it out." in answer.text
