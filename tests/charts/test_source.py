"""Whose figures they are, wherever an exhibit says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cache import Vintage
from charts.exhibit import Source
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.language import Language

GEOSTAT = {"source": "Geostat", "licence": "CC BY 4.0"}


@pytest.fixture
def source(publish: Callable[..., Vintage], table: Callable[..., Any]) -> Callable[..., Source]:
    """The source of a small vintage of which this is known."""

    def made(**what: str) -> Source:
        cells = table("geo  period      value\nGE   2026-06-01   5")
        vintage = publish(ASYLUM_APPLICATIONS, cells, **what)
        return Source(dataset=ASYLUM_APPLICATIONS, vintage=vintage)

    return made


LINES = {
    Language.EN: (
        "Source: Geostat (not Eurostat; CC BY 4.0), migr_asyappctzm, updated 16 September 2026,"
        " extracted 19 September 2026."
    ),
    Language.FR: (
        "Source\u00a0: Geostat (hors Eurostat\u202f; CC BY 4.0), migr_asyappctzm,"
        " mise à jour du 16 septembre 2026, extraction du 19 septembre 2026."
    ),
}


@pytest.mark.parametrize("language", LINES)
def test_the_line_names_who_published_and_under_which_licence(
    source: Callable[..., Source], language: Language
) -> None:
    assert source(**GEOSTAT).line(language) == LINES[language]


def test_the_line_of_eurostats_figures_says_eurostat(source: Callable[..., Source]) -> None:
    assert source().line(Language.EN).startswith("Source: Eurostat, migr_asyappctzm, updated")


def test_a_source_without_licence_is_not_eurostat_either(source: Callable[..., Source]) -> None:
    assert "Geostat (not Eurostat), " in source(source="Geostat").line(Language.EN)


@pytest.mark.parametrize(
    ("what", "url"),
    [
        ({}, ASYLUM_APPLICATIONS.url),
        ({**GEOSTAT, "url": "https://example.invalid/x"}, "https://example.invalid/x"),
        ({**GEOSTAT, "url": "figures.csv"}, ""),
    ],
)
def test_the_address_is_that_of_who_published(
    source: Callable[..., Source], what: dict[str, str], url: str
) -> None:
    assert source(**what).url == url
