"""The brief: a question in its own words, and places beside one another in answer to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bulletins.brief import Query, brief
from bulletins.content import content
from bulletins.document import Document
from bulletins.pdf import pdf
from cache import Vintage
from charts.exhibits import exhibition
from charts.fonts import Fonts
from charts.today import today
from charts.workshop import Workshop
from emn.datasets.population import POPULATION
from emn.errors import NothingStored
from emn.language import NO_BREAK, Language
from emn.network import load
from tests.bulletins.conftest import QUARTER, observations, pages, section
from tests.bulletins.tracing import sentences, untraced, untraced_figure

EXTRACTED = datetime(2026, 9, 19, 8, 0, tzinfo=UTC)
ASKED = "How many people applied, and where?"
QUERY = Query(
    places=tuple(map(load().place, ("DE", "ES", "DK", "GE"))),
    themes=(exhibition("protection"), exhibition("development")),
    quarter=QUARTER,
    question=ASKED,
)


@pytest.fixture(params=list(Language))
def document(workshop: Workshop, request: pytest.FixtureRequest) -> Document:
    """A brief on two themes, in each language."""
    return brief(workshop, QUERY, request.param)


def test_the_question_is_on_the_cover(document: Document, fonts: Fonts) -> None:
    cover, *others = pages(pdf(content(document, fonts), fonts, EXTRACTED))

    assert ASKED in cover
    assert len(others) >= 4


def test_without_a_question_the_finding_is(workshop: Workshop) -> None:
    document = brief(workshop, replace(QUERY, question=""), Language.EN)

    assert document.cover is not None
    assert document.cover.headline.startswith("5,790 people applied for asylum in Germany")


def test_each_place_is_told_and_what_is_not_collected_is_said(workshop: Workshop) -> None:
    protection = section(brief(workshop, QUERY, Language.EN), "protection")
    told = [each.text for each in protection.paragraphs]

    assert [text.split(" in June 2026")[0] for text in told[:3]] == [
        "5,790 people applied for asylum in Germany",
        "3,005 people applied for asylum in Spain",
        "155 people applied for asylum in Denmark",
    ]
    assert told[3] == "Eurostat collects none of these figures in Georgia."


def test_the_places_stand_under_the_eu_with_their_flags(workshop: Workshop) -> None:
    table = section(brief(workshop, QUERY, Language.EN), "protection").listings[0].table
    rows = [tuple(cell.replace(NO_BREAK, " ") for cell in row[:3]) for row in table.rows]

    assert rows == [
        ("European Union", "43,120", "−29.5 %"),
        ("Germany", "5,790", "−59.3 %"),
        ("Spain", "3,005", "−73.5 %"),
        ("Denmark", "155", "−18.4 %"),
        ("Georgia", "–", "–"),
    ]
    assert [marks[1] for marks in table.marks] == ["", "", "p", "", ""]


def test_the_headline_is_compared(workshop: Workshop) -> None:
    shown = section(brief(workshop, QUERY, Language.EN), "protection").exhibits

    assert [each.id for each in shown] == ["asylum_applicants-absolute"]
    assert {"DE", "ES", "DK"} <= set(shown[0].table.data["geo"])


def test_nothing_is_compared_per_inhabitant_without_a_population(
    workshop: Workshop, publish: Callable[..., Vintage]
) -> None:
    codes = {name: codes[0] for name, codes in POPULATION.keep.items()} | {"indic_de": "JAN"}
    publish(POPULATION, observations("geo 2019\nDE 83000000", POPULATION, **codes))
    few = section(brief(workshop, QUERY, Language.EN), "protection").exhibits
    later = observations("geo 2025 2026\nDE 83000000 83500000", POPULATION, **codes)
    publish(POPULATION, later, on="2026-09-17T23:00:00+02:00")
    both = section(brief(workshop, QUERY, Language.EN), "protection").exhibits

    assert [each.id for each in few] == ["asylum_applicants-absolute"]
    assert [each.id for each in both] == [
        *(each.id for each in few),
        "asylum_applicants-per-capita",
    ]


def test_a_theme_without_series_is_told_in_words(workshop: Workshop) -> None:
    development = section(brief(workshop, QUERY, Language.EN), "development")
    told = development.paragraphs[0].text

    assert told.startswith("Eurostat has no statistics on migration and development")
    assert (development.listings, development.exhibits) == ((), ())


def test_every_number_in_words_is_one_of_its_facts(document: Document) -> None:
    assert [each for each in sentences(document) if untraced(each, document.language)] == []
    assert document.cover is not None
    assert not any(map(untraced_figure, document.cover.key_figures))


def test_every_fact_is_found_again_in_the_cache(document: Document, workshop: Workshop) -> None:
    assert document.facts
    assert [fact for fact in document.facts if today(workshop, fact) != fact] == []


def test_themes_of_which_nothing_is_stored_are_refused(workshop: Workshop) -> None:
    query = replace(QUERY, themes=(exhibition("trafficking"), exhibition("development")))

    with pytest.raises(NothingStored, match="trafficking, development: nothing is stored"):
        brief(workshop, query, Language.EN)


def test_sample_data_are_marked_on_every_page(sample: Workshop, fonts: Fonts) -> None:
    told = pages(pdf(content(brief(sample, QUERY, Language.EN), fonts), fonts, EXTRACTED))

    assert all("SAMPLE DATA" in page for page in told)
