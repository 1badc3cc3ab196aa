"""A cache of random figures, and what plain arithmetic makes of them: no polars, no code of ours.

The figures have everything that makes a comparison hard: gaps, missing rows, confidential cells,
breaks, small numbers, a Union total that ends early.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from random import Random

import polars as pl

from emn.dataset import Dataset
from emn.datasets.population import POPULATION
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    ASYLUM_APPLICATIONS_BY_SEX_AND_AGE,
    FIRST_INSTANCE_DECISIONS,
    PENDING_APPLICATIONS,
)

GEOS = ("EU27_2020", "DE", "DK", "EL", "FR", "MT", "NO", "SI")
Cell = tuple[float | None, str]  # a value and its flag
Cells = dict[tuple[str, date], Cell]
Made = dict[tuple[str, date], float | None]
ALL = {"unit": "PER", "citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
_FIRST, _YEARS = 2022, 4


def cells(seed: str, months: int, size: int) -> Cells:
    """Numbers of periods of so many months, from 2022 to 2025."""
    chance = Random(seed)  # noqa: S311  # invented figures, no secret
    starts = [date(_FIRST + month // 12, month % 12 + 1, 1) for month in range(0, 48, months)]
    found: Cells = {}
    for geo in GEOS:
        about = size * (4 if geo == "EU27_2020" else chance.choice((0.01, 0.3, 1)))
        for start in starts[: -2 if geo == "EU27_2020" else None]:
            if geo in {"MT", "SI"} and chance.random() < 0.06:
                continue  # not even a row
            value = None if chance.random() < 0.04 else 5.0 * round(chance.random() * about / 5)
            broken = "b" if geo != "EU27_2020" and chance.random() < 0.04 else ""
            found[geo, start] = (value, broken + ("p" if start.year == 2025 else ""))
    return found


def observations(dataset: Dataset, numbers: Cells, **codes: str) -> pl.DataFrame:
    """The numbers as observations of a dataset."""
    rows = [
        {
            "geo": geo,
            **codes,
            "period": start,
            "value": value,
            "flag": flag or None,
            "conf_status": None,
        }
        for (geo, start), (value, flag) in numbers.items()
    ]
    schema: Mapping[str, type[pl.DataType]] = {
        **dict.fromkeys(dataset.columns, pl.String),
        "period": pl.Date,
        "value": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema)


APPLICANTS = cells("applicants", 1, 4_000)
WOMEN = cells("women", 1, 1_500)
PENDING = cells("pending", 1, 40_000)
DECISIONS = cells("decisions", 3, 4_000)
POSITIVE = {
    key: (None if value is None else 5.0 * round(value * 0.4 / 5), flag)
    for key, (value, flag) in DECISIONS.items()
}
PEOPLE: Cells = {
    (geo, date(year, 1, 1)): ((1 if place else 90) * 1_000_000.0 + 7_919 * place + year, "")
    for place, geo in enumerate(GEOS)
    for year in range(_FIRST, _FIRST + _YEARS)
}


def fill(publish: Callable[..., object]) -> None:
    """Publish all of them."""
    applicants = {**ALL, "applicant": "TOTAL"}
    publish(ASYLUM_APPLICATIONS, observations(ASYLUM_APPLICATIONS, APPLICANTS, **applicants))
    by_sex = ASYLUM_APPLICATIONS_BY_SEX_AND_AGE
    women = observations(by_sex, WOMEN, **{**applicants, "sex": "F"})
    publish(by_sex, pl.concat([observations(by_sex, APPLICANTS, **applicants), women]))
    publish(PENDING_APPLICATIONS, observations(PENDING_APPLICATIONS, PENDING, **ALL))
    decided = [
        observations(FIRST_INSTANCE_DECISIONS, numbers, **ALL, decision=decision)
        for decision, numbers in (("TOTAL", DECISIONS), ("POS", POSITIVE))
    ]
    publish(FIRST_INSTANCE_DECISIONS, pl.concat(decided))
    publish(POPULATION, observations(POPULATION, PEOPLE, indic_de="JAN"))


# What plain arithmetic makes of them


def with_the_emn(numbers: Cells) -> Cells:
    """Beside them the Union less Denmark, where the Union or Denmark has a row."""
    less: Cells = {}
    for geo, start in numbers:
        if geo in {"EU27_2020", "DK"}:
            (union, one), (denmark, other) = (
                numbers.get((each, start), (None, "")) for each in ("EU27_2020", "DK")
            )
            gap = union is None or denmark is None
            rest = None if gap else union - denmark  # type: ignore[operator]  # neither is None
            less["EU27_2020_X_DK", start] = (rest, one + other)
    return {**numbers, **less}


def longer(numbers: Cells, of: int, to: int, *, is_stock: bool) -> Cells:
    """Periods of `of` months made into periods of `to`: sums, or the last of a stock."""
    grouped: dict[tuple[str, date], dict[date, Cell]] = {}
    for (geo, start), cell in numbers.items():
        begin = date(start.year, (start.month - 1) // to * to + 1, 1)
        grouped.setdefault((geo, begin), {})[start] = cell
    found: Cells = {}
    for (geo, begin), parts in grouped.items():
        flags = "".join(flag for _value, flag in parts.values())
        values = [value for value, _flag in parts.values() if value is not None]
        if is_stock:
            last = parts.get(date(begin.year, begin.month + to - of, 1), (None, ""))
            found[geo, begin] = (last[0], last[1] + ("b" if "b" in flags else ""))
        else:
            found[geo, begin] = (sum(values) if len(values) == to // of else None, flags)
    return found


def per_head(numbers: Cells, per: int) -> Made:
    """Per so many people on 1 January."""
    people = with_the_emn(PEOPLE)
    return {
        (geo, start): None
        if value is None
        else per * value / people[geo, date(start.year, 1, 1)][0]  # type: ignore[operator]  # everyone is counted
        for (geo, start), (value, _flag) in numbers.items()
    }


def shares(numbers: Cells) -> Made:
    """In percent of the Union's cell, as long as it is published."""
    known = {start: cell[0] for (geo, start), cell in numbers.items() if geo == "EU27_2020"}
    end = max(start for start, value in known.items() if value is not None)
    return {
        (geo, start): 100 * value / whole
        if value is not None and (whole := known.get(start)) is not None and whole >= 100
        else None
        for (geo, start), (value, _flag) in numbers.items()
        if start <= end
    }


