from __future__ import annotations

import polars as pl

from charts import tables
from charts.exhibit import Column
from charts.tables import Cell
from dashboard.panel import table
from emn.language import Language

FLAGGED = tables.table(
    "Applicants & others",
    (Column(id="geo", label="Country", is_number=False), Column(id="v", label="June")),
    [
        ("Spain", [Cell("3,005", "p", 3005)]),
        ("Malta", [Cell(":c")]),
        ("Slovenia", [Cell(":")]),
        ("Slovakia", [Cell("0", number=0)]),
    ],
    pl.DataFrame(),
)


def test_a_table_tells_flagged_confidential_missing_and_zero_apart() -> None:
    html = str(table(FLAGGED, "x", Language.EN))

    _head, *rows = html.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")
    assert rows == [
        f'<th scope="row">{name}</th><td class="number">{cell}</td></tr>'
        for name, cell in (
            ("Spain", '3,005<sup><abbr title="provisional">p</abbr></sup>'),
            ("Malta", '<abbr title="confidential">:c</abbr>'),
            ("Slovenia", '<abbr title="not available">:</abbr>'),
            ("Slovakia", "0"),
        )
    ]


def test_a_table_can_be_reached_and_read_by_its_caption() -> None:
    html = str(table(FLAGGED, "x", Language.EN))

    assert html.startswith(
        '<div class="as-table" role="region" aria-labelledby="x-title x-caption" tabindex="0">'
        '<table><caption id="x-caption">Applicants &amp; others</caption>'
        '<thead><tr><th scope="col">Country</th><th scope="col" class="number">June</th></tr>'
    )
