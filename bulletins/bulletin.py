"""Class Bulletin: the document as one value, before it has a format.

Every format is written from this value, in the same order: cover, contents, key figures, then the
sections. Words and numbers are already in the bulletin's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from charts.briefing import KeyFigure
from charts.exhibit import Exhibit, Table
from emn.errors import Misused
from emn.language import Language, _
from emn.period import Frequency, Period

_FIRST = Period.parse("2020-Q1")  # before it, an edition did not always cover one quarter
_FIRST_EDITION = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table with the notes that explain its signs, and the line that names its source."""

    table: Table
    notes: tuple[str, ...] = ()
    source_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A short passage under a heading of its own."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a bulletin: words first, then pictures, then tables, then what explains them."""

    id: str
    heading: str
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    listings: tuple[Listing, ...] = ()
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """One edition in one language.

    `extracted` is the latest instant at which any of its figures was fetched: the document has no
    other date, so the same figures make the same document.
    """

    quarter: Period
    language: Language
    headline: str
    network: str
    key_figures: tuple[KeyFigure, ...]
    signs: Table
    sections: tuple[Section, ...]
    extracted: datetime
    is_sample: bool

    @property
    def name(self) -> str:
        """What the series is called."""
        return self.language.say(_("EMN Quarterly"))

    @property
    def title(self) -> str:
        """The title of the document: `EMN Quarterly, second quarter of 2026`."""
        return f"{self.name}, {self.language.period(self.quarter)}"

    @property
    def edition(self) -> int:
        """Which edition this is."""
        return edition(self.quarter)

    @property
    def file_name(self) -> str:
        """The name of its files, without suffix."""
        return f"emn-bulletin-{self.quarter}-{self.language}"


def edition(quarter: Period) -> int:
    """Number the edition about a quarter: the 30th is about the first quarter of 2020.

    `Misused` for what is no quarter, or for one before the numbering was by quarters.
    """
    if quarter.frequency is not Frequency.QUARTERLY:
        raise Misused(f"{quarter} is no quarter. Write it as 2026-Q2.")
    if quarter < _FIRST:
        raise Misused(
            f"{quarter}: editions are numbered by quarter from {_FIRST} on. Choose later."
        )
    return _FIRST_EDITION + 4 * (quarter.start.year - _FIRST.start.year) + quarter.number - 1


def ordinal(number: int, language: Language) -> str:
    """Write which one of a row: `56th`, `61st`; `56ᵉ` in French, with a raised letter."""
    if language is Language.FR:
        return f"{number}\u1d49"
    is_teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if is_teen else _ENGLISH_ENDS.get(number % 10, 'th')}"


_ENGLISH_ENDS = {1: "st", 2: "nd", 3: "rd"}
