"""Every number in the bulletin of the paper tables is traced to a cell, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from bulletins.document import Document
from bulletins.edition import assembled
from charts.today import today
from charts.workshop import Selection, Workshop
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    FIRST_INSTANCE_DECISIONS,
    TEMPORARY_PROTECTION_BENEFICIARIES,
)
from emn.fact import Fact, Kind
from emn.language import Language
from emn.period import Frequency, Period
from tests.bulletins.conftest import QUARTER
from tests.bulletins.tracing import (
    numbers,
    sentences,
    untraced,
    untraced_exhibit,
    untraced_figure,
)

Cells = dict[tuple[str, date], float]


@pytest.fixture(params=list(Language))
def document(workshop: Workshop, request: pytest.FixtureRequest) -> Document:
    """The bulletin, in each language."""
    return assembled(workshop, QUARTER, request.param)


def test_every_number_of_a_sentence_is_one_of_its_facts(document: Document) -> None:
    said = list(sentences(document))

    assert {each.text: untraced(each, document.language) for each in said} == {
        each.text: [] for each in said
    }
    assert sum(len(numbers(each.text)) for each in said) >= 15


def test_every_number_of_a_key_figure_is_one_of_its_facts(document: Document) -> None:
    assert document.cover is not None
    figures = document.cover.key_figures

    assert [untraced_figure(each) for each in figures] == [[]] * len(figures)
    assert all(numbers(each.value) for each in figures)


def test_every_number_of_an_exhibit_s_words_is_a_cell_or_a_change(
    document: Document, workshop: Workshop
) -> None:
    selection = Selection(language=document.language, until=QUARTER)
    shown = [each for section in document.sections for each in section.exhibits]

    assert {each.id: untraced_exhibit(each, workshop, selection) for each in shown} == {
        each.id: [] for each in shown
    }


def cells(workshop: Workshop) -> dict[str, Cells]:
    """The cells on paper by indicator; rates are computed here, by hand."""
    store = workshop.store
    applicants, decisions, stock = (
        store.observations(dataset).drop_nulls("value").collect()
        for dataset in (
            ASYLUM_APPLICATIONS,
            FIRST_INSTANCE_DECISIONS,
            TEMPORARY_PROTECTION_BENEFICIARIES,
        )
    )
    rows = ("geo", "period", "value")
    total, positive = (
        {(geo, period): value for geo, period, value in part.select(rows).iter_rows()}
        for part in (decisions.filter(decision=code) for code in ("TOTAL", "POS"))
    )
    return {
        "asylum_applicants": {(g, p): v for g, p, v in applicants.select(rows).iter_rows()},
        "first_instance_decisions": total,
        "recognition_rate": {key: 100 * positive[key] / total[key] for key in total},
        "temporary_protection_stock": {(g, p): v for g, p, v in stock.select(rows).iter_rows()},
    }


def at(known: Cells, geo: str, period: Period) -> float:
    """The number of a place, of places joined by +, or of a quarter's three months together."""
    parts = period.within(Frequency.MONTHLY)
    is_sum = (geo.split("+", maxsplit=1)[0], parts[-1].start) in known and len(parts) > 1
    starts = [part.start for part in parts] if is_sum else [period.start]
    return sum(known[each, start] for each in geo.split("+") for start in starts)


def by_hand(known: Cells, fact: Fact) -> float | None:
    """What a fact states, computed from the cells."""
    now = at(known, fact.geo, fact.period)
    before = at(known, fact.geo, fact.earlier) if fact.earlier else 0.0
    match fact.kind:
        case Kind.DIFFERENCE | Kind.UNCHANGED:
            return now - before
        case Kind.PERCENT:
            return 100 * (now - before) / before
        case Kind.SHARE:
            return 100 * now / at(known, "EU27_2020", fact.period)
        case _:
            return now


def test_every_fact_is_what_its_cells_give(document: Document, workshop: Workshop) -> None:
    known = cells(workshop)
    stated = [fact for fact in document.facts if fact.value is not None]

    assert stated
    for fact in stated:
        assert fact.value == pytest.approx(by_hand(known[fact.indicator], fact))


def test_every_fact_is_found_again_in_the_same_cache(
    document: Document, workshop: Workshop
) -> None:
    assert [fact for fact in document.facts if today(workshop, fact) != fact] == []


def test_both_languages_state_the_same_facts(workshop: Workshop) -> None:
    english, french = (assembled(workshop, QUARTER, language) for language in Language)

    assert [each.facts for each in sentences(english)] == [each.facts for each in sentences(french)]
    assert english.facts == french.facts
