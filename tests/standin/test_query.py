"""Queries are read, and refused, as Eurostat does."""

import pytest

from emn.period import Period
from emn.structure import Structure
from standin import codes, query
from standin.answers import Dataflow
from standin.refusals import Fault

GEO = [f"{first}{second}" for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "ABCDEFGHIJ"]


def dataflow(*geo: str, months: int = 6) -> Dataflow:
    structure = Structure(
        dataflow="migr_asyappctzm",
        titles={"en": "", "fr": "", "de": ""},
        dimensions=(
            codes.dimension("freq", ["M"]),
            codes.dimension("sex", ["T", "M", "F"]),
            codes.dimension("geo", geo or ["DE", "FR"]),
        ),
    )
    start = Period.parse("2026-01")
    periods = tuple(start.shifted(month) for month in range(months))
    return Dataflow(structure=structure, periods=periods, values=0)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("M.T.DE", (("M",), ("T",), ("DE",))),
        ("M.T+F.", (("M",), ("T", "F"), ("DE", "FR"))),
        ("..", (("M",), ("T", "M", "F"), ("DE", "FR"))),
        ("", (("M",), ("T", "M", "F"), ("DE", "FR"))),
        ("all", (("M",), ("T", "M", "F"), ("DE", "FR"))),
    ],
)
def test_an_empty_position_of_the_key_stands_for_every_code(
    key: str, expected: tuple[tuple[str, ...], ...]
) -> None:
    assert query.sdmx(dataflow(), key, "", "").codes == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("", "", "2026-01 2026-02 2026-03 2026-04 2026-05 2026-06"),
        ("2026-05", "", "2026-05 2026-06"),
        ("2008-01", "2026-02", "2026-01 2026-02"),
        ("2026-Q2", "2026-Q2", "2026-04 2026-05 2026-06"),
        ("2026", "2026-01", "2026-01"),
        ("2026-02-02", "2026-04-29", "2026-03"),  # only months that lie wholly within
    ],
)
def test_a_period_is_given_where_the_bounds_hold_all_of_it(
    start: str, end: str, expected: str
) -> None:
    periods = query.sdmx(dataflow(), "M.T.DE", start, end).periods

    assert " ".join(map(str, periods)) == expected


@pytest.mark.parametrize(
    ("key", "start", "status", "fault", "label"),
    [
        ("M.T", "", 400, 140, "INVALID_QUERY_NB_FILTERS"),
        ("M.T.DE.", "", 400, 140, "INVALID_QUERY_NB_FILTERS"),
        ("M.X.DE", "", 400, 150, "INVALID_QUERY_DIMENSION_VALUE"),
        ("M.T.DE", "soon", 400, 140, "TIME_PERIOD_FILTER_SPEC_INVALID"),
        ("M.T.DE", "2026-02-30", 400, 140, "TIME_PERIOD_FILTER_SPEC_INVALID"),
        ("M.T.DE", "2027-01", 404, 100, "NO_RESULTS"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(
    key: str, start: str, status: int, fault: int, label: str
) -> None:
    with pytest.raises(Fault) as refused:
        query.sdmx(dataflow(), key, start, "")

    said = refused.value
    assert (said.code, said.fault, said.label.partition(":")[0]) == (status, fault, label)


def test_size_is_judged_before_codes() -> None:
    large = dataflow(*GEO, months=7000)

    with pytest.raises(Fault, match=r"EXTRACTION_TOO_BIG.* estimated 5460000 rows") as refused:
        query.sdmx(large, "..", "", "")
    with pytest.raises(Fault, match="INVALID_QUERY_DIMENSION_VALUE"):
        query.sdmx(large, "M.X.", "", "")

    assert refused.value.code == 413
