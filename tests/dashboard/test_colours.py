from __future__ import annotations

from charts.theme import DARK, PAPER
from dashboard.colours import darkened, stylesheet

SHEET = stylesheet({400: "/fonts/400", 600: "/fonts/600", 700: "/fonts/700"})


def test_the_dark_theme_swaps_every_colour_of_a_drawing_when_followed_and_when_chosen() -> None:
    missing = [
        light
        for light, dark in DARK.items()
        for attribute in ("fill", "stroke")
        if SHEET.count(f'svg [{attribute}="{light}"] {{ {attribute}: {dark}; }}') != 2
    ]

    assert missing == []


def test_the_type_is_ours() -> None:
    assert [f"/fonts/{weight}" in SHEET for weight in (400, 600, 700)] == [True] * 3
    assert "http" not in SHEET


def test_a_figure_is_darkened_colour_by_colour() -> None:
    figure = f'{{"color": "{PAPER}", "fill": "{PAPER.lower()}", "text": "#1"}}'

    assert darkened(figure) == (
        f'{{"color": "{DARK[PAPER]}", "fill": "{DARK[PAPER]}", "text": "#1"}}'
    )
