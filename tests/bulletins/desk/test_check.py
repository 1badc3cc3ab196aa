from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from bulletins.desk.collect import collect
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.finding import Finding, Kind
from cache import Vintage
from charts.workshop import Workshop
from emn.commands.edition_check import findings
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.language import Language
from emn.network import Network
from emn.themes import PROTECTION, RETURN, Theme
from tests.bulletins.desk.conftest import Emn, Send


@pytest.fixture
def quiet(edition: Edition, network: Network) -> Edition:
    """An edition that waits for nobody, and shows what the paper tables have."""
    path = edition.folder / "edition.toml"
    path.write_text(path.read_text().replace('awaits = ["emn"]\n', ""))
    return edition_in(edition.folder, network)


def found(edition: Edition, workshop: Workshop, *kinds: Kind) -> list[Finding]:
    return [each for each in findings(edition, workshop) if each.kind in kinds]


def write(
    edition: Edition, text: str, theme: Theme = PROTECTION, language: Language = Language.EN
) -> Path:
    """Put a text below the first part of a theme's file, on its line 5."""
    path = edition.words_of(theme, language)
    lines = path.read_text().split("\n")
    lines[3:3] = [text, ""]
    path.write_text("\n".join(lines))
    return path


def test_a_state_that_is_to_write_and_has_not_is_named_by_theme(
    edition: Edition, workshop: Workshop, network: Network, send: Send
) -> None:
    path = edition.folder / "edition.toml"
    text = path.read_text().replace('awaits = ["emn"]\n', "")
    text = text.replace('id = "protection"\n', 'id = "protection"\nawaits = ["EL", "NO", "MT"]\n')
    path.write_text(text.replace('id = "return"\n', 'id = "return"\nawaits = ["EL"]\n'))
    send(nothing_on="return")
    waiting = edition_in(edition.folder, network)
    collect(waiting, network)

    (missing,) = found(waiting, workshop, Kind.CONTRIBUTION)

    assert (missing.theme, missing.states) == ("protection", ("MT", "NO"))
    assert "protection waits for Malta, Norway" in str(missing)
    assert 'id = "protection"' in path.read_text().split("\n")[missing.spot.line - 1]


def test_a_contribution_that_is_there_and_not_filed_is_told(
    quiet: Edition, workshop: Workshop, send: Send
) -> None:
    path = send()

    (missing,) = found(quiet, workshop, Kind.CONTRIBUTION)

    assert missing.spot.path == path
    assert "Greece on protection is not filed" in missing.what


def test_a_block_without_sign_off_is_told_at_its_heading(
    quiet: Edition, workshop: Workshop, network: Network, send: Send
) -> None:
    send(signed_off_by="", signed_off_on="")
    collect(quiet, network)

    (unsigned,) = found(quiet, workshop, Kind.UNSIGNED)

    lines = unsigned.spot.path.read_text().split("\n")
    assert lines[unsigned.spot.line - 1] == "### Greece"
    assert unsigned.states == ("EL",)


def test_what_is_there_in_one_language_alone_is_told(
    quiet: Edition, workshop: Workshop, network: Network, send: Send
) -> None:
    send()
    send("malte.md", state="MT", language="fr", text="Une loi.")
    collect(quiet, network)
    write(quiet, "Only in English.", RETURN)
    quiet.foreword(Language.FR).write_text("# Avant-propos\n\nBonjour.\n")

    missing = found(quiet, workshop, Kind.TRANSLATION)

    assert sorted(each.what for each in missing) == [
        "Greece on protection is not in Français",
        "Malta on protection is not in English",
        "eu-developments on return is not in Français",
        "the foreword is not in English",
    ]


def test_what_can_not_be_printed_is_told_wherever_it_stands(
    quiet: Edition, workshop: Workshop, send: Send
) -> None:
    path = write(quiet, "![](pictures/map.png)")
    bad = send("bad.md", state="Atlantis")

    refused = found(quiet, workshop, Kind.REFUSED)

    assert [each.spot.path for each in refused] == [bad, path]
    assert "no alternative text" in refused[1].what


def test_a_number_that_no_figure_has_is_told_and_one_that_is_there_or_linked_is_not(
    quiet: Edition, workshop: Workshop
) -> None:
    path = write(
        quiet,
        "43,120 applied in June 2026, 14.9 % fewer; 43,121 did not.\n"
        "National figures say [1,234](https://example.org/), Regulation (EU) 2024/1348 applies.",
    )
    write(quiet, "43 120 ont demandé l’asile, et 43 122 non.", language=Language.FR)

    unknown = found(quiet, workshop, Kind.NUMBER)

    assert [each.what for each in unknown] == [
        "43121 is in no figure of this edition",
        "43122 is in no figure of this edition",
    ]
    assert (unknown[0].spot.path, unknown[0].spot.line) == (path, 4)


def test_a_link_to_a_place_that_is_not_there_is_told(quiet: Edition, workshop: Workshop) -> None:
    write(quiet, "See [the trend](#asylum-applicants-trend), [methods](#methodology), [x](#gone).")

    (dead,) = found(quiet, workshop, Kind.ANCHOR)

    assert "no #gone" in dead.what


def test_exhibits_without_figures_are_told(quiet: Edition, workshop: Workshop) -> None:
    missing = found(quiet, workshop, Kind.EXHIBIT)

    assert "first-permits-trend has no figures: nothing of first_permits is stored" in {
        each.what for each in missing
    }
    assert not any("asylum-applicants" in each.what for each in missing)
    lines = (quiet.folder / "edition.toml").read_text().split("\n")
    assert [each for each in missing if each.what.split()[0] not in lines[each.spot.line - 1]] == []


def test_a_series_that_too_few_countries_have_reported_is_told_with_who_is_missing(
    quiet: Edition, workshop: Workshop, publish: Callable[..., Vintage]
) -> None:
    may, few = date(2026, 5, 1), ["EU27_2020", "BE", "DE", "FR", "NO", "ME"]
    now = workshop.store.observations(ASYLUM_APPLICATIONS).collect()
    publish(
        ASYLUM_APPLICATIONS,
        now.filter((pl.col("period") != may) | pl.col("geo").is_in(few)),
        sha256="fedcba9876543210",
    )

    (incomplete,) = found(quiet, workshop, Kind.INCOMPLETE)

    assert incomplete.what == "asylum_applications: 5 of 12 countries have reported 2026-05"
    assert incomplete.states == ("DK", "EL", "ES", "LT", "MT", "SI", "SK")


def test_the_command_tells_people_and_programs_and_ends_in_an_exit_code(
    quiet: Edition, emn: Emn
) -> None:
    people, programs = emn("check", "2026-Q2"), emn("check", "2026-Q2", "--json")
    answer = json.loads(programs.stdout)

    assert quiet.folder.name == answer["edition"]
    assert (people.exit_code, programs.exit_code) == (32, 32)
    assert "can't close yet" in people.output
    assert answer["can_close"] is False
    assert {each["kind"] for each in answer["findings"]} == {"missing exhibit"}
    assert {each["file"] for each in answer["findings"]} == {"edition.toml"}
