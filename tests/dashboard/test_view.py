from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.view import View, choose, read_pathname
from emn.errors import Misused
from emn.language import Language
from emn.network import load
from emn.period import Period

PATHS = ("", "protection")


@pytest.mark.parametrize(
    ("pathname", "view"),
    [
        ("/en/", View(language=Language.EN)),
        ("/fr", View(language=Language.FR)),
        ("/FR/protection/", View(language=Language.FR, path="protection")),
        ("/de/", None),
        ("/en/nothing", None),
        ("/", None),
    ],
)
def test_a_pathname_is_a_language_and_a_page(pathname: str, view: View | None) -> None:
    assert read_pathname(pathname, PATHS) == view


@pytest.mark.parametrize(
    ("query", "search"),
    [
        ("", ""),
        ("places=DE,FR", "?places=DE,FR"),
        ("places=fr&places=DE", "?places=FR,DE"),
        ("places=GR,EL,gb", "?places=EL,UK"),
        ("places=EU27_2020&until=2026-Q2", "?places=EU27_2020&until=2026-Q2"),
        ("until=2026M06&utm_source=mail", "?until=2026-06"),
        ("places=&until=", ""),
    ],
)
def test_an_address_has_one_spelling(query: str, search: str) -> None:
    chosen = parse_qs(query, keep_blank_values=True)

    assert choose(View(language=Language.EN), chosen, load()).search == search


def test_an_address_says_the_whole_view() -> None:
    view = View(
        language=Language.FR,
        path="protection",
        places=("DE", "EU27_2020"),
        until=Period.parse("2025-12"),
    )

    address = urlsplit(view.url)
    plain = read_pathname(address.path, PATHS)

    assert plain is not None
    assert choose(plain, parse_qs(address.query), load()) == view


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("places=XX", "XX"),
        ("places=DE,%3Cscript%3E", "SCRIPT"),
        ("until=soon", "soon"),
        ("until=2026-Q5", "2026-Q5"),
        ("until=9999-12", "9999-12"),
        ("places=AT,BE,BG,CY,CZ,DE,EE", "7 places"),
    ],
)
def test_what_does_not_exist_is_named(query: str, names: str) -> None:
    with pytest.raises(Misused, match=names):
        choose(View(language=Language.EN), parse_qs(query), load())


def test_an_exhibit_of_a_view_has_its_own_address() -> None:
    view = View(language=Language.EN, path="protection", places=("DE",))

    assert view.exhibit("pending-trend", "csv") == "/en/exhibits/pending-trend.csv?places=DE"
