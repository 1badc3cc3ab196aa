"""The sample is the same everywhere, adds up, and is as incomplete as the real thing."""

import subprocess
import sys
from datetime import date
from hashlib import sha256

import pytest

from emn.dataset import Dataset
from emn.datasets import protection
from emn.errors import BrokenFile
from standin import Sample, query, wire
from standin.levels import EU_MEMBERS

TODAY = date(2026, 11, 22)
Series = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample(TODAY)


def text(sample: Sample, flow: str, key: str, start: str = "", end: str = "") -> str:
    dataflow = sample.dataflows[flow]
    wanted = query.sdmx(dataflow, key, start, end)
    return wire.tsv(dataflow.structure.order, wanted.periods, sample.rows(dataflow, wanted))


def series(sample: Sample, flow: str, key: str, start: str = "", end: str = "") -> Series:
    header, *lines = text(sample, flow, key, start, end).split("\r\n")[:-1]
    periods = header.split("\t")[1:]
    rows = [line.split("\t") for line in lines]
    return {row[0]: dict(zip(periods, row[1:], strict=True)) for row in rows}


def number(cell: str) -> float:
    return float(cell.split(" ", maxsplit=1)[0])


def flag(cell: str) -> str:
    return cell.split(" ")[1]


def test_another_process_writes_the_same_bytes(sample: Sample) -> None:
    key = ("migr_asydcfstq", "Q.PER.AF+TOTAL.T.TOTAL..", "2024-Q1", "")
    program = (
        "from datetime import date; from hashlib import sha256; from standin import *;"
        "from standin import query, wire; s = Sample(date(2026, 11, 22));"
        f"flow, key, start, end = {key!r}; d = s.dataflows[flow];"
        "q = query.sdmx(d, key, start, end);"
        "t = wire.tsv(d.structure.order, q.periods, s.rows(d, q));"
        "print(sha256(t.encode()).hexdigest(), end='')"
    )

    there = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    ).stdout

    assert there == sha256(text(sample, *key).encode()).hexdigest()


def test_another_day_of_the_same_month_changes_nothing(sample: Sample) -> None:
    earlier = Sample(date(2026, 11, 17))
    key = ("migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.", "2026-01")

    assert earlier.dataflows == sample.dataflows
    assert text(earlier, *key) == text(sample, *key)


@pytest.mark.parametrize(
    ("today", "updated", "last"),
    [
        (date(2026, 9, 19), "2026-09-16T11:00:00+02:00", "2026-08"),
        (date(2026, 9, 16), "2026-08-16T11:00:00+02:00", "2026-07"),
        (date(2026, 1, 3), "2025-12-16T11:00:00+01:00", "2025-11"),
    ],
)
def test_the_day_bounds_the_last_update_and_the_last_period(
    today: date, updated: str, last: str
) -> None:
    dataflow = Sample(today).dataflows["migr_asyappctzm"]

    assert (dataflow.structure.last_update, str(dataflow.periods[-1])) == (updated, last)


@pytest.mark.parametrize(
    ("flow", "whole", "parts"),
    [
        (
            "migr_asyappctzm",
            "M.PER.TOTAL.T.TOTAL.TOTAL.DE",
            "M.PER.TOTAL.T.FRST+SSEQ.TOTAL.DE",
        ),
        (
            "migr_asyappctzm",
            "M.PER.TOTAL.T.FRST.TOTAL.EU27_2020",
            "M.PER.EU27_2020+EXT_EU27_2020.T.FRST.TOTAL.EU27_2020",
        ),
        ("migr_asypenctzm", "M.PER.SY.T.TOTAL.DE", "M.PER.SY.M+F+UNK.TOTAL.DE"),
        ("migr_asytpsm", "M.PER.UA.T.Y_LT18.PL", "M.PER.UA.T.Y_LT14+Y14-17.PL"),
        (
            "migr_asytpfm",
            "M.PER.UA.F.TOTAL.CZ",
            "M.PER.UA.F.Y_LT18+Y18-34+Y35-64+Y_GE65+UNK.CZ",
        ),
        ("migr_asydcfstq", "Q.PER.AF.T.TOTAL.TOTAL.FR", "Q.PER.AF.T.TOTAL.POS+NEG.FR"),
        (
            "migr_asydcfstq",
            "Q.PER.TOTAL.T.TOTAL.POS.IT",
            "Q.PER.TOTAL.T.TOTAL.POS_RFG+POS_SPROT+POS_HUM.IT",
        ),
    ],
)
def test_parts_add_up_to_their_total_within_rounding(
    sample: Sample, flow: str, whole: str, parts: str
) -> None:
    (total,) = series(sample, flow, whole, "2024-01", "2025-12").values()
    addends = list(series(sample, flow, parts, "2024-01", "2025-12").values())

    for period, cell in total.items():
        added = sum(number(each[period]) for each in addends)
        assert abs(added - number(cell)) <= 2.5 * (len(addends) + 1)


