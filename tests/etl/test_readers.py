from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emn.errors import BrokenFile, EmnError
from etl.readers import Reading, read

V1 = "DATAFLOW,LAST UPDATE,freq,citizen,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r\n"
V1_ROW = "ESTAT:MIGR_X(1.0),22/05/26 11:00:00,A,NA,DE,2025,80,p,\r\n"
V2 = "STRUCTURE,STRUCTURE_ID,freq,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
LABELLED = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,geo,Geopolitical entity,TIME_PERIOD,"
    "Time,OBS_VALUE,Observation value,OBS_FLAG,Flag,CONF_STATUS,Confidentiality\n"
)
HEADS = "# source: Geostat\n# licence: CC BY 4.0\n# date: 2026-10-07\n# title: Residents\n"
TIDY = HEADS + "geo,citizen,period,value,flag\nGE,TOTAL,2025,12.5,p\n"


def written(tmp_path: Path, content: str | bytes, name: str = "file.any") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cube(**changes: Any) -> str:
    """Write a small JSON-stat: two places, two months, numbers 0 to 3."""

    def dimension(*codes: str) -> dict[str, Any]:
        labels = {each: f"label of {each}" for each in codes}
        index = {each: place for place, each in reversed(list(enumerate(codes)))}
        return {"label": "-", "category": {"index": index, "label": labels}}

    content: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "Applicants",
        "updated": "2026-09-16T23:00:00+0200",
        "id": ["freq", "geo", "time"],
        "size": [1, 2, 2],
        "dimension": {
            "freq": dimension("M"),
            "geo": dimension("DE", "NA"),
            "time": dimension("2026-04", "2026-05"),
        },
        "value": {"3": 0, "0": 12.5},
        "status": {"1": "|C", "0": "bp"},
        "extension": {"id": "MIGR_X", "lang": "EN"},
    }
    return json.dumps(content | changes)


def test_sdmx_csv_1_says_what_it_holds_and_of_when(tmp_path: Path) -> None:
    rows = "ESTAT:MIGR_X(1.0),22/05/26 11:00:00,A,T,FR,2024,,u,C\r\n"

    reading = read(written(tmp_path, V1 + V1_ROW + rows))

    assert reading.cells.columns == [
        *("freq", "citizen", "geo", "period", "value", "flag", "conf_status")
    ]
    assert reading.cells.rows() == [
        ("A", "NA", "DE", date(2025, 1, 1), 80.0, "p", None),
        ("A", "T", "FR", date(2024, 1, 1), None, "u", "C"),
    ]
    assert reading.dataflow == "migr_x"
    assert reading.last_update == datetime.fromisoformat("2026-05-22T11:00:00+02:00")
    assert (reading.source, reading.is_labelled) == ("Eurostat", False)


def test_sdmx_csv_1_of_before_2023_has_no_confidentiality(tmp_path: Path) -> None:
    old = "DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    row = "ESTAT:MIGR_X$DEFAULTVIEW(1.0),,A,DE,2021,7,be\n"

    reading = read(written(tmp_path, old + row))

    assert reading.cells.rows() == [("A", "DE", date(2021, 1, 1), 7.0, "be", None)]
    assert (reading.dataflow, reading.last_update) == ("migr_x", None)


def test_labels_in_the_code_columns_are_kept_and_said(tmp_path: Path) -> None:
    row = 'ESTAT:MIGR_X(1.0),,Quarterly,Total,"Gambia, The",2025-Q2,5,,\n'

    reading = read(written(tmp_path, V1 + row))

    assert reading.cells.rows() == [
        ("Q", "Total", "Gambia, The", date(2025, 4, 1), 5.0, None, None)
    ]
    assert reading.is_labelled


def test_sdmx_csv_2_without_labels_is_read(tmp_path: Path) -> None:
    reading = read(written(tmp_path, V2 + "dataflow,ESTAT:MIGR_X(1.0),M,T,DE,2026-04,5,,\n"))

    assert reading.cells.rows() == [("M", "T", "DE", date(2026, 4, 1), 5.0, None, None)]
    assert reading.dataflow == "migr_x"


def test_labels_beside_codes_are_kept_apart(tmp_path: Path) -> None:
    row = "dataflow,ESTAT:MIGR_X(1.0),Applicants,M,Monthly,TR,Türkiye,2026-04,,5,,p,provisional,,\n"

    reading = read(written(tmp_path, LABELLED + row))

    assert reading.cells.rows() == [("M", "TR", date(2026, 4, 1), 5.0, "p", None)]
    assert reading.labels == {"freq": {"M": "Monthly"}, "geo": {"TR": "Türkiye"}}
    assert reading.title == "Applicants"


