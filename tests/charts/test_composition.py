from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from charts.composition import composition, shares
from charts.theme import PARTS, Canvas
from emn.errors import Misused
from emn.indicators.protection import FIRST_INSTANCE

Table = Callable[..., pl.DataFrame]
Canvases = Callable[..., Canvas]
ORDER = ("POS_RFG", "NEG")

PIECES = """
    period      part     value  flag
    2025-10-01  POS_RFG     30  -
    2025-10-01  NEG         70  -
    2026-01-01  POS_RFG     40  -
    2026-01-01  NEG          -  c
    2026-04-01  POS_RFG     10  p
    2026-04-01  NEG         30  b
    2026-04-01  POS_HUM     99  -
"""


def test_bars_over_periods_stand_and_are_stacked_in_the_order_given(
    table: Table, canvas: Canvases
) -> None:
    figure = composition(FIRST_INSTANCE, table(PIECES), canvas(), ORDER)

    assert figure.layout.barmode == "stack"
    assert [(each.orientation, each.y, each.marker.color) for each in figure.data] == [
        ("v", (30, 40, 10), PARTS[0]),
        ("v", (70, None, 30), PARTS[1]),
    ]


def test_each_part_is_named_beside_the_last_bar_with_its_number_or_why_there_is_none(
    table: Table, canvas: Canvases
) -> None:
    figure = composition(FIRST_INSTANCE, table(PIECES), canvas(), ORDER)

    swatches = [each for each in figure.layout.shapes if each.type == "rect"]
    names = [each for each in figure.layout.annotations if each.xref == "paper"]
    assert [each.fillcolor for each in swatches] == [PARTS[0], PARTS[1]]
    assert [each.text for each in names] == ["<b>Refugee status</b> 10", "<b>Rejected</b> 30"]
    assert names[0].y < names[1].y  # in the order of the stack, from its foot


def test_an_absent_part_and_flags_are_marked_at_the_bars_end(
    table: Table, canvas: Canvases
) -> None:
    figure = composition(FIRST_INSTANCE, table(PIECES), canvas(), ORDER)

    marks = [(each.x, each.y, each.text) for each in figure.layout.annotations[:-2]]
    assert marks == [("2026-01-01", 40, ":c"), ("2026-04-01", 40, "<i>b</i>")]


def test_a_provisional_part_is_hatched(table: Table, canvas: Canvases) -> None:
    figure = composition(FIRST_INSTANCE, table(PIECES), canvas(), ORDER)

    assert [each.marker.pattern.shape for each in figure.data] == [("", "", "/"), ("", "", "")]


def test_a_missing_period_keeps_its_place(table: Table, canvas: Canvases) -> None:
    pieces = table(PIECES).filter(pl.col("period").dt.month() != 1)

    figure = composition(FIRST_INSTANCE, pieces, canvas(), ORDER)

    assert figure.data[0].x == ("2025-10-01", "2026-01-01", "2026-04-01")
    assert figure.data[0].y == (30, None, 10)
    assert figure.layout.annotations[0].text == ":"


def test_bars_over_places_lie(table: Table, canvas: Canvases) -> None:
    pieces = table(PIECES, geo="FR").filter(pl.col("period").dt.month() == 10)

    figure = composition(FIRST_INSTANCE, pieces, canvas(), ORDER, "geo")

    assert [(each.orientation, each.x, each.y) for each in figure.data] == [
        ("h", (30,), ("FR",)),
        ("h", (70,), ("FR",)),
    ]


def test_shares_add_to_a_hundred_and_exist_only_where_every_part_does(
    table: Table, canvas: Canvases
) -> None:
    figure = shares(FIRST_INSTANCE, table(PIECES), canvas(), ORDER)

    assert [each.y for each in figure.data] == [(30, None, 25), (70, None, 75)]
    assert figure.data[0].customdata == ("2025-Q4: 30.0\u00a0%", "", "2026-Q2: 25.0\u00a0%")
    assert figure.layout.annotations[0].text == ":c"


def test_a_whole_of_zero_has_no_shares(table: Table, canvas: Canvases) -> None:
    nothing = table(PIECES).head(2).with_columns(value=pl.lit(0.0))

    assert shares(FIRST_INSTANCE, nothing, canvas(), ORDER).data[0].y == (None,)


def test_more_parts_than_the_eye_can_tell_apart_are_refused(table: Table, canvas: Canvases) -> None:
    with pytest.raises(Misused, match="at most 6"):
        composition(FIRST_INSTANCE, table(PIECES), canvas(), [*"abcdefg"])


def test_a_composition_without_rows_says_so(table: Table, canvas: Canvases) -> None:
    figure = composition(FIRST_INSTANCE, table(PIECES).clear(), canvas(), ORDER)

    assert [each.text for each in figure.layout.annotations] == ["not available"]
