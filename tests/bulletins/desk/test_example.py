"""The example edition that we ship: complete in both languages, and plainly an example."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bulletins.desk.check import check_words
from bulletins.desk.collect import collect
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.words import Words, words
from bulletins.document import Block, Items, Paragraph
from emn.language import Language
from emn.network import Network

SHIPPED = Path(__file__).parents[3] / "editions" / "2026-Q2"
MARKS = {Language.EN: "Example", Language.FR: "Exemple"}


@pytest.fixture
def example(tmp_path: Path, network: Network) -> Edition:
    """A copy of the example."""
    folder = tmp_path / SHIPPED.name
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("generated"))
    return edition_in(folder, network)


def texts(written: Words) -> list[str]:
    """Every paragraph and every item that people wrote."""
    found: list[Block] = list(written.foreword)
    for theme in written.themes:
        found += [block for part in theme.parts.values() for block in part]
        found += [block for state in theme.national for block in state.blocks]
    said = [each.text for each in found if isinstance(each, Paragraph)]
    items = [item for each in found if isinstance(each, Items) for item in each.items]
    return [*said, *("".join(run.text for run in item) for item in items)]


@pytest.mark.parametrize("language", list(Language))
def test_every_text_says_that_it_is_an_example(
    example: Edition, network: Network, language: Language
) -> None:
    said = texts(words(example, language, network))

    assert len(said) > 60
    assert [text for text in said if not text.startswith(f"{MARKS[language]}.")] == []


def test_nobody_signed_it_off_and_no_source_is_real(example: Edition, network: Network) -> None:
    for language in Language:
        for theme in words(example, language, network).themes:
            for block in theme.national:
                assert block.sign_off is not None
                assert block.sign_off.by.startswith(MARKS[language])
                assert {urlsplit(each).hostname for each in block.sources} == {"example.org"}
    addresses = [
        found
        for path in example.folder.rglob("*.md")
        for found in re.findall(r"https?://([^/\s)]+)", path.read_text())
    ]
    assert {each.removeprefix("www.") for each in addresses} == {"example.org"}


def test_both_languages_have_the_same_texts(example: Edition, network: Network) -> None:
    english, french = (words(example, each, network) for each in Language)

    for one, other in zip(english.themes, french.themes, strict=True):
        assert [each.place for each in one.national] == [each.place for each in other.national]
        assert [len(each.blocks) for each in one.national] == [
            len(each.blocks) for each in other.national
        ]
        assert {part: len(said) for part, said in one.parts.items()} == {
            part: len(said) for part, said in other.parts.items()
        }
        assert all(one.parts.values())
        assert one.national
    assert len(texts(english)) == len(texts(french))


def test_check_finds_nothing_to_write_to_sign_or_to_translate(
    example: Edition, network: Network
) -> None:
    written = {each: words(example, each, network) for each in example.languages}

    assert list(check_words(example, network, written)) == []


def test_its_contributions_are_all_filed(example: Edition, network: Network) -> None:
    done = collect(example, network)

    assert (done.filed, done.replaced, done.problems) == ((), (), ())
    assert len(done.unchanged) == 58
    for path in sorted(SHIPPED.rglob("*.md")):
        if "generated" not in path.parts:
            copy = example.folder / path.relative_to(SHIPPED)
            assert copy.read_text() == path.read_text()
