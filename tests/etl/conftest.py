"""A small Eurostat for the tests of etl: two dataflows, four places, a few years."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from cache import Store
from emn.dataset import Dataset
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from emn.structure import Dimension, Structure
from etl.answers import Expected
from etl.connection import Patience
from etl.eurostat_api import Eurostat
from etl.refresh import refresh
from standin import faults
from standin.faults import Misbehaviour
from standin.replay import Replay
from standin.server import Standin

IMPATIENT = Patience(
    connect_s=2, read_s=2, total_s=5, attempts=3, first_wait_s=0.01, longest_wait_s=2
)

RATE = """
freq,unit,geo\\TIME_PERIOD  2024  2025
A,NR,EU27_2020              2.03  1.49
A,NR,DE                     2.75_d  1.36
A,NR,ES                     3.32  2.87_p
A,NR,CY                     6.98  2.88
"""
INHABITANTS = """
freq,indic_de,geo\\TIME_PERIOD  2024  2025
A,JAN,DE                        83456045  83577140_ep
A,JAN,LI                        40023  :
"""

REVISED = """
freq,unit,geo\\TIME_PERIOD  2024  2025
A,NR,EU27_2020              2.03  1.48
A,NR,DE                     2.75_d  1.35
A,NR,ES                     3.32  2.87
A,NR,CY                     6.98  2.90
"""

RATES = "/sdmx/2.1/data/migr_asyapp1mp/A.NR.?format=TSV&compressed=true&startPeriod=2024"
STRUCTURE = "/sdmx/2.1/dataflow/ESTAT/migr_asyapp1mp/latest?references=descendants"
UNPACKED = (
    b"freq,unit,geo\\TIME_PERIOD\t2024 \t2025 \r\n"
    b"A,NR,CY\t6.98 \t2.88 \r\n"
    b"A,NR,DE\t2.75 d\t1.36 \r\n"
    b"A,NR,ES\t3.32 \t2.87 p\r\n"
    b"A,NR,EU27_2020\t2.03 \t1.49 \r\n"
)


def tsv(text: str) -> bytes:
    """Write a table on paper as Eurostat does: `_` is the space before a flag."""
    lines = [line.split() for line in text.strip().splitlines()]
    rows = [
        [line[0], *(cell.replace("_", " ") if "_" in cell else f"{cell} " for cell in line[1:])]
        for line in lines
    ]
    return "".join("\t".join(row) + "\r\n" for row in rows).encode()


def fetched(eurostat: Eurostat, tmp_path: Path, place: str = RATES) -> bytes:
    """Download the rates, and give what then lies on the disk, unpacked."""
    path = tmp_path / "answer"
    eurostat.download(place, path, expects=Expected.OBSERVATIONS)
    content = path.read_bytes()
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def asked(standin: Standin, part: str = "/data/migr") -> int:
    """How often this part of a path was asked for."""
    return sum(part in each.path for each in standin.asked)


def fault(code: str, label: str, status: int = 400) -> Misbehaviour:
    """Answer with a fault in Eurostat's words."""
    return faults.answer(
        f"<S:Fault xmlns:S='urn:s'><faultcode>{code}</faultcode>"
        f"<faultstring>{label}</faultstring></S:Fault>",
        status,
        "application/xml",
    )


def structure(observations: pl.DataFrame, dataset: Dataset) -> Structure:
    """A code list of just these codes."""
    return Structure(
        dataflow=dataset.dataflow,
        titles={},
        dimensions=tuple(
            Dimension(id=each, codes=tuple(observations[each].unique()), labels={})
            for each in ("geo", *dataset.dimensions)
        ),
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Replay]:
    """Write the two dataflows into a folder, with the day of their update, and replay it."""
    folder = tmp_path / "wire"

    def put(
        *, rate: str = RATE, population: str = INHABITANTS, on: str = "2026-09-02T23:00:00+0200"
    ) -> Replay:
        folder.mkdir(exist_ok=True)
        (folder / "migr_asyapp1mp.tsv").write_bytes(tsv(rate))
        (folder / "demo_gind.tsv").write_bytes(tsv(population))
        (folder / "MANIFEST.tsv").write_text(
            f"file\tvintage\nmigr_asyapp1mp.tsv\t{on}\ndemo_gind.tsv\t{on}\n"
        )
        return Replay(folder)

    return put


@pytest.fixture
def standin(write: Callable[..., Replay]) -> Iterator[Standin]:
    """A stand-in that answers with the two dataflows."""
    with Standin(write()) as running:
        yield running


@pytest.fixture
def eurostat(standin: Standin) -> Eurostat:
    """Our client at the stand-in's door, with little patience."""
    return Eurostat(standin.url, patience=IMPATIENT)


@pytest.fixture
def refreshed(store: Store, eurostat: Eurostat) -> Store:
    """A cache that holds both datasets as they were on 2 September."""
    pair = (FIRST_TIME_RATE_ANNUAL, POPULATION)
    runs = refresh(store, eurostat, pair, now=datetime(2026, 9, 3, 22, 15, tzinfo=UTC))
    assert [each.outcome for each in runs] == ["published", "published"]
    return store


@pytest.fixture
def news(standin: Standin, write: Callable[..., Replay]) -> Callable[[], None]:
    """When called, Eurostat has updated both dataflows on 16 September, and revised the rates."""

    def happen() -> None:
        standin.answers = write(rate=REVISED, on="2026-09-16T23:00:00+0200")

    return happen
