from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from cache import Store, Vintage
from charts.briefing import Briefing, briefing, dated
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS, exhibition
from charts.fonts import Fonts
from charts.key_figures import key_figures
from charts.workshop import Selection, Workshop
from emn.datasets.legal_migration import FIRST_PERMIT_SHARES, FIRST_PERMITS
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import NothingStored
from emn.language import Language
from emn.network import load
from tests.conftest import Table

Publish = Callable[..., Vintage]
EN = Selection(language=Language.EN)
_PERSONS = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL", "applicant": "TOTAL"}
_PERMITS = {"unit": "PER", "citizen": "TOTAL", "reason": "TOTAL", "duration": "TOTAL"}
# Two quarters of months; in July there is no EU total yet, in August one of four has reported.
MONTHS = """
    geo        2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08
    EU27_2020    50000   50000   50000   40000   40000  40000p       -       -
    FR           10000   10000   10000   12000   11000   11100   11000       -
    ES            9000    9000    9000   8700p   8200p   3000p   3100p     900
    DE            8000    8000    8000    8000    8000    5800    5900       -
    IT            7000    7000    7000    7000    7000    7000    7100       -
"""


@pytest.fixture
def workshop(store: Store, fonts: Fonts) -> Workshop:
    return Workshop(store, load(), fonts)


def months(text: str) -> pl.DataFrame:
    header, *lines = [line.split() for line in text.strip().splitlines()]
    cells = [
        (geo, f"{month}-01", cell.rstrip("pb").replace("-", ""), cell.lstrip("-0123456789"))
        for geo, *row in lines
        for month, cell in zip(header[1:], row, strict=True)
    ]
    frame = pl.DataFrame(cells, schema=["geo", "period", "value", "flag"], orient="row")
    return frame.with_columns(
        pl.col("period").str.to_date(),
        pl.col("value").replace("", None).cast(pl.Float64),
        pl.col("flag").replace("", None),
        conf_status=pl.lit(None, pl.String),
        **{name: pl.lit(code) for name, code in _PERSONS.items()},
    ).select(ASYLUM_APPLICATIONS.columns)


@pytest.fixture
def protection(workshop: Workshop, publish: Publish) -> Briefing:
    publish(ASYLUM_APPLICATIONS, months(MONTHS))
    return briefing(workshop, EN, exhibition("protection"))


def test_the_headline_is_the_eu_s_last_total_with_its_change(protection: Briefing) -> None:
    assert protection.headline == (
        "40,000 people applied for asylum in the EU in June 2026, unchanged from May 2026"
    )
    assert dated(protection.period, Language.EN) == "June 2026"


def test_the_lead_compares_the_quarter_names_leaders_and_what_is_provisional(
    protection: Briefing,
) -> None:
    assert protection.lead == (
        "The three months of the second quarter of 2026 add up to 120,000, 20.0\u00a0% fewer than"
        " in the first quarter of 2026. France (11,100), Italy (7,000) and Germany (5,800) recorded"
        " the most asylum applicants in June 2026. Together they account for 59.8\u00a0% of the EU"
        " total. The figures of Spain and of the EU are provisional."
    )


def test_what_is_still_to_come_follows(protection: Briefing) -> None:
    assert protection.move == (
        "For July 2026, Eurostat has no EU total yet."
        " August 2026 is incomplete: 1 of 4 countries have reported."
    )


def test_quarters_are_not_compared_across_a_break(workshop: Workshop, publish: Publish) -> None:
    publish(ASYLUM_APPLICATIONS, months(MONTHS.replace("   40000   40000 ", "  40000b   40000 ")))

    assert (
        "add up to 120,000, not comparable with the first quarter of 2026 because of a break"
    ) in briefing(workshop, EN, exhibition("protection")).lead


def test_three_rounded_months_have_no_direction_below_three_roundings(
    workshop: Workshop, publish: Publish
) -> None:
    near = MONTHS.replace("40000   40000  40000p", "50000   50000  49990p")
    publish(ASYLUM_APPLICATIONS, months(near))

    assert ("add up to 149,990, unchanged from the first quarter of 2026. France") in briefing(
        workshop, EN, exhibition("protection")
    ).lead


def test_annual_figures_say_that_they_are(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    permits = """
        geo        period      value    flag
        EU27_2020  2024-01-01  3600000  -
        EU27_2020  2025-01-01  3700000  -
        PL         2024-01-01   600000  -
        PL         2025-01-01   650000  b
        DE         2024-01-01   540000  -
        DE         2025-01-01   600000  -
    """
    publish(FIRST_PERMITS, table(permits, **_PERMITS).select(FIRST_PERMITS.columns))
    legal = exhibition("legal-migration")

    told = briefing(workshop, EN, legal)
    (figure,) = key_figures(workshop, EN, legal.key_figures)

    assert dated(told.period, Language.EN) == "latest annual data (2025)"
    assert told.move == "On a year earlier, the figure rose most in Germany (by 60,000)."
    assert figure.where_and_when == "EU, latest annual data (2025)"


def test_a_rate_without_eu_figure_and_counts_is_no_key_figure(
    workshop: Workshop, publish: Publish, table: Table
) -> None:
    shares = table("geo period value\nPL 2025-01-01 60\nDE 2025-01-01 20", unit="PC", reason="EMP")
    publish(FIRST_PERMIT_SHARES, shares.select(FIRST_PERMIT_SHARES.columns))

    assert key_figures(workshop, EN, exhibition("legal-migration").key_figures) == []


@pytest.mark.parametrize("shown", [each for each in EXHIBITIONS if each.headline])
def test_before_the_first_refresh_there_is_nothing_to_tell(
    workshop: Workshop, shown: Exhibition
) -> None:
    with pytest.raises(NothingStored):
        briefing(workshop, EN, shown)
