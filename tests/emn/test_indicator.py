import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from emn.datasets import DATASETS
from emn.errors import Misused
from emn.indicator import Indicator, Unit
from emn.indicators import INDICATORS, RATIOS, indicator
from emn.indicators.protection import ASYLUM_APPLICANTS, RECOGNITION_RATE

ALL = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
Q2 = date(2026, 4, 1)
JUNE = date(2026, 6, 1)
Table = Callable[..., pl.DataFrame]
Row = tuple[object, ...]


@pytest.mark.parametrize(
    ("decisions", "result"),
    [
        ("TOTAL 400 - -  POS 100 - -", (25.0, None)),
        ("TOTAL 400 - -  POS 0 - -", (0.0, None)),
        ("TOTAL 400 p -  POS 100 b -", (25.0, "bp")),
        ("TOTAL 400 e -  POS - - C", (None, "ce")),
        ("TOTAL 400 - -  POS - u -", (None, "u")),
        ("TOTAL 400 - -", (None, None)),
        ("POS 100 p -", (None, "p")),
        ("TOTAL 100 - -  POS 5 - -", (5.0, None)),
        ("TOTAL 95 - -  POS 5 - -", (None, "n")),  # too few to make a rate of
        ("TOTAL 0 - -  POS 0 - -", (None, "n")),  # and 0 / 0 is no number at all
    ],
)
def test_a_rate_is_null_not_zero_where_it_cannot_be_made(
    table: Table, decisions: str, result: Row
) -> None:
    cells = decisions.split()
    lines = [" ".join(cells[n : n + 4]) for n in range(0, len(cells), 4)]
    observations = table(
        "\n".join(["geo period decision value flag conf_status"] + [f"MT {Q2} {x}" for x in lines]),
        **ALL,
    )

    series = RECOGNITION_RATE.series(observations).collect()

    assert series.rows() == [("MT", Q2, *result)]


def test_a_series_has_one_row_per_geo_and_period_in_order(table: Table) -> None:
    observations = table(
        """
        geo  period      applicant  value  flag
        ES   2026-06-01  TOTAL       3005  p
        DE   2026-06-01  TOTAL       5790  -
        DE   2026-05-01  TOTAL       6000  -
        """,
        **ALL,
    )

    series = ASYLUM_APPLICANTS.series(observations).collect()

    assert series.columns == ["geo", "period", "value", "flag"]
    assert series.rows() == [
        ("DE", date(2026, 5, 1), 6000, None),
        ("DE", JUNE, 5790, None),
        ("ES", JUNE, 3005, "p"),
    ]


def test_two_matching_observations_are_an_error_and_not_a_sum(table: Table) -> None:
    observations = table(
        """
        geo  period      applicant  value
        DE   2026-06-01  TOTAL       5790
        DE   2026-06-01  TOTAL       5795
        """,
        **ALL,
    )

    with pytest.raises(ValueError, match="two observations match"):
        ASYLUM_APPLICANTS.series(observations).collect()


def test_only_the_observations_of_the_indicator_count_and_lend_their_flags(table: Table) -> None:
    observations = table(
        """
        geo  period      applicant  citizen        value  flag
        DE   2026-06-01  TOTAL      TOTAL           5790  -
        DE   2026-06-01  FRST       TOTAL           5000  b
        DE   2026-06-01  TOTAL      EXT_EU27_2020   5780  e
        """,
        unit="PER",
        sex="T",
        age="TOTAL",
    )

    series = ASYLUM_APPLICANTS.series(observations).collect()

    assert series.rows() == [("DE", JUNE, 5790, None)]


def test_a_series_by_a_dimension_keeps_every_code_of_it(table: Table) -> None:
    observations = table(
        """
        geo  period      citizen  value  flag
        DE   2026-06-01  SY         500  -
        DE   2026-06-01  AF        1000  p
        DE   2026-06-01  TOTAL     5790  -
        """,
        unit="PER",
        sex="T",
        age="TOTAL",
        applicant="TOTAL",
    )

    series = ASYLUM_APPLICANTS.series(observations, by="citizen").collect()

    assert series.columns == ["geo", "citizen", "period", "value", "flag"]
    assert series.rows() == [
        ("DE", "AF", JUNE, 1000, "p"),
        ("DE", "SY", JUNE, 500, None),
        ("DE", "TOTAL", JUNE, 5790, None),
    ]


