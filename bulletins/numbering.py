"""Which edition a quarter's bulletin is, and how its number is written."""

from __future__ import annotations

from emn.errors import Misused
from emn.language import Language
from emn.period import Frequency, Period

_FIRST = Period.parse("2020-Q1")  # before it, an edition did not always cover one quarter
_FIRST_EDITION = 30


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
