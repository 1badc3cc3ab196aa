from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import polars as pl
import pytest

from emn.change import Direction, change
from emn.derived import changed, indexed, per_head, rolled_up, share_of
from emn.indicator import SMALLEST_BASE, Indicator
from emn.indicators.protection import ASYLUM_APPLICANTS, RECOGNITION_RATE
from emn.period import Frequency, Period

Table = Callable[..., pl.DataFrame]
M, Q, A = Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.ANNUAL

MONTHS = """
geo  period      value  flag  conf_status
DE   2026-01-01    100  -     -
DE   2026-02-01    110  p     -
DE   2026-03-01    120  -     -
DE   2026-04-01    130  -     -
DE   2026-05-01    140  -     -
EL   2026-01-01     10  -     -
EL   2026-02-01      -  -     -
EL   2026-03-01     30  b     -
ES   2026-01-01     10  -     -
ES   2026-03-01     30  -     -
MT   2026-01-01      5  -     -
MT   2026-02-01      -  -     C
MT   2026-03-01      5  e     -
"""


def rows(frame: pl.DataFrame | pl.LazyFrame) -> list[tuple[object, ...]]:
    return (
        frame.lazy().select("geo", "period", "value", "flag").sort("geo", "period").collect().rows()
    )


def test_a_flow_is_the_sum_of_its_months_only_where_all_are_published(table: Table) -> None:
    quarters = rolled_up(table(MONTHS).lazy(), M, Q, is_stock=False)

    assert rows(quarters) == [
        ("DE", date(2026, 1, 1), 330.0, "p"),
        ("DE", date(2026, 4, 1), None, None),  # June is not there yet
        ("EL", date(2026, 1, 1), None, "b"),  # February is not available
        ("ES", date(2026, 1, 1), None, None),  # February has no row
        ("MT", date(2026, 1, 1), None, "ce"),  # February is confidential
    ]


def test_a_stock_is_that_of_the_last_month_and_keeps_every_break(table: Table) -> None:
    stocks = table(MONTHS).with_columns(
        flag=pl.when(pl.col("geo") == "DE", pl.col("period") == date(2026, 2, 1))
        .then(pl.lit("bp"))
        .otherwise("flag")
    )

    quarters = rolled_up(stocks.lazy(), M, Q, is_stock=True)

    assert rows(quarters) == [
        ("DE", date(2026, 1, 1), 120.0, "b"),  # broken in February; provisional only then
        ("DE", date(2026, 4, 1), None, None),
        ("EL", date(2026, 1, 1), 30.0, "b"),
        ("ES", date(2026, 1, 1), 30.0, None),
        ("MT", date(2026, 1, 1), 5.0, "e"),
    ]


def test_quarters_make_a_year_and_other_dimensions_stay_apart(table: Table) -> None:
    quarters = table(
        """
        geo  decision  period      value
        DE   POS       2025-01-01      1
        DE   POS       2025-04-01      2
        DE   POS       2025-07-01      3
        DE   POS       2025-10-01      4
        DE   NEG       2025-01-01     10
        DE   NEG       2025-04-01     20
        DE   NEG       2025-07-01     30
        DE   NEG       2025-10-01     40
        """
    )

    years = rolled_up(quarters.lazy(), Q, A, is_stock=False).sort("decision").collect()

    assert years.columns == ["geo", "decision", "period", "value", "flag", "conf_status"]
    assert years.select("decision", "period", "value").rows() == [
        ("NEG", date(2025, 1, 1), 100.0),
        ("POS", date(2025, 1, 1), 10.0),
    ]


def test_a_number_per_head_is_of_the_population_of_its_own_year(table: Table) -> None:
    series = table(
        """
        geo  period      value  flag
        CY   2025-12-01    200  -
        CY   2026-01-01    200  p
        MD   2026-01-01    200  -
        """
    ).select("geo", "period", "value", "flag")
    people = table(
        """
        geo  period        value  flag
        CY   2025-01-01  1000000  e
        CY   2026-01-01  2000000  b
        """
    )

    assert rows(per_head(series, people, 100_000)) == [
        ("CY", date(2025, 12, 1), 20.0, "e"),
        ("CY", date(2026, 1, 1), 10.0, "bp"),
        ("MD", date(2026, 1, 1), None, None),
    ]


def test_a_share_is_of_the_cell_of_the_same_period(table: Table) -> None:
    series = table(
        """
        geo        period      value  flag
        DE         2026-05-01     50  p
        DE         2026-06-01     50  -
        DE         2026-07-01     50  -
        EU27_2020  2026-05-01    200  e
        EU27_2020  2026-06-01     90  -
        """
    ).select("geo", "period", "value", "flag")

    assert rows(share_of(series, "EU27_2020")) == [
        ("DE", date(2026, 5, 1), 25.0, "ep"),
        ("DE", date(2026, 6, 1), None, "n"),  # a total below 100 bears no percentage
        ("DE", date(2026, 7, 1), None, None),  # Eurostat has no total yet
        ("EU27_2020", date(2026, 5, 1), 100.0, "e"),
        ("EU27_2020", date(2026, 6, 1), None, "n"),
    ]


CHANGES = """
geo  period      value  flag
BE   2024-01-01    200  -
BE   2025-01-01    250  p
BE   2026-01-01    200  -
EL   2024-01-01    200  b
EL   2025-01-01    300  b
EL   2026-01-01    330  -
LV   2024-01-01     50  -
LV   2025-01-01    100  -
LV   2026-01-01      -  c
"""


