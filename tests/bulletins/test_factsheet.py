"""The factsheet: two pages for each state, every number a cell, what is not collected said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product

import polars as pl
import pytest

from bulletins.content import content
from bulletins.document import Document, Listing
from bulletins.factsheet import PAGES, factsheet
from bulletins.formats import Format, Press
from bulletins.pdf import pdf
from cache import Store, Vintage
from charts.exhibits.places import PROFILE
from charts.fonts import Fonts
from charts.today import today
from charts.workshop import Workshop
from emn.datasets import dataset as dataset_of
from emn.datasets.protection import ASYLUM_APPLICATIONS_BY_CITIZENSHIP
from emn.errors import Misused, NothingStored, Undrawable
from emn.fact import Fact
from emn.language import NO_BREAK, Language
from emn.network import load
from emn.period import Period
from tests.bulletins.conftest import QUARTER, observations, pages
from tests.bulletins.tracing import numbers, sentences, untraced, untraced_figure

EXTRACTED = datetime(2026, 9, 19, 8, 0, tzinfo=UTC)
ABROAD = """
geo        2025-06  2026-05  2026-06
EU27_2020     1480     1120     1045
DE             390      305      280
FR             410      350      390
IT             300      240      325
"""
_ABROAD = {"unit": "PER", "sex": "T", "age": "TOTAL", "applicant": "TOTAL", "citizen": "GE"}


@pytest.fixture
def georgians(workshop: Workshop, publish: Callable[..., Vintage]) -> Workshop:
    """The workshop, with figures of citizens of Georgia."""
    dataset = ASYLUM_APPLICATIONS_BY_CITIZENSHIP
    publish(dataset, observations(ABROAD, dataset, **_ABROAD))
    return workshop


def sheet(workshop: Workshop, geo: str, language: Language = Language.EN) -> Document:
    return factsheet(workshop, workshop.network.place(geo), QUARTER, language)


def told(document: Document) -> str:
    return " ".join(
        each.text for section in document.sections for each in section.paragraphs
    ).replace(NO_BREAK, " ")


def row(document: Document, head: str) -> tuple[str, ...]:
    listings = [each for section in document.sections for each in section.listings]
    found = next(row for each in listings for row in each.table.rows if row[0] == head)
    return tuple(cell.replace(NO_BREAK, " ") for cell in found)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("geo", ["DE", "EL", "MT", "LT", "NO", "ME", "GE"])
def test_a_factsheet_has_two_pages(georgians: Workshop, geo: str, language: Language) -> None:
    document = sheet(georgians, geo, language)

    made = pdf(content(document, georgians.fonts), georgians.fonts, EXTRACTED)

    assert len(pages(made)) == PAGES == document.pages


def test_more_than_two_pages_are_refused(workshop: Workshop) -> None:
    words = {**content(sheet(workshop, "DE"), workshop.fonts), "pages": 3}

    with pytest.raises(Undrawable, match="another number of pages than 3"):
        pdf(words, workshop.fonts, EXTRACTED)


def test_it_says_what_the_state_reported_and_its_part_of_the_eu(workshop: Workshop) -> None:
    said = told(sheet(workshop, "DE"))

    assert said.startswith(
        "5,790 people applied for asylum in Germany in June 2026, 30.0 % fewer than in May 2026 and"
        " 59.3 % fewer than in June 2025. This is 13.4 % of the EU total."
    )
    assert "To cite: European Migration Network, Country factsheet: Germany, second quarter" in said


def test_the_table_sets_a_state_beside_the_eu_and_the_members(workshop: Workshop) -> None:
    document = sheet(workshop, "ES")

    cells = row(document, "Asylum applicants")

    assert cells[1:] == ("Jun 2026", "3,005", "−73.5 %", "43,120", "2,600", "4/8")
    assert "p provisional" in document.sections[0].listings[0].notes[0]


def test_an_observer_that_reports_is_not_ranked_among_the_members(workshop: Workshop) -> None:
    cells = row(sheet(workshop, "NO"), "Asylum applicants")

    assert cells[2:] == ("300", "−3.2 %", "43,120", "2,600", ">3/8")


def test_an_observer_that_does_not_is_seen_through_its_citizens(georgians: Workshop) -> None:
    document = sheet(georgians, "GE")

    assert told(document).startswith(
        "1,045 citizens of Georgia applied for asylum in the EU in June 2026"
    )
    assert "Not collected by Eurostat in Georgia: Asylum applicants" in told(document)
    assert row(document, "Asylum applicants")[2:] == (
        "1,045",
        "−29.4 %",
        "France 390, Italy 325, Germany 280",
    )


def test_a_confidential_number_stays_one(workshop: Workshop) -> None:
    cells = row(sheet(workshop, "MT"), "Asylum applicants")

    assert cells[2] == ":c"


@pytest.mark.parametrize("geo", ["DE", "NO", "GE"])
@pytest.mark.parametrize("language", list(Language))
def test_every_number_in_words_is_one_of_its_facts(
    georgians: Workshop, geo: str, language: Language
) -> None:
    document = sheet(georgians, geo, language)
    said = list(sentences(document))

    assert {each.text: untraced(each, language) for each in said} == {
        each.text: [] for each in said
    }
    assert sum(len(numbers(each.text)) for each in said) >= 3
    assert document.cover is not None
    assert not any(map(untraced_figure, document.cover.key_figures))


@pytest.mark.parametrize("geo", ["DE", "LT", "NO", "GE"])
def test_every_fact_is_found_again_in_the_cache(georgians: Workshop, geo: str) -> None:
    stated = sheet(georgians, geo).facts

    assert stated
    assert [fact for fact in stated if today(georgians, fact) != fact] == []


def test_a_fact_of_citizens_is_not_one_of_everybody(georgians: Workshop) -> None:
    first = sheet(georgians, "GE").facts[0]

    assert (first.citizen, first.geo, first.value) == ("GE", "EU27_2020", 1045)
    assert Fact.from_json(first.to_json()) == first


def test_both_languages_state_the_same_facts(georgians: Workshop) -> None:
    for geo in ("DE", "NO", "GE"):
        english, french = (sheet(georgians, geo, language) for language in Language)
        assert english.facts == french.facts


@pytest.mark.parametrize(
    ("geo", "why"), [("DK", "does not take part in the EMN"), ("CH", "neither member nor observer")]
)
def test_a_place_outside_the_network_has_none(workshop: Workshop, geo: str, why: str) -> None:
    with pytest.raises(Misused, match=re.escape(why)):
        sheet(workshop, geo)


def test_an_observer_has_none_before_it_joined(workshop: Workshop) -> None:
    place = workshop.network.place("AL")

    with pytest.raises(Misused, match="neither member nor observer of the EMN in 2024-Q1"):
        factsheet(workshop, place, Period.parse("2024-Q1"), Language.EN)


def test_a_state_of_which_nothing_is_stored_has_none(workshop: Workshop) -> None:
    with pytest.raises(NothingStored, match=r"GE: nothing is stored of Georgia up to 2026-Q2\."):
        sheet(workshop, "GE")


def test_sample_data_are_marked_on_both_pages(sample: Workshop, fonts: Fonts) -> None:
    document = sheet(sample, "DE")

    made = pages(pdf(content(document, fonts), fonts, EXTRACTED))

    assert ["SAMPLE DATA" in page for page in made] == [True, True]


def test_the_same_figures_give_the_same_bytes_in_every_format(
    workshop: Workshop, tmp_path_factory: pytest.TempPathFactory
) -> None:
    formats = tuple(each for each in Format if each is not Format.NEWSLETTER)
    made = [
        {
            path.name: path.read_bytes()
            for path in Press(
                out=tmp_path_factory.mktemp("out"), fonts=workshop.fonts, formats=formats
            ).write(sheet(workshop, "NO"))
        }
        for _time in range(2)
    ]

    assert made[0] == made[1]
    assert len(made[0]) == len(formats)


def test_its_tables_keep_the_numbers_for_the_workbook(workshop: Workshop) -> None:
    listing = sheet(workshop, "ES").sections[0].listings[0]

    assert isinstance(listing, Listing)
    own = listing.table.data.filter(geo="ES", indicator="asylum_applicants")
    assert own.select("period", "value", "flag").rows() == [(date(2026, 6, 1), 3005.0, "p")]
    assert set(listing.table.data["geo"]) <= {"ES", "EU27_2020"}
    assert pl.Series(listing.table.numbers[0]).drop_nulls().len() >= 3


@pytest.fixture
def full(store: Store, publish: Callable[..., Vintage], fonts: Fonts) -> Workshop:
    """A workshop in which every indicator of a profile has figures: the fullest factsheet."""
    held: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for _theme, indicators in PROFILE:
        for each in indicators:
            codes = product(*([(name, code) for code in kept] for name, kept in each.of.items()))
            held.setdefault(each.dataset.id, set()).update(tuple(sorted(some)) for some in codes)
    for id_, combinations in held.items():
        dataset = dataset_of(id_)
        last = Period.at(QUARTER.start, dataset.frequency).previous
        periods = " ".join(str(last.shifted(-back)) for back in (last.frequency.per_year, 0))
        rows = [f"{geo} {1234567 + at} {1345678 + at}p" for at, geo in enumerate(_REPORTERS)]
        text = "\n".join((f"geo {periods}", *rows))
        tables = [observations(text, dataset, **dict(each)) for each in sorted(combinations)]
        publish(dataset, pl.concat(tables))
    return Workshop(store, load(), fonts)


_REPORTERS = ("EU27_2020", "DE", "FR", "IT", "ES", "PL", "EL", "MT", "NO")


@pytest.mark.parametrize("language", list(Language))
def test_the_fullest_factsheet_has_two_pages(full: Workshop, language: Language) -> None:
    document = sheet(full, "DE", language)

    made = pages(pdf(content(document, full.fonts), full.fonts, EXTRACTED))

    assert len(document.sections[0].listings[0].table.rows) >= 28
    assert len(made) == PAGES
    assert "1345679p" in re.sub(r"[\s,]", "", made[0])
