from __future__ import annotations

import gzip
import math
import time
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from emn.errors import (
    BrokenTable,
    CutShort,
    EmptyAnswer,
    EmptyDimension,
    Inflated,
    RepeatedRow,
    UnreadableCell,
    WrongAnswer,
)
from etl.cells import cells

HEADER = "freq,geo\\TIME_PERIOD\t2024 \t2025 \r\n"


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "answer.tsv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("cell", "value", "flag", "conf_status"),
    [
        ("1295 ", 1295.0, None, None),
        ("1295", 1295.0, None, None),
        ("3591874.0 p", 3591874.0, "p", None),
        ("-3.5 bep", -3.5, "bep", None),
        ("1.2E7 ", 1.2e7, None, None),
        ("0 ", 0.0, None, None),
        (": ", None, None, None),
        (":", None, None, None),
        (": d", None, "d", None),
        (": bu", None, "bu", None),
        (": c", None, "c", None),
        (": @C", None, None, "C"),
        ("7.0 p@C", 7.0, "p", "C"),
        (": u@N", None, "u", "N"),
    ],
)
def test_every_kind_of_cell_keeps_its_value_and_its_flags(
    tmp_path: Path, cell: str, value: float | None, flag: str | None, conf_status: str | None
) -> None:
    path = written(tmp_path, f"freq,geo\\TIME_PERIOD\t2025 \r\nA,DE\t{cell}\r\n")

    assert cells(path).rows() == [("A", "DE", date(2025, 1, 1), value, flag, conf_status)]


def test_an_empty_cell_is_no_observation_and_a_colon_is_one(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "A,DE\t\t: \r\n")

    assert cells(path).rows() == [("A", "DE", date(2025, 1, 1), None, None, None)]


def test_codes_stay_text(tmp_path: Path) -> None:
    header = "freq,sex,citizen,nace\\TIME_PERIOD\t2025 \r\n"
    path = written(tmp_path, header + "A,T,NA,008\t1 \r\nA,F,null,1e5\t2 \r\n")

    assert cells(path).select("sex", "citizen", "nace").rows() == [
        ("T", "NA", "008"),
        ("F", "null", "1e5"),
    ]


@pytest.mark.parametrize(
    ("names", "days"),
    [
        ("2026-04 \t2026M05 ", [date(2026, 4, 1), date(2026, 5, 1)]),
        ("2026-Q2 \t2026Q3 ", [date(2026, 4, 1), date(2026, 7, 1)]),
        ("2025-S2 \t2026S1 ", [date(2025, 7, 1), date(2026, 1, 1)]),
    ],
)
def test_periods_are_read_in_todays_form_and_in_that_of_before_2023(
    tmp_path: Path, names: str, days: list[date]
) -> None:
    path = written(tmp_path, f"freq,geo\\TIME_PERIOD\t{names}\r\nM,DE\t1 \t2 \r\n")

    assert cells(path)["period"].to_list() == days


BODY = HEADER + "A,DE\t1 p\t2 \r\nA,FR\t: @C\t: \r\n"


@pytest.mark.parametrize(
    "content",
    [
        BODY.encode(),
        BODY.replace("\r\n", "\n").encode(),
        BODY.rstrip().encode(),
        b"\xef\xbb\xbf" + BODY.encode(),
        BODY.encode() + b"\r\n",
        gzip.compress(BODY.encode()),
    ],
    ids=["CRLF", "LF", "no last line end", "byte order mark", "blank last line", "gzip"],
)
def test_the_same_table_is_read_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    first, second = date(2024, 1, 1), date(2025, 1, 1)

    assert cells(written(tmp_path, content)).rows() == [
        ("A", "DE", first, 1.0, "p", None),
        ("A", "DE", second, 2.0, None, None),
        ("A", "FR", first, None, None, "C"),
        ("A", "FR", second, None, None, None),
    ]


