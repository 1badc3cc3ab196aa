from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cache import Store
from emn.__main__ import main

Run = Callable[..., Result]


@pytest.fixture
def emn(tmp_path: Path, store: Store) -> Run:
    """Run `emn bulletin …` on the test's own editions and cache."""
    environment = {
        **os.environ,
        "EMN_DATA_DIR": str(store.root),
        "EMN_EDITIONS_DIR": str(tmp_path / "editions"),
    }
    return lambda *words: CliRunner().invoke(main, ("bulletin", *words), env=environment)


def test_an_edition_is_made_and_a_contribution_filed(tmp_path: Path, emn: Run) -> None:
    made = emn("new", "2026-Q2")
    folder = tmp_path / "editions" / "2026-Q2"
    form = folder / "contributions" / "_form.md"
    (folder / "contributions" / "greece.md").write_text(form.read_text())
    filed = emn("collect", "2026-Q2")

    assert made.exit_code == 0
    assert str(folder / "edition.toml") in made.output
    assert filed.exit_code == 0
    assert "greece.md: filed under protection (Greece)" in filed.output
    assert "### Greece" in (folder / "en" / "protection.md").read_text()
    assert "Filed 0, replaced 0, left as they are 1." in emn("collect", "2026-Q2").output


def test_what_can_not_be_filed_ends_in_an_exit_code_with_file_and_line(
    tmp_path: Path, emn: Run
) -> None:
    emn("new", "2026-Q2")
    bad = tmp_path / "editions" / "2026-Q2" / "contributions" / "bad.md"
    bad.write_text("---\nstate: Atlantis\nlanguage: en\n---\n")

    result = emn("collect", "2026-Q2")

    assert result.exit_code == 3
    assert f"emn: {bad}:2: 'Atlantis' is no place of ours" in result.output


def test_a_command_without_its_edition_says_how_to_make_one(emn: Run) -> None:
    result = emn("collect", "2026-Q2")

    assert result.exit_code == 2
    assert "emn bulletin new 2026-Q2" in result.output
