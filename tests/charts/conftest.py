"""What tests of drawing may ask for: the fonts, cut once, and canvases of both sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charts.fonts import Fonts
from charts.theme import Canvas
from emn.language import Language
from emn.structure import Names

NAMES = Names(
    {
        "BA": "Bosnia and Herzegovina",
        "DE": "Germany",
        "ES": "Spain",
        "EU27_2020": "European Union",
        "FR": "France",
        "IT": "Italy",
        "NEG": "Rejected",
        "POS_HUM": "Humanitarian reasons",
        "POS_RFG": "Refugee status",
        "POS_SPROT": "Subsidiary protection",
    }
)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    """The fonts in a folder of their own, for the whole session."""
    return Fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def canvas(fonts: Fonts) -> Callable[..., Canvas]:
    """Make a canvas: 720×400 in English unless told."""

    def make(
        width: int = 720,
        height: int = 400,
        language: Language = Language.EN,
        *,
        is_sample: bool = False,
    ) -> Canvas:
        return Canvas(
            width=width,
            height=height,
            language=language,
            fonts=fonts,
            names=NAMES,
            is_sample=is_sample,
        )

    return make
