"""Read a query as Eurostat does, and refuse it in the same order: arity, size, codes, periods."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta

from emn.errors import Misused
from emn.period import Period
from emn.structure import Structure
from standin import refusals
from standin.answers import Dataflow, Query

_LENGTH_OF_A_DATE = len("2026-01-31")


def sdmx(dataflow: Dataflow, key: str, start: str, end: str) -> Query:
    """Read the key `M.PER.AF+SY..` and the bounds of a data query; raises a `Fault`.

    A period belongs to its whole span: it is given only where the bounds hold all of it.
    """
    order = dataflow.structure.order
    positions = key.split(".") if key not in {"", "all"} else [""] * len(order)
    if len(positions) != len(order):
        raise refusals.wrong_arity(len(positions), len(order))
    asked = {
        dimension: [code for code in position.split("+") if code]
        for dimension, position in zip(order, positions, strict=True)
    }
    query = Query(
        codes=selected(dataflow.structure, asked),
        periods=tuple(between(dataflow.periods, start, end)),
    )
    cells = math.prod(map(len, query.codes)) * len(query.periods)
    if cells > refusals.MOST_CELLS:
        raise refusals.too_big(cells)
    refuse_unknown_codes(dataflow.structure, asked)
    if not query.periods:
        raise refusals.no_results()
    return query


def selected(structure: Structure, asked: Mapping[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    """The codes asked for by dimension, in the structure's order; all where none is asked for."""
    return tuple(
        tuple(dict.fromkeys(asked.get(each.id) or each.codes)) for each in structure.dimensions
    )


def refuse_unknown_codes(structure: Structure, asked: Mapping[str, list[str]]) -> None:
    """Raise a `Fault` that names the codes that a dimension does not have."""
    for dimension, codes in asked.items():
        strangers = [code for code in codes if code not in structure.codes(dimension)]
        if strangers:
            raise refusals.unknown_code(dimension, strangers)


def between(periods: tuple[Period, ...], start: str, end: str) -> list[Period]:
    """The periods that lie wholly between two bounds, each a period, a date or nothing."""
    first = _first_day(start) if start else date.min
    last = _last_day(end) if end else date.max
    return [period for period in periods if first <= period.start and period.end <= last]


def _first_day(text: str) -> date:
    return _day(text) if len(text) == _LENGTH_OF_A_DATE else _period(text).start


def _last_day(text: str) -> date:
    if len(text) == _LENGTH_OF_A_DATE:
        return _day(text)
    return _period(text).shifted(1).start - timedelta(days=1)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refusals.wrong_period(text) from None


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except Misused:
        raise refusals.wrong_period(text) from None
