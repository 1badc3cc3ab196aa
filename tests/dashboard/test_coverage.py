from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from werkzeug.test import Client

from cache import Store, Vintage
from cache.manifest import Outcome, Run
from charts.fonts import Fonts
from charts.workshop import Workshop
from dashboard.app import create_app
from dashboard.matrix import matrix
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.language import Language
from emn.network import load
from emn.timeliness import Reports

Page = Callable[[str], str]


def cells(html: str, name: str) -> list[str]:
    """The classes of a place's cells, oldest period first."""
    row = re.search(rf'<th scope="row">{name}</th>(.*?)</tr>', html)
    assert row, name
    return re.findall(r'class="r-([\w-]+)"', row[1])


def words(html: str, section: str) -> str:
    """A section of the page as plain text, a cell a word."""
    found = re.search(rf'<section id="{section}".*?</section>', html, re.DOTALL)
    assert found, section
    return re.sub(r"(<[^>]+>)+", "|", found[0])


@pytest.fixture
def checked(store: Store, applicants: Vintage) -> Vintage:
    """The small cache on paper; Eurostat was last asked on 20 October 2026."""
    at = datetime(2026, 10, 20, 0, 15, tzinfo=UTC)
    ended = Outcome.UNCHANGED
    store.record([Run(run="1", dataset="a", started_at=at, seconds=1, outcome=ended)])
    return applicants


@pytest.mark.usefixtures("checked")
def test_the_matrix_tells_each_kind_of_cell_apart(client: Client) -> None:
    html = client.get("/en/coverage").text

    # October 2025 to September 2026: June is the last month that is there.
    assert cells(html, "Germany")[-7:] == [*["reported"] * 4, "due", "awaited", "awaited"]
    assert cells(html, "Slovenia")[-7:-3] == ["reported", "reported", "late", "reported"]
    assert cells(html, "Malta")[-4:-2] == ["confidential", "due"]
    assert set(cells(html, "Georgia")) == {"not-collected"}


@pytest.mark.usefixtures("checked")
def test_every_cell_is_told_in_words_too(client: Client) -> None:
    html = client.get("/en/coverage").text

    row = re.search(r'<th scope="row">Malta</th>(.*?)</tr>', html)
    assert row is not None
    assert '<span aria-hidden="true">c</span><span class="unseen">confidential</span>' in row[1]


@pytest.mark.usefixtures("checked")
def test_the_page_says_whether_the_edition_can_close_and_what_it_waits_for(client: Client) -> None:
    html = client.get("/en/coverage").text

    assert "The edition about the third quarter of 2026 can’t close yet" in html
    assert "close on 30 November 2026" in html
    waiting = words(html, "edition")
    asked = "Asylum applicants by type of applicant (monthly)"
    assert f"|{asked}|Aug 2026|✕\u00a0incomplete|0 of 6|every country|" in waiting
    assert "|✕\u00a0nothing is stored|" in waiting


@pytest.mark.usefixtures("checked")
def test_who_is_late_is_told_with_both_dates(client: Client) -> None:
    html = client.get("/en/coverage").text

    late = words(html, "late")
    assert "|Slovenia|Asylum applicants by type of applicant (monthly)|May 2026|50|81|" in late
    assert "Germany" not in late


@pytest.mark.usefixtures("checked")
def test_a_dataset_is_chosen_by_a_plain_form_and_carried_by_the_address(client: Client) -> None:
    html = client.get("/en/coverage?dataset=first_permits&as-of=2026-10-21").text

    assert '<option value="first_permits" selected>' in html
    assert 'name="as-of" value="2026-10-21"' in html
    assert "Nothing of this dataset is stored yet." in html
    assert client.get("/en/coverage?dataset=asylum_applications").location == "/en/coverage"
    assert client.get("/en/coverage?dataset=nothing").status_code == 400


def test_an_empty_cache_has_a_page_too(store: Store, fonts: Fonts) -> None:
    client = create_app(Workshop(store, load(), fonts)).server.test_client()

    assert "on their way" in client.get("/en/coverage").text


@pytest.mark.usefixtures("applicants")
def test_nobody_is_late_on_the_day_of_the_vintage_but_for_a_hole(workshop: Workshop) -> None:
    reports = Reports(
        dataset=ASYLUM_APPLICATIONS,
        reported=workshop.reported(ASYLUM_APPLICATIONS),
        on=date(2026, 9, 20),
    )

    html = matrix(reports, workshop.network, Language.FR)

    assert "Membres du REM" in html
    assert cells(html, "Slovénie")[-5:] == ["reported", "late", "reported", "awaited", "awaited"]
