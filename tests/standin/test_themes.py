"""The sample of every theme: parts add up, rates are counts over counts, revisions are bounded."""

from datetime import date

import pytest

from emn.dataset import Dataset
from emn.datasets import DATASETS
from standin import Sample, query
from standin.levels import EU_MEMBERS

TODAY = date(2026, 11, 22)
Count = tuple[str, str]  # a dataflow and a key
Rows = dict[str, list[str]]  # cells by the codes of a series, joined by dots


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample(TODAY)


def rows(sample: Sample, flow: str, key: str, start: str, end: str = "") -> Rows:
    dataflow = sample.dataflows[flow]
    wanted = query.sdmx(dataflow, key, start, end)
    return {".".join(series): cells for series, cells in sample.rows(dataflow, wanted)}


def numbers(sample: Sample, flow: str, key: str, start: str, end: str = "") -> list[list[float]]:
    return [
        [float(cell.split(" ", maxsplit=1)[0]) for cell in cells]
        for cells in rows(sample, flow, key, start, end).values()
    ]


def one(sample: Sample, flow: str, key: str, period: str) -> float:
    ((number,),) = numbers(sample, flow, key, period, period)
    return number


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_every_declared_slice_has_the_codes_that_it_asks_for_and_is_mostly_published(
    sample: Sample, dataset: Dataset
) -> None:
    dataflow = sample.dataflows[dataset.dataflow]
    kept = {"freq": (dataset.frequency,), **dataset.keep}
    if len(kept.get("citizen", dataflow.structure.codes("citizen"))) > 10:
        kept["citizen"] = ("AF", "STLS")  # few are enough
    key = ".".join("+".join(kept.get(each, ())) for each in dataflow.structure.order)

    answer = rows(sample, dataset.dataflow, key, str(dataset.first_period(TODAY)))

    cells = [cell for series in answer.values() for cell in series]
    missing = sum(cell.startswith(":") for cell in cells)
    series = {tuple(each.split(".")) for each in answer}
    for place, dimension in enumerate(dataflow.structure.order):
        wanted = kept.get(dimension) or dataflow.structure.codes(dimension)
        assert {codes[place] for codes in series} == set(wanted)
    assert missing < len(cells) / 4
    if dataset.rounded_to:
        assert {int(cell.split()[0]) % 5 for cell in cells if cell[0] != ":"} == {0}


@pytest.mark.parametrize(
    ("flow", "whole", "parts", "rounded_to"),
    [
        (
            "migr_asywithm",
            "M.PER.TOTAL.T.TOTAL.TOTAL.DE",
            "M.PER.TOTAL.T.TOTAL.EXPLC+IMPLC+UNK.DE",
            5,
        ),
        ("migr_asyumactm", "M.PER.AF.T.FRST.Y_LT18.NL", "M.PER.AF.T.FRST.Y_LT14+Y14-17.NL", 5),
        (
            "migr_asyumdcfq",
            "Q.PER.TOTAL.T.Y_LT18.TOTAL.EU27_2020",
            "Q.PER.TOTAL.T.Y_LT18.POS_RFG+POS_SPROT+POS_HUM+NEG.EU27_2020",
            5,
        ),
        ("migr_resfirst", "A.TOTAL.UA.TOTAL.PER.PL", "A.FAM+EDUC+EMP+OTH.UA.TOTAL.PER.PL", 1),
        (
            "migr_resvalid",
            "A.TOTAL.TOTAL.PER.TOTAL.FR",
            "A.TOTAL.FAM+EDUC+EMP+RFG+SPROT+OTH.PER.TOTAL.FR",
            1,
        ),
        (
            "migr_pop1ctz",
            "A.TOTAL.TOTAL.NR.T.BE",
            "A.NAT+EU27_2020_FOR+NEU27_2020_FOR.TOTAL.NR.T.BE",
            1,
        ),
        (
            "migr_eipre",
            "A.TOTAL.BRD_EXT.TOTAL.T.TOTAL.PER.HU",
            "A.TOTAL.BCP_L+BCP_S+BCP_SLA.TOTAL.T.TOTAL.PER.HU",
            5,
        ),
        (
            "migr_eirtn1",
            "Q.TOTAL.TOTAL.THRD.TOTAL.T.PER.EU27_2020",
            "Q.TOTAL.TOTAL.THRD_CTZ+THRD_OTH+THRD_UNK.TOTAL.T.PER.EU27_2020",
            5,
        ),
        ("migr_eirfs", "A.TOTAL.PER.TOTAL.AL.PL", "A.LAND+SEA+AIR.PER.TOTAL.AL.PL", 5),
        (
            "migr_dubto",
            "A.NR.TOTAL.TOTAL.TOTAL.TOTAL.T.BE",
            "A.NR.EU27_2020+IS+LI+NO+CH+UK.TOTAL.TOTAL.TOTAL.T.BE",
            1,
        ),
        ("crim_thb_vctz", "A.NEU27_2020.NR.ES", "A.NEU27_2020_FOR.NR.ES", 1),
    ],
)
def test_parts_add_up_to_their_total_within_rounding(
    sample: Sample, flow: str, whole: str, parts: str, rounded_to: int
) -> None:
    (total,) = numbers(sample, flow, whole, "2022-07", "2023-12")
    addends = numbers(sample, flow, parts, "2022-07", "2023-12")

    sums = [sum(values) for values in zip(*addends, strict=True)]

    bound = rounded_to / 2 * (len(addends) + 1)
    assert all(value > 0 for value in total)
    assert sums == [pytest.approx(value, abs=bound) for value in total]


