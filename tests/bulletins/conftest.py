"""A small cache written on paper, in which every kind of figure occurs once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pypdfium2  # type: ignore[import-untyped]  # it has no types yet
import pytest

from bulletins.content import Content, content
from bulletins.document import Document, Section
from bulletins.edition import assembled
from cache import Origin, Store, Vintage
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.dataset import Dataset
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    FIRST_INSTANCE_DECISIONS,
    TEMPORARY_PROTECTION_BENEFICIARIES,
)
from emn.language import NO_BREAK, Language
from emn.network import load
from emn.period import Period

QUARTER = Period.parse("2026-Q2")

# A cell is a value and its flags; `:` is not published, `:c` confidential, `.` no row at all.
APPLICANTS = """
geo        2025-06  2026-03  2026-04  2026-05  2026-06
EU27_2020    61180    57725    52660    50670    43120
BE            3290     2180     2080     1845     2195
DK             190      165      150      140      155
DE           14225     9870     9225     8275     5790
EL            4385     3370     3140     4085     4120
ES           11350     8920     8715p    8275p    3005p
FR           12940    11870    12145     9925    11105
MT              95       90       80       75       :c
LT              40       35       30b      25       20
SI             165      150      140       :       160
SK               5        0        0        0        0
NO             310      330      305      290      300
ME              20       25       15       20       25
"""
DECISIONS = """
geo  2026-Q1        2026-Q2
DE   40110/17480    42825/18655
FR   37250/13890    36140/13420
IT   24980/7240     25310p/7485p
EL   10870/3480     9965/3105
"""
BENEFICIARIES = """
geo  2025-06   2026-05   2026-06
DE   1240110   1281220   1286840
CZ   375240    391400    393015
PL   991655    969120    966810
"""
_PERSONS = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
_CELL = re.compile(r"(?P<value>\d+|:)(?P<flag>[a-z]*)")

Paper = Callable[..., pl.DataFrame]


def observations(text: str, dataset: Dataset, **codes: str) -> pl.DataFrame:
    """Read a table of places and periods; `codes` are the same for every cell of it."""
    header, *lines = [line.split() for line in text.strip().splitlines()]
    rows = [
        {"geo": line[0], "period": Period.parse(period).start, **_observed(cell), **codes}
        for line in lines
        for period, cell in zip(header[1:], line[1:], strict=True)
        if cell != "."
    ]
    text_columns = dict.fromkeys(("flag", "conf_status"), pl.String)
    frame = pl.DataFrame(rows, schema_overrides={"value": pl.Float64, **text_columns})
    return frame.select(dataset.columns).sort(dataset.key)


def _observed(cell: str) -> dict[str, object]:
    read = _CELL.fullmatch(cell)
    assert read is not None, cell
    is_confidential = read["flag"] == "c"
    return {
        "value": None if read["value"] == ":" else float(read["value"]),
        "flag": None if is_confidential else read["flag"] or None,
        "conf_status": "C" if is_confidential else None,
    }


def fill(publish: Callable[..., Vintage], origin: Origin = Origin.PUBLISHED) -> None:
    """Publish the three tables of this page."""
    applicants = observations(APPLICANTS, ASYLUM_APPLICATIONS, applicant="TOTAL", **_PERSONS)
    publish(ASYLUM_APPLICATIONS, applicants, origin=origin)
    totals = re.sub(r"(\w+)/(\w+)", r"\1", DECISIONS)
    positive = re.sub(r"(\w+)/(\w+)", r"\2", DECISIONS)
    decisions = pl.concat(
        observations(text, FIRST_INSTANCE_DECISIONS, decision=code, **_PERSONS)
        for text, code in ((totals, "TOTAL"), (positive, "POS"))
    )
    publish(FIRST_INSTANCE_DECISIONS, decisions, origin=origin)
    stock = observations(BENEFICIARIES, TEMPORARY_PROTECTION_BENEFICIARIES, **_PERSONS)
    publish(TEMPORARY_PROTECTION_BENEFICIARIES, stock, origin=origin)


def changed(words: Content, **texts: str) -> dict[str, object]:
    """The same content with texts of its first exhibit changed."""
    sections = words["sections"]
    assert isinstance(sections, list)
    at, place = next(
        (at, place)
        for at, section in enumerate(sections)
        for place, block in enumerate(section["blocks"])
        if block["kind"] == "picture"
    )
    blocks = list(sections[at]["blocks"])
    blocks[place] = {**blocks[place], **texts}
    changed = {**sections[at], "blocks": blocks}
    return {**words, "sections": [*sections[:at], changed, *sections[at + 1 :]]}


def section(document: Document, id_: str) -> Section:
    """One section of a document."""
    return next(each for each in document.sections if each.id == id_)


def pages(document: bytes) -> list[str]:
    """The text of each page, with plain spaces and without line ends."""
    return [
        " ".join(page.get_textpage().get_text_range().replace(NO_BREAK, " ").split())
        for page in pypdfium2.PdfDocument(document)
    ]


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    """The fonts, cut once for all tests."""
    return Fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def workshop(store: Store, publish: Callable[..., Vintage], fonts: Fonts) -> Workshop:
    """A workshop on the published figures of this page."""
    fill(publish)
    return Workshop(store, load(), fonts)


@pytest.fixture
def sample(store: Store, publish: Callable[..., Vintage], fonts: Fonts) -> Workshop:
    """A workshop on the same figures, marked as invented."""
    fill(publish, Origin.SAMPLE)
    return Workshop(store, load(), fonts)


@pytest.fixture
def bulletin(workshop: Workshop) -> Document:
    """The bulletin of the second quarter of 2026, in English."""
    return assembled(workshop, QUARTER, Language.EN)


@pytest.fixture
def words(bulletin: Document, fonts: Fonts) -> Content:
    """What its formats print."""
    return content(bulletin, fonts)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder to build into."""
    return tmp_path / "out"
