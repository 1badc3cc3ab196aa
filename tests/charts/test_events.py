from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from charts.fonts import Fonts
from charts.lines.events import noted, within
from charts.small_multiples import small_multiples
from charts.static import svg
from charts.theme import Canvas
from charts.trend import trend
from emn.events import Event
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.language import Language
from emn.period import Frequency, Period

Draw = Callable[..., Canvas]
MONTHS = [date(2026, month, 1) for month in range(1, 8)]
SERIES = pl.DataFrame(
    {
        "geo": ["DE"] * 7,
        "period": MONTHS,
        "value": [float(value) for value in range(10, 17)],
        "flag": pl.Series([None] * 7, dtype=pl.String),
        "is_complete": [True] * 7,
        "reported": [1] * 7,
        "expected": [1] * 7,
    }
)


def event(day: date, short: str = "Pact applies") -> Event:
    return Event(
        id=f"{short} {day}",
        day=day,
        short={Language.EN: short, Language.FR: short},
        name={Language.EN: "The Pact applies", Language.FR: "le pacte s’applique"},
        act={Language.EN: "Regulation (EU) 2024/1348", Language.FR: "règlement (UE) 2024/1348"},
        themes=("protection",),
        is_certain=True,
        note="",
    )


def drawn(canvas: Canvas, *events: Event) -> dict[str, Any]:
    figure = trend(ASYLUM_APPLICANTS, SERIES, ["DE"], replace(canvas, events=events))
    layout: dict[str, Any] = figure.to_plotly_json()["layout"]
    return layout


def lines(layout: dict[str, Any]) -> list[str]:
    return [each["x0"] for each in layout.get("shapes", ()) if each.get("y1") == 1]


def names(layout: dict[str, Any]) -> dict[str, float]:
    found = [each for each in layout["annotations"] if each.get("bgcolor")]
    return {each["text"]: each["yshift"] for each in found}


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2026, 6, 12), "2026-06-01"),  # June holds it: on the point of June
        (date(2026, 4, 1), "2026-03-17"),  # between March and April
    ],
)
def test_an_event_lies_on_its_period_or_before_the_one_that_it_opens(
    canvas: Draw, day: date, at: str
) -> None:
    assert lines(drawn(canvas(720, 400), event(day))) == [at]


def test_a_figure_grows_by_the_names_of_its_events_and_its_plot_does_not_shrink(
    canvas: Draw,
) -> None:
    plain, marked = drawn(canvas(720, 400)), drawn(canvas(720, 400), event(date(2026, 4, 1)))

    assert marked["height"] > plain["height"]
    assert marked["height"] - marked["margin"]["t"] == plain["height"] - plain["margin"]["t"]


@pytest.mark.parametrize("width", [720, 358])
def test_names_that_would_meet_stand_on_rows_of_their_own(
    canvas: Draw, fonts: Fonts, width: int
) -> None:
    near = [event(date(2026, 3, 9), "First of these"), event(date(2026, 3, 31), "Second of these")]
    layout = drawn(canvas(width, 400), *near)

    assert names(layout)["First of these"] > names(layout)["Second of these"]
    figure = trend(
        ASYLUM_APPLICANTS, SERIES, ["DE"], replace(canvas(width, 400), events=tuple(near))
    )
    assert "First of these" in svg(figure, title="t", description="d", fonts=fonts)


def test_a_name_never_leaves_the_figure(canvas: Draw) -> None:
    late = event(date(2026, 6, 12), "A name that is longer than what is left of it")
    layout = drawn(canvas(358, 400), late)

    (name,) = [each for each in layout["annotations"] if each.get("bgcolor")]
    across = layout["width"] - layout["margin"]["l"] - layout["margin"]["r"]
    start = layout["margin"]["l"] + across * 5 / 6 + name["xshift"]
    assert start + canvas(358, 400).text_width(name["text"]) < layout["width"] + 3


def test_events_outside_the_periods_are_not_drawn_nor_told(canvas: Draw) -> None:
    outside = (event(date(2025, 12, 31)), event(date(2026, 8, 1)))
    periods = [Period(start, Frequency.MONTHLY) for start in MONTHS]

    layout = drawn(canvas(720, 400), *outside)

    assert within(outside, periods) == []
    assert (lines(layout), layout.get("meta")) == ([], None)


def test_what_is_drawn_is_told_and_no_cause(canvas: Draw) -> None:
    paper = replace(canvas(720, 400), events=(event(date(2026, 6, 12)),))

    assert noted(trend(ASYLUM_APPLICANTS, SERIES, ["DE"], paper)) == (
        "12 June 2026: The Pact applies (Regulation (EU) 2024/1348).",
        "An event is a date, not a cause: much else changed at the same time.",
    )


def test_each_panel_of_small_multiples_has_the_stroke_and_the_notes_have_its_name(
    canvas: Draw,
) -> None:
    two = pl.concat([SERIES, SERIES.with_columns(geo=pl.lit("FR"))])
    pact, other = event(date(2026, 6, 12)), event(date(2020, 1, 31))

    figure = small_multiples(
        ASYLUM_APPLICANTS, two, ["DE", "FR"], replace(canvas(), events=(other, pact))
    )

    strokes = [each for each in figure.to_plotly_json()["layout"]["shapes"] if each["x0"] != 0]
    assert [(each["xref"], each["x0"]) for each in strokes] == [
        ("x", "2026-06-01"),
        ("x2", "2026-06-01"),
    ]
    assert noted(figure)[0] == pact.told(Language.EN)
    assert svg(figure, title="", description="", fonts=canvas().fonts).count("stroke-dasharray")