def test_a_change_follows_the_rules_of_two_periods(table: Table) -> None:
    series = table(CHANGES).select("geo", "period", "value", "flag")

    assert rows(changed(series, 12, in_percent=True)) == [
        ("BE", date(2025, 1, 1), 25.0, "p"),
        ("BE", date(2026, 1, 1), -20.0, "p"),
        ("EL", date(2025, 1, 1), None, "bx"),
        ("EL", date(2026, 1, 1), 10.0, None),  # both are after the break
        ("LV", date(2025, 1, 1), None, "n"),
        ("LV", date(2026, 1, 1), None, "c"),
    ]


def test_a_change_of_a_rate_is_a_difference(table: Table) -> None:
    series = table(CHANGES).select("geo", "period", "value", "flag")

    assert rows(changed(series, 12, in_percent=False))[-2:] == [
        ("LV", date(2025, 1, 1), 50.0, None),
        ("LV", date(2026, 1, 1), None, "c"),
    ]


def test_an_index_makes_the_base_100_and_stops_at_a_break(table: Table) -> None:
    series = table(CHANGES).select("geo", "period", "value", "flag")

    assert rows(indexed(series, date(2025, 1, 1), least=100)) == [
        ("BE", date(2024, 1, 1), 80.0, "p"),
        ("BE", date(2025, 1, 1), 100.0, "p"),
        ("BE", date(2026, 1, 1), 80.0, "p"),
        ("EL", date(2024, 1, 1), None, "bx"),
        ("EL", date(2025, 1, 1), 100.0, "b"),
        ("EL", date(2026, 1, 1), pytest.approx(110.0), None),
        ("LV", date(2024, 1, 1), 50.0, None),
        ("LV", date(2025, 1, 1), 100.0, None),
        ("LV", date(2026, 1, 1), None, "c"),
    ]
    assert rows(indexed(series, date(2024, 1, 1), least=100))[-3:] == [
        ("LV", date(2024, 1, 1), None, "n"),  # a base below 100 bears no index
        ("LV", date(2025, 1, 1), None, "n"),
        ("LV", date(2026, 1, 1), None, "c"),
    ]
    assert {
        value for _geo, _at, value, _flag in rows(indexed(series, date(2020, 1, 1), least=1))
    } == {None}


@pytest.mark.parametrize("indicator", [ASYLUM_APPLICANTS, RECOGNITION_RATE])
@pytest.mark.parametrize("months", [1, 12])
def test_every_change_is_the_one_that_two_periods_give(
    random_series: pl.DataFrame, indicator: Indicator, months: int
) -> None:
    in_percent = indicator.unit.is_count
    lines = dict(random_series.partition_by("geo", as_dict=True).items())
    told = 0
    for row in changed(random_series, months, in_percent=in_percent).iter_rows(named=True):
        period = Period(row["period"], M)
        one = change(indicator, lines[row["geo"],], period, period.shifted(-months))
        expected = one.percent if in_percent else one.absolute
        assert row["value"] == (None if expected is None else pytest.approx(expected))
        if one.direction is Direction.NOT_COMPARABLE:
            assert "x" in row["flag"]
        told += expected is not None
    assert told > 15


def test_every_index_share_and_sum_is_what_plain_arithmetic_gives(
    random_series: pl.DataFrame,
) -> None:
    known = {(geo, start): value for geo, start, value, _flag in random_series.iter_rows()}
    base, total = date(2024, 1, 1), "EU27_2020"

    for geo, start, value, flag in indexed(random_series, base, least=SMALLEST_BASE).iter_rows():
        if value is not None:
            assert value == pytest.approx(100 * known[geo, start] / known[geo, base])
        elif known.get((geo, start)) and (known.get((geo, base)) or 0) >= SMALLEST_BASE:
            assert "x" in flag
    for geo, start, value, _flag in share_of(random_series, total).iter_rows():
        part, whole = known[geo, start], known.get((total, start))
        is_told = part is not None and whole is not None and whole >= SMALLEST_BASE
        assert value == (pytest.approx(100 * part / whole) if is_told else None)
    observations = random_series.with_columns(conf_status=pl.lit(None, pl.String)).lazy()
    for geo, start, value, _flag in rows(rolled_up(observations, M, Q, is_stock=False)):
        parts = [known.get((geo, each.start)) for each in Period(start, Q).within(M)]  # type: ignore[arg-type]  # a date by contract
        assert value == (None if None in parts else sum(each for each in parts if each is not None))


@pytest.fixture(params=range(5))
def random_series(request: pytest.FixtureRequest) -> pl.DataFrame:
    """Three years of five places: gaps, missing rows, breaks, small and large numbers."""
    rng = Random(request.param)  # noqa: S311  # numbers for a test, not secrets
    geos = ("DE", "EL", "EU27_2020", "LV", "MT")
    starts = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(36)]
    found = [
        (
            geo,
            start,
            None if rng.random() < 0.08 else float(5 * rng.randrange(0, 400)),
            rng.choice([*[None] * 20, "b", "p", "bp", "c"]),
        )
        for geo in geos
        for start in starts
        if rng.random() > 0.04
    ]
    schema = {"geo": pl.String, "period": pl.Date, "value": pl.Float64, "flag": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row")
