from __future__ import annotations

from pathlib import Path

import pytest

from bulletins.desk.collect import collect
from bulletins.desk.edition import Edition
from bulletins.desk.theme_file import ThemeWords, theme_words
from bulletins.document import Paragraph
from emn.language import Language
from emn.network import Network
from emn.themes import PROTECTION, RETURN, THEMES, Theme
from tests.bulletins.desk.conftest import Send


def words(
    edition: Edition, network: Network, theme: Theme = PROTECTION, language: Language = Language.EN
) -> ThemeWords:
    problems: list[object] = []
    found = theme_words(edition.words_of(theme, language), theme, language, network, problems)  # type: ignore[arg-type]  # only counted
    assert problems == []
    return found


def texts(edition: Edition, network: Network, theme: Theme = PROTECTION) -> list[tuple[str, str]]:
    return [(each.place.geo, each.text) for each in words(edition, network, theme).national]


def everything(edition: Edition) -> dict[Path, str]:
    return {path: path.read_text() for path in sorted(edition.folder.rglob("*.md"))}


def test_a_block_is_filed_under_its_theme_with_tags_sources_and_sign_off(
    edition: Edition, network: Network, send: Send
) -> None:
    send(text="One.\n\nTwo, “quoted”.", themes="protection, return")

    done = collect(edition, network)
    (block,) = words(edition, network).national

    assert (len(done.filed), done.problems) == (1, ())
    assert block.text == "One.\n\nTwo, “quoted”."
    assert [each.text for each in block.blocks if isinstance(each, Paragraph)] == [
        "One.",
        "Two, “quoted”.",
    ]
    assert block.themes == (PROTECTION, RETURN)
    assert block.sources == ("https://example.org/law",)
    assert block.sign_off is not None
    assert (block.sign_off.by, str(block.sign_off.on)) == ("Contact point of Greece", "2026-08-20")
    assert block.is_untouched


def test_each_text_of_a_contribution_goes_to_its_own_theme(
    edition: Edition, network: Network, send: Send
) -> None:
    send(
        text="## protection\n\nOne.\n\n## Return and readmission\n\nTwo.",
        themes="protection, return",
    )

    collect(edition, network)

    assert texts(edition, network) == [("EL", "One.")]
    assert texts(edition, network, RETURN) == [("EL", "Two.")]


def test_states_stand_in_protocol_order_whoever_comes_first(
    edition: Edition, network: Network, send: Send
) -> None:
    for state in ("SE", "BE", "NO", "EL"):
        send(f"{state}.md", state=state)
        collect(edition, network)

    assert [geo for geo, _text in texts(edition, network)] == ["BE", "EL", "SE", "NO"]


def test_collecting_again_changes_nothing(edition: Edition, network: Network, send: Send) -> None:
    send("a.md", state="SE")
    send("b.md", state="BE", text="## protection\n\nOne.\n\n## return\n\nTwo.", themes="")
    send("c.md", state="Grèce", language="fr")
    collect(edition, network)
    before = everything(edition)

    done = collect(edition, network)

    assert everything(edition) == before
    assert (len(done.filed), len(done.replaced), len(done.unchanged)) == (0, 0, 4)


def test_a_newer_contribution_replaces_what_nobody_touched(
    edition: Edition, network: Network, send: Send
) -> None:
    send("sweden.md", "Sweden.", state="SE")
    send(text="One.\n\nTwo.\n\nThree.")
    collect(edition, network)
    send(text="Four.")

    done = collect(edition, network)

    assert len(done.replaced) == 1
    assert texts(edition, network) == [("EL", "Four."), ("SE", "Sweden.")]


def test_an_edit_survives_and_what_is_newer_is_told_until_it_is_taken_over(
    edition: Edition, network: Network, send: Send
) -> None:
    send(text="A new law is in force.")
    collect(edition, network)
    path = edition.words_of(PROTECTION, Language.EN)
    path.write_text(path.read_text().replace("is in force", "entered into force"))

    assert collect(edition, network).problems == ()

    sent = send(text="A new law is in force since July.")
    (problem,) = collect(edition, network).problems
    assert problem.spot.path == sent
    assert "edited since" in problem.reason
    assert texts(edition, network) == [("EL", "A new law entered into force.")]

    mark = problem.remedy.partition('"')[2].rstrip('"')
    lines = path.read_text().split("\n")
    path.write_text("\n".join(mark if line.startswith("from: ") else line for line in lines))
    assert collect(edition, network).problems == ()
    assert texts(edition, network) == [("EL", "A new law entered into force.")]


def test_what_editors_wrote_around_the_blocks_stays(
    edition: Edition, network: Network, send: Send
) -> None:
    path = edition.words_of(PROTECTION, Language.EN)
    text = path.read_text().replace("EU developments\n", "EU developments\n\nThe Pact  applies.\n")
    path.write_text(
        text.replace("National developments\n", "National developments\n\n### Malta\n\nOurs.")
    )
    send()

    collect(edition, network)

    assert "The Pact  applies." in path.read_text()
    assert texts(edition, network) == [("EL", "A new law is in force."), ("MT", "Ours.")]


