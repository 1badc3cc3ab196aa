"""Where the numbers of a table lie on the figure drawn from them, for those who read it by key.

The axes tell which kind of figure it is: lines over periods, bars that stand or lie, or a map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from charts.atlas.geography import geography
from charts.exhibit import Table
from charts.sketch import Figure
from charts.static import ground
from charts.svg.axes import Axis
from emn.period import Period

Point = tuple[float, float]
Axes = Mapping[str, Axis]
Numbers = Sequence[tuple[str, float | None]]  # of one row, by column
Row = Iterator[Point | None]

_OF_ONE = ("value", "earlier", "change")  # the columns of a ranking; others are groups


def positions(figure: Figure, table: Table) -> list[list[Point | None]]:
    """The pixel of each number, row by row, and where it would be if there were one.

    None where the figure has no room for it: a place without a bar, a line that is not drawn.
    """
    axes = ground(figure).axes
    if "x" not in axes or not table.keys:
        return []
    columns = [column.id for column in table.columns[1:]]
    if table.has_periods_across:
        return _by_place(axes, columns, table)
    read = _reader(axes, is_stacked=figure.is_stacked)
    return [
        list(read(axes, key, list(zip(columns, numbers[1:], strict=True))))
        for key, numbers in zip(table.keys, table.numbers, strict=True)
    ]


def _reader(axes: Axes, *, is_stacked: bool) -> Callable[[Axes, str, Numbers], Row]:
    match axes["x"].spec["type"], axes["y"].spec["type"]:
        case "date", _:
            return _over_time
        case "category", _:
            return _standing
        case _, "category":
            return _lying if is_stacked else _side_by_side
        case _:
            return _on_the_map


def _by_place(axes: Axes, columns: Sequence[str], table: Table) -> list[list[Point | None]]:
    """As over time, with the table on its side: its rows are places, its columns periods."""
    told = []
    for place, period in enumerate(columns, start=1):
        start = Period.parse(period).start.isoformat()
        column = [(key, row[place]) for key, row in zip(table.keys, table.numbers, strict=True)]
        told.append(list(_over_time(axes, start, column)))
    return [list(row) for row in zip(*told, strict=True)]


def _over_time(axes: Axes, key: str, numbers: Numbers) -> Row:
    """One plot for every column, or a panel for each; on the axis where there is no number."""
    has_panels = "x2" in axes
    for place, (_column, number) in enumerate(numbers, start=1):
        panel = str(place) if place > 1 and has_panels else ""
        if f"x{panel}" not in axes:
            yield None
            continue
        x, y = axes[f"x{panel}"], axes[f"y{panel}"]
        yield x.at(key), y.at(y.low if number is None else number)


def _standing(axes: Axes, key: str, numbers: Numbers) -> Row:
    x, y = axes["x"], axes["y"]
    for middle in _middles(numbers):
        yield (x.at(key), y.at(middle)) if key in x.places else None


def _lying(axes: Axes, key: str, numbers: Numbers) -> Row:
    x, y = axes["x"], axes["y"]
    for middle in _middles(numbers):
        yield (x.at(middle), y.at(key)) if key in y.places else None


def _middles(numbers: Numbers) -> Iterator[float]:
    """The middle of each part of a stack."""
    base = 0.0
    for _column, number in numbers:
        yield base + (number or 0) / 2
        base += number or 0


def _side_by_side(axes: Axes, key: str, numbers: Numbers) -> Row:
    """A bar's end, the mark of the earlier value or of a group; a change is shown by the first."""
    x, y = axes["x"], axes["y"]
    groups = [column for column, _number in numbers if column not in _OF_ONE]
    marked = groups or _OF_ONE[:2]
    first = next(number for column, number in numbers if column in marked)
    for column, number in numbers:
        at = number if column in marked else first
        yield (x.at(at or 0), y.at(key)) if key in y.places else None


def _on_the_map(axes: Axes, key: str, numbers: Numbers) -> Row:
    at = geography().labels.get(key)
    for _column in numbers:
        yield (axes["x"].at(at[0]), axes["y"].at(at[1])) if at else None
