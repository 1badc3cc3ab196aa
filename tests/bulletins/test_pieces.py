"""The commands that write documents beside the bulletin, on the paper cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from charts.workshop import Workshop
from emn.__main__ import main
from emn.language import Language

Emn = Callable[..., Result]


@pytest.fixture
def emn(workshop: Workshop, out: Path) -> Emn:
    """Run a command of the line on the figures on paper, into a folder of its own."""
    (workshop.store.root / "fonts").symlink_to(workshop.fonts.folder.parent)  # cut once for all

    def run(*words: str) -> Result:
        environment = {**os.environ, "EMN_DATA_DIR": str(workshop.store.root)}
        return CliRunner().invoke(main, [*words, "--out", str(out)], env=environment)

    return run


def test_factsheets_are_written_in_both_languages_and_named(emn: Emn, out: Path) -> None:
    result = emn("factsheet", "Allemagne", "MT,DE", "--quarter", "2026-Q2", "--format", "html")

    assert result.exit_code == 0, result.output
    assert result.output.split() == [
        str(out / f"emn-factsheet-{geo}-2026-Q2-{language}.html")
        for geo in ("DE", "MT")
        for language in Language
    ]


def test_nothing_is_written_where_one_place_is_refused(emn: Emn, out: Path) -> None:
    result = emn("factsheet", "DE", "DK", "--quarter", "2026-Q2")

    assert result.exit_code == 2
    assert "Denmark is in the EU and does not take part in the EMN" in result.stderr
    assert not out.exists()


def test_the_last_complete_quarter_is_meant_where_none_is_named(emn: Emn, out: Path) -> None:
    result = emn("flash", "protection", "--language", "fr", "--format", "html")

    assert result.output.split() == [str(out / "emn-flash-protection-2026-Q2-fr.html")]


def test_a_brief_is_named_for_its_places_and_themes(emn: Emn) -> None:
    words = ("--places", "DE,Espagne", "--themes", "protection", "--question", "How many?")

    result = emn("brief", *words, "--language", "en", "--format", "html")

    (path,) = map(Path, result.output.split())
    assert path.name == "emn-brief-DE-ES-protection-2026-Q2-en.html"
    assert "How many?" in path.read_text(encoding="utf-8")


def test_packs_have_a_folder_a_state_and_say_how_far_they_are(emn: Emn, out: Path) -> None:
    result = emn("packs", "2026-Q2", "--places", "NO,GE", "--language", "en")

    assert result.exit_code == 0, result.output
    assert result.stdout == f"[1/2] {out / '2026-Q2' / 'NO'}: 4 files\n"
    assert "[2/2] Georgia: left out: GE: nothing is stored of Georgia" in result.stderr
    assert [path.name for path in (out / "2026-Q2").iterdir()] == ["NO"]