def test_a_table_without_series_has_no_rows(tmp_path: Path) -> None:
    assert cells(written(tmp_path, HEADER)).shape == (0, 6)


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        ("", EmptyAnswer, "empty"),
        ("freq,geo\t2024 \r\n", BrokenTable, "no header"),
        ("freq,geo\\TIME_PERIOD\r\n", EmptyDimension, "no period"),
        ("freq,geo,geo\\TIME_PERIOD\t2024 \r\n", BrokenTable, "no header"),
        ("freq,value\\TIME_PERIOD\t2024 \r\n", BrokenTable, "no header"),
        ("freq,,geo\\TIME_PERIOD\t2024 \r\n", BrokenTable, "no header"),
        (",".join("abcd" * 20) + "\\TIME_PERIOD\t2024 \r\n", BrokenTable, "no header"),
        ("freq,geo\\TIME_PERIOD\tsoon \r\n", BrokenTable, "'soon'"),
        ("freq,geo\\TIME_PERIOD\t2024 \t2024 \r\n", BrokenTable, "twice"),
        (HEADER + "A,DE\t1 \r\n", BrokenTable, "'A,DE' is not as wide"),
        (HEADER + "A,DE\t1 \t2 \t3 \r\n", BrokenTable, "'A,DE' is not as wide"),
        (HEADER + "A\t1 \t2 \r\n", BrokenTable, "'A' is not as wide"),
        (HEADER + "A,DE,X\t1 \t2 \r\n", BrokenTable, "'A,DE,X' is not as wide"),
        (HEADER + "A,DE\t1 \t2 \r\nA,DE\t1 \t2 \r\n", RepeatedRow, "'A,DE' is there twice"),
        (HEADER + "A,DE\t1 \tn/a \r\n", UnreadableCell, "'n/a ' of A,DE in 2025-01-01"),
        (HEADER + "A,DE\t1 \tNaN \r\n", UnreadableCell, "'NaN ' of A,DE in 2025-01-01"),
        (HEADER + "A,DE\t1 \t1e999 \r\n", UnreadableCell, "'1e999 ' of A,DE in 2025-01-01"),
        (HEADER + "A,DE\t1 P\t2 \r\n", UnreadableCell, "'1 P' of A,DE in 2024-01-01"),
        (HEADER + "A,DE\t1,000 \t2 \r\n", UnreadableCell, "'1,000 ' of A,DE in 2024-01-01"),
        (HEADER.encode() + b"A,DE\t1 \t\xff \r\n", BrokenTable, "can't be read as text"),
        (gzip.compress(BODY.encode(), mtime=0)[:-9], CutShort, "ends before its end"),
        (gzip.compress(bytes(70_000_000), mtime=0), Inflated, "more than 67,108,864 bytes"),
    ],
)
def test_a_table_that_can_not_be_trusted_names_the_place(
    tmp_path: Path, content: str | bytes, kind: type[WrongAnswer], says: str
) -> None:
    with pytest.raises(kind, match=says) as caught:
        cells(written(tmp_path, content))

    assert type(caught.value) is kind
    assert str(caught.value).startswith("answer.tsv: ")


def counted(path: Path) -> tuple[Counter[str], float]:
    """Count cells, flags and missing values by hand, and add the values up."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    found: Counter[str] = Counter()
    values = []
    for line in text.splitlines()[1:]:
        for cell in line.split("\t")[1:]:
            value, _, rest = cell.partition(" ")
            found["cells"] += 1
            found["missing"] += value == ":"
            found[f"rest {rest.strip()}"] += 1
            values.append(0.0 if value == ":" else float(value))
    return +found, math.fsum(values)


def read(path: Path) -> tuple[Counter[str], float]:
    """Count the same in what we read."""
    table = cells(path)
    found = Counter({"cells": table.height, "missing": table["value"].null_count()})
    rest = pl.col("flag").fill_null("") + ("@" + pl.col("conf_status")).fill_null("")
    for text, count in table.group_by(rest.alias("rest")).len().iter_rows():
        found[f"rest {text}"] += count
    return +found, math.fsum(table["value"].drop_nulls())


def test_no_cell_and_no_flag_of_real_answers_is_lost(shared: Path) -> None:
    paths = [
        path
        for folder in ("wire", "errors", "recent/tsv")
        for path in sorted((shared / folder).glob("*.tsv*"))
        if path.name != "migr_asyappctza.tsv.gz"  # 9.7 million cells: by itself below
    ]

    assert len(paths) > 60
    assert {path.name: read(path) for path in paths} == {path.name: counted(path) for path in paths}


def test_ten_million_cells_are_read_whole_and_within_seconds(shared: Path) -> None:
    path = shared / "wire" / "migr_asyappctza.tsv.gz"

    began = time.monotonic()
    table = cells(path)

    assert time.monotonic() - began < 20  # 2 s on an idle machine
    assert table.height == 643_776 * 15
    assert table.filter(pl.all_horizontal(pl.all().is_null())).is_empty()
