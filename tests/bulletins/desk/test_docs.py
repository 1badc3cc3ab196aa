"""The pages about editions say what the code does."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from bulletins.desk import contribution, national
from bulletins.desk.collect import collect
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.finding import Kind
from bulletins.desk.reading import Lines, Problem, Spot, read
from charts.exhibits import EXHIBITIONS
from emn.commands.bulletin_group import bulletin
from emn.network import Network
from emn.themes import PROTECTION, RETURN, THEMES

DOCS = Path(__file__).parents[3] / "docs"
REFERENCE = (DOCS / "reference" / "edition.md").read_text(encoding="utf-8")


def block(page: str, begin: str) -> str:
    """The first indented block of a page that begins with these words."""
    lines = page.split("\n")
    first = next(at for at, line in enumerate(lines) if line == f"    {begin}")
    rest = lines[first:]
    end = next(at for at, line in enumerate(rest) if line and not line.startswith("    "))
    return textwrap.dedent("\n".join(rest[:end])).strip() + "\n"


def keys(heading: str) -> set[str]:
    """The first cells of the table below a heading."""
    section = REFERENCE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_field_of_edition_toml_is_explained(edition: Edition) -> None:
    text = (edition.folder / "edition.toml").read_text(encoding="utf-8")
    written = set(re.findall(r"^(\w+) =", text, re.MULTILINE))

    assert keys("edition.toml") == written | {"[[theme]]", "[[pin]]", "[[words]]", "[[made]]"}


def test_every_key_and_every_theme_is_explained() -> None:
    assert keys("A theme's file") == set(national.KEYS)
    assert keys("A contribution") | set(national.KEYS) - {"from"} == set(contribution.KEYS)
    named = REFERENCE.partition("<!-- themes -->")[2].partition("<!-- end -->")[0]
    assert re.findall(r"`([^`]+)`", named) == [theme.id for theme in THEMES]


def test_every_kind_of_finding_is_explained() -> None:
    assert keys("check") == set(Kind)


def test_every_command_that_the_pages_name_is_there() -> None:
    pages = [*DOCS.rglob("*.md"), DOCS.parent / "editions" / "README.md"]
    named = {
        command
        for page in pages
        for command in re.findall(r"emn bulletin (\w+)", page.read_text(encoding="utf-8"))
    }

    assert {"new", "collect", "check", "freeze", "build"} <= named
    assert named <= set(bulletin.commands)


def test_the_contribution_of_the_how_to_can_be_filed(edition: Edition, network: Network) -> None:
    page = (DOCS / "how-to" / "send-a-contribution.md").read_text(encoding="utf-8")
    path = edition.folder / "contributions" / "greece.md"
    path.write_text(block(page, "---"), encoding="utf-8")

    done = collect(edition, network)

    assert done.problems == ()
    assert [each.themes for each in done.filed] == [(PROTECTION,), (RETURN,)]


def test_the_text_of_a_state_in_the_reference_can_be_read(tmp_path: Path, network: Network) -> None:
    problems: list[Problem] = []
    lines = tuple(block(REFERENCE, "### Greece").split("\n"))
    found = national.national_block(
        Lines(Spot(tmp_path, 1), lines), PROTECTION, tmp_path, network, problems
    )

    assert problems == []
    assert found is not None
    assert (found.text, found.themes) == ("A new law is in force.", (PROTECTION, RETURN))


@pytest.mark.parametrize("name", ["first-bulletin.md"])
def test_the_tutorial_goes_from_new_to_freeze(name: str) -> None:
    page = (DOCS / "tutorial" / name).read_text(encoding="utf-8")
    steps = re.findall(r"^ +uv run emn bulletin (\w+) 2026-Q2", page, re.MULTILINE)

    assert steps == ["new", "collect", "check", "build", "build", "freeze"]


def test_the_exhibits_that_the_example_shows_are_in_the_catalogue(network: Network) -> None:
    listed = "\n".join(read(DOCS / "reference" / "catalogue.txt").lines)
    example = edition_in(DOCS.parent / "editions" / "2026-Q2", network)

    assert [
        id_
        for each in example.themes
        for id_ in each.exhibits
        if f"exhibit    {id_} " not in listed
    ] == []
    assert listed.count("\nexhibit ") == sum(len(each.exhibits) for each in EXHIBITIONS)