def test_a_place_without_any_row_has_none_in_the_series(table: Table) -> None:
    observations = table(
        """
        geo  period      applicant  value
        DE   2026-06-01  FRST        5000
        """,
        **ALL,
    )

    assert ASYLUM_APPLICANTS.series(observations).collect().rows() == []


# Declarations


@pytest.mark.parametrize("each", INDICATORS, ids=lambda each: each.id)
def test_an_indicator_is_found_by_its_id(each: Indicator) -> None:
    assert indicator(each.id) is each


def test_an_unknown_indicator_is_answered_with_those_there_are() -> None:
    with pytest.raises(Misused, match=r"'x' is no indicator\. There are: asylum_applicants, "):
        indicator("x")


@pytest.mark.parametrize("each", INDICATORS, ids=lambda each: each.id)
def test_an_indicator_asks_only_for_codes_that_its_datasets_hold(each: Indicator) -> None:
    wanting = [
        (dataset.id, dimension, code)
        for by, dataset in {"": each.dataset, **each.by}.items()
        for dimension, codes in each.of.items()
        for code in codes
        if dimension != by and code not in dataset.keep.get(dimension, (code,))
    ]

    assert wanting == []


@pytest.mark.parametrize(
    ("unit", "decimals", "is_count"),
    [
        (Unit.PERSONS, 0, True),
        (Unit.DECISIONS, 0, True),
        (Unit.PERMITS, 0, True),
        (Unit.PERCENT, 1, False),
        (Unit.POINTS, 1, False),
        (Unit.PER_1000, 2, False),
        (Unit.PER_100000, 1, False),
        (Unit.INDEX, 1, False),
    ],
)
def test_a_unit_knows_its_decimals(unit: Unit, decimals: int, *, is_count: bool) -> None:
    assert (unit.decimals, unit.is_count) == (decimals, is_count)


def test_an_indicator_that_leaves_a_dimension_open_is_refused() -> None:
    closed = dict(ASYLUM_APPLICANTS.of)
    del closed["sex"]

    with pytest.raises(ValueError, match=r"`of` differs in \['sex'\]"):
        replace(ASYLUM_APPLICANTS, of=closed)


@pytest.mark.parametrize("each", INDICATORS, ids=lambda each: each.id)
def test_an_indicator_has_words_for_a_level_and_for_those_who_lead(each: Indicator) -> None:
    assert set(re.findall(r"{(\w+)}", each.sentence)) == {"value", "where", "when"}
    assert set(re.findall(r"{(\w+)}", each.lead)) == {"leaders", "when"}


def test_ids_are_given_once() -> None:
    ids = [*(each.id for each in INDICATORS), *(each.id for each in RATIOS)]

    assert sorted(ids) == sorted(set(ids))


def test_every_theme_with_data_has_an_indicator() -> None:
    assert {each.dataset.theme for each in INDICATORS} == {each.theme for each in DATASETS}


def test_an_indicator_is_broken_down_only_by_datasets_that_hold_several_codes() -> None:
    by_whole = [
        (each.id, dimension)
        for each in INDICATORS
        for dimension, dataset in each.by.items()
        if len(dataset.keep.get(dimension, ("several", "codes"))) < 2
    ]

    assert by_whole == []


def test_an_indicator_of_one_citizenship_has_the_numbers_of_that_part(table: Table) -> None:
    observations = table(
        """
        geo        period      citizen  value  flag  conf_status
        DE         2026-06-01  TOTAL     5790  -     -
        DE         2026-06-01  SY        1265  p     -
        MT         2026-06-01  TOTAL       75  -     -
        MT         2026-06-01  SY           -  -     C
        EU27_2020  2026-06-01  SY        2840  -     -
        """,
        unit="PER",
        sex="T",
        age="TOTAL",
        applicant="TOTAL",
    )
    syrians = ASYLUM_APPLICANTS.among("citizen", "SY", ("Syrians", "{value}", "{leaders}"))

    assert syrians.series(observations).collect().rows() == [
        ("DE", date(2026, 6, 1), 1265.0, "p"),
        ("EU27_2020", date(2026, 6, 1), 2840.0, None),
        ("MT", date(2026, 6, 1), None, "c"),
    ]
    assert (syrians.label, syrians.dataset, dict(syrians.by)) == (
        "Syrians",
        ASYLUM_APPLICANTS.by["citizen"],
        {},
    )
