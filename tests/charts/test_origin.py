"""The people of one citizenship: the EU's total is Eurostat's or none, destinations follow it."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from cache import Store, Vintage
from charts.exhibits.origins import APPLICANTS, LENSES, ORDERS, exhibits
from charts.fonts import Fonts
from charts.origin import abroad, briefing, key_figures
from charts.workshop import Selection, Workshop
from emn.citizenship import Citizenship, citizenship
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
    FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP,
)
from emn.errors import NothingStored
from emn.indicators.protection import RECOGNITION_RATE
from emn.language import Language
from emn.network import load
from emn.structure import Dimension, Structure

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
EVERYONE = {"unit": "PER", "sex": "T", "age": "TOTAL"}
ENGLISH, FRENCH = (Selection(language=each) for each in Language)

# In June Italy has not reported and Eurostat has no total yet; stateless people have none at all.
CELLS = """
    geo        citizen  period      value  flag
    AT         GE       2025-05-01     30  -
    EU27_2020  GE       2025-05-01    910  -
    AT         GE       2026-05-01     20  -
    DE         GE       2026-05-01    110  -
    DK         GE       2026-05-01      0  -
    FR         GE       2026-05-01    140  -
    IT         GE       2026-05-01    220  p
    EU27_2020  GE       2026-05-01    745  -
    AT         GE       2026-06-01     25  -
    DE         GE       2026-06-01    135  -
    DK         GE       2026-06-01      0  -
    FR         GE       2026-06-01    170  -
    IT         GE       2026-06-01      -  -
    EU27_2020  GE       2026-06-01      -  -
    DE         STLS     2026-06-01     15  -
    AT         STLS     2026-06-01      0  -
"""


@pytest.fixture
def workshop(store: Store, fonts: Fonts, publish: Publish, table: Table) -> Workshop:
    publish(ASYLUM_APPLICATIONS_BY_CITIZENSHIP, table(CELLS, **EVERYONE, applicant="TOTAL"))
    return Workshop(store, load(), fonts)


def people(code: str) -> Citizenship:
    return citizenship(code, (code, code), load())


def test_total_and_destinations_are_of_the_same_period(workshop: Workshop) -> None:
    found = abroad(APPLICANTS, people("GE"), workshop, ENGLISH)

    assert found is not None
    assert (str(found.period), found.value) == ("2026-05", 745)
    assert found.destinations == (("IT", 220.0), ("FR", 140.0), ("DE", 110.0))
    assert found.on_year.percent == pytest.approx(-18.13, abs=0.01)


def test_no_total_is_made_where_eurostat_has_none(workshop: Workshop) -> None:
    found = abroad(APPLICANTS, people("STLS"), workshop, ENGLISH)

    assert found is not None
    assert (found.value, found.destinations) == (None, (("DE", 15.0),))
    assert key_figures((APPLICANTS,), people("STLS"), workshop, ENGLISH) == []


def test_whom_eurostat_does_not_know_is_told_apart_from_what_is_not_here(
    workshop: Workshop,
) -> None:
    citizen = Dimension(id="citizen", codes=("GE", "STLS", "UA"), labels={})
    flow = ASYLUM_APPLICATIONS_BY_CITIZENSHIP.dataflow
    workshop.store.keep_structure(Structure(dataflow=flow, titles={}, dimensions=(citizen,)))

    assert abroad(APPLICANTS, people("AM"), workshop, ENGLISH) is None
    with pytest.raises(NothingStored):
        abroad(APPLICANTS, people("UA"), workshop, ENGLISH)
    with pytest.raises(NothingStored):
        abroad(ORDERS, people("GE"), workshop, ENGLISH)


def test_a_rate_leads_nowhere(workshop: Workshop, publish: Publish, table: Table) -> None:
    decisions = """
        geo  citizen  period      decision  value
        DE   GE       2026-04-01  TOTAL       440
        DE   GE       2026-04-01  POS          20
        MT   GE       2026-04-01  TOTAL        10
        MT   GE       2026-04-01  POS          10
        EU27_2020  GE  2026-04-01  TOTAL     2450
        EU27_2020  GE  2026-04-01  POS        120
    """
    publish(FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP, table(decisions, **EVERYONE))
    (lens,) = (lens for lens in LENSES if lens.indicator is RECOGNITION_RATE)

    found = abroad(lens, people("GE"), workshop, ENGLISH)

    assert found is not None
    assert found.value == pytest.approx(4.9, abs=0.01)
    assert found.destinations == ()


def test_an_exhibit_of_nobody_is_none(workshop: Workshop) -> None:
    assert exhibits(people("AM"), workshop, ENGLISH) == ()
    assert [plan.id for plan in exhibits(people("STLS"), workshop, ENGLISH)] == [
        "citizens-trend",
        "citizens-ranking",
    ]


def test_the_finding_names_the_people_in_both_languages(workshop: Workshop) -> None:
    english = briefing(APPLICANTS, people("GE"), workshop, ENGLISH)
    french = briefing(APPLICANTS, people("GE"), workshop, FRENCH)
    nobody = briefing(APPLICANTS, people("STLS"), workshop, ENGLISH)

    assert english.headline.startswith(
        "745 citizens of Georgia applied for asylum in the EU in May"
    )
    assert english.lead == (
        "Italy (220), France (140) and Germany (110) recorded the most asylum applicants among"
        " citizens of Georgia in May 2026."
    )
    assert french.headline.startswith(
        "745 ressortissants de la Géorgie ont demandé l’asile dans l’Union européenne en mai 2026"
    )
    assert nobody.headline.startswith("15 stateless people applied for asylum in Germany in June")


def test_trend_and_ranking_stand_at_the_same_period(workshop: Workshop) -> None:
    trend, ranking = exhibits(people("GE"), workshop, ENGLISH)

    drawn, ranked = (plan.exhibit(workshop, ENGLISH) for plan in (trend, ranking))

    assert [column.label for column in drawn.table.columns][1:] == [
        "European Union",
        "Italy",
        "France",
        "Germany",
    ]
    assert drawn.title.startswith("745 citizens of Georgia")
    assert any("includes Denmark" in note for note in drawn.notes)
    assert ranked.table.rows[0][:2] == ("Italy", "220")
    assert ranked.subtitle == (
        "Asylum applicants: citizens of Georgia, May 2026 (the line marks May 2025)"
    )
