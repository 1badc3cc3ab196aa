"""A small cache on paper and the app around it, asked without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl
import pytest
from dash import Dash
from werkzeug.test import Client

from cache import Store, Vintage
from charts.fonts import Fonts
from charts.workshop import Workshop
from dashboard.app import create_app
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.network import load
from tests.dashboard import invented

# A cell is a value and its flag; `:` is not published, `:c` confidential.
APPLICANTS = """
geo        2025-06  2026-03  2026-04  2026-05  2026-06
EU27_2020    61180    57725    52660    50670    43120
DE           14225     9870     9225     8275     5790
ES           11350     8920     8715p    8275p    3005p
FR           12940    11870    12145     9925    11105
MT              95       90       80       75       :c
SI             165      150      140       :       160
SK               5        0        0        0        0
"""
_EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}


def observations(text: str) -> pl.DataFrame:
    """Read asylum applicants from a table on paper, a column a month."""
    header, *lines = [line.split() for line in text.strip().splitlines()]
    return pl.DataFrame(
        [
            {"geo": geo, **_EVERYONE, **_cell(cell), "period": f"{month}-01"}
            for geo, *cells in lines
            for month, cell in zip(header[1:], cells, strict=True)
        ],
        schema=dict.fromkeys(ASYLUM_APPLICATIONS.columns, pl.String),
    ).with_columns(pl.col("period").str.to_date(), pl.col("value").cast(pl.Float64))


def _cell(text: str) -> dict[str, str | None]:
    value = text.rstrip("pbc:")
    flag = text.removeprefix(value).strip(":c")
    confidential = "C" if text == ":c" else None
    return {"value": value or None, "flag": flag or None, "conf_status": confidential}


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    """The house's type, cut once for all these tests."""
    return Fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def workshop(store: Store, fonts: Fonts) -> Workshop:
    """A workshop around an empty cache."""
    return Workshop(store, load(), fonts)


@pytest.fixture
def app(workshop: Workshop) -> Dash:
    """The app around an empty cache."""
    return create_app(workshop)


@pytest.fixture
def client(app: Dash) -> Iterator[Client]:
    """What asks the app."""
    with app.server.test_client() as client:
        yield client


@pytest.fixture
def on_paper() -> Callable[..., pl.DataFrame]:
    """Give the observations of the table on paper, one of its numbers replaced if asked."""

    def read(number: str = "", instead: str = "") -> pl.DataFrame:
        return observations(APPLICANTS.replace(number, instead) if number else APPLICANTS)

    return read


@pytest.fixture
def applicants(publish: Callable[..., Vintage]) -> Vintage:
    """The headline dataset, published from paper."""
    return publish(ASYLUM_APPLICATIONS, observations(APPLICANTS))


@pytest.fixture
def page(client: Client, applicants: Vintage) -> Callable[[str], str]:
    """Give the HTML of an address over the small cache, as the server sends it."""
    assert applicants.dataset == ASYLUM_APPLICATIONS.id

    def read(url: str) -> str:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        return answer.text

    return read


@pytest.fixture
def figures(publish: Callable[..., Vintage]) -> None:
    """A cache of invented figures."""
    invented.fill(publish)
