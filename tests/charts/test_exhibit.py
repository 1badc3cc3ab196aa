"""Cell → page: five numbers that look alike stay five different things all the way."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from cache import Origin, Store, Vintage
from charts.exhibit import Exhibit
from charts.fonts import Fonts
from charts.plan import Plan
from charts.static import svg
from charts.views import breakdown_view, composition_view, ranking_view, trend_view
from charts.workshop import Selection, Workshop
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
    FIRST_INSTANCE_DECISIONS,
)
from emn.errors import NothingStored
from emn.indicators.protection import ASYLUM_APPLICANTS, FIRST_INSTANCE
from emn.language import Language
from emn.network import load
from emn.period import Period

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}
TREND = Plan(id="trend", indicator=ASYLUM_APPLICANTS, view=trend_view)
RANKING = Plan(id="ranking", indicator=ASYLUM_APPLICANTS, view=ranking_view)

# Germany is plain, Greece breaks, Spain is provisional, Hungary counts none, Italy is missing,
# Malta is confidential. Norway reports; Georgia is not collected at all.
CELLS = """
    geo        period      value  flag  conf_status
    DE         2026-05-01   8275  -     -
    EL         2026-05-01   4085  -     -
    ES         2026-05-01   8275  p     -
    HU         2026-05-01      5  -     -
    IT         2026-05-01  11305  -     -
    MT         2026-05-01     20  -     -
    NO         2026-05-01    300  -     -
    EU27_2020  2026-05-01  50670  -     -
    DE         2026-06-01   5790  -     -
    EL         2026-06-01   4120  b     -
    ES         2026-06-01   3005  p     -
    HU         2026-06-01      0  -     -
    IT         2026-06-01      -  -     -
    MT         2026-06-01      -  -     C
    NO         2026-06-01    305  -     -
    EU27_2020  2026-06-01      -  -     -
