from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl
import pytest
from werkzeug.test import Client

from cache import Vintage
from emn.datasets.borders import REFUSALS_OF_ENTRY
from emn.datasets.return_ import ORDERS_TO_LEAVE
from tests.conftest import Table

Publish = Callable[..., Vintage]
Page = Callable[[str], str]
ORDERED = """
    geo        period      value  flag
    EU27_2020  2025-04-01  120000  -
    EU27_2020  2026-04-01  118000  -
    FR         2025-04-01   31000  -
    FR         2026-04-01   34500  -
    DE         2025-04-01   15000  -
    DE         2026-04-01   15100  -
"""
REFUSED = """
    geo        period      value   flag
    EU27_2020  2025-01-01  131350  -
    PL         2025-01-01   17415  -
"""


def card(html: str, theme: str) -> str:
    found = re.search(rf'<article class="card"><h3><a href="[^"]*/{theme}">.*?</article>', html)
    assert found is not None
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", found[0]))


@pytest.fixture
def several(publish: Publish, table: Table) -> None:
    everyone = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
    ordered: pl.DataFrame = table(ORDERED, **everyone)
    publish(ORDERS_TO_LEAVE, ordered.select(ORDERS_TO_LEAVE.columns))
    whole = {"unit": "PER", "citizen": "TOTAL", "border": "TOTAL", "reason": "TOTAL"}
    publish(REFUSALS_OF_ENTRY, table(REFUSED, **whole).select(REFUSALS_OF_ENTRY.columns))


@pytest.mark.usefixtures("several")
def test_it_opens_with_asylum_and_tells_the_news_of_other_themes(page: Page) -> None:
    html = page("/en/")

    (headline,) = re.findall("<h1>(.*?)</h1>", html)
    (told,) = re.findall('<ul class="more">(.*?)</ul>', html)
    assert headline.startswith("43,120 people applied for asylum in the EU in June 2026")
    assert re.findall("<li>(.*?)</li>", told) == [
        (
            "118,000 people were ordered to leave in the EU in the second quarter of 2026,"
            " 1.7\u00a0% fewer than in the second quarter of 2025."
        )
    ]


@pytest.mark.usefixtures("several")
def test_a_card_has_figure_place_period_change_and_the_largest_move(page: Page) -> None:
    told = card(page("/en/"), "return")

    assert "118,000 Persons ordered to leave EU, second quarter of 2026 ▼ 1.7 %" in told
    assert "On a year earlier, the figure rose most in France (by " in told


@pytest.mark.usefixtures("several")
def test_annual_figures_stand_apart_and_say_so(page: Page) -> None:
    html = page("/en/")

    assert "latest annual data (2025)" in card(html, "borders")
    _before, _moved, after = html.partition('id="moved"')
    news, _annual, annual = after.partition('id="annual"')
    assert ("/en/return" in news, "/en/return" in annual.partition("panels")[0]) == (True, False)
    assert ("/en/borders" in news, "/en/borders" in annual) == (False, True)


@pytest.mark.usefixtures("several")
def test_a_theme_without_series_says_so(page: Page) -> None:
    assert "Eurostat has no statistics on migration" in card(page("/en/"), "development")


@pytest.mark.usefixtures("several")
def test_another_theme_opens_it_while_asylum_is_on_its_way(client: Client) -> None:
    html = client.get("/en/").text

    (headline,) = re.findall("<h1>(.*?)</h1>", html)
    assert headline.startswith("131,350 people were refused entry in the EU in 2025")


def test_every_theme_has_its_page_in_the_menu(page: Page) -> None:
    html = page("/en/")

    for theme in ("legal-migration", "minors", "integration", "citizenship", "irregular-migration"):
        assert f'href="/en/{theme}"' in html


def test_a_theme_without_series_has_a_page_in_words(client: Client) -> None:
    html = client.get("/en/development").text

    assert "<h1>Migration and development</h1>" in html
    assert "bop_rem6" in html
    assert 'class="panel' not in html


def test_a_page_says_what_eurostat_lacks_before_its_first_figures(client: Client) -> None:
    html = client.get("/en/borders").text

    assert "The first figures are on their way" in html
    assert "Eurostat has no series on visas" in html
