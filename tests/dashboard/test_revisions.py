from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from werkzeug.test import Client

from cache import Store, Vintage
from charts.fonts import Fonts
from charts.workshop import Workshop
from dashboard.app import create_app
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.language import MINUS
from emn.network import load

Paper = Callable[..., pl.DataFrame]


def part(html: str, id_: str) -> str:
    """One table or section of a page, as plain text, a cell a word."""
    found = re.search(rf'<(\w+) id="{id_}".*?</\1>', html, re.DOTALL)
    assert found, id_
    return re.sub(r"(<[^>]+>)+", "|", found[0])


@pytest.fixture
def revised(publish: Callable[..., Vintage], on_paper: Paper) -> list[Vintage]:
    """Three vintages of the table on paper: Germany's June moves, then Malta's May is withdrawn."""
    said = {
        "2026-09-16T23:00:00+02:00": on_paper(),
        "2026-10-16T23:00:00+02:00": on_paper("5790", "6815"),
        "2026-11-16T23:00:00+01:00": on_paper("75       :c", ":        :c"),
    }
    return [
        publish(
            ASYLUM_APPLICATIONS,
            observations,
            on=on,
            extracted_at=datetime.fromisoformat(on).astimezone(UTC),
        )
        for on, observations in said.items()
    ]


@pytest.mark.usefixtures("revised")
def test_the_page_compares_the_last_two_vintages_of_the_headline(client: Client) -> None:
    html = client.get("/en/revisions").text

    assert "<h1>2 published figures were revised</h1>" in html
    assert "the update of 16 November 2026 compared with that of 16 October 2026" in html
    largest = part(html, "revised-cells")
    assert f"|Germany|changed · Jun 2026 · Total · Total|6,815|5,790|{MINUS}1,025|{MINUS}15.0|" in (
        largest.replace("[TOTAL]", "Total")
    )
    assert "|Malta|withdrawn · May 2026 · [TOTAL] · [TOTAL]|75|:|" in largest


@pytest.mark.usefixtures("revised")
def test_a_place_has_its_counts_and_its_largest_cell(client: Client) -> None:
    places = part(client.get("/en/revisions").text, "revised-places")

    assert "|Malta|0|1|0|0|withdrawn · May 2026" in places
    assert places.index("|Germany|") < places.index("|Malta|")  # the protocol order
    assert "Spain" not in places


@pytest.mark.usefixtures("revised")
def test_each_kept_vintage_says_what_it_changed(client: Client) -> None:
    kept = part(client.get("/en/revisions").text, "vintages")

    assert "3 vintages are kept" in kept
    assert "|16 Nov 2026, 23:00|16 Nov 2026|1|1|0|0|" in kept
    assert "|16 Oct 2026, 23:00|16 Oct 2026|1|0|0|0|" in kept
    assert "|16 Sept 2026, 23:00|16 Sept 2026|–|–|–|–|" in kept


@pytest.mark.usefixtures("revised")
def test_since_and_place_narrow_what_is_compared(client: Client) -> None:
    html = client.get("/en/revisions?place=mt&since=2026-10-01", follow_redirects=True).text

    assert "compared with that of 16 September 2026" in html
    assert "<h1>1 published figure was revised</h1>" in html
    assert "|Malta|" in part(html, "revised-cells")
    assert "Germany" not in part(html, "revised-cells")


@pytest.mark.usefixtures("revised")
def test_the_past_knows_nothing_of_what_came_later(client: Client) -> None:
    html = client.get("/en/revisions?as-of=2026-10-20").text

    assert "<h1>1 published figure was revised</h1>" in html
    assert "|5,790|6,815|+1,025|+17.7|" in part(html, "revised-cells")
    assert "2 vintages are kept" in part(html, "vintages")


def test_a_single_vintage_has_nothing_to_be_compared_with(page: Callable[[str], str]) -> None:
    assert "there is only one vintage, updated 16 September 2026" in page("/en/revisions")
    assert "no update since 1 October 2026" in page("/en/revisions?since=2026-10-01")


@pytest.mark.parametrize(
    ("search", "says"),
    [("dataset=asylum", "asylum_applications"), ("place=XX", "XX"), ("since=May", "May")],
)
def test_what_does_not_exist_is_named(client: Client, search: str, says: str) -> None:
    answer = client.get(f"/en/revisions?{search}")

    assert answer.status_code == 400
    assert says in answer.text


def test_the_real_revisions_of_germany(
    store: Store, publish: Callable[..., Vintage], shared: Path, fonts: Fonts
) -> None:
    """Eurostat's totals of October 2016 and of the turn of 2017, as they were published."""
    path = shared / "vintages" / "migr_asyappctzm_TOTAL_citizen_by_vintage.csv"
    wide = pl.read_csv(path)
    for at, day in enumerate(wide.columns[5:7]):
        cells = wide.select(
            "geo",
            pl.col("period").str.to_date("%Y-%m"),
            pl.col(day).alias("value"),
            asyl_app="kind",
            unit=pl.lit("PER"),
            citizen=pl.lit("TOTAL"),
            sex=pl.lit("T"),
            age=pl.lit("TOTAL"),
            flag=pl.lit(None, pl.String),
            conf_status=pl.lit(None, pl.String),
        )
        publish(ASYLUM_APPLICATIONS, cells, on=f"{2016 + at}-10-05T23:00:00+02:00")
    client = create_app(Workshop(store, load(), fonts)).server.test_client()

    html = client.get("/fr/revisions?place=DE").text

    assert "|59\u202f925|67\u202f310|+7\u202f385|+12,3|" in part(html, "revised-cells")
