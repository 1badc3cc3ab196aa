from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from werkzeug.test import Client

from emn.language import BRUSSELS

TREND = "/en/protection/asylum-applicants-trend"


def menu(html: str, exhibit: str) -> str:
    (panel,) = re.findall(rf'<article id="{exhibit}".*?</article>', html)
    (found,) = re.findall(r'<details class="drop share">.*?</details>', panel)
    return str(found)


def test_the_menu_leads_to_every_file_of_the_view(
    page: Callable[[str], str], client: Client
) -> None:
    html = menu(page("/en/protection?places=DE,MT"), "asylum-applicants-trend")

    addresses = re.findall(r'href="([^"]+)"', html)
    kinds = [address.partition("?")[0].rpartition(".")[2] for address in addresses]
    assert kinds[:5] == ["csv", "xlsx", "json", "png", "svg"]
    assert kinds[-2:] == ["bib", "ris"]
    assert {address.partition("?")[2].partition("#")[0] for address in addresses} == {
        "places=DE,MT"
    }
    assert {client.get(address).status_code for address in addresses} == {200}


def test_the_menu_cites_dataset_doi_vintage_and_day(page: Callable[[str], str]) -> None:
    html = menu(page("/fr/protection"), "asylum-applicants-trend")

    (told,) = re.findall(r'<p class="citation">([^<]*)</p>', html)
    assert "migr_asyappctzm, DOI\u00a0: 10.2908/MIGR_ASYAPPCTZM" in told
    assert told.endswith("extraction du 19 septembre 2026. Version 2026-09-16T2100Z-01234567.")


@pytest.mark.usefixtures("applicants")
def test_bibtex_names_whose_figures_which_version_and_where(client: Client) -> None:
    text = client.get(f"{TREND}.bib?places=DE").text

    assert text == (
        "@misc{eurostat_migr_asyappctzm_20260916,\n"
        "  author = {{Eurostat}},\n"
        "  title = {Asylum applicants by type of applicant (monthly) (migr\\_asyappctzm)},\n"
        "  year = {2026},\n"
        "  doi = {10.2908/MIGR_ASYAPPCTZM},\n"
        "  url = {https://ec.europa.eu/eurostat/databrowser/view/migr_asyappctzm/default/table},\n"
        f"  urldate = {{{datetime.now(BRUSSELS):%Y-%m-%d}}},\n"
        "  version = {2026-09-16T2100Z-01234567},\n"
        "  note = {5,790 people applied for asylum in Germany in June 2026,"
        " 30.0\u00a0\\% fewer than in May 2026 and 59.3\u00a0\\% fewer than in June 2025."
        " EMN Statistics, http://localhost/en/protection?places=DE},\n"
        "}\n"
    )


@pytest.mark.usefixtures("applicants")
def test_ris_has_one_entry_a_dataset_s_exhibit(client: Client) -> None:
    text = client.get("/en.ris").text

    assert text.count("TY  - DATA\r\n") == text.count("ER  - \r\n") == 2
    assert "DO  - 10.2908/MIGR_ASYAPPCTZM\r\n" in text


@pytest.mark.usefixtures("applicants")
def test_an_embedded_exhibit_may_be_framed_and_nothing_else_may(client: Client) -> None:
    embedded = client.get("/embed/fr/protection/asylum-applicants-trend?places=DE")

    policies = {
        address: client.get(address).headers["Content-Security-Policy"]
        for address in ("/fr/protection", f"{TREND}.svg", "/embed/fr/protection/none")
    }
    assert "frame-ancestors *;" in embedded.headers["Content-Security-Policy"]
    assert all("frame-ancestors 'self';" in each for each in list(policies.values())[:2])


@pytest.mark.usefixtures("applicants")
def test_an_embedded_exhibit_is_light_and_leads_back(client: Client) -> None:
    html = client.get("/embed/fr/protection/asylum-applicants-trend?places=DE").text

    assert html.startswith('<!doctype html>\n<html lang="fr" data-theme="light">')
    assert "Source\u00a0: Eurostat" in html
    back = "http://localhost/fr/protection?places=DE#asylum-applicants-trend"
    assert html.count(f'href="{back}"') == 2
    assert ("_dash" in html, "plotly" in html, len(html) < 60_000) == (False, False, True)


@pytest.mark.usefixtures("applicants")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/embed/en/protection/nonsense", 404),
        ("/embed/de/protection/asylum-applicants-trend", 404),
        ("/embed/en/protection/asylum-applicants-trend?places=XX", 400),
    ],
)
def test_what_can_not_be_embedded_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
