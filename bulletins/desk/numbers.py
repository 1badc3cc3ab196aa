"""The numbers that a text states, as a reader of its language takes them.

Years, days, and the numbers of laws and articles state nothing of the figures; a small whole
number may count anything. What is the text of a link is another source's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from emn.language import NARROW_NO_BREAK, NO_BREAK, Language

_GAP = f"[ {NO_BREAK}{NARROW_NO_BREAK}]"  # who types a text has no other than the plain one
_FORMS = {
    Language.EN: re.compile(
        r"(?<![\w.,/-])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(\s?%)?(?![\w/]|[.,-]\d)"
    ),
    Language.FR: re.compile(
        rf"(?<![\w.,/-])(\d{{1,3}}(?:{_GAP}\d{{3}})+|\d+)(,\d+)?(\s?%)?(?![\w/]|[.,-]\d)"
    ),
}
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|<\w+:[^>]*>")
_LEAST = 100  # a smaller whole number counts states, articles, days
_YEARS = range(1900, 2101)


def numbers(text: str, language: Language) -> frozenset[Decimal]:
    """Every number that stands in a text, years and all."""
    return frozenset(number for number, _is_claim in _found(text, language))


def claims(markdown: str, language: Language) -> frozenset[Decimal]:
    """The numbers of a text that state a figure: large ones, those with decimals, percentages.

    Those that are linked, with their source, are not among them.
    """
    text = _LINK.sub(" ", markdown)
    return frozenset(number for number, is_claim in _found(text, language) if is_claim)


def _found(text: str, language: Language) -> Iterator[tuple[Decimal, bool]]:
    for found in _FORMS[language].finditer(text):
        whole, decimals, percent = found.groups()
        plain = "".join(digit for digit in whole if digit.isdigit())
        number = Decimal(plain + (decimals or "").replace(",", "."))
        is_bare = plain == whole and not decimals and not percent
        is_small_or_year = number < _LEAST or int(number) in _YEARS
        yield number, not (is_bare and is_small_or_year)
