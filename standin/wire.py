"""Write series as Eurostat does: TSV, SDMX-CSV 1.0 and JSON-stat 2.0, to the byte."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from datetime import datetime

from emn.period import Period
from standin import codes as code_lists
from standin.answers import Dataflow, Query, Row
from standin.catalogue import instant

_CSV_COLUMNS = ("TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS")


def tsv(order: tuple[str, ...], periods: Iterable[Period], rows: Iterable[Row]) -> str:
    """A matrix, one row a series: CRLF everywhere, period names padded by a space."""
    header = "\t".join([",".join(order) + "\\TIME_PERIOD", *(f"{period} " for period in periods)])
    body = ("\t".join([",".join(codes), *cells]) for codes, cells in rows)
    return "".join(f"{line}\r\n" for line in itertools.chain([header], body))


def sdmx_csv(dataflow: Dataflow, periods: tuple[Period, ...], rows: Iterable[Row]) -> str:
    """One line an observation; what is missing without a flag is no observation and is left out."""
    header = ("DATAFLOW", "LAST UPDATE", *dataflow.structure.order, *_CSV_COLUMNS)
    updated = datetime.fromisoformat(dataflow.structure.last_update)
    start = (f"ESTAT:{dataflow.id.upper()}(1.0)", f"{updated:%d/%m/%y %H:%M:%S}")
    lines = [",".join(header)]
    for codes, cells in rows:
        for period, cell in zip(periods, cells, strict=True):
            value, flag, confidential = parts(cell)
            if value or flag or confidential:
                lines.append(",".join((*start, *codes, str(period), value, flag, confidential)))
    return "".join(f"{line}\r\n" for line in lines)


def parts(cell: str) -> tuple[str, str, str]:
    """Take a cell apart: `7.0 p@C` gives its value, flag and confidentiality; `:` no value."""
    value, _, remark = cell.partition(" ")
    flag, _, confidential = remark.strip().partition("@")
    return ("" if value == ":" else value), flag, confidential


def json_stat(
    dataflow: Dataflow, query: Query, rows: Iterable[Row], language: str
) -> dict[str, object]:
    """The dataset as JSON-stat: a sparse object of values, and one of flags if there are any."""
    structure = dataflow.structure
    axes = [(each.id, codes) for each, codes in zip(structure.dimensions, query.codes, strict=True)]
    axes.append(("time", tuple(map(str, query.periods))))
    values, status = _sparse(axes, rows)
    body: dict[str, object] = {
        "version": "2.0",
        "class": "dataset",
        "label": structure.titles[language],
        "source": "ESTAT",
        "updated": instant(structure.last_update),
        "value": values,
    }
    if status:
        body["status"] = status
    return body | {
        "id": [name for name, _ in axes],
        "size": [len(codes) for _, codes in axes],
        "dimension": {name: _axis(dataflow, name, codes, language) for name, codes in axes},
        "extension": {
            "lang": language.upper(),
            "id": dataflow.id.upper(),
            "agencyId": "ESTAT",
            "version": "1.0",
        },
    }


def _sparse(
    axes: list[tuple[str, tuple[str, ...]]], rows: Iterable[Row]
) -> tuple[dict[str, float], dict[str, str]]:
    """Values and flags by their position in the cube; what is missing is absent."""
    values: dict[str, float] = {}
    status: dict[str, str] = {}
    for index, cell in _positions(axes, rows):
        value, flag, confidential = parts(cell)
        if value:
            values[index] = float(value) if "." in value else int(value)
        if flag or confidential:
            status[index] = f"{flag}|{confidential}" if confidential else flag
    return values, status


def _positions(
    axes: list[tuple[str, tuple[str, ...]]], rows: Iterable[Row]
) -> Iterator[tuple[str, str]]:
    strides = [math.prod(len(codes) for _, codes in axes[n + 1 :]) for n in range(len(axes) - 1)]
    places = [{code: place for place, code in enumerate(codes)} for _, codes in axes]
    for codes, cells in rows:
        start = sum(
            places[n][code] * stride
            for n, (code, stride) in enumerate(zip(codes, strides, strict=True))
        )
        for offset, cell in enumerate(cells):
            yield str(start + offset), cell


def _axis(
    dataflow: Dataflow, name: str, codes: tuple[str, ...], language: str
) -> dict[str, object]:
    labels = next(
        (each.labels[language] for each in dataflow.structure.dimensions if each.id == name), {}
    )
    return {
        "label": code_lists.name(name if name != "time" else "TIME_PERIOD", language),
        "category": {
            "index": {code: place for place, code in enumerate(codes)},
            "label": {code: labels.get(code, code) for code in codes},
        },
    }
