"""Class Reading: what a file says, cell by cell, and what it says of itself.

The cells are those of `etl.cells`: the dimensions with `freq` and `geo` among them, then period
(first day), value, flag and conf_status, one row for each that the file lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from cache.manifest import EUROSTAT
from emn.dataset import OBSERVATION_COLUMNS
from emn.errors import BrokenFile, Misused
from emn.period import Frequency, Period

_NUMBER = r"^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"
_NOTHING = ("", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The cells of a file, and whose they are."""

    cells: pl.DataFrame
    dataflow: str = ""  # at Eurostat, in small letters; empty where the file does not say
    title: str = ""
    last_update: datetime | None = None
    source: str = EUROSTAT
    licence: str = ""
    url: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # dimension → code
    language: str = "en"  # of title and labels
    is_labelled: bool = False  # labels stand where codes should
    suffix: str = ".csv"  # what a file of this format ends in

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Its dimensions in the order of the file, `freq` and `geo` among them."""
        return tuple(each for each in self.cells.columns if each not in OBSERVATION_COLUMNS)


def broken(path: Path, why: str, *, line: int = 0) -> BrokenFile:
    """Give the error that names file, line where there is one, and reason."""
    place = f"{path.name}, line {line}" if line else path.name
    return BrokenFile(f"{place}: {why} Nothing was published.")


def periods(path: Path, texts: Mapping[str, int]) -> dict[str, Period]:
    """Read each text as a period; the number beside it is the line that an error names."""
    read = {}
    for text, line in texts.items():
        try:
            read[text] = Period.parse(text)
        except Misused as error:
            raise broken(path, str(error), line=line) from error
    return read


def measured(path: Path, rows: pl.DataFrame, dimensions: Sequence[str]) -> pl.DataFrame:
    """Read rows of text as cells: columns line, dimensions, period, value, flag, conf_status.

    A `freq` that the rows lack, or give as a label, is that of the period. `BrokenFile` names the
    first line that can't be understood.
    """
    found = rows.with_columns(number=pl.col("value").cast(pl.Float64, strict=False))
    is_number = pl.col("value").str.contains(_NUMBER) & pl.col("number").is_finite()
    strange = {
        "value": ~(is_number.fill_null(value=False) | pl.col("value").is_in(_NOTHING)),
        "flag": ~pl.col("flag").str.contains("^[a-z]*$"),
        "conf_status": ~pl.col("conf_status").str.contains("^[A-Z]*$"),
        **{each: pl.col(each).str.strip_chars() == "" for each in dimensions},
    }
    for column, is_strange in strange.items():
        first = found.filter(is_strange).head(1)
        if not first.is_empty():
            why = f"{first.item(0, column)!r} is no {column} that we know."
            raise broken(path, why, line=first.item(0, "line"))
    dated = _dated(path, found)
    freq = ["freq"] if "freq" not in dimensions else []
    return dated.select(
        *freq,
        *dimensions,
        "period",
        value="number",
        flag=_none_if_empty("flag"),
        conf_status=_none_if_empty("conf_status"),
    )


def _dated(path: Path, rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with the first day of each period, and its frequency as `freq`."""
    lines = rows.group_by("period", maintain_order=True).agg(pl.col("line").first())
    known = periods(path, dict(lines.iter_rows()))
    texts = pl.DataFrame(
        {
            "period": list(known),
            "start": [each.start for each in known.values()],
            "of_period": [each.frequency.value for each in known.values()],
        },
        schema={"period": pl.String, "start": pl.Date, "of_period": pl.String},
    )
    dated = rows.join(texts, on="period", how="left", maintain_order="left")
    if "freq" in rows.columns:
        is_code = pl.col("freq").is_in([each.value for each in Frequency])
        wrong = dated.filter(is_code & (pl.col("freq") != pl.col("of_period"))).head(1)
        if not wrong.is_empty():
            why = f"freq is {wrong.item(0, 'freq')!r} and the period {wrong.item(0, 'period')!r}."
            raise broken(path, why, line=wrong.item(0, "line"))
    return dated.with_columns(period="start", freq="of_period")


def _none_if_empty(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))