def changes(numbers: Cells, months: int, *, in_percent: bool) -> Made:
    """Against so many months before, where no break lies between."""
    begin = min(start for _geo, start in numbers)
    return {
        (geo, start): _change(numbers, geo, (then, start), in_percent=in_percent)
        for geo, start in numbers
        if (then := _before(start, months)) >= begin
    }


def indices(numbers: Cells, base: date, counts: Cells) -> Made:
    """Against one period, where no break lies between and its count is 100 at least."""
    made: Made = {}
    for (geo, start), (value, _flag) in numbers.items():
        then = numbers.get((geo, base), (None, ""))[0]
        is_told = value is not None and then is not None and (counts[geo, base][0] or 0) >= 100
        first, last = sorted((start, base))
        whole = not any(_breaks(numbers, geo, first, last))
        made[geo, start] = 100 * value / then if is_told and whole else None  # type: ignore[operator]  # both are told
    return made


def _change(numbers: Cells, geo: str, ends: tuple[date, date], *, in_percent: bool) -> float | None:
    then, now = ((numbers.get((geo, each)) or (None, ""))[0] for each in ends)
    if then is None or now is None or any(_breaks(numbers, geo, *ends)):
        return None
    if not in_percent:
        return now - then
    return 100 * (now - then) / then if then >= 100 else None


def _breaks(numbers: Cells, geo: str, after: date, until: date) -> Iterator[bool]:
    return (
        "b" in flag
        for (where, start), (_value, flag) in numbers.items()
        if where == geo and after < start <= until
    )


def _before(start: date, months: int) -> date:
    month = 12 * start.year + start.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)