def test_json_stat_lists_cells_by_number_in_any_order(tmp_path: Path) -> None:
    reading = read(written(tmp_path, cube()))

    assert reading.cells.rows() == [
        ("M", "DE", date(2026, 4, 1), 12.5, "bp", None),
        ("M", "DE", date(2026, 5, 1), None, None, "C"),
        ("M", "NA", date(2026, 5, 1), 0.0, None, None),
    ]
    assert (reading.dataflow, reading.title) == ("migr_x", "Applicants")
    assert reading.last_update == datetime.fromisoformat("2026-09-16T23:00:00+02:00")
    assert reading.labels["geo"] == {"DE": "label of DE", "NA": "label of NA"}


def test_json_stat_may_list_its_values_without_numbers(tmp_path: Path) -> None:
    reading = read(written(tmp_path, cube(value=[1, None, None, 4], status={})))

    assert reading.cells.select("geo", "value").rows() == [("DE", 1.0), ("NA", 4.0)]


def test_a_tidy_csv_says_whose_it_is(tmp_path: Path) -> None:
    remarks = "# A remark without a colon\n#\n# url: https://example.invalid/residents\n"

    reading = read(written(tmp_path, remarks + TIDY))

    assert reading.cells.rows() == [("A", "GE", "TOTAL", date(2025, 1, 1), 12.5, "p", None)]
    assert (reading.source, reading.licence, reading.title, reading.url) == (
        *("Geostat", "CC BY 4.0", "Residents", "https://example.invalid/residents"),
    )
    assert reading.last_update == datetime.fromisoformat("2026-10-07T23:00:00+02:00")


@pytest.mark.parametrize("content", [V1 + V1_ROW, TIDY, cube()], ids=["SDMX", "tidy", "JSON"])
@pytest.mark.parametrize("way", ["LF", "gzip", "no last line end", "blank last line"])
def test_the_same_file_is_read_however_it_is_written(
    tmp_path: Path, content: str, way: str
) -> None:
    plain = content.encode()
    changed = {
        "LF": plain.replace(b"\r\n", b"\n"),
        "gzip": gzip.compress(plain),
        "no last line end": plain.rstrip(),
        "blank last line": plain + b"\r\n",
    }[way]

    one, other = read(written(tmp_path, plain)), read(written(tmp_path, changed, "other"))

    assert other.cells.rows() == one.cells.rows()


@pytest.mark.parametrize("content", [V1 + V1_ROW, TIDY])
def test_a_byte_order_mark_is_no_part_of_the_table(tmp_path: Path, content: str) -> None:
    marked = read(written(tmp_path, b"\xef\xbb\xbf" + content.encode()))

    assert marked.cells.rows() == read(written(tmp_path, content, "plain")).cells.rows()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "file.any: is empty."),
        ("<html>sorry</html>", "which is none of Eurostat's TSV"),
        ('"Time","Geo","Value"\n', "which is none of Eurostat's TSV"),
        (V1 + V1_ROW.replace(",80,", ",80 persons,"), "line 2: '80 persons' is no value"),
        (V1 + V1_ROW + V1_ROW.replace(",80,", ',"1,000",'), "line 3: '1,000' is no value"),
        (V1 + V1_ROW.replace(",80,", ",1e999,"), "line 2: '1e999' is no value"),
        (V1 + V1_ROW.replace(",80,", ",NaN,"), "line 2: 'NaN' is no value"),
        (V1 + V1_ROW.replace(",p,", ",P,"), "line 2: 'P' is no flag"),
        (V1 + V1_ROW.replace(",p,", ",p,c"), "line 2: 'c' is no conf_status"),
        (V1 + V1_ROW.replace("2025", "2025-13"), "line 2: '2025-13' is no period"),
        (V1 + V1_ROW.replace("2025", "2025-04"), "line 2: freq is 'A' and the period '2025-04'"),
        (V1 + V1_ROW.replace(",DE,", ",,"), "line 2: '' is no geo"),
        (V1 + V1_ROW[:-5], "line 2: the row has 7 columns where the header has 9"),
        (V1 + V1_ROW + V1_ROW.replace("_X", "_Y"), "line 3: DATAFLOW is 'ESTAT:MIGR_Y"),
        (V1 + V1_ROW.replace("22/05/26", "2026-05-22"), "is no LAST UPDATE"),
        (V1 + V1_ROW.replace("ESTAT:MIGR_X(1.0)", "a b"), "'a b' is no dataflow"),
        (V1.replace("geo", "Geo") + V1_ROW, r"line 1: .*lacks: geo; does not know: Geo"),
        (V1.replace("citizen", "geo") + V1_ROW, "names a column twice"),
        (V1 + V1_ROW.replace("NA", '"NA'), "is no CSV"),
        (V1.encode() + V1_ROW.encode().replace(b"NA", b"\xff"), "no text in UTF-8"),
        (TIDY.replace("12.5", "n/a"), "line 6: 'n/a' is no value"),
        (TIDY.replace("# source: Geostat\n", ""), "does not say its source"),
        (TIDY.replace("Geostat", ""), "does not say its source"),
        (TIDY.replace("2026-10-07", "7 October"), "line 3: '7 October' is no date"),
        (TIDY.replace("# title", "# tilte"), "line 4: 'tilte' is unknown"),
        (TIDY.replace("geo,", "country,"), "line 5: the header lacks geo"),
        (TIDY.replace("citizen", "Citizen"), "'Citizen' that is no name of a dimension"),
        (TIDY.replace("citizen", "line"), "a column 'line'"),
        ("geo,period,value\nGE,2025,1\n", "does not say its source, licence, date, title"),
        ("geo;period;value\nGE;2025;1\n", "names only one column. Put commas"),
        ("{", "line 1: is no JSON"),
        ('{"error": []}', "is no JSON-stat"),
        ("{" + '"a":[' * 100_000, "is no JSON"),
        (cube(value={}, status={}, size=[1, 0, 2]), "is no JSON-stat"),
        (cube(value={"4": 1}), "outside the cube"),
        (cube(value={"0": "12"}), "'12' is no number"),
        (cube(value={"0": True}), "True is no number"),
        (cube(value={"0": float("nan")}), "NaN is no number"),
        (cube(value={"0": 10**400}), "too large"),
        (cube(status={"0": "P"}), "'P' is no status"),
        (cube(updated="yesterday"), "'yesterday', which is no instant"),
    ],
)
def test_a_file_that_can_not_be_understood_is_named_with_line_and_reason(
    tmp_path: Path, content: str | bytes, says: str
) -> None:
    with pytest.raises(BrokenFile, match=says) as caught:
        read(written(tmp_path, content))

    assert str(caught.value).startswith("file.any")


