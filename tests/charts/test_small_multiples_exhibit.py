from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from cache import Store, Vintage
from charts.exhibit import Exhibit
from charts.fonts import Fonts
from charts.median import MEDIAN
from charts.plan import Plan
from charts.views import small_multiples_view
from charts.workshop import Selection, Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language
from emn.network import load

EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}
PLAN = Plan(id="panels", indicator=ASYLUM_APPLICANTS, view=small_multiples_view)
CELLS = """
    geo        period      value  flag  conf_status
    DE         2026-05-01   8275  -     -
    EL         2026-05-01   4085  -     -
    MT         2026-05-01     20  -     -
    NO         2026-05-01    300  -     -
    EU27_2020  2026-05-01  50670  -     -
    DE         2026-06-01   5790  p     -
    EL         2026-06-01   4120  b     -
    MT         2026-06-01      -  -     C
    NO         2026-06-01    305  -     -
"""

Exhibits = Callable[..., Exhibit]


@pytest.fixture
def made(
    store: Store,
    fonts: Fonts,
    publish: Callable[..., Vintage],
    table: Callable[..., pl.DataFrame],
) -> Exhibits:
    """Make the exhibit of the cells above for what a reader chose."""
    publish(ASYLUM_APPLICATIONS, table(CELLS, **EVERYONE))
    workshop = Workshop(store, load(), fonts)

    def make(*places: str, has_own_scales: bool = False) -> Exhibit:
        selection = Selection(language=Language.EN, places=places, has_own_scales=has_own_scales)
        return PLAN.exhibit(workshop, selection)

    return make


def test_every_country_has_a_panel_highest_first_and_the_silent_last(made: Exhibits) -> None:
    titles = [each.text for each in made().figure.layout.annotations if "</b>" in each.text]

    assert titles == [
        "<b>Germany</b> 5,790",
        "<b>Greece</b> 4,120",
        "<b>Norway</b> 305",
        "<b>Malta</b> 20 (May 2026)",
    ]


def test_the_chosen_places_are_shown_in_their_order_the_union_too(made: Exhibits) -> None:
    names = [column.label for column in made("NO", "EU27_2020", "DE").table.columns]

    assert names == ["Period", "Norway", "European Union", "Germany", "Median of the EMN members"]


def test_the_table_holds_every_number_of_the_figure_with_its_flag(made: Exhibits) -> None:
    table = made().table

    assert table.rows[0] == ("Jun 2026", "5,790", "4,120", "305", ":c", "4,955")
    assert table.marks[0] == ("", "p", "b", "", "", "")
    assert MEDIAN in set(table.data["geo"])


def test_the_subtitle_says_how_the_scales_compare(made: Exhibits) -> None:
    span = "Asylum applicants, monthly, May 2026 – Jun 2026"

    assert made().subtitle == f"{span}; all panels on the same scale"
    assert made(has_own_scales=True).subtitle == f"{span}; each panel on its own scale"


def test_the_notes_and_the_alt_text_say_what_the_grey_line_is_and_every_flag(
    made: Exhibits,
) -> None:
    exhibit = made()

    assert "Break in the series: Greece (Jun 2026)." in exhibit.alt
    assert "Provisional: Germany (Jun 2026)." in exhibit.alt
    assert "Confidential: Malta (Jun 2026)." in exhibit.alt
    assert exhibit.notes[-1].startswith("The grey line is the median of the EMN members")
    assert exhibit.notes[-1] in exhibit.alt
