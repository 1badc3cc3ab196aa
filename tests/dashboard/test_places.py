"""Pages of places and of origins, over small caches on paper."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import polars as pl
import pytest
from werkzeug.test import Client

from cache import Store, Vintage
from emn.datasets.protection import ASYLUM_APPLICATIONS_BY_CITIZENSHIP
from emn.network import load
from emn.structure import Dimension, Structure

CITIZENS = """
geo        citizen  2025-06  2026-05  2026-06
EU27_2020  GE          1100      800      745
EU27_2020  SY          4000     3100     2840
EU27_2020  STLS         150      140      145
DE         GE           160      120      110
DE         SY          1900     1300     1265
IT         GE           300      230      220
IT         SY            20       10       15
IT         STLS           5        0        5
"""
LABELS = {"GE": "Georgia", "SY": "Syria", "STLS": "Stateless", "TOTAL": "Total", "UNK": "Unknown"}
Read = Callable[[str], str]


@pytest.fixture
def read(
    client: Client, store: Store, applicants: Vintage, publish: Callable[..., Vintage]
) -> Read:
    """Give the text of a page over applicants, in all and by citizenship."""
    header, *lines = [line.split() for line in CITIZENS.strip().splitlines()]
    rows = [
        {"geo": geo, "citizen": code, "value": float(value), "period": f"{month}-01"}
        for geo, code, *values in lines
        for month, value in zip(header[2:], values, strict=True)
    ]
    frame = pl.DataFrame(rows).with_columns(
        pl.col("period").str.to_date(),
        unit=pl.lit("PER"),
        sex=pl.lit("T"),
        age=pl.lit("TOTAL"),
        applicant=pl.lit("TOTAL"),
        flag=pl.lit(None, pl.String),
        conf_status=pl.lit(None, pl.String),
    )
    publish(ASYLUM_APPLICATIONS_BY_CITIZENSHIP, frame)
    labels = {"en": LABELS, "fr": {**LABELS, "SY": "Syrie"}}
    citizen = Dimension(id="citizen", codes=tuple(LABELS), labels=labels)
    flow = ASYLUM_APPLICATIONS_BY_CITIZENSHIP.dataflow
    store.keep_structure(Structure(dataflow=flow, titles={}, dimensions=(citizen,)))

    def page(url: str) -> str:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        first, _root, _scripts = answer.text.partition('<div id="react-entry-point">')
        return first

    assert applicants.dataset == "asylum_applications"
    return page


def said(page: str) -> str:
    """What a page says, without its markup."""
    return re.sub("[ \n]+", " ", html.unescape(re.sub("<[^>]+>", " ", page))).strip()


def row(page: str, name: str) -> str:
    """What the row of a table says that begins with a name."""
    found = (said(each) for each in re.findall(r"<tr>.*?</tr>", page, re.DOTALL))
    return next(each for each in found if each.startswith(name))


@pytest.mark.parametrize("place", load().places, ids=lambda place: place.geo)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_place_has_a_page(read: Read, language: str, place: object) -> None:
    geo = getattr(place, "geo", "")

    page = read(f"/{language}/places/{geo}")

    assert page.count("<h1>") == 1
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))


def test_a_member_is_told_with_its_standing_its_rank_and_the_median(read: Read) -> None:
    page = read("/en/places/DE")

    assert "Germany – EMN member since 14 May 2008" in said(page)
    assert "<h1>5,790 people applied for asylum in Germany in June 2026, 30.0" in page
    assert row(page, "Asylum applicants") == (
        "Asylum applicants 5,790 Jun 2026 \u221259.3\u00a0% 2 of 5 from the highest median 3,005"
    )
    assert 'href="https://www.bamf.de/EN/Themen/EMN/emn-node.html"' in page


def test_a_confidential_number_is_called_that(read: Read) -> None:
    page = read("/en/places/MT")

    assert '<abbr title="confidential">:c</abbr>' in page
    assert row(page, "Asylum applicants").startswith("Asylum applicants :c Jun 2026 n.a.")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("/fr/places/DE", "ont demandé l’asile en Allemagne en juin 2026"),
        ("/fr/places/SI", "ont demandé l’asile en Slovénie en juin 2026"),
        ("/fr/places/LU", "Luxembourg – membre du REM depuis le 14 mai 2008"),
        ("/fr/places/LU", "Non collecté par Eurostat"),
        ("/fr/places/MT", "Thèmes sans chiffres à Malte"),
        ("/fr/places/NL", "Thèmes sans chiffres aux Pays-Bas"),
        ("/fr/places/LU", "Thèmes sans chiffres au Luxembourg"),
        ("/fr/places/IE", "membre du REM depuis le 28 avril 2009 au plus tard"),
        ("/fr/places/UA", "observateur du REM depuis le 22 septembre 2022 au plus tard"),
        ("/fr/origins/SY", "2\u202f840 ressortissants de la Syrie ont demandé l’asile"),
    ],
)
def test_french_has_the_right_prepositions(read: Read, url: str, told: str) -> None:
    page = read(url)

    assert told in said(page) or (told.startswith("Non collecté") and "non collecté" in page)


def test_denmark_stands_outside_the_emn_and_says_so(read: Read) -> None:
    page, index = said(read("/en/places/DK")), read("/en/places")

    assert "Denmark – In the EU and outside the EMN" in page
    assert "its Council Decision does not bind Denmark" in page
    outside = index.partition("Outside the EMN</h2>")[2]
    assert ">Denmark</a>" in outside
    assert ">Denmark</a>" not in index.removesuffix(outside)


def test_an_observer_is_seen_through_both_lenses(read: Read) -> None:
    page = read("/en/places/GE")

    assert "<h1>745 citizens of Georgia applied for asylum in the EU in June 2026" in page
    assert row(page, "Asylum applicants Italy") == (
        "Asylum applicants Italy 220, Germany 110 745 Jun 2026 \u221232.3\u00a0%"
    )
    assert "International protection: not collected by Eurostat (Asylum applicants)" in said(page)
    assert "Legal migration: not in the cache yet (First residence permits;" in said(page)
    assert "Observer Country Statistical Annex" in page
    assert 'id="citizens-trend"' in page


def test_a_member_is_no_origin_on_its_own_page(read: Read) -> None:
    assert 'id="citizens"' not in read("/en/places/DE")


def test_chosen_places_take_the_place_of_the_peers_and_the_place_stays(read: Read) -> None:
    page = read("/en/places/DE?places=IT")

    assert "Main citizenships in Germany in June 2026: Syria and Georgia" in page


def test_the_index_gives_each_place_its_number_and_its_standing(read: Read) -> None:
    page = read("/fr/places")

    assert "<h1>Le REM compte 26 membres et 9 observateurs</h1>" in page
    assert row(page, "Allemagne") == (
        "Allemagne depuis le 14 mai 2008 5\u202f790 juin 2026 \u221259,3\u202f%"
    )
    assert '<abbr title="non collecté par Eurostat">–</abbr>' in page
    assert row(page, "Géorgie").endswith("– – 745 juin 2026, \u221232,3\u202f%")
    for place in load().places:
        assert f'href="/fr/places/{place.geo}"' in page


def test_the_index_of_origins_has_every_citizenship_the_largest_first(read: Read) -> None:
    page = read("/en/origins")

    assert page.index(">Syria</a>") < page.index(">Georgia</a>")
    assert "Stateless people: persons whom no state considers as its national" in said(
        page
    ).replace(" :", ":")
    assert row(page, "Georgia") == "Georgia 745 \u221232.3\u00a0%"
    assert "Total" not in said(page)


def test_stateless_people_are_people_without_a_country(read: Read) -> None:
    page = read("/en/origins/STLS")

    assert "<h1>145 stateless people applied for asylum in the EU in June 2026" in page


@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        ("/en/places/XX", 400, "is no place of ours"),
        ("/en/places/EU27_2020", 400, "is no place of ours"),
        ("/en/origins/TOTAL", 400, "is no citizenship"),
        ("/en/origins/ZZ", 400, "is no citizenship"),
    ],
)
def test_what_is_no_place_or_citizenship_is_named(
    client: Client, read: Read, url: str, status: int, told: str
) -> None:
    assert read("/en/places")
    answer = client.get(url)

    assert (answer.status_code, told in answer.text) == (status, True)


@pytest.mark.parametrize(
    ("url", "proper"),
    [
        ("/en/places/germany", "/en/places/DE"),
        ("/fr/places/grèce", "/fr/places/EL"),
        ("/en/places/GR?places=MT", "/en/places/EL?places=MT"),
        ("/en/origins/gr", "/en/origins/EL"),
        ("/en/places?places=DE", "/en/places"),
    ],
)
def test_other_spellings_lead_to_the_one(client: Client, url: str, proper: str) -> None:
    answer = client.get(url)

    assert (answer.status_code, answer.location) in {(302, proper), (200, None)}


@pytest.mark.parametrize("url", ["/en/places", "/en/places/DE", "/fr/origins", "/fr/origins/SY"])
def test_an_empty_cache_gives_a_calm_page(client: Client, url: str) -> None:
    answer = client.get(url)

    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_the_file_of_an_exhibit_has_the_place_of_the_page(client: Client, read: Read) -> None:
    assert read("/en/places/GE")
    answer = client.get("/en/places/GE/citizens-ranking.csv")

    assert answer.status_code == 200
    assert "IT,Italy,2026-06,220" in answer.text


def test_an_exhibit_stands_beside_the_table_where_no_broad_one_does(read: Read) -> None:
    [chapter] = re.findall('class="([^"]+)" id="protection"', read("/en/places/DE"))

    assert chapter == "chapter wide"