def test_a_query_that_matched_nothing_is_no_cube(shared: Path) -> None:
    with pytest.raises(BrokenFile, match="holds no cell"):
        read(shared / "errors" / "une-rt-m-geo-xx-last1.json")


BEGINNINGS = [b"", V1.encode(), V2.encode(), TIDY.encode(), cube().encode()[:-40], b"geo\\TIME\t"]


@settings(
    max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    beginning=st.sampled_from(BEGINNINGS),
    middle=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    is_packed=st.booleans(),
)
def test_arbitrary_bytes_are_read_or_refused(
    tmp_path: Path, beginning: bytes, middle: bytes, *, is_packed: bool
) -> None:
    content = beginning + middle
    path = written(tmp_path, gzip.compress(content, mtime=0) if is_packed else content)

    with contextlib.suppress(EmnError):
        assert isinstance(read(path), Reading)


def by_hand(path: Path) -> Iterator[tuple[str, ...]]:
    """The number, flag and confidentiality of each cell, read by the simplest means."""
    if path.suffix == ".json":
        found = json.loads(path.read_text())
        values, status = found["value"], found.get("status", {})
        for number in {*values, *status}:
            flag, _, conf_status = status.get(number, "").partition("|")
            value = values.get(number)
            yield ("" if value is None else str(float(value)), flag, conf_status)
    else:
        for row in csv.DictReader(io.StringIO(path.read_text())):
            value = row["OBS_VALUE"]
            yield (str(float(value)) if value else "", row["OBS_FLAG"], row["CONF_STATUS"])


def test_no_value_and_no_flag_of_real_files_is_lost(shared: Path) -> None:
    paths = [
        *sorted((shared / "wire").glob("*.csv")),
        *sorted((shared / "wire").glob("*.json")),
        shared / "errors" / "sts-inpr-m-ie-confidential.json",
    ]

    found = {
        path.name: sorted(
            ("" if value is None else str(value), flag or "", conf_status or "")
            for value, flag, conf_status in read(path)
            .cells.select("value", "flag", "conf_status")
            .iter_rows()
        )
        for path in paths
    }

    assert len(found) == 10
    assert found == {path.name: sorted(by_hand(path)) for path in paths}


def test_two_formats_of_one_table_give_the_same_cells(tmp_path: Path, shared: Path) -> None:
    labelled = shared / "wire" / "migr_asytpsm_UA_sdmx-csv-2.0.csv"
    _, *rows = csv.reader(io.StringIO(labelled.read_text()))
    header = "DATAFLOW,LAST UPDATE,freq,unit,citizen,sex,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,"
    lines = [",".join([row[1], "", *row[3:22:2]]) for row in rows]
    plain = written(tmp_path, "\n".join([f"{header}CONF_STATUS", *lines]))

    assert read(plain).cells.equals(read(labelled).cells)