"""


@pytest.fixture
def workshop(store: Store, fonts: Fonts) -> Workshop:
    return Workshop(store, load(), fonts)


@pytest.fixture
def ranking(workshop: Workshop, publish: Publish, table: Table) -> Exhibit:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))
    return RANKING.exhibit(workshop, Selection(language=Language.EN))


def test_the_table_marks_each_kind_of_cell(ranking: Exhibit) -> None:
    cells = {
        row[0]: (row[1], marks[1], row[3])
        for row, marks in zip(ranking.table.rows, ranking.table.marks, strict=True)
    }

    assert cells == {
        "Germany": ("5,790", "", "\u221230.0\u00a0%"),
        "Greece": ("4,120", "b", "n.a."),  # no change across a break
        "Spain": ("3,005", "p", "\u221263.7\u00a0%"),
        "Norway": ("305", "", "+1.7\u00a0%"),
        "Hungary": ("0", "", "\u22125"),  # a base below 100 bears no percentage
        "Italy": (":", "", "n.a."),
        "Malta": (":c", "", "n.a."),
    }


def test_the_notes_and_the_alt_text_name_each_kind_of_cell(ranking: Exhibit) -> None:
    told = (
        "Break in the series: Greece (Jun 2026).",
        "Provisional: Spain (Jun 2026).",
        "Confidential: Malta (Jun 2026).",
        "Not available: Italy (Jun 2026).",
        "Zero: Hungary (Jun 2026).",
    )

    assert ranking.notes[:5] == told
    assert all(note in ranking.alt for note in told)


def test_the_chart_writes_each_kind_of_cell_differently(ranking: Exhibit, fonts: Fonts) -> None:
    drawing = svg(ranking.figure, title=ranking.title, description=ranking.alt, fonts=fonts)
    drawn = drawing[drawing.index("</desc>") :]

    assert all(
        text in drawn
        for text in ("5,790", "4,120", "3,005", ": not available", ":c confidential", ">0<")
    )


def test_the_title_is_the_finding(ranking: Exhibit) -> None:
    assert ranking.title == (
        "Of the countries with figures, Germany, Greece and Spain recorded the most asylum"
        " applicants in June 2026"
    )


def test_the_largest_move_never_crosses_a_break(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS.replace("4120  b", "9999  b"), **EVERYONE))

    trend = TREND.exhibit(workshop, Selection(language=Language.EN))

    assert (
        trend.title == "The largest fall was in Spain: from 8,275 in May 2026 to 3,005 in June 2026"
    )


def test_a_chosen_place_is_not_called_the_largest(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))

    trend = TREND.exhibit(workshop, Selection(language=Language.EN, places=("NO",)))

    assert trend.title == (
        "305 people applied for asylum in Norway in June 2026, 1.7\u00a0% more than in May 2026"
    )


def test_a_trend_s_table_has_a_row_a_period_and_its_data_every_country(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))

    trend = TREND.exhibit(workshop, Selection(language=Language.FR, places=("MT", "ES", "GE")))

    assert trend.table.rows == (
        ("juin 2026", ":c", "3\u202f005"),
        ("mai 2026", "20", "8\u202f275"),
    )
    assert trend.table.marks == (("", "", "p"), ("", "", "p"))
    assert len(trend.table.data) == 16


def test_nothing_after_the_chosen_period_is_shown(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))

    may = Selection(language=Language.EN, until=Period.parse("2026-05"))

    assert RANKING.exhibit(workshop, may).subtitle == "Asylum applicants, May 2026"


def test_sample_data_says_so(workshop: Workshop, publish: Publish, table: Table) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE), origin=Origin.SAMPLE)

    exhibit = RANKING.exhibit(workshop, Selection(language=Language.EN))

    assert exhibit.is_sample
    assert "SAMPLE DATA" in str(exhibit.figure.layout.annotations)
    assert "SAMPLE DATA" in str(exhibit.narrow.layout.annotations)


def test_an_exhibit_without_its_dataset_says_what_is_missing(workshop: Workshop) -> None:
    with pytest.raises(NothingStored, match="asylum_applications: nothing is stored yet"):
        RANKING.exhibit(workshop, Selection(language=Language.EN))


def test_a_breakdown_shows_citizenships_and_no_aggregate_of_them(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    parts = table(
        """
        geo  period      citizen        value
        FR   2026-06-01  TOTAL          11105
        FR   2026-06-01  EXT_EU27_2020  11000
        FR   2026-06-01  UNK               50
        FR   2026-06-01  AF               905
        FR   2026-06-01  UA               720
        DE   2026-06-01  TOTAL           5790
        """,
        **{name: code for name, code in EVERYONE.items() if name != "citizen"},
    )
    publish(ASYLUM_APPLICATIONS_BY_CITIZENSHIP, parts)
    plan = Plan(id="by", indicator=ASYLUM_APPLICANTS, view=breakdown_view, by="citizen")

    exhibit = plan.exhibit(workshop, Selection(language=Language.EN))

    assert [row[:2] for row in exhibit.table.rows] == [("[AF]", "905"), ("Ukraine", "720")]
    assert exhibit.title == "Main citizenships in France in June 2026: [AF] and Ukraine"


def test_a_breakdown_of_one_place_does_not_call_the_other_chosen_ones_uncollected(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    parts = table(
        """
        geo  period      citizen  value
        FR   2026-06-01  AF         905
        DE   2026-06-01  AF         700
        """,
        **{name: code for name, code in EVERYONE.items() if name != "citizen"},
    )
    publish(ASYLUM_APPLICATIONS_BY_CITIZENSHIP, parts)
    plan = Plan(id="by", indicator=ASYLUM_APPLICANTS, view=breakdown_view, by="citizen")

    exhibit = plan.exhibit(workshop, Selection(language=Language.EN, places=("DE", "FR", "GE")))

    assert exhibit.table.rows[0][:2] == ("[AF]", "700")
    assert exhibit.notes[0] == "Not collected by Eurostat: Georgia."


def test_a_composition_shows_the_parts_in_their_fixed_order(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    parts = table(
        """
        geo        period      decision   value  flag
        EU27_2020  2026-04-01  TOTAL        100  -
        EU27_2020  2026-04-01  NEG           60  b
        EU27_2020  2026-04-01  POS_RFG       30  -
        EU27_2020  2026-04-01  POS_SPROT      -  -
        DE         2026-04-01  TOTAL         40  -
        """,
        **{name: code for name, code in EVERYONE.items() if name != "applicant"},
    )
    publish(FIRST_INSTANCE_DECISIONS, parts)
    order = ("POS_RFG", "POS_SPROT", "NEG")
    plan = Plan(
        id="parts", indicator=FIRST_INSTANCE, view=composition_view, by="decision", parts=order
    )

    exhibit = plan.exhibit(workshop, Selection(language=Language.EN))

    assert exhibit.table.rows == (("2026-Q2", "30", ":", "60"),)
    assert exhibit.table.marks == (("", "", "", "b"),)
    assert exhibit.notes[:2] == (
        "Break in the series: [NEG] (2026-Q2).",
        "Not available: [POS_SPROT] (2026-Q2).",
    )


def test_a_chosen_place_that_eurostat_does_not_collect_is_named(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))

    trend = TREND.exhibit(workshop, Selection(language=Language.FR, places=("DE", "GE", "MD")))

    assert "Non collecté par Eurostat\u00a0: Géorgie, Moldavie." in trend.notes