@pytest.mark.parametrize(
    ("flow", "key", "counts", "per"),
    [
        (
            "migr_resfpc",
            "A.PC.EMP.PL",
            (
                ("migr_resfirst", "A.EMP.TOTAL.TOTAL.PER.PL"),
                ("migr_resfirst", "A.TOTAL.TOTAL.TOTAL.PER.PL"),
            ),
            100,
        ),
        (
            "migr_respop",
            "A.NR.EU27_2020",
            (
                ("migr_resfirst", "A.TOTAL.TOTAL.TOTAL.PER.EU27_2020"),
                ("demo_gind", "A.JAN.EU27_2020"),
            ),
            1000,
        ),
        (
            "migr_acqs",
            "A.PC.T.FOR_P_HHAB.EU",
            (
                ("migr_acq", "A.TOTAL.COMPLET.TOTAL.NR.T.EU27_2020"),
                ("migr_pop1ctz", "A.FOR_STLS.TOTAL.NR.T.EU27_2020"),
            ),
            100,
        ),
        (
            "migr_eilpop",
            "A.NR.RE_THRD_L_ORD.DE",
            (("migr_eirtn1", "Q.TOTAL.TOTAL.THRD.TOTAL.T.PER.DE"), ("demo_gind", "A.JAN.DE")),
            1000,
        ),
        (
            "migr_asyapp1pc",
            "A.PC.DE",
            (
                ("migr_asyappctzm", "M.PER.TOTAL.T.FRST.TOTAL.DE"),
                ("migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.DE"),
            ),
            100,
        ),
        (
            "migr_asydec1pc",
            "A.PC.EXT_EU27_2020.POS.EU27_2020",
            (
                ("migr_asydcfstq", "Q.PER.EXT_EU27_2020.T.TOTAL.POS.EU27_2020"),
                ("migr_asydcfstq", "Q.PER.EXT_EU27_2020.T.TOTAL.TOTAL.EU27_2020"),
            ),
            100,
        ),
        (
            "crim_thb_sex",
            "A.PER_VICT.T.P_HTHAB.FR",
            (("crim_thb_sex", "A.PER_VICT.T.NR.FR"), ("demo_gind", "A.JAN.FR")),
            100_000,
        ),
    ],
)
def test_a_rate_is_one_count_of_the_year_over_another(
    sample: Sample, flow: str, key: str, counts: tuple[Count, Count], per: float
) -> None:
    (parts,), (wholes,) = (numbers(sample, *count, "2022", "2022") for count in counts)

    rate = one(sample, flow, key, "2022")

    assert rate == pytest.approx(per * sum(parts) / sum(wholes), rel=0.02, abs=0.06)


