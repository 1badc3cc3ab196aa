from __future__ import annotations

from collections.abc import Callable

import polars as pl

from charts.sparkline import sparkline
from charts.theme import ACCENTS, PAPER, Canvas

Table = Callable[..., pl.DataFrame]
Canvases = Callable[..., Canvas]


def test_a_sparkline_keeps_gaps_and_marks_the_last_value(table: Table, canvas: Canvases) -> None:
    series = table(
        """
        period      value  flag
        2026-01-01     10  -
        2026-02-01     30  -
        2026-03-01      -  -
        2026-04-01     20  -
        2026-05-01     25  p
        """
    )

    solid, dotted, end = sparkline(series, canvas(120, 32)).data

    assert (solid.x, solid.y) == ((0, 1), (10, 30))
    assert (dotted.x, dotted.line.dash) == ((3, 4), "dot")
    assert (end.x, end.y, end.marker.color, end.marker.line.color) == (
        (4,), (25,), PAPER, ACCENTS[0],
    )  # fmt: skip


def test_periods_of_a_quarter_follow_one_another(table: Table, canvas: Canvases) -> None:
    series = table(
        """
        period      value
        2025-10-01     10
        2026-01-01     30
        """
    )

    assert sparkline(series, canvas(120, 32)).data[0].x == (0, 1)


def test_an_empty_series_is_an_empty_figure(table: Table, canvas: Canvases) -> None:
    series = table("period value\n2026-01-01 1").clear()

    assert sparkline(series, canvas(120, 32)).data == ()


def test_a_sparkline_is_too_small_for_a_watermark(table: Table, canvas: Canvases) -> None:
    series = table("period value\n2026-01-01 1")

    assert sparkline(series, canvas(120, 32, is_sample=True)).layout.annotations == ()
