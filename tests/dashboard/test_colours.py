from __future__ import annotations

import re

import pytest

from charts.palettes import CONTRAST, DARK, DARK_CONTRAST
from dashboard.colours import stylesheet

SHEET = stylesheet({400: "/fonts/400", 600: "/fonts/600", 700: "/fonts/700"})


@pytest.mark.parametrize(
    ("palette", "times"),
    [(DARK, 2), (CONTRAST, 2), (DARK_CONTRAST, 2)],
    ids=("dark", "more", "both"),
)
def test_a_palette_says_every_colour_when_followed_and_when_chosen(
    palette: dict[str, str], times: int
) -> None:
    said = " ".join(f"--{colour[1:]}: {twin};" for colour, twin in palette.items())

    assert SHEET.count(said) == times


def test_every_colour_of_a_drawing_is_a_colour_of_the_palette() -> None:
    missing = [
        colour
        for colour in DARK
        for attribute in ("fill", "stroke")
        if f'svg [{attribute}="{colour}"] {{ {attribute}: var(--{colour[1:]}); }}' not in SHEET
    ]

    assert missing == []


def test_paper_is_light_whatever_a_reader_chose() -> None:
    on_paper, _screen, _rest = SHEET.partition("@media screen")

    assert "data-theme" not in on_paper
    assert "prefers" not in on_paper
    assert re.findall("color-scheme: ([a-z ]+);", on_paper) == ["light"]


def test_forced_colours_rule_over_what_a_reader_chose() -> None:
    forced = SHEET.rpartition("(forced-colors: active) {")[2]

    assert "--FFFFFF: Canvas;" in forced
    assert "--16202E: CanvasText;" in forced


def test_the_type_is_ours() -> None:
    assert [f"/fonts/{weight}" in SHEET for weight in (400, 600, 700)] == [True] * 3
    assert "http" not in SHEET
