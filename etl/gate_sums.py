"""Do the parts make the total, as far as rounding and late revisions let one tell?

Measured on the complete `migr_asyappctza` of 2023: of 4,700 totals by sex three differ from their
parts by more than rounding, of 2,600 by age none, unknown sex and age counted as parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from emn import network
from emn.dataset import Dataset
from emn.period import Period
from etl.gate import Check, check

_MOST_OFF_AT_FIRST = 0.01  # of the totals of a first vintage: history has its mistakes
_LATELY = 2  # years
_LEAST = 100  # persons: below, a difference is nobody's concern
_UNION = "EU27_2020"
_COMPOSED = date(2020, 2, 1)  # the composition that the code stands for, in every period


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A code of a dimension, and those that make it up, with perhaps a rest that belongs to it."""

    dimension: str
    total: str
    parts: tuple[str, ...]
    rest: str = ""  # persons of whom it is not known to which part they belong
    slack: float = 0.05  # of the total, beyond rounding


_PARTITIONS = (
    Partition(dimension="sex", total="T", parts=("M", "F"), rest="UNK"),
    Partition(
        dimension="age",
        total="TOTAL",
        parts=("Y_LT14", "Y14-17", "Y18-34", "Y35-64", "Y_GE65"),
        rest="UNK",
    ),
    Partition(dimension="age", total="Y_LT18", parts=("Y_LT14", "Y14-17"), rest="UNK"),
    Partition(dimension="applicant", total="TOTAL", parts=("FRST", "SSEQ")),
    Partition(dimension="decision", total="TOTAL", parts=("POS", "NEG")),
    Partition(dimension="decision", total="POS", parts=("POS_RFG", "POS_SPROT", "POS_HUM")),
    Partition(dimension="reason", total="TOTAL", parts=("EDUC", "EMP", "FAM", "OTH")),
)
_COUNTED = {"PER", "THS_PER"}  # units in which parts add up; rates and shares do not


def sums(new: pl.DataFrame, last: pl.DataFrame | None, dataset: Dataset) -> Check:
    """Hold every total against its parts; fail where one is off that was not before.

    A first vintage fails where more than 1 % of its totals are off. Only groups whose parts are
    all there are looked at; where the rest is not known, the total may exceed its parts.
    """
    failing: list[str] = []
    noted: list[str] = []
    for each in _partitions(new, dataset):
        groups = _groups(new, each, dataset)
        off = groups.filter("is_off")
        if last is not None:
            newly = _newly(off, _groups(last, each, dataset), dataset)
        else:
            newly = off if off.height > _MOST_OFF_AT_FIRST * groups.height else off.clear()
        failing += [_told(row, each, dataset) for row in newly.iter_rows(named=True)]
        noted += [_told(row, each, dataset) for row in off.iter_rows(named=True)]
    return check("sums", failing, noted)


def _newly(off: pl.DataFrame, before: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    """What is off and was not, of the series whose totals were their parts lately.

    Malta's first and subsequent applicants, collected since 2021, did not make its total in that
    year, and not in the next: neither is a mistake of the night.
    """
    known = before.filter("is_off")
    newly = off.join(known, on=[name for name in dataset.key if name in off.columns], how="anti")
    ended = before["period"].max()
    if not isinstance(ended, date):  # its parts were never there: nothing was promised
        return off.clear()
    if "geo" not in off.columns:
        return newly
    since = Period(ended, dataset.frequency).shifted(-_LATELY * dataset.frequency.per_year)
    lately = pl.col("period") > since.start
    series = [name for name in dataset.key if name in off.columns and name != "period"]
    return newly.join(before.filter(lately), on="geo", how="semi").join(
        known.filter(lately), on=series, how="anti"
    )


def _partitions(new: pl.DataFrame, dataset: Dataset) -> tuple[Partition, ...]:
    """Those that hold here: none where figures do not add up, as rates do not.

    Nor along a dimension that has other codes too, for they may be parts as well: protected
    persons are a part of the valid permits.
    """
    units = dataset.keep.get("unit", ())
    if dataset.rounded_to is None and not (units and set(units) <= _COUNTED):
        return ()
    within = tuple(
        each
        for each in _PARTITIONS
        if each.dimension in dataset.dimensions
        and set(new[each.dimension].unique()) <= _known(each.dimension)
    )
    return (*within, _union())


def _known(dimension: str) -> set[str]:
    same = [each for each in _PARTITIONS if each.dimension == dimension]
    return {code for each in same for code in (each.total, *each.parts, each.rest)}


def _union() -> Partition:
    """The Union and its members; its cell is made at another hour than theirs."""
    members = network.load().group(_UNION, _COMPOSED)
    return Partition(dimension="geo", total=_UNION, parts=members, slack=0.1)


def _groups(observations: pl.DataFrame, each: Partition, dataset: Dataset) -> pl.DataFrame:
    """One row per total whose parts are all there: the key, `total`, `parts`, `is_off`."""
    key = [name for name in dataset.key if name != each.dimension]
    code, value = pl.col(each.dimension), pl.col("value")
    rounding = (dataset.rounded_to or 1) / 2 * (len(each.parts) + 1)
    bound = (rounding + each.slack * pl.col("total")).clip(lower_bound=_LEAST)
    rest = pl.col("rest").fill_null(float("inf")) if each.rest else pl.lit(0.0)
    excess = pl.col("total") - pl.col("parts")
    return (
        observations.filter(value.is_not_null(), code.is_in([each.total, *each.parts, each.rest]))
        .group_by(key)
        .agg(
            total=value.filter(code == each.total).first(),
            parts=value.filter(code.is_in(each.parts)).sum(),
            present=code.is_in(each.parts).sum(),
            rest=value.filter(code == each.rest).first(),
        )
        .filter(pl.col("total").is_not_null(), pl.col("present") == len(each.parts))
        .with_columns(is_off=(excess < -bound) | (excess > rest + bound))
        .sort(key)
    )


def _told(row: dict[str, object], each: Partition, dataset: Dataset) -> str:
    codes = [str(row[name]) for name in dataset.key if name not in {each.dimension, "period"}]
    period = row["period"]
    when = Period(period, dataset.frequency) if isinstance(period, date) else period
    return (
        f"{each.dimension}={each.total} of {', '.join([*codes, str(when)])} is {row['total']:,.0f},"
        f" its parts make {row['parts']:,.0f}"
    )
