from __future__ import annotations

from collections.abc import Callable

import pytest

from cache import Store, Vintage
from charts.fonts import Fonts
from charts.ratio import of_ratio
from charts.views import ranking_view, trend_view
from charts.workshop import Selection, Workshop
from emn.datasets.return_ import ORDERS_TO_LEAVE, RETURNS
from emn.errors import NothingStored
from emn.indicators.return_ import RETURN_SHARE
from emn.language import Language
from emn.network import load
from tests.conftest import Table

EN = Selection(language=Language.EN)
TREND = of_ratio(RETURN_SHARE)(id="share", view=trend_view)
_EVERYONE = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
ORDERED = """
    geo        period      value  flag
    EU27_2020  2026-01-01  120000  -
    FR         2026-01-01   34000  -
    DE         2026-01-01   14000  -
    FR         2026-04-01   34500  -
    DE         2026-04-01   15000  p
"""
RETURNED = """
    geo        period      value  flag
    EU27_2020  2026-01-01   30000  -
    FR         2026-01-01    3400  -
    DE         2026-01-01    5600  -
    FR         2026-04-01    3450  -
    DE         2026-04-01    6000  -
"""


@pytest.fixture
def workshop(store: Store, fonts: Fonts, publish: Callable[..., Vintage], table: Table) -> Workshop:
    publish(ORDERS_TO_LEAVE, table(ORDERED, **_EVERYONE).select(ORDERS_TO_LEAVE.columns))
    whole = {"return": "TOTAL", "c_dest": "THRD"}
    publish(RETURNS, table(RETURNED, **_EVERYONE, **whole).select(RETURNS.columns))
    return Workshop(store, load(), fonts)


def test_the_share_is_told_of_the_eu_and_no_country_is_held_against_another(
    workshop: Workshop,
) -> None:
    exhibit = TREND.exhibit(workshop, EN)

    assert exhibit.title == (
        "Returns to third countries stood at 25.0\u00a0% of orders to leave in the EU"
        " in the first quarter of 2026"
    )
    assert [column.id for column in exhibit.table.columns] == ["period", "EU27_2020"]


def test_a_chosen_country_is_told_with_the_flags_of_both(workshop: Workshop) -> None:
    exhibit = TREND.exhibit(workshop, Selection(language=Language.EN, places=("DE",)))

    assert exhibit.title.startswith("Returns to third countries stood at 40.0\u00a0% of orders")
    assert (exhibit.table.rows[0][1], exhibit.table.marks[0][1]) == ("40.0\u00a0%", "p")


def test_both_datasets_are_named_as_sources(workshop: Workshop) -> None:
    exhibit = TREND.exhibit(workshop, EN)

    assert [each.dataset for each in exhibit.sources] == [RETURNS, ORDERS_TO_LEAVE]
    assert "Practice in issuing orders differs" in " ".join(exhibit.notes)


def test_nothing_is_shown_while_one_of_the_two_is_missing(store: Store, fonts: Fonts) -> None:
    with pytest.raises(NothingStored, match="returns"):
        TREND.exhibit(Workshop(store, load(), fonts), EN)


def test_the_indicator_of_a_ratio_has_no_series_of_its_own(workshop: Workshop) -> None:
    series = workshop.series(RETURN_SHARE.indicator, EN)

    assert series["value"].null_count() == series.height
    assert of_ratio(RETURN_SHARE)(id="ranked", view=ranking_view).indicator.is_ranked is False
