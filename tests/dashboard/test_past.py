from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import polars as pl
import pytest
from werkzeug.test import Client

from cache import Vintage
from emn.datasets.protection import ASYLUM_APPLICATIONS

THEN, NOW = "?as-of=2026-09-20", ""
CSV = "/en/protection/asylum-applicants-ranking.csv"


@pytest.fixture
def revised(publish: Callable[..., Vintage], on_paper: Callable[..., pl.DataFrame]) -> None:
    """Germany's June was 5,790 on 19 September; a month later it was 6,815."""
    publish(ASYLUM_APPLICATIONS, on_paper())
    publish(
        ASYLUM_APPLICATIONS,
        on_paper("5790", "6815"),
        on="2026-10-16T23:00:00+02:00",
        extracted_at=datetime(2026, 10, 17, tzinfo=UTC),
    )


@pytest.mark.usefixtures("revised")
def test_a_page_shows_the_figures_of_its_day_whatever_was_asked_before(client: Client) -> None:
    shown = [client.get(f"/en/protection{search}").text for search in (NOW, THEN, NOW)]

    assert ["6,815" in page for page in shown] == [True, False, True]
    assert ["5,790" in page for page in shown] == [False, True, False]


@pytest.mark.usefixtures("revised")
def test_a_past_page_says_so_and_leads_back(client: Client) -> None:
    page = client.get("/en/protection?places=DE&as-of=2026-09-20").text

    assert "as they stood on 20 September 2026" in page
    assert 'href="/en/protection?places=DE">Show today' in page
    assert 'name="as-of" value="2026-09-20"' in page  # the form keeps it
    assert "as they stood" not in client.get("/en/protection").text
    assert "tels qu’ils étaient au 20 septembre 2026" in client.get(f"/fr/{THEN}").text


@pytest.mark.usefixtures("revised")
def test_a_download_is_of_the_same_day(client: Client) -> None:
    assert "5790" in client.get(f"{CSV}{THEN}").text
    assert "6815" in client.get(CSV).text


@pytest.mark.usefixtures("revised")
def test_before_the_first_vintage_a_page_says_that_nothing_is_kept(client: Client) -> None:
    page = client.get("/en/?as-of=2026-01-01").text

    assert "Nothing that was stored on 1 January 2026 is kept." in page
