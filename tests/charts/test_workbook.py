"""What a spreadsheet makes of an exhibit's table: each kind of cell stays what it is."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import polars as pl
from openpyxl import load_workbook

from charts.exhibit import Column
from charts.tables import Cell, table
from charts.workbook import Sheet, download
from charts.xlsx import xlsx
from emn.flags import Absence
from emn.language import Language

RATES = table(
    "Recognition rate",
    (
        Column(id="geo", label="Country", is_number=False),
        Column(id="now", label="2026", decimals=1),
        Column(id="change", label="2026", decimals=1),
    ),
    [
        ("Germany", [Cell("43.6\u00a0%", "p", 43.6), Cell("−1.2 points", number=-1.2)]),
        ("Malta", [Cell(":c"), Cell("n.a.")]),
        ("Italy", [Cell(":"), Cell("n.a.")]),
        ("Georgia", [Cell("–"), Cell("n.a.")]),
        ("Cyprus", [Cell(":z"), Cell("n.a.")]),
        ("Latvia", [Cell(":n"), Cell("n.a.")]),
        ("Spain", [Cell(":x"), Cell("n.a.")]),
        ("Hungary", [Cell("0.0\u00a0%", number=0.0), Cell("+0.5 points", number=0.5)]),
    ],
    pl.DataFrame(),
)
SHEET = Sheet(
    id="recognition",
    title="Recognition was highest in Germany",
    subtitle="First-instance recognition rate, 2026",
    table=RATES,
    notes=("Provisional: Germany.",),
    sources=("Source: Eurostat.",),
    extracted_at=datetime(2026, 9, 19, 8, tzinfo=UTC),
    is_sample=False,
)


def test_every_kind_of_cell_stays_what_it_is() -> None:
    book = load_workbook(io.BytesIO(xlsx(download("Rates", [SHEET], Language.EN))))
    page = book["recognition"]
    (found,) = page.tables.values()

    assert [[cell.value for cell in row] for row in page[found.ref]] == [
        ["Country", "2026", "2026, flag", "2026 (change)"],
        ["Germany", 0.436, "p", -1.2],
        ["Malta", "[c]", None, "n.a."],
        ["Italy", "[x]", None, "n.a."],
        ["Georgia", "[nc]", None, "n.a."],
        ["Cyprus", "[z]", None, "n.a."],
        ["Latvia", "[n]", None, "n.a."],
        ["Spain", "[b]", None, "n.a."],
        ["Hungary", 0, None, 0.5],
    ]


def test_a_sheet_says_what_it_is_above_its_table() -> None:
    page = load_workbook(io.BytesIO(xlsx(download("Rates", [SHEET], Language.EN))))["recognition"]

    assert [page.cell(row, 1).value for row in range(1, 6)] == [
        "Recognition was highest in Germany",
        "First-instance recognition rate, 2026.",
        "Source: Eurostat.",
        "Provisional: Germany.",
        "Recognition rate",
    ]


def test_the_cover_explains_every_sign_that_is_used() -> None:
    cover = load_workbook(io.BytesIO(xlsx(download("Taux", [SHEET], Language.FR))))["Couverture"]

    told = [str(cell.value) for (cell,) in cover["A1:A10"]]
    assert told[0] == "Taux"
    assert [text.split()[0] for text in told[2:8]] == ["[x]", "[c]", "[z]", "[n]", "[b]", "[nc]"]
    assert told[8].startswith("Indicateur p")
    assert len(Absence) == 6


def test_two_exhibits_of_one_long_name_get_two_sheets() -> None:
    long = [
        Sheet(**{**{name: getattr(SHEET, name) for name in SHEET.__slots__}, "id": "x" * 40})
        for _each in range(2)
    ]

    names = load_workbook(io.BytesIO(xlsx(download("Rates", long, Language.EN)))).sheetnames

    assert names == ["Cover", "x" * 31, f"{'x' * 27} 2"]
