from __future__ import annotations

from collections.abc import Callable

import pytest

from charts.theme import (
    ACCENTS,
    BRAND,
    CONFIG,
    INK,
    INK_SOFT,
    MUTED,
    PALE,
    PAPER,
    PARTS,
    Canvas,
    Margin,
    escaped,
    finish,
    started,
)
from emn.language import Language

TEXT = (INK, INK_SOFT, BRAND, *ACCENTS)
MARKS = (*TEXT, *PARTS, MUTED, PALE)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_is_readable_on_paper() -> None:
    assert [each for each in TEXT if contrast(each, PAPER) < 4.5] == []


def test_marks_stand_out_on_paper() -> None:
    assert [each for each in MARKS if contrast(each, PAPER) < 3] == []


def test_nothing_is_uploaded_from_the_browser() -> None:
    assert (CONFIG["showSendToCloud"], CONFIG["plotlyServerURL"]) == (False, "")


def test_a_finished_figure_leaves_no_size_to_plotly(canvas: Callable[..., Canvas]) -> None:
    figure = finish(started(), canvas(358, 420), Margin(40, 10, 80, 30))
    layout = figure.to_plotly_json()["layout"]

    assert (layout["width"], layout["height"], layout["font"]) == (358, 420, {"size": 12})
    assert layout["margin"] == {"l": 40, "t": 10, "r": 80, "b": 30, "pad": 0, "autoexpand": False}


@pytest.mark.parametrize(
    ("language", "words"), [(Language.EN, "SAMPLE DATA"), (Language.FR, "DONNÉES D’EXEMPLE")]
)
def test_sample_data_is_marked_in_the_readers_language(
    canvas: Callable[..., Canvas], language: Language, words: str
) -> None:
    figure = finish(started(), canvas(language=language, is_sample=True), Margin(9, 9, 9, 9))

    assert [each.text for each in figure.layout.annotations] == [f"<b>{words}</b>"]


def test_published_data_has_no_mark(canvas: Callable[..., Canvas]) -> None:
    assert finish(started(), canvas(), Margin(9, 9, 9, 9)).layout.annotations == ()


def test_an_escaped_text_holds_no_markup() -> None:
    assert escaped("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"
