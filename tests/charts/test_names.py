"""The names of codes in figures, tables and files: in the page's language, or visibly not."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from cache import Store, Vintage
from charts.fonts import Fonts
from charts.plan import Plan
from charts.static import svg
from charts.tidy import tidy
from charts.views import breakdown_view
from charts.workshop import Selection, Workshop
from emn.datasets.protection import ASYLUM_APPLICATIONS, ASYLUM_APPLICATIONS_BY_CITIZENSHIP
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language
from emn.network import load
from emn.structure import Dimension, Structure

Table = Callable[..., pl.DataFrame]
Publish = Callable[..., Vintage]
EVERYONE = {"unit": "PER", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}


@pytest.fixture
def workshop(store: Store, fonts: Fonts) -> Workshop:
    return Workshop(store, load(), fonts)


def test_a_label_that_is_not_french_says_so_wherever_it_stands(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    parts = table(
        """
        geo  period      citizen  value
        FR   2026-06-01  AF         905
        """,
        **EVERYONE,
    )
    publish(ASYLUM_APPLICATIONS_BY_CITIZENSHIP, parts)
    english = Dimension(id="citizen", codes=("AF",), labels={"en": {"AF": "Afghanistan"}})
    workshop.store.keep_structure(
        Structure(
            dataflow=ASYLUM_APPLICATIONS_BY_CITIZENSHIP.dataflow, titles={}, dimensions=(english,)
        )
    )
    plan = Plan(id="by", indicator=ASYLUM_APPLICANTS, view=breakdown_view, by="citizen")

    exhibit = plan.exhibit(workshop, Selection(language=Language.FR))
    picture = svg(
        exhibit.figure, title=exhibit.title, description=exhibit.alt, fonts=workshop.fonts
    )

    assert exhibit.title.endswith(": Afghanistan (en)")
    assert exhibit.table.rows[0][0] == "Afghanistan (en)"
    assert exhibit.figure.layout.yaxis.ticktext == ("Afghanistan (en)",)
    assert "Afghanistan (en)" in picture
    names = workshop.names(exhibit.source.dataset, Language.FR)
    assert [row["citizen_label"] for row in tidy(exhibit, names)] == ["Afghanistan (en)"]


def test_m_is_men_though_it_is_monthly_too(workshop: Workshop) -> None:
    freq = Dimension(id="freq", codes=("M",), labels={"en": {"M": "Monthly"}})
    sex = Dimension(id="sex", codes=("M",), labels={"en": {"M": "Males"}})
    dataflow = ASYLUM_APPLICATIONS.dataflow
    workshop.store.keep_structure(Structure(dataflow=dataflow, titles={}, dimensions=(freq, sex)))

    assert workshop.names(ASYLUM_APPLICATIONS, Language.EN)["M"] == "Males"
