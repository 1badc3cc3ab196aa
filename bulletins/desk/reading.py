"""Files that people send: read with suspicion, so that whoever sent one learns what is wrong where.

A problem costs the piece that it is about and nothing else: readers note it and go on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from charts.fonts.letters import LETTERS
from emn.errors import BrokenFile
from emn.language import NARROW_NO_BREAK

_LARGEST = 1_000_000  # bytes of text; a whole edition of the EMN has a tenth of it
_OTHER_KINDS = (
    (b"PK\x03\x04", "a Word document or another zip archive"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich-text document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_BYTE_ORDER = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_WINDOWS = set(range(0x80, 0xA0))  # quotes, dashes and the euro there; nothing at all in ISO 8859


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A line of a file."""

    path: Path
    line: int

    def __str__(self) -> str:
        """Write it as editors and compilers do."""
        return f"{self.path}:{self.line}"

    def below(self, lines: int) -> Spot:
        """So many lines further down."""
        return Spot(self.path, self.line + lines)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is refused: where, why, and what to do about it."""

    spot: Spot
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.spot}: {self.reason}. {self.remedy}."


class Refused(BrokenFile):
    """Something in files that people edit can't be taken as it is."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n     ".join(str(each) for each in self.problems))


@dataclass(frozen=True, slots=True)
class Lines:
    """A stretch of a file, and at which line it begins."""

    spot: Spot
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text, without blank ones at its ends."""
        return "\n".join(self.lines).strip("\n")

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is written there."""
        return not any(line.strip() for line in self.lines)

    def part(self, begin: int, end: int | None = None) -> Lines:
        """The lines from one to before another, counted from the first."""
        return Lines(self.spot.below(begin), self.lines[begin:end])

    def numbered(self) -> Iterator[tuple[Spot, str]]:
        """Each line with its spot."""
        for at, line in enumerate(self.lines):
            yield self.spot.below(at), line


def read(path: Path) -> Lines:
    """The lines of a text in UTF-8; `Refused` says what else the file is."""
    start = Spot(path, 1)
    try:
        if path.stat().st_size > _LARGEST:
            raise Refused([Problem(start, "the file is larger than 1 MB", "Send text only")])
        content = path.read_bytes()
    except OSError as error:
        reason = f"it can't be read ({error.strerror or error})"
        raise Refused([Problem(start, reason, "Put it back")]) from error
    lines = Lines(start, tuple(_decoded(content, start).splitlines()))
    if problems := list(_unprintable(lines)):
        raise Refused(problems)
    return lines


def _decoded(content: bytes, start: Spot) -> str:
    for signature, kind in _OTHER_KINDS:
        if content.startswith(signature):
            raise Refused([Problem(start, f"this is {kind}", "Save it as plain text, UTF-8")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = f"this is not UTF-8 but {_encoding(content)}"
        raise Refused([Problem(Spot(start.path, line), reason, _AS_UTF8)]) from error
    if "\x00" in text:
        raise Refused([Problem(start, f"this is not UTF-8 but {_encoding(content)}", _AS_UTF8)])
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", plain).translate(_SPACES)


# What pages and word processors leave in a text, that nobody sees and the font does not have.
_SPACES = {
    **dict.fromkeys(range(0x2000, 0x2009), " "),
    **dict.fromkeys((0x2009, 0x200A), NARROW_NO_BREAK),
    **dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF), None),
}
_AS_UTF8 = "Save it as UTF-8"


def _encoding(content: bytes) -> str:
    """Guess what the bytes are, from what no other encoding would have there."""
    for mark, name in _BYTE_ORDER:
        if content.startswith(mark):
            return name
    if content.count(0) > len(content) // 4:
        return "UTF-16"
    if _WINDOWS & set(content):
        return "probably Windows-1252, or the Windows code page of your country"
    return "probably ISO 8859-1, or the ISO 8859 of your country"


def _unprintable(lines: Lines) -> Iterator[Problem]:
    """The first letter of each line that the bulletin has no glyph for, or that hides something."""
    for spot, line in lines.numbered():
        strange = next((letter for letter in line if not _is_printable(letter)), None)
        if strange is not None:
            name = unicodedata.name(strange, "a control character")
            reason = f"U+{ord(strange):04X} ({name}) can't be printed"
            yield Problem(
                spot, reason, "Write it in Latin, Greek or Cyrillic letters, or delete it"
            )


def _is_printable(letter: str) -> bool:
    return letter == "\t" or ord(letter) in LETTERS
