"""SDMX-CSV 1.0 and 2.0 as Eurostat's pages give them: codes, labels beside codes, or labels alone.

1.0: `DATAFLOW,LAST UPDATE,freq,…,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS`.
2.0: `STRUCTURE,STRUCTURE_ID,freq,…`; with labels, each column is followed by one of its labels:
`freq,Time frequency,…,TIME_PERIOD,Time,OBS_VALUE,Observation value,…`. Files from before 2023 have
no CONF_STATUS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import polars as pl

from emn.language import BRUSSELS
from emn.period import Frequency
from etl.readers.reading import Reading, broken, measured
from etl.readers.rows import CsvFile, csv_file

_FLOWS = {"DATAFLOW", "STRUCTURE_ID"}  # which dataflow it is
_LEADING = {*_FLOWS, "LAST UPDATE", "STRUCTURE", "STRUCTURE_NAME"}
_MEASURES = {"OBS_VALUE": "value", "OBS_FLAG": "flag", "CONF_STATUS": "conf_status"}
_TIME = "TIME_PERIOD"
_DATAFLOW = re.compile(r"(?:\w+:)?(\w+)(?:\$\w+)?(?:\([\d.]+\))?", re.ASCII)
_DIMENSION = re.compile(r"[a-z][a-z0-9_]*")
_ENGLISH = "Time frequency"  # what an English file calls `freq`


def sdmx_csv(path: Path) -> Reading:
    """Read an SDMX-CSV; `BrokenFile` names the line that can't be understood."""
    file = csv_file(path)
    labels_of = _columns(path, file)
    ids = [each for each in labels_of if each not in {_TIME, *_MEASURES}]
    flow = next((each for each in file.header if each in _FLOWS), "")
    rows = file.rows.rename({_TIME: "period", **_MEASURES}, strict=False)
    if "conf_status" not in rows.columns:
        rows = rows.with_columns(conf_status=pl.lit(""))
    is_english = labels_of.get("freq") == _ENGLISH
    return Reading(
        cells=measured(path, rows, ids),
        dataflow=_dataflow(path, _the_only(path, file, flow)),
        title=_the_only(path, file, "STRUCTURE_NAME"),
        last_update=_last_update(path, _the_only(path, file, "LAST UPDATE")),
        labels=_labels(rows, {each: labels_of[each] for each in ids}) if is_english else {},
        is_labelled=not set(rows["freq"].unique()) <= {each.value for each in Frequency},
    )


def _columns(path: Path, file: CsvFile) -> dict[str, str]:
    """Each dimension and measure in order, and the column of its labels or nothing."""
    rest = [each for each in file.header if each not in _LEADING]
    is_doubled = "OBS_VALUE" in rest[:-1] and rest[rest.index("OBS_VALUE") + 1] not in _MEASURES
    ids = rest[::2] if is_doubled else rest
    labels = rest[1::2] if is_doubled else [""] * len(rest)
    dimensions = [each for each in ids if each not in {_TIME, *_MEASURES}]
    lacks = {"freq", "geo", _TIME, "OBS_VALUE", "OBS_FLAG"} - set(ids)
    strange = [each for each in dimensions if not _DIMENSION.fullmatch(each)]
    if lacks or strange or len(ids) != len(labels):
        why = (
            f"the header is not that of an SDMX-CSV (lacks: {', '.join(sorted(lacks)) or 'none'};"
            f" does not know: {', '.join(strange) or 'none'})."
        )
        raise broken(path, why, line=1)
    return dict(zip(ids, labels, strict=True))


def _the_only(path: Path, file: CsvFile, column: str) -> str:
    """The one text of a column; nothing where there is no such column, or no row."""
    if column not in file.header or file.rows.is_empty():
        return ""
    changes = file.rows.filter(pl.col(column) != pl.col(column).first()).head(1)
    if not changes.is_empty():
        why = f"{column} is {changes.item(0, column)!r} here and another above: two tables in one."
        raise broken(path, why, line=changes.item(0, "line"))
    return str(file.rows.item(0, column))


def _dataflow(path: Path, text: str) -> str:
    found = _DATAFLOW.fullmatch(text)
    if text and not found:
        raise broken(path, f"{text!r} is no dataflow; Eurostat writes ESTAT:MIGR_RESFIRST(1.0).")
    return found[1].lower() if found else ""


def _last_update(path: Path, text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%y %H:%M:%S").replace(tzinfo=BRUSSELS)
    except ValueError as error:
        why = f"{text!r} is no LAST UPDATE; Eurostat writes 22/05/26 11:00:00."
        raise broken(path, why) from error


def _labels(rows: pl.DataFrame, labels_of: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {
        each: dict(rows.select(each, column).unique(each, maintain_order=True).iter_rows())
        for each, column in labels_of.items()
    }
