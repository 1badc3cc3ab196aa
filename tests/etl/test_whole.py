from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from werkzeug.wrappers import Response

from cache import Origin, Store, Vintage, cubes
from emn.errors import (
    ChecksFailed,
    EmnError,
    NothingStored,
    NotOffered,
    OtherDataset,
    RepeatedRow,
    UnreadableCell,
)
from etl.eurostat_api import Eurostat
from etl.header import Header
from etl.series import series
from etl.whole import renew_whole
from standin import faults
from standin.faults import Exchange, Misbehaviour
from standin.refusals import too_big
from standin.replay import Replay
from standin.server import Standin
from tests.etl.conftest import RATE, REVISED, tsv

NOW = datetime(2026, 9, 3, 22, 15, tzinfo=UTC)
LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
RATES = "migr_asyapp1mp"
ANNUAL = Vintage(
    dataset="migr_asyappctza",
    dataflow="migr_asyappctza",
    last_update=NOW,
    extracted_at=NOW,
    url="https://example.invalid/",
    sha256="0123456789abcdef",
    origin=Origin.PUBLISHED,
)
IN_ORDER = [
    ("A", "NR", "CY", date(2024, 1, 1), 6.98, None, None),
    ("A", "NR", "CY", date(2025, 1, 1), 2.88, None, None),
    ("A", "NR", "DE", date(2024, 1, 1), 2.75, "d", None),
    ("A", "NR", "DE", date(2025, 1, 1), 1.36, None, None),
    ("A", "NR", "ES", date(2024, 1, 1), 3.32, None, None),
    ("A", "NR", "ES", date(2025, 1, 1), 2.87, "p", None),
    ("A", "NR", "EU27_2020", date(2024, 1, 1), 2.03, None, None),
    ("A", "NR", "EU27_2020", date(2025, 1, 1), 1.49, None, None),
]


def stored(store: Store) -> set[str]:
    return {path.name for path in (store.root / "cubes").rglob("*") if path.is_file()}


def test_a_whole_dataflow_is_stored_by_series_in_order_and_read_by_observations(
    store: Store, eurostat: Eurostat
) -> None:
    cube = renew_whole(store, eurostat, RATES, now=NOW)

    assert cube is not None
    assert (cube.rows, cube.last_period) == (4, date(2025, 1, 1))
    assert cubes.observations(store, RATES).collect().rows() == IN_ORDER
    assert cubes.observations(store, RATES).filter(geo="ES").collect().rows() == IN_ORDER[4:6]
    assert stored(store) == {
        "current.json",
        *(f"{cube.name}{suffix}" for suffix in (".parquet", ".tsv.gz", ".json")),
    }


def test_before_anybody_asks_there_is_no_cube(store: Store) -> None:
    with pytest.raises(NothingStored, match="emn refresh --whole migr_asyapp1mp"):
        cubes.observations(store, RATES)


def test_what_has_not_changed_is_not_fetched_and_a_newer_cube_replaces_the_last(
    store: Store, eurostat: Eurostat, standin: Standin, write: Callable[..., Replay]
) -> None:
    first = renew_whole(store, eurostat, RATES, now=NOW)
    assert first is not None
    assert renew_whole(store, eurostat, RATES, now=LATER) is None

    standin.answers = write(rate=REVISED, on="2026-09-16T23:00:00+0200")
    second = renew_whole(store, eurostat, RATES, now=LATER)

    assert second is not None
    assert second.last_update > first.last_update
    cyprus = cubes.observations(store, RATES).filter(geo="CY").collect()
    assert cyprus["value"].to_list() == [6.98, 2.9]
    assert {name.partition(".")[0] for name in stored(store)} == {second.name, "current"}


def test_series_that_come_in_any_order_are_stored_in_that_of_their_keys(
    store: Store, eurostat: Eurostat, standin: Standin
) -> None:
    standin.misbehave("/data/migr", faults.answer(tsv(RATE)))

    renew_whole(store, eurostat, RATES, now=NOW)

    assert cubes.observations(store, RATES).collect().rows() == IN_ORDER


def refusing_many(codes: int) -> Misbehaviour:
    """Refuse, as Eurostat does, what names no key, or more than so many codes."""

    def answer(exchange: Exchange) -> Response:
        _, data, key = exchange.request.path.partition(f"{RATES}/")
        return exchange.honest if data and key.count("+") < codes else too_big(9_000_000).as_xml()

    return answer


