"""A place beside the EMN's members: ranks, medians without Denmark, five kinds of nothing."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from cache import Store, Vintage
from charts.exhibits.places import EXHIBITS, PROFILE
from charts.fonts import Fonts
from charts.peers import peers
from charts.plan import Plan
from charts.profile import Fact, beside_peers_view, chapter, fact
from charts.workshop import Selection, Workshop
from emn.change import Direction
from emn.datasets.population import POPULATION
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import NothingStored
from emn.indicators.protection import ASYLUM_APPLICANTS, PENDING_APPLICANTS
from emn.language import Language
from emn.network import load
from emn.period import Period
from emn.themes import PROTECTION, THEMES

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}
ENGLISH, FRENCH = (Selection(language=each) for each in Language)

# Denmark and Norway report and are no members; Italy is late, Malta confidential.
CELLS = """
    geo        period      value  flag  conf_status
    DE         2025-06-01  14225  -     -
    DE         2026-05-01   8275  -     -
    DK         2026-05-01   9000  -     -
    EL         2026-05-01   4085  -     -
    ES         2026-05-01   8275  p     -
    IT         2026-05-01  11305  -     -
    LU         2026-05-01    130  -     -
    MT         2026-05-01     20  -     -
    NL         2026-05-01   2000  -     -
    NO         2026-05-01    300  -     -
    EU27_2020  2026-05-01  50670  -     -
    DE         2026-06-01   5790  -     -
    DK         2026-06-01   9000  -     -
    EL         2026-06-01   4120  b     -
    ES         2026-06-01   5790  p     -
    IT         2026-06-01      -  -     -
    LU         2026-06-01    125  -     -
    MT         2026-06-01      -  -     C
    NL         2026-06-01   2100  -     -
    NO         2026-06-01    305  -     -
"""
PEOPLE = """
    geo        period      value
    CY         2026-01-01    979865
    DE         2026-01-01  83500000
    DK         2026-01-01   6000000
    EE         2026-01-01   1370000
    EU27_2020  2026-01-01 450000000
    FI         2026-01-01   5630000
    FR         2026-01-01  68600000
    LU         2026-01-01    680000
    LV         2026-01-01   1860000
    MT         2026-01-01    570000
    MT         2025-01-01    560000
"""


@pytest.fixture
def workshop(store: Store, fonts: Fonts, publish: Publish, table: Table) -> Workshop:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))
    return Workshop(store, load(), fonts)


def of(workshop: Workshop, geo: str) -> Fact:
    found = fact(workshop, ENGLISH, workshop.network.place(geo), ASYLUM_APPLICANTS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("geo", "rank", "below"),
    [
        ("DE", 1, 3),  # shared with Spain; Denmark's 9,000 is not among them
        ("ES", 1, 3),
        ("EL", 3, 2),
        ("LU", 5, 0),
        ("DK", None, 5),
        ("NO", None, 1),
    ],
)
def test_members_are_ranked_among_those_that_report_and_others_beside_them(
    workshop: Workshop, geo: str, rank: int | None, below: int
) -> None:
    found = of(workshop, geo)

    assert (found.rank, found.below, found.reporting) == (rank, below, 5)
    assert found.median == 4120


def test_a_place_that_is_late_is_shown_at_its_own_last_period(workshop: Workshop) -> None:
    found = of(workshop, "IT")

    assert (str(found.period), found.value, found.rank, found.reporting) == (
        "2026-05",
        11305,
        1,
        7,
    )


def test_a_confidential_number_is_not_replaced_by_an_earlier_one(workshop: Workshop) -> None:
    found = of(workshop, "MT")

    assert (str(found.period), found.value, found.flag, found.rank) == ("2026-06", None, "c", None)


def test_a_change_on_a_year_needs_a_year(workshop: Workshop) -> None:
    assert of(workshop, "DE").on_year.percent == pytest.approx(-59.3, abs=0.01)
    assert of(workshop, "LU").on_year.direction is Direction.NOT_PUBLISHED


def test_what_is_not_collected_is_told_apart_from_what_is_not_stored(workshop: Workshop) -> None:
    georgia = workshop.network.place("GE")

    found = chapter(workshop, ENGLISH, georgia, PROTECTION, (ASYLUM_APPLICANTS, PENDING_APPLICANTS))

    assert (found.facts, found.uncollected, found.waiting) == (
        (),
        (ASYLUM_APPLICANTS,),
        (PENDING_APPLICANTS,),
    )


def test_a_fact_is_stated_beside_the_median(workshop: Workshop) -> None:
    greece = fact(workshop, FRENCH, workshop.network.place("EL"), ASYLUM_APPLICANTS)

    assert greece is not None
    assert of(workshop, "LU").sentence(Language.EN) == (
        "125 people applied for asylum in Luxembourg in June 2026; the median of the EMN members"
        " was 4,120"
    )
    assert greece.sentence(Language.FR) == (
        "4\u202f120 personnes ont demandé l’asile en Grèce en juin 2026\u202f; la médiane des"
        " membres du REM était de 4\u202f120"
    )


def test_the_exhibit_draws_the_place_first_then_the_others_and_the_median(
    workshop: Workshop,
) -> None:
    plan = Plan(
        id="beside",
        indicator=ASYLUM_APPLICANTS,
        view=beside_peers_view,
        places=("LU", "EL", "GE"),
    )

    exhibit = plan.exhibit(workshop, ENGLISH)

    assert [column.label for column in exhibit.table.columns] == [
        "Period",
        "Luxembourg",
        "Greece",
        "Median of the EMN members",
    ]
    assert exhibit.title.startswith("125 people applied for asylum in Luxembourg in June 2026")
    assert exhibit.table.rows[0] == ("Jun 2026", "125", "4,120", "4,120")
    assert any("half lie above it" in note for note in exhibit.notes)


def test_the_exhibit_of_a_place_that_is_not_collected_is_none(workshop: Workshop) -> None:
    plan = Plan(
        id="beside", indicator=ASYLUM_APPLICANTS, view=beside_peers_view, places=("GE", "EL")
    )

    with pytest.raises(NothingStored, match="not collected from Georgia"):
        plan.exhibit(workshop, ENGLISH)


def test_peers_are_the_members_nearest_in_population(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    assert peers(workshop, ENGLISH, "MT") is None

    publish(POPULATION, table(PEOPLE, indic_de="JAN"))
    found = peers(workshop, ENGLISH, "MT")

    assert found is not None
    assert (found.geos, found.population, str(found.year)) == (
        ("LU", "CY", "EE", "LV"),
        570000,
        "2026",
    )
    assert found.sentence(workshop, Language.FR).endswith(
        "le Luxembourg, Chypre, l’Estonie et la Lettonie."
    )


def test_peers_are_those_of_the_last_year_that_is_looked_at(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    publish(POPULATION, table(PEOPLE, indic_de="JAN"))

    past = Selection(language=Language.EN, until=Period.parse("2025-12"))
    found = peers(workshop, past, "MT")

    assert found is not None
    assert (found.geos, str(found.year)) == ((), "2025")


def test_the_profile_has_every_theme_in_the_order_of_the_emn() -> None:
    assert tuple(theme for theme, _indicators in PROFILE) == THEMES
    ids = [plan.id for _theme, plans in EXHIBITS for plan in plans]
    assert len(set(ids)) == len(ids)