def test_counts_are_rounded_to_five_and_rates_are_not(sample: Sample) -> None:
    counts = series(sample, "migr_asyappctzm", "M.PER.AF.T.FRST.TOTAL.", "2025-01", "2025-06")
    rates = series(sample, "migr_asyapp1mp", "A.NR.", "2020", "2024")

    cells = [cell for row in counts.values() for cell in row.values() if ":" not in cell]
    assert {number(cell) % 5 for cell in cells} == {0}
    assert any(
        number(cell) % 1 for row in rates.values() for cell in row.values() if cell[0] != ":"
    )


def test_the_unions_total_is_near_the_sum_of_rounded_members_but_is_not_it(sample: Sample) -> None:
    rows = series(sample, "migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.", "2024-01", "2025-12")
    by_geo = {key.rsplit(",", 1)[1]: row for key, row in rows.items()}

    gaps = [
        number(cell) - sum(number(by_geo[geo][period]) for geo in EU_MEMBERS)
        for period, cell in by_geo["EU27_2020"].items()
    ]

    assert any(gaps)
    assert max(map(abs, gaps)) <= 2.5 * 28


def test_a_rate_is_the_models_own_count_over_its_population(sample: Sample) -> None:
    (count,) = series(
        sample, "migr_asyappctzm", "M.PER.TOTAL.T.FRST.TOTAL.DE", "2025-03", "2025-03"
    ).values()
    (people,) = series(sample, "demo_gind", "A.JAN.DE", "2025", "2025").values()
    (rate,) = series(sample, "migr_asyapp1mpm", "M..VAL.DE", "2025-03", "2025-03").values()

    computed = number(count["2025-03 "]) / number(people["2025 "]) * 100_000

    assert number(rate["2025-03 "]) == pytest.approx(computed, abs=0.06)


def test_the_tail_is_incomplete_and_the_union_absent_while_a_member_is(sample: Sample) -> None:
    rows = series(sample, "migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.", "2026-08")
    missing = {
        period: {key.rsplit(",", 1)[1] for key, row in rows.items() if row[period] == ": "} - {"UK"}
        for period in ("2026-08 ", "2026-09 ", "2026-10 ")
    }

    assert missing["2026-08 "] == set()
    assert missing["2026-09 "] == {"IT", "PT", "EU27_2020"}
    assert "EU27_2020" in missing["2026-10 "]
    assert 10 <= len(missing["2026-10 "]) <= 28


def test_a_country_reports_only_while_it_takes_part(sample: Sample) -> None:
    rows = series(sample, "migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.", "2008-01", "2020-12")
    published = {
        key.rsplit(",", 1)[1]: [period.strip() for period, cell in row.items() if cell != ": "]
        for key, row in rows.items()
    }

    assert (published["HR"][0], published["EU27_2020"][0]) == ("2013-01", "2013-01")
    assert published["ME"][0] == "2018-01"
    assert published["UK"][-1] == "2019-12"
    assert len(published["DE"]) == 13 * 12


@pytest.mark.parametrize(
    ("flow", "key", "period", "expected"),
    [
        ("migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.ES", "2026-08", "p"),
        ("migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.ES", "2025-01", ""),
        ("migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.DE", "2026-08", ""),
        ("migr_asydcfstq", "Q.PER.TOTAL.T.TOTAL.NEG.EL", "2025-Q4", "b"),
        ("migr_asydcfstq", "Q.PER.TOTAL.T.TOTAL.POS.EL", "2025-Q4", ""),
        ("migr_asytpsm", "M.PER.TOTAL.T.TOTAL.ES", "2026-08", "dp"),
        ("migr_asytpsm", "M.PER.TOTAL.T.TOTAL.DK", "2025-09", "b"),
        ("demo_gind", "A.JAN.EU27_2020", "2026", "ep"),
    ],
)
def test_flags_stand_where_the_file_says(
    sample: Sample, flow: str, key: str, period: str, expected: str
) -> None:
    (row,) = series(sample, flow, key, period, period).values()

    assert flag(row[f"{period} "]) == expected


def test_a_few_small_cells_are_confidential_and_no_total_is(sample: Sample) -> None:
    rows = series(sample, "migr_asyappctzm", "M.PER..T.TOTAL.TOTAL.MT+LU", "2025-01", "2026-06")

    hidden = {key.split(",")[2] for key, row in rows.items() if ": @C" in row.values()}

    assert hidden
    assert {len(citizen) for citizen in hidden} == {2}


def test_a_dataflow_that_the_sample_does_not_know_is_named() -> None:
    unknown = Dataset(
        id="unknown",
        dataflow="migr_unknown",
        title="",
        theme=protection.POPULATION.theme,
        frequency=protection.POPULATION.frequency,
        dimensions=(),
        since="2008",
    )

    with pytest.raises(BrokenFile, match="migr_unknown: the sample does not know this dataflow"):
        Sample(TODAY, [unknown])