def test_third_country_nationals_are_out_of_work_more_often_than_nationals(sample: Sample) -> None:
    rates = {
        group: one(sample, "lfsq_urgan", f"Q.PC.T.Y15-74.{group}.EU27_2020", "2025-Q2")
        for group in ("NAT", "TOTAL", "NEU27_2020_FOR")
    }

    assert rates["NAT"] < rates["TOTAL"] < rates["NEU27_2020_FOR"] < 50


def test_groups_too_small_for_a_survey_are_not_published(sample: Sample) -> None:
    answer = rows(sample, "lfsq_ergan", "Q.PC.T.Y20-64.STLS.DE", "2020-Q4", "2021-Q1")

    assert list(answer.values()) == [[": ", ": b"]]


def test_the_union_without_denmark_and_the_one_with_the_united_kingdom_have_their_own_cells(
    sample: Sample,
) -> None:
    key = "A.TOTAL.TOTAL.TOTAL.PER."
    members = numbers(sample, "migr_resfirst", key + "+".join(EU_MEMBERS), "2018", "2018")
    kingdom = one(sample, "migr_resfirst", key + "UK", "2018")
    share = "A.PC.EXT_EU27_2020.IPROT."

    without, whole = (
        one(sample, "migr_asydec1pc", share + geo, "2024")
        for geo in ("EU27_2020_X_DK", "EU27_2020")
    )

    assert one(sample, "migr_resfirst", key + "EU28", "2018") == pytest.approx(
        sum(value for (value,) in members) + kingdom, abs=15
    )
    assert rows(sample, "migr_resfirst", key + "EU28", "2021", "2021") == {
        "A.TOTAL.TOTAL.TOTAL.PER.EU28": [": "]
    }
    assert without == pytest.approx(whole, abs=1)


def test_permits_are_not_rounded_and_orders_to_leave_are(sample: Sample) -> None:
    permits = numbers(
        sample, "migr_resfirst", "A.TOTAL.TOTAL.TOTAL.PER.DE+FR+SE+IT", "2020", "2020"
    )
    orders = numbers(sample, "migr_eiord1", "Q.TOTAL.TOTAL.T.PER.DE", "2020-Q1", "2025-Q4")

    assert {value % 5 for (value,) in permits} != {0}
    assert {value % 5 for value in orders[0]} == {0}


def test_a_revision_corrects_some_recent_cells_a_little_and_leaves_older_ones(
    sample: Sample,
) -> None:
    later = Sample(TODAY, revision=1)
    key = ("migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.DE+FR+ES+IT")
    periods = ("2024-01", "2026-07")

    before, after = (numbers(each, *key, *periods) for each in (sample, later))

    changes = [
        [new / old - 1 for old, new in zip(*series, strict=True)]
        for series in zip(before, after, strict=True)
    ]
    old, recent = ([change for each in changes for change in each[part]] for part in _PARTS)
    assert set(old) == {0.0}
    assert 0 < sum(map(bool, recent)) < len(recent) / 2
    assert max(map(abs, recent)) < 0.07
    assert later.dataflows == sample.dataflows


_PARTS = (slice(22), slice(22, None))  # to 2025-10, and the year before the last update


def test_a_revision_keeps_the_parts_of_a_total_together() -> None:
    later = Sample(TODAY, revision=2)
    dates = ("2025-12", "2026-07")

    (total,) = numbers(later, "migr_asyappctzm", "M.PER.TOTAL.T.TOTAL.TOTAL.FR", *dates)
    parts = numbers(later, "migr_asyappctzm", "M.PER.TOTAL.T.FRST+SSEQ.TOTAL.FR", *dates)

    sums = [sum(values) for values in zip(*parts, strict=True)]
    assert sums == [pytest.approx(value, abs=7.5) for value in total]
