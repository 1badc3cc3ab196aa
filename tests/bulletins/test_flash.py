"""The flash: one page on a theme; a theme without series is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bulletins.content import content
from bulletins.document import Document
from bulletins.flash import PAGES, flash
from bulletins.pdf import pdf
from charts.exhibits import exhibition
from charts.fonts import Fonts
from charts.today import today
from charts.workshop import Workshop
from emn.errors import Misused, NothingStored
from emn.language import NO_BREAK, Language
from tests.bulletins.conftest import QUARTER, pages
from tests.bulletins.tracing import sentences, untraced, untraced_figure

EXTRACTED = datetime(2026, 9, 19, 8, 0, tzinfo=UTC)


@pytest.fixture(params=list(Language))
def document(workshop: Workshop, request: pytest.FixtureRequest) -> Document:
    """The flash on international protection, in each language."""
    return flash(workshop, exhibition("protection"), QUARTER, request.param)


def test_a_flash_has_one_page(document: Document, fonts: Fonts) -> None:
    made = pdf(content(document, fonts), fonts, EXTRACTED)

    assert len(pages(made)) == PAGES == document.pages


def test_it_opens_with_the_finding_and_shows_two_pictures(workshop: Workshop) -> None:
    (page,) = flash(workshop, exhibition("protection"), QUARTER, Language.EN).sections

    assert page.paragraphs[0].text.startswith("43,120 people applied for asylum in the EU in June")
    assert [each.id for each in page.exhibits] == [
        "asylum-applicants-trend",
        "asylum-applicants-ranking",
    ]


def test_the_table_has_a_row_an_indicator_with_the_flags_of_who_leads(workshop: Workshop) -> None:
    (page,) = flash(workshop, exhibition("protection"), QUARTER, Language.EN).sections
    (listing,) = page.listings
    rows = [tuple(cell.replace(NO_BREAK, " ") for cell in row) for row in listing.table.rows]

    assert rows[0] == (
        "Asylum applicants",
        "Jun 2026",
        "43,120",
        "−14.9 %",
        "−29.5 %",
        "France 11,105, Germany 5,790, Greece 4,120",
    )
    assert ("First-instance recognition rate", "2026-Q2", ":") in {row[:3] for row in rows}
    assert "p provisional" in " ".join(listing.notes)


def test_every_number_in_words_is_one_of_its_facts(document: Document) -> None:
    assert [each for each in sentences(document) if untraced(each, document.language)] == []
    assert document.cover is not None
    assert not any(map(untraced_figure, document.cover.key_figures))


def test_every_fact_is_found_again_in_the_cache(document: Document, workshop: Workshop) -> None:
    assert document.facts
    assert [fact for fact in document.facts if today(workshop, fact) != fact] == []


def test_a_theme_without_series_has_none(workshop: Workshop) -> None:
    with pytest.raises(Misused, match="Eurostat has no series on this theme") as refused:
        flash(workshop, exhibition("development"), QUARTER, Language.EN)

    assert "Themes with figures: legal-migration, protection" in str(refused.value)


def test_a_theme_of_which_nothing_is_stored_has_none(workshop: Workshop) -> None:
    with pytest.raises(NothingStored, match="trafficking: nothing to tell is stored yet"):
        flash(workshop, exhibition("trafficking"), QUARTER, Language.EN)


def test_sample_data_are_marked(sample: Workshop, fonts: Fonts) -> None:
    document = flash(sample, exhibition("protection"), QUARTER, Language.EN)

    (page,) = pages(pdf(content(document, fonts), fonts, EXTRACTED))

    assert "SAMPLE DATA" in page
