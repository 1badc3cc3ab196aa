"""The section of any theme: its words, its exhibits, and what is said where there are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bulletins.document import Items, Picture, Role, Section
from bulletins.headlines import by_state
from bulletins.outline import Outline
from bulletins.terms import glossary
from bulletins.themes import theme_section
from cache import Vintage
from charts.exhibits import exhibition
from charts.workshop import Selection, Workshop
from emn.datasets.borders import REFUSALS_OF_ENTRY
from emn.language import Language
from tests.bulletins.conftest import QUARTER
from tests.conftest import Table

EN = Selection(language=Language.EN, until=QUARTER)
REFUSED = """
    geo        period      value   flag
    EU27_2020  2024-01-01  120000  -
    EU27_2020  2025-01-01  131350  -
    PL         2024-01-01   17000  -
    PL         2025-01-01   17415  -
    HR         2024-01-01   11000  -
    HR         2025-01-01   11390  p
    NO         2025-01-01     120  -
"""
WHOLE = {"unit": "PER", "citizen": "TOTAL", "border": "TOTAL", "reason": "TOTAL"}


@pytest.fixture
def several(workshop: Workshop, publish: Callable[..., Vintage], table: Table) -> Workshop:
    """The figures on paper, and annual refusals of entry."""
    publish(REFUSALS_OF_ENTRY, table(REFUSED, **WHOLE).select(REFUSALS_OF_ENTRY.columns))
    return workshop


def section(workshop: Workshop, theme: str, outline: Outline | None = None) -> Section:
    return theme_section(workshop, EN, exhibition(theme), outline or Outline())


def test_a_theme_opens_with_its_finding_and_its_quarter(workshop: Workshop) -> None:
    paragraphs = section(workshop, "protection").paragraphs
    [lead] = [each for each in paragraphs if each.role is Role.LEAD]

    assert lead.text == (
        "43,120 people applied for asylum in the EU in June 2026,"
        " 14.9\u00a0% fewer than in May 2026 and 29.5\u00a0% fewer than in June 2025."
        " The three months of the second quarter of 2026 add up to 146,450."
    )


def test_annual_figures_are_no_news_of_the_quarter(several: Workshop) -> None:
    borders = section(several, "borders")

    first, lead, *_others = borders.paragraphs
    assert first.text == (
        "Latest annual data (2025): these figures are about a whole year and are no news of the"
        " quarter."
    )
    assert lead.text.startswith("131,350 people were refused entry in the EU in 2025, 9.5")
    assert [each.id for each in borders.exhibits] == ["refusals-trend"]


def test_what_eurostat_lacks_is_said_below_what_it_has(several: Workshop) -> None:
    remarks = [each for each in section(several, "borders").paragraphs if each.role is Role.REMARK]

    assert any("no series on visas" in each.text for each in remarks)


def test_a_theme_without_statistics_is_words_and_follows_the_one_before(workshop: Workshop) -> None:
    development = section(workshop, "development")

    assert development.exhibits == ()
    assert not development.begins_page
    assert "Eurostat has no statistics on migration and development" in (
        development.paragraphs[0].text
    )
    assert {each.role for each in development.paragraphs} == {Role.BODY}


def test_a_theme_whose_datasets_are_not_at_hand_says_so(workshop: Workshop) -> None:
    trafficking = section(workshop, "trafficking")

    assert trafficking.paragraphs[0].text.startswith("This edition has no figures on this theme")


def test_an_edition_chooses_its_exhibits_and_their_order(workshop: Workshop) -> None:
    chosen = ("recognition-ranking", "asylum-applicants-trend")

    shown = section(workshop, "protection", Outline(exhibits={"protection": chosen})).exhibits

    assert tuple(each.id for each in shown) == chosen


def test_an_exhibit_links_to_the_dashboard_as_it_stood_at_the_quarter_s_end(
    workshop: Workshop,
) -> None:
    linking = section(workshop.linking("https://statistics.example.org"), "protection")
    silent = section(workshop, "protection")

    first, *_others = [each for each in linking.blocks if isinstance(each, Picture)]
    assert first.permalink == (
        "https://statistics.example.org/en/protection?until=2026-Q2#asylum-applicants-trend"
    )
    assert {each.permalink for each in silent.blocks if isinstance(each, Picture)} == {""}


def test_headlines_of_every_state_stand_beside_their_change_on_the_year(several: Workshop) -> None:
    members, observers = by_state(several, EN)

    rows = {row[0]: row[1:] for row in members.table.rows}
    assert rows["European Union"] == ("131,350", "+9.5\u00a0%")
    assert rows["Croatia"] == ("11,390", "+3.5\u00a0%")
    assert rows["Malta"] == ("–", "–")
    assert ("Norway", "120", "n.a.") in observers.table.rows
    assert members.notes == ("p provisional; – not collected by Eurostat.",)


@pytest.mark.parametrize(
    ("language", "term"), [(Language.EN, "Recognition rate: "), (Language.FR, "Taux de reconnai")]
)
def test_the_glossary_explains_the_subjects_of_the_figures(language: Language, term: str) -> None:
    [items] = glossary({"recognition_rate", "asylum_applicants"}, language).blocks

    assert isinstance(items, Items)
    assert len(items.items) == 2
    assert any(words[0].text.startswith(term) for words in items.items)
