from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.reading import Problem
from bulletins.desk.skeleton import new
from bulletins.desk.theme_file import theme_words
from charts.exhibits import EXHIBITIONS
from emn.errors import BrokenFile, Misused
from emn.language import Language
from emn.network import Network
from emn.period import Period
from emn.themes import PROTECTION, THEMES
from tests.bulletins.conftest import QUARTER


def test_a_new_edition_can_be_read_as_it_is(edition: Edition, network: Network) -> None:
    problems: list[Problem] = []
    for language in Language:
        for theme in THEMES:
            theme_words(edition.words_of(theme, language), theme, language, network, problems)

    assert problems == []
    assert (edition.quarter, edition.number) == (QUARTER, 55)
    assert edition.published == date(2026, 8, 31)
    assert edition.languages == tuple(Language)
    assert [each.theme for each in edition.themes] == list(THEMES)
    assert not edition.is_frozen


def test_the_states_that_are_to_write_are_those_of_the_quarter(
    edition: Edition, network: Network
) -> None:
    chosen = replace(edition.chosen(PROTECTION), awaits=("NO", "emn"))
    states = chosen.states(network, QUARTER.end)

    assert len(states) == 27
    assert "DK" not in states
    assert states[-1] == "NO"


def test_new_never_overwrites_and_says_what_it_left(edition: Edition) -> None:
    foreword = edition.foreword(Language.EN)
    foreword.write_text("Ours.")
    edition.words_of(PROTECTION, Language.FR).unlink()

    made, kept = new(edition.folder, QUARTER)

    assert made == [edition.words_of(PROTECTION, Language.FR)]
    assert foreword in kept
    assert foreword.read_text() == "Ours."


@pytest.mark.parametrize("quarter", ["2026", "2026-06", "2019-Q4"])
def test_new_refuses_what_is_no_quarter_of_an_edition(tmp_path: Path, quarter: str) -> None:
    with pytest.raises(Misused, match=quarter):
        new(tmp_path / "edition", Period.parse(quarter))

    assert list(tmp_path.iterdir()) == []


MEND = {
    "another number": ("number = 55", "number = 56", 3, "number 55, not 56"),
    "another quarter": ('quarter = "2026-Q2"', 'quarter = "2026-Q3"', 2, "the folder is 2026-Q2"),
    "no quarter": ('quarter = "2026-Q2"', 'quarter = "2026"', 2, "no quarter"),
    "no language of ours": ('["en", "fr"]', '["en", "de"]', 5, "'de' is no language"),
    "no language": ('["en", "fr"]', "[]", 5, "no language"),
    "an unknown theme": ('"protection"', '"asylum"', 13, "the themes are"),
    "an unknown exhibit": ("asylum-applicants-trend", "asylum-trend", 14, "'asylum-trend' is no"),
    "an unknown state": ('exhibits = []\nawaits = ["emn"]', 'awaits = ["XK"]', 54, "'XK' is no"),
}


@pytest.mark.parametrize("case", MEND.values(), ids=MEND)
def test_a_wrong_entry_is_named_with_its_line(
    edition: Edition, network: Network, case: tuple[str, str, int, str]
) -> None:
    before, after, line, reason = case
    path = edition.folder / "edition.toml"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))

    with pytest.raises(BrokenFile, match=reason) as caught:
        edition_in(edition.folder, network)

    assert f"edition.toml:{line}: " in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("published = 2026-08-31", "published = soon", r"no TOML .*line 4"),
        ("published = 2026-08-31", 'published = "soon"', "published: 'soon' is no date"),
        ("number = 55", "number = 55\neditor = 1", "editor: there is no such field"),
        ("number = 55\n", "", "number: it is missing"),
    ],
)
def test_a_broken_file_says_which_field(
    edition: Edition, network: Network, before: str, after: str, reason: str
) -> None:
    path = edition.folder / "edition.toml"
    path.write_text(path.read_text().replace(before, after, 1))

    with pytest.raises(BrokenFile, match=reason):
        edition_in(edition.folder, network)


@pytest.mark.parametrize("count", [0, 4])
def test_a_theme_has_one_to_three_exhibits(edition: Edition, network: Network, count: int) -> None:
    path = edition.folder / "edition.toml"
    plans = EXHIBITIONS[1].exhibits
    line = next(each for each in path.read_text().split("\n") if plans[0].id in each)
    chosen = ", ".join(f'"{plan.id}"' for plan in plans[:count])
    path.write_text(path.read_text().replace(line, f"exhibits = [{chosen}]"))

    with pytest.raises(BrokenFile, match=f"protection has {count} exhibits"):
        edition_in(edition.folder, network)
