"""Lines of `key: value`: the front matter of a contribution, and what stands below a state's name.

No YAML: there `NO` is not Norway but false, and a colon in a title is an error.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bulletins.desk.markdown import is_linkable
from bulletins.desk.reading import Lines, Problem, Spot
from emn.errors import Misused
from emn.language import Language, folded
from emn.themes import THEMES, Theme

_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z-]*)\s*:(?:\s+(?P<value>.*))?")
SOURCE = "source"  # the one key that may be there more than once


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Who of a contact point stands behind a text, and since which day."""

    by: str
    on: date


class Details:
    """What the lines say, each value with its spot; problems are noted and the line left out."""

    def __init__(self, lines: Lines, keys: Collection[str], problems: list[Problem]) -> None:
        self._begin, self._problems = lines.spot, problems
        self._found: dict[str, list[tuple[str, Spot]]] = {}
        for spot, line in lines.numbered():
            if line.strip():
                self._take(spot, line.strip(), keys)

    def _take(self, spot: Spot, line: str, keys: Collection[str]) -> None:
        read = _LINE.fullmatch(line)
        if read is None:
            self.refuse(spot, f"{line[:60]!r} is not written as key: value", "Correct the line")
            return
        key, value = read["key"].lower(), (read["value"] or "").strip()
        if key not in keys:
            self.refuse(spot, f"there is no {key!r} here", f"Write one of {', '.join(keys)}")
        elif key in self._found and key != SOURCE:
            self.refuse(spot, f"{key} is there twice", "Keep one")
        elif value:
            self._found.setdefault(key, []).append((value, spot))

    def refuse(self, spot: Spot, reason: str, remedy: str) -> None:
        """Note a problem."""
        self._problems.append(Problem(spot, reason, remedy))

    def spot(self, key: str) -> Spot:
        """Where a key stands, or where the lines begin."""
        return next((spot for _value, spot in self._found.get(key, [])), self._begin)

    def text(self, key: str) -> str:
        """The value of a key; empty where it is missing."""
        return next((value for value, _spot in self._found.get(key, [])), "")

    def needed(self, key: str) -> str:
        """The value of a key that has to be there; a problem where it is missing."""
        if not self.text(key):
            self.refuse(self._begin, f"{key} is missing", f"Add a line {key}: …")
        return self.text(key)

    def sources(self) -> tuple[str, ...]:
        """The addresses of the sources that can be linked to."""
        found = self._found.get(SOURCE, [])
        for value, spot in found:
            if not is_linkable(value):
                self.refuse(spot, f"{value[:80]!r} is no address", "Write one with https://")
        return tuple(value for value, _spot in found if is_linkable(value))

    def themes(self, key: str) -> tuple[Theme, ...]:
        """The themes that a key names."""
        return themes(self.text(key), self.spot(key), self._problems)

    def sign_off(self) -> SignOff | None:
        """Who signed off and when, or None where nobody did; a problem where half is missing."""
        by, on = self.text("signed-off-by"), self.text("signed-off-on")
        if not by and not on:
            return None
        day = self._day("signed-off-on", on) if on else None
        if not by or not on:
            reason = "signed-off-by and signed-off-on go together"
            self.refuse(self.spot("signed-off-by" if by else "signed-off-on"), reason, "Give both")
        return SignOff(by=by, on=day) if by and day else None

    def _day(self, key: str, text: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(self.spot(key), f"{text!r} is no day", "Write it as 2026-08-20")
            return None


def themes(text: str, spot: Spot, problems: list[Problem]) -> tuple[Theme, ...]:
    """The themes of a list such as `protection, return`, or one by its title in either language.

    What is no theme is a problem.
    """
    parts = [text] if folded(text) in _THEMES else text.split(",")
    found: dict[Theme, None] = {}
    for each in filter(None, (part.strip() for part in parts)):
        if folded(each) in _THEMES:
            found[_THEMES[folded(each)]] = None
        else:
            problems.append(unknown(each, "theme", [theme.id for theme in THEMES], spot))
    return tuple(found)


def unknown(text: str, kind: str, known: Collection[str], spot: Spot) -> Problem:
    """The problem of a name that means nothing, with those near."""
    return misused(Misused.unknown(text, kind, known), spot)


def misused(error: Misused, spot: Spot) -> Problem:
    """The same as a problem at a spot: its first sentence is the reason, the rest the remedy."""
    reason, _dot, remedy = str(error).partition(". ")
    return Problem(spot, reason, remedy.rstrip("."))


_THEMES = {
    folded(name): theme
    for theme in THEMES
    for name in (theme.id, *(language.say(theme.title) for language in Language))
}
