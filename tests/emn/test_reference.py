from __future__ import annotations

from pathlib import Path

import pytest

from emn.commands.reference import pages, with_words

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=list(pages()))
def test_the_reference_pages_say_what_is_declared(name: str, text: str) -> None:
    page = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")

    assert page == text, "run `make docs`"


def test_the_words_of_the_figures_are_those_of_the_glossary() -> None:
    page = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")

    assert with_words(page) == page, "run `make docs`"
    assert "| refugee status | statut de réfugié | `decision=POS_RFG` `reason=RFG` |" in page
    assert "| **vintage** |" in page  # our own words stay as people wrote them
