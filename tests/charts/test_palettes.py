from __future__ import annotations

import pytest

from charts import theme
from charts.palettes import CONTRAST, DARK, DARK_CONTRAST, PALETTES, recoloured
from charts.theme import ACCENTS, BRAND, EDGE, INK, INK_SOFT, MAP_STEPS, MUTED, PALE, PAPER, PARTS
from tests.charts.test_theme import contrast

TEXT = (INK, INK_SOFT, BRAND, *ACCENTS)
MARKS = (*TEXT, MUTED, PALE)
HIGH = [CONTRAST, DARK_CONTRAST]


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_has_a_twin_of_its_own(palette: str) -> None:
    tokens = {
        *(INK, INK_SOFT, MUTED, PALE, BRAND, theme.GRID, PAPER, EDGE, theme.WASH, theme.HATCHED),
        *(*ACCENTS, *PARTS, *MAP_STEPS, *theme.ABSENT.values()),
    }
    twins = PALETTES[palette]

    assert set(twins) == tokens
    assert len(set(twins.values())) == len(twins)


def test_text_and_marks_keep_their_contrast_in_the_dark() -> None:
    paper = DARK[PAPER]

    assert [each for each in TEXT if contrast(DARK[each], paper) < 4.5] == []
    assert [each for each in (*MARKS, *PARTS) if contrast(DARK[each], paper) < 3] == []


@pytest.mark.parametrize("twins", HIGH)
def test_high_contrast_is_high(twins: dict[str, str]) -> None:
    paper = twins[PAPER]

    assert [each for each in (*TEXT, MUTED, EDGE) if contrast(twins[each], paper) < 7] == []
    assert [each for each in MARKS if contrast(twins[each], paper) < 4.5] == []
    assert contrast(twins[theme.GRID], paper) > 3


@pytest.mark.parametrize("twins", HIGH)
def test_letters_on_a_map_can_be_read_in_high_contrast(twins: dict[str, str]) -> None:
    inks = [*[INK] * 4, *[PAPER] * 2]  # as charts/atlas/marks.py has them

    ratios = [contrast(twins[ink], twins[step]) for ink, step in zip(inks, MAP_STEPS, strict=True)]

    assert [ratio for ratio in ratios if ratio < 4.5] == []


@pytest.mark.parametrize("palette", PALETTES)
def test_the_steps_of_a_map_keep_their_order_of_contrast(palette: str) -> None:
    twins = PALETTES[palette]
    steps = [contrast(twins[step], twins[PAPER]) for step in MAP_STEPS]

    assert steps == sorted(steps)


def test_a_figure_is_recoloured_colour_by_colour() -> None:
    figure = f'{{"color": "{PAPER}", "fill": "{PAPER.lower()}", "text": "#1"}}'

    assert recoloured(figure, "dark") == (
        f'{{"color": "{DARK[PAPER]}", "fill": "{DARK[PAPER]}", "text": "#1"}}'
    )
    assert recoloured(figure, "light") == figure
