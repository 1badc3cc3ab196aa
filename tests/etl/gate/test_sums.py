"""When a total that is not its parts is a mistake of the night, and when it is history."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from etl.checks import Verdict, checks
from tests.etl.conftest import structure
from tests.etl.gate.conftest import (
    APPLICANTS,
    TODAY,
    TOTALS,
    failing,
    last,
    month,
    ordinary,
    scaled,
)


def test_a_total_that_was_always_off_is_noted_and_no_reason_to_fail() -> None:
    off = scaled(1.3, *TOTALS, pl.col("geo") == "DE", month(3))

    found = checks(off, off, APPLICANTS, structure(off, APPLICANTS), TODAY)

    assert {each.name: each.verdict for each in found if each.notes} == {"sums": Verdict.NOTED}


def test_a_place_whose_figures_did_not_add_up_lately_may_go_on_so() -> None:
    def wrong(*months: int) -> pl.DataFrame:
        chosen = pl.any_horizontal(*(month(each) for each in months))
        return scaled(1.3, *TOTALS, pl.col("geo") == "DE", chosen)

    before = wrong(27, 28).filter(~month(29))

    assert failing(wrong(27, 28, 29), before) == []
    assert failing(wrong(27, 28, 29), last()) == ["sums"]


def test_parts_are_not_summed_where_another_code_may_be_one_of_them() -> None:
    diverse = last().filter(pl.col("sex") == "M").with_columns(sex=pl.lit("X"))
    dataset = replace(APPLICANTS, keep={})
    wrong = pl.concat([scaled(1.3, pl.col("sex") == "T"), diverse])

    sums = [
        next(
            each
            for each in checks(new, None, dataset, structure(new, dataset), TODAY)
            if each.name == "sums"
        )
        for new in (wrong, wrong.filter(pl.col("sex") != "X"))
    ]

    assert [each.has_passed for each in sums] == [True, False]


def test_a_first_vintage_may_have_a_few_wrong_totals_and_not_many() -> None:
    known = structure(ordinary(), APPLICANTS)
    few = scaled(1.3, *TOTALS, pl.col("geo") == "DE", month(3))
    many = scaled(1.3, *TOTALS)

    verdicts = [
        next(
            each for each in checks(new, None, APPLICANTS, known, TODAY) if each.name == "sums"
        ).verdict
        for new in (ordinary(), few, many)
    ]

    assert verdicts == [Verdict.PASSED, Verdict.NOTED, Verdict.FAILED]


def test_one_odd_total_of_a_place_does_not_excuse_its_others() -> None:
    odd = (pl.col("geo") == "NO", pl.col("sex") == "T", pl.col("age") == "Y18-34")
    before = scaled(4, *odd, month(28)).filter(~month(29))
    wrong = pl.concat([before, ordinary().filter(month(29))]).with_columns(
        value=pl.when(pl.all_horizontal(*TOTALS, pl.col("geo") == "NO", month(29)))
        .then(pl.col("value") * 4)
        .otherwise("value")
    )

    assert failing(wrong, before) == ["sums"]
