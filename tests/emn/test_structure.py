from __future__ import annotations

import pytest

from emn.language import Language
from emn.structure import Dimension, Names, Structure

CITIZEN = Dimension(
    id="citizen",
    codes=("SY", "AF", "ML", "XK", "XYZ"),
    labels={
        "en": {"SY": "Syria", "AF": "Afghanistan"},
        "fr": {"AF": "Afghanistan", "ML": "Mali", "SY": ""},
        "de": {"SY": "Syrien", "XK": "Kosovo"},
    },
)
STRUCTURE = Structure(dataflow="migr_x", titles={}, dimensions=(CITIZEN,))


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [
        ("AF", Language.FR, "Afghanistan"),
        ("SY", Language.EN, "Syria"),
        ("SY", Language.FR, "Syria (en)"),  # English before German
        ("ML", Language.EN, "Mali (fr)"),
        ("XK", Language.EN, "Kosovo (de)"),
        ("XYZ", Language.FR, "[XYZ]"),
    ],
)
def test_a_label_of_another_language_and_a_bare_code_bear_a_mark(
    code: str, language: Language, label: str
) -> None:
    assert STRUCTURE.label("citizen", code, language) == label


def test_a_dimension_that_is_not_there_has_no_labels() -> None:
    assert STRUCTURE.label("sex", "F", Language.EN) == "[F]"


def test_names_give_a_code_that_they_lack_in_brackets() -> None:
    names = Names(DE="Germany")

    assert (names["DE"], names["XX"]) == ("Germany", "[XX]")


def test_german_labels_outlive_the_cache() -> None:
    read = Structure.from_json(STRUCTURE.to_json())

    assert read.dimensions[0].labels["de"] == {"SY": "Syrien", "XK": "Kosovo"}