TOP = "---\nstate: EL\nlanguage: en\n"
ON_RETURN = f"{TOP}themes: return\n"
SIGNED = f"{ON_RETURN}signed-off-by: A\n"
REFUSED = {
    "no front matter": ("Text.", 1, "no front matter"),
    "no end of it": ("---\nstate: EL\n\nText.", 1, "does not end"),
    "no state": ("---\nlanguage: en\nthemes: return\n---\nText.", 2, "state is missing"),
    "an unknown state": ("---\nlanguage: en\nstate: Grecce\n---\nx", 3, "'Grecce' is no place"),
    "a state outside": ("---\nstate: DK\nlanguage: en\n---\n## return\nx", 1, "not in the EMN"),
    "an unknown theme": (f"{TOP}themes: asylum\n---\nx", 4, "'asylum' is no theme"),
    "an unknown theme below": (f"{TOP}---\n## assylum\nx", 5, "'assylum' is no theme"),
    "an unknown language": ("---\nstate: EL\nlanguage: gr\n---\nx", 3, "'gr' is no language"),
    "an unknown key": (f"{TOP}theme: return\n---\nx", 4, "no 'theme' here"),
    "YAML": (f"{ON_RETURN}- source\n---\nx", 5, "key: value"),
    "a key twice": (f"{TOP}state: FR\nthemes: return\n---\nx", 4, "twice"),
    "half a sign-off": (f"{SIGNED}---\nx", 5, "go together"),
    "no day": (f"{SIGNED}signed-off-on: 20/8\n---\nx", 6, "no day"),
    "a bad source": (f"{ON_RETURN}source: javascript:x\n---\nx", 5, "no address"),
    "no theme": (f"{TOP}---\nText.", 5, "about no theme"),
    "a theme without text": (f"{TOP}themes: return, minors\n---\n## return\nx", 6, "minors is"),
    "a heading without text": (f"{TOP}---\n## return\n\n## minors\nx", 5, "nothing stands"),
    "a theme twice": (f"{TOP}---\n## return\nx\n## return\ny", 7, "a text already on return"),
    "a heading of its own": (f"{ON_RETURN}---\nOne\n\n### Two", 8, "heading of 3 #"),
    "a script": (f"{ON_RETURN}---\nOne\n\n<script>x</script>", 8, "HTML"),
    "a way out of the folder": ("---\nstate: ../../etc\nlanguage: en\n---\nx", 2, "no place"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_placed_is_told_with_line_and_reason_and_the_rest_is_filed(
    edition: Edition, network: Network, send: Send, case: tuple[str, int, str]
) -> None:
    text, line, reason = case
    bad = edition.folder / "contributions" / "bad.md"
    bad.write_text(text)
    send("malta.md", state="MT", text="This is filed.")

    done = collect(edition, network)

    assert [(each.spot.path, each.spot.line) for each in done.problems][:1] == [(bad, line)]
    assert reason in done.problems[0].reason
    assert ("MT", "This is filed.") in texts(edition, network)
    assert bad.read_text() == text


def test_the_good_text_of_a_contribution_is_filed_beside_a_bad_one(
    edition: Edition, network: Network, send: Send
) -> None:
    send(text="## protection\n\nGood.\n\n## return\n\n<b>Bad</b>.", themes="")

    done = collect(edition, network)

    assert len(done.problems) == 1
    assert texts(edition, network) == [("EL", "Good.")]
    assert texts(edition, network, RETURN) == []


@pytest.mark.parametrize("sent", [b"PK\x03\x04", b"\xff\xfea\x00"], ids=["Word", "UTF-16"])
def test_a_file_that_is_no_text_hinders_no_other(
    edition: Edition, network: Network, send: Send, sent: bytes
) -> None:
    (edition.folder / "contributions" / "a.md").write_bytes(sent)
    (edition.folder / "contributions" / "a.docx").write_bytes(sent)
    send()

    done = collect(edition, network)

    assert [each.spot.path.name for each in done.problems] == ["a.docx", "a.md"]
    assert len(done.filed) == 1


def test_no_block_is_ever_lost_or_doubled_in_any_theme(
    edition: Edition, network: Network, send: Send
) -> None:
    for theme in THEMES:
        for state in ("BE", "FR", "UA"):
            send(f"{state}-{theme.id}.md", f"On {theme.id}.", state=state, themes=theme.id)

    collect(edition, network)
    collect(edition, network)

    for theme in THEMES:
        expected = [(geo, f"On {theme.id}.") for geo in ("BE", "FR", "UA")]
        assert texts(edition, network, theme) == expected
