"""Which format a file is in, judged by its first bytes: names and endings can't be believed."""

from __future__ import annotations

import re
from pathlib import Path

from etl.body import Body
from etl.cells import cells
from etl.readers.json_stat import json_stat
from etl.readers.reading import Reading, broken
from etl.readers.sdmx_csv import sdmx_csv
from etl.readers.tidy_csv import tidy_csv

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TIME_AXIS = re.compile(rb"[^\r\n]*\\TIME(_PERIOD)?\s*\t", re.IGNORECASE)
_SDMX_CSV = re.compile(rb'"?(DATAFLOW|STRUCTURE)"?,')
_TIDY_CSV = re.compile(rb"#|[^\r\n]*\bperiod\b")


def read(path: Path, body: Body | None = None) -> Reading:
    """Read a file in any format that we know; `BrokenFile` where it is in none.

    A TSV says neither its dataflow nor its date; the others say what they say.
    """
    head = (body or Body.of(path)).head.removeprefix(_BYTE_ORDER_MARK).lstrip()
    if not head:
        raise broken(path, "is empty.")
    if _TIME_AXIS.match(head):
        return Reading(cells=cells(path), suffix=".tsv")
    if head.startswith(b"{"):
        return json_stat(path)
    if _SDMX_CSV.match(head):
        return sdmx_csv(path)
    if _TIDY_CSV.match(head):
        return tidy_csv(path)
    raise broken(
        path,
        f"begins {head[:40]!r}, which is none of Eurostat's TSV, SDMX-CSV 1.0 or 2.0, JSON-stat,"
        " or our tidy CSV (docs/reference/tidy-csv.md). Download it in one of these.",
    )
