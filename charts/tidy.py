"""An exhibit's numbers for programs: an observation a row, periods as 2026-06, codes and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from charts.exhibit import Exhibit
from charts.tables import CHANGES
from emn.period import Period
from emn.structure import Names

Value = str | float | None
Row = dict[str, Value]
_OBSERVED = ("period", "value", "flag", "absence", *CHANGES)


def keys(exhibit: Exhibit) -> list[str]:
    """The columns that say what an observation is about: `geo`, or `geo` and `citizen`."""
    return [name for name in exhibit.table.drawn.collect_schema() if name not in _OBSERVED]


def tidy(exhibit: Exhibit, names: Names) -> Iterator[Row]:
    """Everything that the exhibit draws; beside each code its name, under `<key>_label`.

    A row without a value has an `absence`, one of `emn.flags.Absence`. A change stands beside the
    later period, in the indicator's unit and, where it may be told, in per cent.
    """
    frequency, columns = exhibit.source.dataset.frequency, keys(exhibit)
    data = exhibit.table.data
    starts = data["period"].unique() if "period" in data.columns else ()
    written = {start: str(Period(start, frequency)) for start in starts}
    for row in data.iter_rows(named=True):
        coded = {name: text for key in columns for name, text in _coded(key, row[key], names)}
        yield {**coded, **_observation(row, written)}


def header(exhibits: Sequence[Exhibit]) -> list[str]:
    """The columns of these exhibits together: keys with their labels, then what was observed."""
    coded = [name for key in _together(map(keys, exhibits)) for name in (key, f"{key}_label")]
    held = {name for each in exhibits for name in each.table.drawn.collect_schema()}
    return [*coded, *(name for name in _OBSERVED if name in held)]


def _together(lists: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(name for names in lists for name in names))


def _coded(key: str, code: Value, names: Names) -> tuple[tuple[str, Value], tuple[str, Value]]:
    return (key, code), (f"{key}_label", names[str(code)])


def _observation(row: dict[str, object], periods: dict[object, str]) -> Row:
    found: Row = {}
    for name in _OBSERVED:
        if name in row:
            value = row[name]
            found[name] = periods[value] if name == "period" else _written(value)
    return found


def _written(value: object) -> Value:
    """A whole number without a decimal point; everything else as it is."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return None if value is None else str(value)
