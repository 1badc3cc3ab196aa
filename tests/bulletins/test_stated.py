"""What the last edition stated and Eurostat has revised since, from two vintages on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bulletins.document import Document
from bulletins.edition import assembled
from bulletins.outline import Outline
from bulletins.stated import Stated, revised, revisions
from cache import Store, Vintage
from charts.fonts import Fonts
from charts.today import today
from charts.workshop import Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.fact import Fact, Kind
from emn.language import Language
from emn.network import load
from emn.period import Period
from tests.bulletins.conftest import APPLICANTS, QUARTER, observations

PERSONS = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}
JUNE = Period.parse("2026-06")
Revise = Callable[[str, str], Workshop]


@pytest.fixture
def stated(bulletin: Document) -> Stated:
    """What the bulletin of the paper tables stated."""
    return Stated(quarter=QUARTER, published=date(2026, 9, 20), facts=bulletin.facts)


@pytest.fixture
def revise(
    workshop: Workshop, publish: Callable[..., Vintage], store: Store, fonts: Fonts
) -> Revise:
    """Publish the applicants again with a cell changed, and give a workshop on them."""

    def again(old: str, new: str) -> Workshop:
        assert APPLICANTS.count(old) == 1
        text = APPLICANTS.replace(old, new)
        changed = observations(text, ASYLUM_APPLICATIONS, **PERSONS)
        publish(
            ASYLUM_APPLICATIONS, changed, on="2026-10-14T11:00:00+02:00", sha256="fedcba9876543210"
        )
        return Workshop(store, load(), fonts)

    assert workshop.has(ASYLUM_APPLICATIONS)
    return again


def test_nothing_is_revised_in_the_same_vintages(workshop: Workshop, stated: Stated) -> None:
    section = revisions(workshop, stated, Language.EN)

    assert revised(workshop, stated) == ()
    assert section.listings == ()
    [said] = [each.text for each in section.paragraphs]
    assert said == (
        f"Of the {len(stated.levels)} figures in the edition about the second quarter of 2026,"
        " Eurostat has revised none since."
    )


def test_a_revision_is_told_with_both_numbers(revise: Revise, stated: Stated) -> None:
    section = revisions(revise("11105", "11500"), stated, Language.EN)

    [listing] = section.listings
    assert listing.table.rows == (
        ("Asylum applicants", "France, in June 2026", "11,105", "11,500", "+395"),
    )
    assert "Eurostat has revised 1." in section.paragraphs[0].text


def test_a_revised_month_moves_its_quarter_too(revise: Revise, stated: Stated) -> None:
    found = revised(revise("50670    43120", "50700    43120"), stated)

    assert {(each.stated.geo, str(each.stated.period), each.now) for each in found} == {
        ("EU27_2020", "2026-Q2", 146480.0)
    }


def test_a_number_that_was_withdrawn_has_the_sign_of_none(revise: Revise, stated: Stated) -> None:
    [listing] = revisions(revise("11105", "    :"), stated, Language.EN).listings

    assert listing.table.rows[0][2:] == ("11,105", ":", "–")


def test_a_flag_stays_beside_the_number_that_bore_it(revise: Revise, stated: Stated) -> None:
    spain = Fact(
        indicator="asylum_applicants", geo="ES", period=JUNE, kind=Kind.LEVEL, value=3005.0
    )
    then = replace(stated, facts=(spain,), flags={spain: "p"})

    [listing] = revisions(revise("3005p", "9005b"), then, Language.EN).listings

    assert listing.table.rows[0][2:] == ("3,005", "9,005", "+6,000")
    assert listing.table.marks[0][2:] == ("p", "b", "")
    assert listing.notes == ("b break in time series; p provisional.",)
    assert listing.source_line.startswith("Source: Eurostat, migr_asyappctzm, updated 14 October")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("43120", "43125", Kind.PERCENT),
        ("11105", "11110", Kind.SHARE),
        ("3005p", "3005 ", Kind.PROVISIONAL),
        (":c\nLT", "70\nLT", Kind.CONFIDENTIAL),
    ],
)
def test_what_else_was_stated_is_found_to_have_moved(
    revise: Revise, stated: Stated, old: str, new: str, kind: Kind
) -> None:
    now = revise(old, new)

    moved = [fact for fact in stated.facts if today(now, fact) != fact]

    assert kind in {fact.kind for fact in moved}
    assert {fact for fact in stated.facts if fact.indicator != "asylum_applicants"}.isdisjoint(
        moved
    )


def test_an_edition_prints_the_revisions_of_the_one_before(
    workshop: Workshop, stated: Stated
) -> None:
    document = assembled(workshop, QUARTER, Language.FR, Outline(last=stated))

    [section] = [each for each in document.sections if each.id == "revisions"]
    assert "l’édition consacrée au deuxième trimestre 2026" in section.paragraphs[0].text


def test_a_fact_of_what_is_no_longer_stored_is_no_longer_found(store: Store, fonts: Fonts) -> None:
    fact = Fact(
        indicator="asylum_applicants", geo="FR", period=JUNE, kind=Kind.LEVEL, value=11105.0
    )

    assert today(Workshop(store, load(), fonts), fact) is None
