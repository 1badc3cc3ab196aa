"""JSON-stat 2.0 as Eurostat's statistics API gives it: a cube whose cells are numbered.

`value` and `status` go by the number of the cell, in any order; a number that neither has is a
cell that Eurostat does not list. A confidential cell has the status `|C` and no value.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import polars as pl

from emn.errors import WrongAnswer
from etl.body import GZIP
from etl.readers.reading import Reading, broken, periods
from etl.structure import instant

_LARGEST = 256 * 1024**2
_MOST_CELLS = 2**62  # beyond, their numbers fit in no column
_STATUS = re.compile(r"([a-z]*)(?:\|([A-Z]+))?")
_TIME = "time"
_NO_CUBE = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)


def json_stat(path: Path) -> Reading:
    """Read a JSON-stat; `BrokenFile` says what in it is no cube."""
    cube = _cube(path)
    try:
        codes = {each: _codes(cube["dimension"][each]) for each in cube["id"]}
        cells = _cells(path, cube, codes)
        extension = cube.get("extension") or {}
        return Reading(
            cells=cells,
            dataflow=str(extension.get("id", "")).lower(),
            title=str(cube.get("label", "")),
            last_update=_updated(path, str(cube.get("updated", ""))),
            labels={
                each: dict(cube["dimension"][each]["category"].get("label", {}))
                for each in codes
                if each != _TIME
            },
            language=str(extension.get("lang", "en")).lower(),
            suffix=".json",
        )
    except _NO_CUBE as error:
        raise broken(path, f"is no JSON-stat of Eurostat's ({error!r}).") from error


def _cube(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            is_gzip = file.read(len(GZIP)) == GZIP
        with gzip.open(path) if is_gzip else path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise broken(path, f"has more than {_LARGEST:,} bytes. Keep fewer cells, or take TSV.")
        found = json.loads(content, parse_constant=_refuse)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise broken(path, f"can't be unpacked ({error}). Download it again.") from error
    except json.JSONDecodeError as error:
        raise broken(path, f"is no JSON ({error.msg}).", line=error.lineno) from error
    except (ValueError, RecursionError) as error:  # bytes that are no text, numbers that are none
        raise broken(path, f"is no JSON that can be read ({error}).") from error
    if not isinstance(found, dict):
        raise broken(path, "is no JSON-stat: it is no object.")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _codes(dimension: Mapping[str, Any]) -> list[str]:
    """The codes of a dimension by position; the index is a list, or says where each stands."""
    index = dimension["category"]["index"]
    places = {code: place for place, code in enumerate(index)} if isinstance(index, list) else index
    codes = sorted(places, key=lambda code: int(places[code]))
    if [places[code] for code in codes] != list(range(len(codes))):
        raise ValueError("the positions of a dimension have gaps")
    return codes


def _cells(path: Path, cube: Mapping[str, Any], codes: Mapping[str, list[str]]) -> pl.DataFrame:
    size = [len(each) for each in codes.values()]
    if size != cube["size"] or not {"freq", "geo", _TIME} <= set(codes):
        raise ValueError(f"size {cube['size']} is not that of its dimensions {list(codes)}")
    total = math.prod(size)
    if total == 0 or total > _MOST_CELLS:
        raise broken(path, "holds no cell: no code of a dimension matched the query, or too many.")
    listed = _listed(cube, total)
    steps = [math.prod(size[place + 1 :]) for place in range(len(size))]
    places = {
        each: pl.col("cell") // step % count
        for each, step, count in zip(codes, steps, size, strict=True)
    }
    known = periods(path, dict.fromkeys(codes[_TIME], 0))
    columns: dict[str, Sequence[object]] = {**codes, _TIME: [each.start for each in known.values()]}
    return (
        listed.with_columns(**places)
        .with_columns(_looked_up(each, found) for each, found in columns.items())
        .select(
            *(each for each in codes if each != _TIME), "period", "value", "flag", "conf_status"
        )
    )


def _looked_up(dimension: str, found: Sequence[object]) -> pl.Expr:
    name = "period" if dimension == _TIME else dimension
    return pl.lit(pl.Series(found)).gather(pl.col(dimension)).alias(name)


def _listed(cube: Mapping[str, Any], total: int) -> pl.DataFrame:
    """The cells that have a value or a status, by number."""
    values, statuses = _by_number(cube["value"]), _by_number(cube.get("status") or {})
    numbers = sorted({*values, *statuses})
    if numbers and not 0 <= numbers[0] <= numbers[-1] < total:
        raise ValueError("a cell has a number outside the cube")
    marks = [_status(str(statuses.get(each, ""))) for each in numbers]
    return pl.DataFrame(
        {
            "cell": numbers,
            "value": [_number(values.get(each)) for each in numbers],
            "flag": [flag or None for flag, _ in marks],
            "conf_status": [conf_status or None for _, conf_status in marks],
        },
        schema={
            "cell": pl.Int64,
            "value": pl.Float64,
            "flag": pl.String,
            "conf_status": pl.String,
        },
    )


def _by_number(found: Mapping[str, Any] | list[Any]) -> dict[int, Any]:
    """What is listed by number: an object with numbers for names, or a list with gaps as null."""
    if isinstance(found, list):
        return {number: each for number, each in enumerate(found) if each is not None}
    return {int(number): each for number, each in found.items() if each is not None}


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is no number")
    return number


def _status(text: str) -> tuple[str, str]:
    found = _STATUS.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no status")
    return found[1], found[2] or ""


def _updated(path: Path, text: str) -> datetime | None:
    try:
        return instant(text)
    except WrongAnswer as error:
        raise broken(path, f"updated is {text!r}, which is no instant.") from error
