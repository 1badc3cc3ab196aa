"""The indicators of every theme, each on the smallest table that could mislead it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from emn.indicator import Indicator
from emn.indicators import (
    borders,
    citizenship,
    integration,
    irregular,
    legal_migration,
    minors,
    procedures,
    return_,
    trafficking,
)

Table = Callable[..., pl.DataFrame]
PERIOD = date(2025, 1, 1)


def only(indicator: Indicator, observations: pl.DataFrame) -> tuple[object, ...]:
    """The value and the flag of the one row that the indicator makes of them."""
    (row,) = indicator.series(observations).collect().rows()
    assert row[1] == PERIOD
    return row[2:]


def constant(indicator: Indicator, *told: str) -> dict[str, str]:
    """The code of every dimension that the table on paper does not tell."""
    return {name: codes[0] for name, codes in indicator.of.items() if name not in told}


# What is picked, of what stands beside it


@pytest.mark.parametrize(
    ("indicator", "dimension", "cells", "result"),
    [
        (legal_migration.FIRST_PERMITS_ISSUED, "reason", "TOTAL 605292 EMP 108091", 605292),
        (legal_migration.FIRST_PERMITS_ISSUED, "duration", "TOTAL 605292 M3-5 90000", 605292),
        (legal_migration.EMPLOYMENT_PERMIT_SHARE, "reason", "FAM 37.3 EMP 17.9", 17.9),
        (legal_migration.PERMITS_VALID, "reason", "RFG 10 TOTAL 500", 500),
        (legal_migration.LONG_TERM, "leg_fram", "EU 20 NAT 30 TOTAL 50", 50),
        (legal_migration.SINGLE_PERMITS_ISSUED, "decision", "RNEW 20 TOTAL 70", 70),
        (legal_migration.BLUE_CARDS_GRANTED, "decision", "GRNT 69 RNEW 20 WDN 1", 69),
        (legal_migration.IMMIGRANTS, "citizen", "TOTAL 900 NAT 100 NEU27_2020_FOR 600", 900),
        (procedures.PUBLISHED_RECOGNITION_RATE, "decision", "IPROT 30.1 POS 43.6", 43.6),
        (procedures.PROTECTION_RATE_ANNUAL, "decision", "POS 43.6 IPROT 30.1", 30.1),
        (procedures.FINAL, "decision", "TOTAL 400 POS 100", 400),
        (procedures.WITHDRAWN, "withdraw", "EXPLC 15 IMPLC 30 TOTAL 45", 45),
        (procedures.RESETTLED, "citizen", "SY 20 TOTAL 50", 50),
        (procedures.TRANSFERS, "partner", "EU27_2020 80 DE 20 TOTAL 85", 85),
        (procedures.TEMPORARY_PROTECTION_PER_1000, "citizen", "TOTAL 9.87 UA 9.7", 9.87),
        (minors.MINOR_APPLICANTS, "applicant", "TOTAL 30 FRST 25 SSEQ 5", 25),
        (minors.MINOR_APPLICANTS, "age", "Y_LT14 5 Y14-17 20 Y_LT18 25", 25),
        (minors.MINORS_WAITING, "age", "Y_LT18 25 Y14-17 20", 25),
        (minors.MINORS_PROTECTED, "citizen", "UA 45 TOTAL 50", 50),
        (integration.UNEMPLOYMENT_RATE, "citizen", "NAT 5.3 NEU27_2020_FOR 12.4", 12.4),
        (citizenship.ACQUISITIONS_OF_CITIZENSHIP, "citizen", "TOTAL 90 STLS 1", 90),
        (citizenship.ACQUISITION_RATE, "indic_mg", "FOR_P_HHAB 2.7 NEU_P_HHAB 3.5", 2.7),
        (citizenship.STATELESS_RESIDENTS, "citizen", "RNC 60 STLS 10 UNK 5", 10),
        (borders.REFUSALS, "border", "AIR 30 LAND 50 TOTAL 80", 80),
        (borders.REFUSALS_PER_1000, "effect", "ENTRY_REF 0.28 L_ORD 1.01", 0.28),
        (irregular.ILLEGALLY_PRESENT, "apprehen", "INL 30 TOTAL 80", 80),
        (irregular.ILLEGALLY_PRESENT_PER_1000, "effect", "PRES_NLEG 2.04 L_ORD 1.01", 2.04),
        (return_.ORDERED_TO_LEAVE, "age", "Y_LT18 30 TOTAL 80", 80),
        (return_.RETURNED, "c_dest", "TOTAL 90 THRD 80 EU27_2020_EFTA_FOR 10", 80),
        (return_.FORCED_RETURN_SHARE, "return", "VOLU 60.0 FORC 40.0", 40.0),
        (return_.ORDERED_TO_LEAVE_PER_1000, "effect", "ENTRY_REF 0.28 L_ORD 1.01", 1.01),
        (trafficking.VICTIMS, "leg_stat", "PER_VICT 9 PER_SUSP 7 PER_CNV 2", 9),
        (trafficking.SUSPECTED, "leg_stat", "PER_VICT 9 PER_SUSP 7 PER_CNV 2", 7),
        (trafficking.CONVICTED, "leg_stat", "PER_VICT 9 PER_SUSP 7 PER_CNV 2", 2),
        (trafficking.VICTIMS, "unit", "NR 9678 P_HTHAB 2.15", 9678),
    ],
    ids=lambda each: getattr(each, "id", None),
)
def test_an_indicator_picks_its_own_observation(
    table: Table, indicator: Indicator, dimension: str, cells: str, result: float
) -> None:
    words = cells.split()
    lines = [f"DE {PERIOD} {words[n]} {words[n + 1]}" for n in range(0, len(words), 2)]
    observations = table(
        "\n".join([f"geo period {dimension} value", *lines]), **constant(indicator, dimension)
    )

    assert only(indicator, observations) == (result, None)


# What is computed


@pytest.mark.parametrize(
    ("decisions", "result"),
    [
        ("TOTAL 42825 - POS_RFG 13040 - POS_SPROT 4130 -", (40.09, None)),
        ("TOTAL 42825 p POS_RFG 13040 - POS_SPROT 4130 b", (40.09, "bp")),
        ("TOTAL 42825 - POS_RFG 13040 - POS_SPROT - u", (None, "u")),  # no zero for a missing part
        ("TOTAL 95 - POS_RFG 40 - POS_SPROT 5 -", (None, "n")),
    ],
)
def test_international_protection_is_refugee_status_and_subsidiary_protection(
    table: Table, decisions: str, result: tuple[float | None, str | None]
) -> None:
    indicator = procedures.INTERNATIONAL_PROTECTION_RATE
    words = decisions.split()
    lines = [f"DE {PERIOD} {' '.join(words[n : n + 3])}" for n in range(0, len(words), 3)]
    observations = table(
        "\n".join(["geo period decision value flag", *lines]), **constant(indicator, "decision")
    )

    value, flag = only(indicator, observations)

    assert (value, flag) == (result[0] and pytest.approx(result[0], abs=0.01), result[1])


@pytest.mark.parametrize(
    "gap", [integration.UNEMPLOYMENT_GAP, integration.EMPLOYMENT_GAP, integration.POVERTY_GAP]
)
@pytest.mark.parametrize(
    ("third", "nationals", "result"),
    [
        ("12.4 -", "5.3 -", (7.1, None)),
        ("12.4 bu", "5.3 d", (7.1, "bdu")),
        ("63.0 -", "77.0 -", (-14.0, None)),
        ("- u", "5.3 -", (None, "u")),  # too few were asked: no gap, and the flag says why
    ],
)
def test_a_gap_is_third_country_nationals_less_nationals_in_points(
    table: Table,
    gap: Indicator,
    third: str,
    nationals: str,
    result: tuple[float | None, str | None],
) -> None:
    observations = table(
        f"""
        geo  period    citizen          value flag
        BE   {PERIOD}  NEU27_2020_FOR   {third}
        BE   {PERIOD}  NAT              {nationals}
        BE   {PERIOD}  EU27_2020_FOR    8.0 e
        """,
        **constant(gap, "citizen"),
    )

    value, flag = only(gap, observations)

    assert (value, flag) == (result[0] and pytest.approx(result[0]), result[1])


def test_third_country_nationals_are_a_share_of_the_whole_population(table: Table) -> None:
    share = citizenship.THIRD_COUNTRY_SHARE
    observations = table(
        f"""
        geo  period    citizen         value     flag
        DE   {PERIOD}  TOTAL           80000000  p
        DE   {PERIOD}  NEU27_2020_FOR   8000000  -
        DE   {PERIOD}  EU27_2020_FOR    4000000  e
        """,
        **constant(share, "citizen"),
    )

    assert only(share, observations) == (10.0, "p")


@pytest.mark.parametrize(
    ("rate", "total", "positive", "result"),
    [
        (procedures.FINAL_RECOGNITION_RATE, 400, 120, (30.0, None)),
        (procedures.FINAL_RECOGNITION_RATE, 95, 30, (None, "n")),
        (minors.MINOR_RECOGNITION_RATE, 400, 300, (75.0, None)),
        (minors.MINOR_RECOGNITION_RATE, 95, 90, (None, "n")),
    ],
)
def test_a_recognition_rate_needs_a_hundred_decisions(
    table: Table, rate: Indicator, total: int, positive: int, result: tuple[object, ...]
) -> None:
    observations = table(
        f"""
        geo  period    decision  value
        DE   {PERIOD}  TOTAL     {total}
        DE   {PERIOD}  POS       {positive}
        """,
        **constant(rate, "decision"),
    )

    assert only(rate, observations) == result


def test_the_unions_share_of_acquisitions_is_eurostats_cell_under_its_old_code(
    table: Table,
) -> None:
    rate = citizenship.ACQUISITION_RATE
    observations = table(f"geo period value\nEU {PERIOD} 2.6\nDE {PERIOD} 2.1", **constant(rate))

    assert rate.series(observations).collect().rows() == [
        ("DE", PERIOD, 2.1, None),
        ("EU", PERIOD, 2.6, None),
    ]
