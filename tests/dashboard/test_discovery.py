"""What programs find: the card of a page, its data described, robots.txt, the sitemap, the feed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import polars as pl
import pytest
from lxml import etree
from werkzeug.test import Client

from cache import Origin, Vintage
from emn.datasets import DATASETS
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.network import load

Paper = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
}


def metas(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))


def texts(xml: bytes, path: str) -> list[str]:
    return [each.text or "" for each in etree.fromstring(xml).iterfind(f".{path}", NAMES)]


def described(html: str) -> list[str]:
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)


def test_a_page_names_its_card_and_the_card_is_there(
    page: Callable[[str], str], client: Client
) -> None:
    told = metas(page("/fr/protection?places=DE"))

    assert told["og:title"].startswith("Protection internationale")
    assert told["og:locale"] == "fr_FR"
    assert told["og:image"] == "http://localhost/card/fr/protection.png?places=DE"
    assert told["twitter:card"] == "summary_large_image"
    picture = client.get(told["og:image"].removeprefix("http://localhost"))
    assert picture.mimetype == "image/png"
    sides = [int.from_bytes(picture.data[start : start + 4]) for start in (16, 20)]
    assert sides == [1200, 630]
    assert client.get("/card/en.png").status_code == 200


def test_a_page_describes_its_figures_for_search_engines(
    page: Callable[[str], str], client: Client
) -> None:
    (text,) = described(page("/en/protection"))

    told = json.loads(text)
    assert (told["@type"], told["inLanguage"]) == ("Dataset", "en")
    assert told["creator"] == [{"@type": "Organization", "name": "Eurostat"}]
    assert [each["identifier"] for each in told["isBasedOn"]] == [
        "https://doi.org/10.2908/MIGR_ASYAPPCTZM"
    ]
    for each in told["distribution"]:
        answer = client.get(each["contentUrl"].removeprefix("http://localhost"))
        assert answer.mimetype == each["encodingFormat"]


def test_a_page_without_figures_has_neither_card_nor_data(page: Callable[[str], str]) -> None:
    html = page("/en/glossary")

    assert ("og:image" in metas(html), described(html)) == (False, [])


def test_sample_data_is_not_to_be_found(client: Client, on_paper: Paper, publish: Publish) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper(), origin=Origin.SAMPLE)

    html = client.get("/en/").text

    assert (metas(html)["robots"], described(html)) == ("noindex", [])
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


@pytest.mark.usefixtures("applicants")
def test_robots_are_shown_the_sitemap(client: Client) -> None:
    assert client.get("/robots.txt").text == (
        "User-agent: *\nDisallow: /embed/\nSitemap: http://localhost/sitemap.xml\n"
    )


@pytest.mark.usefixtures("applicants")
def test_the_sitemap_has_every_page_in_both_languages(client: Client) -> None:
    answer = client.get("/sitemap.xml")

    pages = {each.removeprefix("http://localhost") for each in texts(answer.data, "//s:loc")}
    assert answer.mimetype == "application/xml"
    assert {"/en/", "/fr/", "/fr/protection", "/en/glossary", "/en/places/DE"} <= pages
    assert len(pages) >= 2 * (len(load().places) + len(DATASETS))
    for address in sorted(pages)[:: len(pages) // 12]:
        assert (address, client.get(address).status_code) == (address, 200)


@pytest.mark.usefixtures("applicants")
def test_the_feed_has_an_entry_a_vintage(client: Client, on_paper: Paper, publish: Publish) -> None:
    first = client.get("/fr/updates.atom")
    publish(ASYLUM_APPLICATIONS, on_paper(), on="2026-10-16T23:00:00+02:00")
    second = client.get("/fr/updates.atom")

    ids = [texts(each.data, "//a:entry/a:id") for each in (first, second)]
    assert first.mimetype == "application/atom+xml"
    assert ids[0] == ["http://localhost/fr/data/asylum_applications#2026-09-16T2100Z-01234567"]
    assert ids[1] != ids[0]
    assert "Mise à jour du 16 octobre 2026 (migr_asyappctzm)." in second.text
    assert client.get("/de/updates.atom").status_code == 404
