"""Where the numbers of a table lie on the figure drawn from them, for those who read it by key.

The axes tell which kind of figure it is: lines over periods, bars that stand or lie, or a map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import plotly.graph_objects as go

from charts.atlas.geography import geography
from charts.exhibit import Table
from charts.static import ground
from charts.svg.axes import Axis

Point = tuple[float, float]
Numbers = Mapping[tuple[str, str], float | None]  # by row and column
Row = Iterator[Point | None]
Axes = Mapping[str, Axis]


def positions(figure: go.Figure, table: Table) -> list[list[Point | None]]:
    """The pixel of each number, row by row, and where it would be if there were one.

    None where the figure has no room for it: a place without a bar, a line that is not drawn.
    """
    axes = ground(figure).axes
    if "x" not in axes or not table.keys:
        return []
    columns, numbers = [column.id for column in table.columns[1:]], _numbers(table)
    read = _reader(axes, is_stacked=figure.layout.barmode == "stack")
    return [list(read(axes, row, columns, numbers)) for row in table.keys]


def _reader(axes: Axes, *, is_stacked: bool) -> Callable[[Axes, str, Sequence[str], Numbers], Row]:
    match axes["x"].spec["type"], axes["y"].spec["type"]:
        case "date", _:
            return _over_time
        case "category", _:
            return _standing
        case _, "category":
            return _lying if is_stacked else _side_by_side
        case _:
            return _on_the_map


def _numbers(table: Table) -> Numbers:
    """The table's data by row and column: a long one has a row a period, a wide one a row a key."""
    rows = table.data.iter_rows(named=True)
    if table.is_over_time:
        key = "part" if "part" in table.data.columns else table.data.columns[0]
        return {(row["period"].isoformat(), row[key]): row["value"] for row in rows}
    key = table.data.columns[0]
    return {(row[key], column): row.get(column) for row in rows for column in ("value", "earlier")}


def _over_time(axes: Axes, row: str, columns: Sequence[str], numbers: Numbers) -> Row:
    """One plot for every column, or a panel for each; on the axis where there is no number."""
    has_panels = "x2" in axes
    for place, column in enumerate(columns):
        number = str(place + 1) if place and has_panels else ""
        if f"x{number}" not in axes:
            yield None
            continue
        x, y = axes[f"x{number}"], axes[f"y{number}"]
        value = numbers.get((row, column))
        yield x.at(row), y.at(y.low if value is None else value)


def _standing(axes: Axes, row: str, columns: Sequence[str], numbers: Numbers) -> Row:
    x, y = axes["x"], axes["y"]
    for middle in _middles(row, columns, numbers):
        yield (x.at(row), y.at(middle)) if row in x.places else None


def _lying(axes: Axes, row: str, columns: Sequence[str], numbers: Numbers) -> Row:
    x, y = axes["x"], axes["y"]
    for middle in _middles(row, columns, numbers):
        yield (x.at(middle), y.at(row)) if row in y.places else None


def _middles(row: str, columns: Sequence[str], numbers: Numbers) -> Iterator[float]:
    """The middle of each part of a stack."""
    base = 0.0
    for column in columns:
        value = numbers.get((row, column)) or 0
        yield base + value / 2
        base += value


def _side_by_side(axes: Axes, row: str, columns: Sequence[str], numbers: Numbers) -> Row:
    """A bar's end, the mark of the earlier value; a change is shown by the bar."""
    x, y = axes["x"], axes["y"]
    for column in columns:
        value = numbers.get((row, "earlier" if column == "earlier" else "value"))
        yield (x.at(value or 0), y.at(row)) if row in y.places else None


def _on_the_map(axes: Axes, row: str, columns: Sequence[str], _numbers: Numbers) -> Row:
    at = geography().labels.get(row)
    for _column in columns:
        yield (axes["x"].at(at[0]), axes["y"].at(at[1])) if at else None
