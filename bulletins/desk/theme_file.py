"""The file of one theme in one language: what happened in the EU and in the states, what to read.

Its parts are headings of two `#`, named in the language of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bulletins.desk.details import unknown
from bulletins.desk.markdown import blocks
from bulletins.desk.national import NationalBlock, national_block
from bulletins.desk.reading import Lines, Problem, read
from bulletins.document import Block
from emn.language import Language, _, folded
from emn.network import Network
from emn.themes import Theme


class Part(StrEnum):
    """A part of a theme's file."""

    EU = "eu-developments"
    NATIONAL = "national-developments"
    PUBLICATIONS = "emn-publications"
    EVENTS = "upcoming-events"

    @property
    def heading(self) -> str:
        """Its heading, in English; a language translates it."""
        return _TITLES[self]


_TITLES = {
    Part.EU: _("EU developments"),
    Part.NATIONAL: _("National developments"),
    Part.PUBLICATIONS: _("EMN publications"),
    Part.EVENTS: _("Upcoming events"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeWords:
    """What people wrote on a theme; `parts` lacks the part of the states, which is `national`."""

    theme: Theme
    path: Path
    parts: dict[Part, tuple[Block, ...]]
    national: tuple[NationalBlock, ...]

    def said(self, part: Part) -> tuple[Block, ...]:
        """What stands in a part other than the states'; nothing where nobody wrote there."""
        return self.parts.get(part, ())


def theme_words(
    path: Path, theme: Theme, language: Language, network: Network, problems: list[Problem]
) -> ThemeWords:
    """Read the file; what is refused is noted and left out. `Refused` where it is no text."""
    edition, lines = path.parent.parent, read(path)
    parts: dict[Part, tuple[Block, ...]] = {}
    national: list[NationalBlock] = []
    for part, body in _parts(lines, language, problems):
        if part is Part.NATIONAL:
            heads, *each_state = cut(body, "### ")
            _expect_nothing(heads, "Write it below the ### of a state", problems)
            found = (national_block(each, theme, edition, network, problems) for each in each_state)
            national += [each for each in found if each is not None]
        else:
            said, refused = blocks(body, edition, level=3)
            problems.extend(refused)
            parts[part] = (*parts.get(part, ()), *said)
    return ThemeWords(theme=theme, path=path, parts=parts, national=tuple(national))


def cut(lines: Lines, mark: str) -> list[Lines]:
    """The lines cut before each that begins with a mark; what stands before the first leads."""
    begins = [at for at, line in enumerate(lines.lines) if line.startswith(mark)]
    ends = [*begins, len(lines.lines)]
    return [
        lines.part(0, ends[0]),
        *(lines.part(at, end) for at, end in zip(begins, ends[1:], strict=True)),
    ]


def _parts(lines: Lines, language: Language, problems: list[Problem]) -> list[tuple[Part, Lines]]:
    known = {folded(language.say(part.heading)): part for part in Part}
    begin = 1 if lines.lines[:1] and lines.lines[0].startswith("# ") else 0
    head, *others = cut(lines.part(begin), "## ")
    _expect_nothing(head, "Write it below one of the ## headings", problems)
    found = []
    for each in others:
        title = each.lines[0].removeprefix("## ").strip()
        if folded(title) in known:
            found.append((known[folded(title)], each.part(1)))
        else:
            titles = [language.say(part.heading) for part in Part]
            problems.append(unknown(title, "part of a theme", titles, each.spot))
    return found


def _expect_nothing(lines: Lines, remedy: str, problems: list[Problem]) -> None:
    for spot, line in lines.numbered():
        if line.strip():
            problems.append(Problem(spot, "this text belongs to no part", remedy))
            return
