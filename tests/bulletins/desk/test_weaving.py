from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bulletins import build
from bulletins.desk.collect import collect
from bulletins.desk.edition import Edition
from bulletins.desk.reading import Refused
from bulletins.desk.weaving import woven
from bulletins.document import Document, Heading, Section
from charts.workshop import Workshop
from emn.language import Language
from emn.network import Network
from emn.themes import PROTECTION, THEMES, TRAFFICKING, Theme
from tests.bulletins.conftest import QUARTER, pages
from tests.bulletins.desk.conftest import Send


@pytest.fixture
def written(edition: Edition, network: Network, send: Send) -> Edition:
    """An edition with a text in every part of a theme, and in one without figures."""
    send(themes="protection, return")
    collect(edition, network)
    for part in ("EU developments", "EMN publications", "Upcoming events"):
        write(edition, PROTECTION, part, f"On {part}.")
    write(edition, TRAFFICKING, "EU developments", "A directive applies.")
    edition.foreword(Language.EN).write_text("# Foreword\n\nWelcome.\n")
    return edition


def write(edition: Edition, theme: Theme, part: str, text: str) -> None:
    path = edition.words_of(theme, Language.EN)
    path.write_text(path.read_text().replace(f"## {part}\n", f"## {part}\n\n{text}\n"))


def section(document: Document, id_: str) -> Section:
    return next(each for each in document.sections if each.id == id_)


def test_words_stand_around_the_figures_in_the_order_of_the_parts(
    bulletin: Document, written: Edition, network: Network
) -> None:
    theme = section(woven(bulletin, written, network), "protection")

    headings = [each.text for each in theme.blocks if isinstance(each, Heading)]
    assert headings == [
        "EU developments",
        "National developments",
        "Greece",
        "Latest statistics",
        "EMN publications",
        "Upcoming events",
    ]
    begin = theme.blocks.index(section(bulletin, "protection").blocks[0])
    assert theme.blocks[begin:][: len(section(bulletin, "protection").blocks)] == (
        section(bulletin, "protection").blocks
    )
    assert theme.exhibits == section(bulletin, "protection").exhibits


def test_a_state_is_told_with_its_other_themes_and_a_link_to_its_source(
    bulletin: Document, written: Edition, network: Network
) -> None:
    theme = section(woven(bulletin, written, network), "protection")
    remark = next(each for each in theme.paragraphs if "Also concerns" in each.text)

    assert remark.text == "Also concerns: Return and readmission. Source: example.org"
    assert remark.words[-1].url == "https://example.org/law"


def test_the_foreword_comes_first_and_a_theme_without_figures_is_words_alone(
    bulletin: Document, written: Edition, network: Network
) -> None:
    document = woven(bulletin, written, network)

    assert [each.id for each in document.sections] == [
        "foreword",
        *(theme.id for theme in THEMES),
        *("tables", "state-of-the-data", "revisions", "glossary", "methodology"),
    ]
    assert [each.text for each in section(document, "trafficking").paragraphs][:2] == [
        "A directive applies.",
        "This edition has no figures on this theme: the datasets were not at hand.",
    ]
    assert document.cover is not None
    assert document.cover.facts[-1] == "Published on 31 August 2026"


def test_an_edition_without_words_is_its_figures(
    bulletin: Document, edition: Edition, network: Network
) -> None:
    document = woven(bulletin, edition, network)

    assert replace(document, cover=bulletin.cover) == bulletin


def test_no_level_of_headings_is_left_out(
    bulletin: Document, written: Edition, network: Network
) -> None:
    for each in woven(bulletin, written, network).sections:
        levels = [1, *(block.level for block in each.blocks if isinstance(block, Heading))]
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_words_that_can_not_be_printed_stop_a_build_before_it_writes(
    workshop: Workshop, written: Edition, out: Path
) -> None:
    write(written, PROTECTION, "EU developments", "<script>alert(1)</script>")
    write(written, TRAFFICKING, "EU developments", "[A link](javascript:x)")

    with pytest.raises(Refused) as caught:
        build(workshop, QUARTER, Language.EN, out, written)

    assert [each.spot.path.name for each in caught.value.problems] == [
        "protection.md",
        "trafficking.md",
    ]
    assert not out.exists()


def test_both_files_of_a_build_say_what_people_wrote(
    workshop: Workshop, written: Edition, out: Path
) -> None:
    site, document, *_others = build(workshop, QUARTER, Language.EN, out, written)

    for said in (
        "Welcome.",
        "A new law is in force.",
        "A directive applies.",
        "On EMN publications.",
    ):
        assert said in site.read_text(encoding="utf-8")
        assert said in " ".join(pages(document.read_bytes()))
