from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.layout.scale import period_ticks, scale
from charts.theme import Canvas
from emn.indicator import Unit
from emn.language import Language
from emn.period import Period


@pytest.mark.parametrize(
    ("values", "unit", "texts"),
    [
        ([20_600], Unit.PERSONS, ["0", "5,000", "10,000", "15,000", "20,000"]),
        ([3], Unit.PERSONS, ["0", "1", "2", "3"]),  # a count is never split
        ([], Unit.PERSONS, ["0", "1"]),
        ([0, 0], Unit.DECISIONS, ["0", "1"]),
        ([0.4], Unit.PER_1000, ["0.0", "0.1", "0.2", "0.3", "0.4"]),
        ([100], Unit.PERCENT, ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]),
        ([12.5], Unit.PER_100000, ["0.0", "2.5", "5.0", "7.5", "10.0", "12.5"]),
        ([-4, 8], Unit.PERCENT, ["−4 %", "−2 %", "0 %", "2 %", "4 %", "6 %", "8 %"]),
    ],
)  # fmt: skip
def test_ticks_stand_at_round_numbers(values: list[float], unit: Unit, texts: list[str]) -> None:
    ticks = scale(values, unit, Language.EN, 340).ticks

    assert [tick.text.replace("\u00a0", " ") for tick in ticks] == texts


def test_french_writes_its_own_numbers() -> None:
    assert scale([20_000], Unit.PERSONS, Language.FR, 120).ticks[-1].text == "20\u202f000"


def _published(value: float) -> float:
    return round(value, 2)


@given(
    st.lists(st.floats(0, 1e7).map(_published), min_size=1, max_size=5),
    st.sampled_from(list(Unit)),
    st.integers(100, 600),
)
def test_every_value_lies_on_the_scale(values: list[float], unit: Unit, pixels: int) -> None:
    drawn = scale(values, unit, Language.EN, pixels)

    assert drawn.low <= 0 <= min(values) <= max(values) <= drawn.high
    assert len(drawn.ticks) <= 8
    assert len({tick.text for tick in drawn.ticks}) == len(drawn.ticks)


def periods(first: str, count: int) -> list[Period]:
    return [Period.parse(first).shifted(place) for place in range(count)]


@pytest.mark.parametrize(
    ("first", "count", "pixels", "texts"),
    [
        ("2025-07", 12, 560, ["Jul 2025", "Oct", "Jan 2026", "Apr"]),
        ("2025-07", 12, 200, ["Jul 2025", "Jan 2026"]),
        ("2023-07", 36, 560, ["Jul 2023", "Jan 2024", "Jul", "Jan 2025", "Jul", "Jan 2026"]),
        ("2023-07", 36, 230, ["2024", "2025", "2026"]),
        ("2008-01", 220, 560, [*map(str, range(2008, 2027, 2))]),
        ("2025-Q3", 4, 700, ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]),
        ("2024-Q3", 8, 400, ["2024-Q3", "2025-Q1", "2025-Q3", "2026-Q1"]),
        ("2015", 11, 600, [*map(str, range(2015, 2026))]),
        ("2015", 11, 250, ["2016", "2018", "2020", "2022", "2024"]),
        ("2026-06", 1, 300, ["Jun 2026"]),
        ("2026-05", 2, 20, ["May 2026"]),  # no room for two
    ],
)  # fmt: skip
def test_periods_have_the_finest_labels_that_fit(
    canvas: Callable[..., Canvas], first: str, count: int, pixels: int, texts: list[str]
) -> None:
    assert [tick.text for tick in period_ticks(periods(first, count), canvas(), pixels)] == texts


def test_months_are_named_in_french(canvas: Callable[..., Canvas]) -> None:
    ticks = period_ticks(periods("2025-07", 12), canvas(language=Language.FR), 560)

    assert [tick.text for tick in ticks] == ["juil. 2025", "oct.", "janv. 2026", "avr."]
    assert ticks[0].period.start == date(2025, 7, 1)
