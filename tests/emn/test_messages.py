from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "plural": (1, 2)}
Message = str | tuple[str, ...]


def declared() -> set[Message]:
    """Every message that the code marks."""
    return {
        message
        for package in ("bulletins", "cache", "charts", "dashboard", "emn", "etl")
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / package, METHODS, keywords=KEYWORDS
        )
    }


def translated() -> dict[Message, Message]:
    """Every message of the French catalogue with its translation."""
    with (ROOT / "emn/locales/fr/emn.po").open("rb") as file:
        catalogue = read_po(file, locale="fr", abort_invalid=True)
    return {_fixed(message.id): _fixed(message.string) for message in catalogue if message.id}


def _fixed(text: str | tuple[str, ...] | list[str] | None) -> Message:
    return tuple(text) if isinstance(text, list | tuple) else text or ""


def fields(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_every_message_is_in_french() -> None:
    french = translated()

    missing = [
        message for message in declared() if not french.get(message) or not all([*french[message]])
    ]

    assert missing == []


def test_the_catalogue_holds_no_message_that_the_code_lost() -> None:
    assert set(translated()) - declared() == set()


def test_a_translation_fills_the_same_names() -> None:
    pairs = [
        (one, other)
        for message, french in translated().items()
        for one, other in zip(
            [message] if isinstance(message, str) else message,
            [french] if isinstance(french, str) else french,
            strict=True,
        )
    ]
    # « comme en mai » says `unchanged from May`, « celui de la France » `that for France`.
    alike = {"period", "than", "when", "place", "of_whom"}

    assert [one for one, other in pairs if fields(one) - alike != fields(other) - alike] == []


def test_french_punctuation_keeps_its_no_break_spaces() -> None:
    texts = [french for french in translated().values() if isinstance(french, str)]

    assert [
        text for text in texts if re.search(r"[^\s\u00a0\u202f0-9/p][:;!?](\s|$)| [:;!?»]|« ", text)
    ] == []
