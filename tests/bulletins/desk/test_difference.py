from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bulletins.build import figures
from bulletins.desk.difference import About, Difference, between, since
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.generated import refresh
from cache import Vintage
from charts.today import today
from charts.workshop import Workshop
from emn.language import Language
from emn.network import Network
from emn.themes import PROTECTION
from tests.bulletins.desk.conftest import Emn
from tests.bulletins.desk.test_generated import FRANCE_IN_JUNE, revise


def of(found: list[Difference], about: About) -> list[str]:
    return [str(each) for each in found if each.about is about]


def test_since_it_was_frozen_vintages_figures_and_words_are_told(
    edition: Edition,
    workshop: Workshop,
    network: Network,
    publish: Callable[..., Vintage],
    emn: Emn,
) -> None:
    assert emn("freeze", "2026-Q2", "--anyway").exit_code == 0
    assert emn("diff", "2026-Q2").output == "Nothing changed.\n"

    revise(workshop, publish, FRANCE_IN_JUNE)
    path = edition.words_of(PROTECTION, Language.EN)
    path.write_text(path.read_text() + "\n")
    frozen = edition_in(edition.folder, network)
    found = list(since(frozen, workshop.store, partial(today, workshop)))

    (vintage,) = of(found, About.VINTAGE)
    assert vintage.startswith("vintage: asylum_applications: 2026-09-16T2100Z-01234567 → ")
    assert vintage.endswith("(1 changed)")
    assert "figure: asylum_applicants FR 2026-06: 11,105 → 11,900" in of(found, About.FIGURE)
    assert [each.partition(":")[2] for each in of(found, About.WORDS)] != []
    assert of(found, About.WORDS)[0].startswith("words: en/protection.md: ")


def test_an_edition_that_can_not_close_is_frozen_only_anyway(emn: Emn) -> None:
    refused = emn("freeze", "2026-Q2")

    assert refused.exit_code == 32
    assert "can't close yet" in refused.output
    assert emn("freeze", "2026-Q2", "--anyway").exit_code == 0
    assert emn("freeze", "2026-Q2", "--anyway").exit_code == 2


def test_from_one_edition_to_another_exhibits_and_words_are_told(
    edition: Edition, workshop: Workshop, network: Network, tmp_path: Path
) -> None:
    refresh(edition, figures(workshop, edition, Language.EN), partial(today, workshop))
    folder = tmp_path / "later" / "2026-Q2"
    shutil.copytree(edition.folder, folder)
    toml = folder / "edition.toml"
    toml.write_text(
        toml.read_text()
        .replace('"returned-trend", ', "")
        .replace('"ordered-to-leave-trend", "ordered-to-leave-ranking"', '"returned-trend"')
    )
    later = edition_in(folder, network)
    path = later.words_of(PROTECTION, Language.EN)
    path.write_text(path.read_text().replace("EU developments\n", "EU developments\n\nNew.\n"))

    found = list(between(edition, later))

    assert of(found, About.EXHIBIT) == [
        "exhibit: return: ordered-to-leave-trend, ordered-to-leave-ranking → returned-trend"
    ]
    (words,) = of(found, About.WORDS)
    assert words.split("\n")[0] == "words: en/protection.md"
    assert "    +New." in words.split("\n")
    assert of(found, About.FIGURE) == []


def test_the_same_edition_does_not_differ_from_itself(edition: Edition) -> None:
    assert list(between(edition, edition)) == []