def test_what_is_too_big_even_for_a_bulk_download_comes_in_parts(
    store: Store, eurostat: Eurostat, standin: Standin
) -> None:
    standin.misbehave("/data/migr", refusing_many(codes=1), 99)

    cube = renew_whole(store, eurostat, RATES, now=NOW)

    assert cube is not None
    assert cubes.observations(store, RATES).collect().rows() == IN_ORDER
    asked = [each.path.partition(f"{RATES}")[2] for each in standin.asked if "/data/" in each.path]
    assert asked == [
        "",
        "/..EU27_2020+DE+ES+CY",
        "/..EU27_2020+DE",
        "/..EU27_2020",
        "/..DE",
        "/..ES+CY",
        "/..ES",
        "/..CY",
    ]


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (RATE + "A,NR,CY  6.98  2.88", RepeatedRow, "'A,NR,CY' is there twice"),
        (RATE + "A,NR,CY  6.98  2.88\nA,NR,CY  1  1", RepeatedRow, "'A,NR,CY' is there twice"),
        (RATE.replace("NR,", "").replace("unit,", ""), OtherDataset, "dimensions freq, geo, its"),
        (RATE.replace("CY", "ZZ"), ChecksFailed, "geo=ZZ is not in Eurostat's code list"),
        (RATE.replace("6.98", "n/a"), UnreadableCell, "'n/a ' of A,NR,CY in 2024"),
    ],
)
def test_a_cube_that_can_not_be_believed_leaves_the_last_in_service(  # noqa: PLR0913, PLR0917
    store: Store, eurostat: Eurostat, standin: Standin, body: str, kind: type[EmnError], says: str
) -> None:
    renew_whole(store, eurostat, RATES, now=NOW)
    before = stored(store)
    standin.misbehave("/data/migr", faults.answer(tsv(body)), 9)

    with pytest.raises(kind, match=says):
        renew_whole(store, eurostat, RATES, now=LATER, force=True)

    assert cubes.observations(store, RATES).collect().rows() == IN_ORDER
    assert {name for name in before if name.endswith(".parquet")} == {
        name for name in stored(store) if name.endswith(".parquet")
    }


def test_a_cube_that_lost_a_fifth_of_its_series_is_not_fit(
    store: Store, eurostat: Eurostat, standin: Standin, write: Callable[..., Replay]
) -> None:
    renew_whole(store, eurostat, RATES, now=NOW)
    fewer = "\n".join(RATE.strip().splitlines()[:-1])
    standin.answers = write(rate=fewer, on="2026-09-16T23:00:00+0200")

    with pytest.raises(ChecksFailed, match="3 series where 3 are the least"):
        renew_whole(store, eurostat, RATES, now=LATER)

    assert renew_whole(store, eurostat, RATES, now=LATER, force=True) is not None


def test_a_code_that_is_no_dataflow_is_said_to_be_none(store: Store, eurostat: Eurostat) -> None:
    with pytest.raises(NotOffered, match="migr_nothing"):
        renew_whole(store, eurostat, "migr_nothing", now=NOW)


def test_ten_million_cells_of_eurostat_come_out_as_they_went_in(store: Store, shared: Path) -> None:
    path = shared / "wire" / "migr_asyappctza.tsv.gz"
    header = Header.of(path)

    cube = cubes.publish(store, series(path, header), header.dimensions, header.periods, ANNUAL)

    assert cube.rows == 643_776
    written = pl.read_csv(path, separator="\t", quote_char=None, infer_schema=False)
    texts = pl.concat([written[name].unique() for name in written.columns[1:]]).unique().to_list()
    values = {text: None if text.startswith(":") else float(text.split()[0]) for text in texts}
    flags = {text: text.partition(" ")[2].partition("@")[0] or None for text in texts}
    marks = {text: text.partition("@")[2] or None for text in texts}
    assert {text: flag for text, flag in flags.items() if flag}  # there are some to lose
    kept = cubes.observations(store, "migr_asyappctza")
    for period, name in zip(header.periods, written.columns[1:], strict=True):
        column, read = written[name], kept.filter(period=period).collect()
        assert read["value"].equals(column.replace_strict(values, return_dtype=pl.Float64))
        assert read["flag"].equals(column.replace_strict(flags, return_dtype=pl.String))
        assert read["conf_status"].equals(column.replace_strict(marks, return_dtype=pl.String))
    assert written.columns[0] == ",".join(header.dimensions) + "\\TIME_PERIOD"
    last = kept.filter(period=header.periods[-1]).collect()
    keys = last.select(pl.concat_str(header.dimensions, separator=",")).to_series()
    assert keys.equals(written.to_series(0))
