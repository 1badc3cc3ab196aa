from __future__ import annotations

from pathlib import Path

import pytest

from emn.commands.reference import pages

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=list(pages()))
def test_the_reference_pages_say_what_is_declared(name: str, text: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == text, "run `make docs`"
