"""The tidy CSV that people write for what Eurostat does not have; docs/reference/tidy-csv.md.

`# source: …`, `# licence: …`, `# date: …` and `# title: …` come first, then a table with the
columns geo, period, value, any dimensions, and flag or conf_status where there are some.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from emn import network
from emn.errors import Misused, WrongAnswer
from etl.readers.reading import Reading, broken, measured
from etl.readers.rows import csv_file
from etl.structure import instant

_REQUIRED = ("source", "licence", "date", "title")
_HEADS = (*_REQUIRED, "url")
_COLUMNS = ("geo", "period", "value")
_OPTIONAL = ("flag", "conf_status")
_DIMENSION = re.compile(r"[a-z][a-z0-9_]*")
_GEO = re.compile(r"[A-Z][A-Z0-9_]+")


def tidy_csv(path: Path) -> Reading:
    """Read a tidy CSV; `BrokenFile` names the line that can't be understood, or what is missing."""
    file = csv_file(path)
    heads = _heads(path, file.comments)
    dimensions = _dimensions(path, file.header, line=len(file.comments) + 1)
    rows = file.rows.with_columns(
        pl.col(pl.String).str.strip_chars(),  # people put spaces behind commas
        *(pl.lit("").alias(each) for each in _OPTIONAL if each not in file.header),
    )
    _refuse_names(path, rows)
    return Reading(
        cells=measured(path, rows, dimensions),
        title=heads["title"],
        last_update=_date(path, heads["date"], line=_line(file.comments, "date")),
        source=heads["source"],
        licence=heads["licence"],
        url=heads.get("url", ""),
    )


def _heads(path: Path, comments: Sequence[str]) -> dict[str, str]:
    """What the lines before the table say, by their first word."""
    heads: dict[str, str] = {}
    for line, comment in enumerate(comments, start=1):
        name, colon, text = comment.partition(":")
        name = name.strip().lower()
        if not comment or not colon:
            continue  # a remark
        if name not in _HEADS or name in heads:
            why = f"{name!r} is unknown here, or there twice. There are: {', '.join(_HEADS)}."
            raise broken(path, why, line=line)
        heads[name] = text.strip()
    missing = [each for each in _REQUIRED if not heads.get(each)]
    if missing:
        why = f"does not say its {', '.join(missing)}. Begin with a line `# {missing[0]}: …`."
        raise broken(path, why)
    return heads


def _dimensions(path: Path, header: Sequence[str], *, line: int) -> list[str]:
    missing = [each for each in _COLUMNS if each not in header]
    found = [each for each in header if each not in {"period", "value", *_OPTIONAL}]
    strange = [each for each in found if not _DIMENSION.fullmatch(each)]
    if missing or strange:
        why = (
            f"the header lacks {', '.join(missing) or 'nothing'} and has"
            f" {', '.join(map(repr, strange)) or 'nothing'} that is no name of a dimension"
            " (small letters, commas between)."
        )
        raise broken(path, why, line=line)
    return found


def _refuse_names(path: Path, rows: pl.DataFrame) -> None:
    """Stop at the first place that is not Eurostat's code, or it would be a place of its own."""
    for geo, line in rows.group_by("geo", maintain_order=True).agg(pl.first("line")).iter_rows():
        code = _code(geo)
        if geo and code != geo:
            why = f"{geo!r} is no geo. Write Eurostat's code, {code or 'as in EL for Greece'}."
            raise broken(path, why, line=line)


def _code(geo: str) -> str:
    """Eurostat's code of a place that we know; of others, what could be one."""
    try:
        return network.load().code(geo)
    except Misused:
        return geo if _GEO.fullmatch(geo) else ""


def _date(path: Path, text: str, *, line: int) -> datetime | None:
    try:
        return instant(text)
    except WrongAnswer as error:
        raise broken(path, f"{text!r} is no date. Write 2026-10-07.", line=line) from error


def _line(comments: Sequence[str], name: str) -> int:
    return next(
        line for line, each in enumerate(comments, start=1) if each.lower().startswith(name)
    )
