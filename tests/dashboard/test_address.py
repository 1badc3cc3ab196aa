from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from charts.workshop import Workshop
from dashboard.address import read
from dashboard.markup import element
from dashboard.page import Content, Option, Page, Pages
from dashboard.view import View
from emn.errors import Misused
from emn.language import Language
from emn.network import Network, load
from emn.period import Period


def content(view: View, _workshop: Workshop) -> Content:
    empty = element("p")
    return Content(title=view.path, description="", opening=empty, exhibits=empty)


def spelled(text: str, _network: Network) -> str:
    if text not in {"", "usual", "trend", "map"}:
        raise Misused(f"{text!r} is none. There are: trend, map.")
    return "" if text == "usual" else text


def place(text: str, network: Network) -> str:
    return network.named(text.upper()).geo


PAGES = Pages(
    (
        Page(path="", label="Overview", content=content),
        Page(path="protection", label="Protection", content=content),
        Page(path="places/{place}", label="Place", content=content, subject=place),
        Page(
            path="compare",
            label="Compare",
            content=content,
            options=(Option(id="as", spelled=spelled), Option(id="of", spelled=spelled)),
        ),
        Page(path="about", label="About", content=content, has_places=False),
    )
)
NETWORK = load()


def read_url(url: str) -> View | None:
    address = urlsplit(url)
    chosen = parse_qs(address.query, keep_blank_values=True)
    found = read(address.path, chosen, PAGES, NETWORK)
    return found[1] if found else None


@pytest.mark.parametrize(
    ("pathname", "view"),
    [
        ("/en/", View(language=Language.EN)),
        ("/fr", View(language=Language.FR)),
        ("/FR/protection/", View(language=Language.FR, path="protection")),
        ("/en/places/gr", View(language=Language.EN, path="places/EL")),
        ("/en/places/", None),
        ("/en/places/DE/more", None),
        ("/de/", None),
        ("/en/nothing", None),
        ("/", None),
    ],
)
def test_a_pathname_is_a_language_and_a_page(pathname: str, view: View | None) -> None:
    assert read_url(pathname) == view


@pytest.mark.parametrize(
    ("url", "proper"),
    [
        ("/en/", "/en/"),
        ("/en/?places=DE,FR", "/en/?places=DE,FR"),
        ("/en/?places=fr&places=DE", "/en/?places=FR,DE"),
        ("/en/?places=GR,EL,gb", "/en/?places=EL,UK"),
        ("/en/?places=EU27_2020&until=2026-Q2", "/en/?places=EU27_2020&until=2026-Q2"),
        ("/en/?until=2026M06&utm_source=mail", "/en/?until=2026-06"),
        ("/en/?places=&until=", "/en/"),
        ("/en/compare?places=DE&of=map&as=trend", "/en/compare?as=trend&of=map&places=DE"),
        ("/en/compare?as=usual", "/en/compare"),
        ("/en/?as=trend", "/en/"),
        ("/en/about?places=DE&until=2026", "/en/about"),
        ("/en/about?as-of=20260920", "/en/about?as-of=2026-09-20"),
        ("/en/?as-of=2026-09-20&places=DE", "/en/?places=DE&as-of=2026-09-20"),
        ("/en/?as-of=", "/en/"),
    ],
)
def test_an_address_has_one_spelling(url: str, proper: str) -> None:
    view = read_url(url)

    assert view is not None
    assert view.url == proper


@pytest.mark.parametrize(
    "view",
    [
        View(
            language=Language.FR,
            path="protection",
            places=("DE", "EU27_2020"),
            until=Period.parse("2025-12"),
        ),
        View(language=Language.EN, path="places/EL", places=("FR",)),
        View(language=Language.EN, path="compare", options=(("as", "map"),), places=("NO",)),
        View(language=Language.EN, as_of=date(2026, 9, 20)),
    ],
)
def test_an_address_says_the_whole_view(view: View) -> None:
    assert read_url(view.url) == view


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/en/?places=XX", "XX"),
        ("/en/?places=DE,FR,IT,ES,NL,BE,AT", "7 places are too many"),
        ("/en/?until=soon", "soon"),
        ("/en/?places=DE,%3Cscript%3E", "SCRIPT"),
        ("/en/?until=2026-Q5", "2026-Q5"),
        ("/en/?until=9999-12", "9999"),
        ("/en/places/XX", "XX"),
        ("/en/?as-of=yesterday", "yesterday"),
        ("/en/?as-of=2026-02-30", "2026-02-30"),
        ("/en/?as-of=2099-01-01", "to today"),
        ("/en/compare?as=pie", "There are: trend, map"),
    ],
)
def test_what_does_not_exist_is_named(url: str, says: str) -> None:
    with pytest.raises(Misused, match=says):
        read_url(url)
