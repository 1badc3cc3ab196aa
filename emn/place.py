"""A place of our figures: what it is called, how a sentence names it, what it belongs to.

The facts are in network.toml. Every date has a source; where the first day is not known, a day on
which it surely held takes its place, and `is_certain` is false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emn.language import Language, folded


class Role(StrEnum):
    """What a place is to the European Migration Network."""

    MEMBER = "member"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days on which something held, and who says so; `until` is the last of them.

    Where the first day is not known, `known_by` is a day on which it held at the latest.
    """

    source: str
    since: date | None = None
    known_by: date | None = None
    until: date | None = None
    is_certain: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a span without a beginning, with two, or with its end before it."""
        if (self.since is None) == (self.known_by is None):
            raise ValueError("give either since or known_by")
        if self.until is not None and self.until < self.first_day:
            raise ValueError(f"it ends on {self.until}, before it begins on {self.first_day}")

    @property
    def first_day(self) -> date:
        """The first day that counts: `since`, or else the known bound."""
        return self.since or self.known_by or date.max

    def holds(self, on: date) -> bool:
        """Tell whether the day is one of them."""
        return self.first_day <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One role of a place in the network, with its days."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whatever a figure can be about: a place or an aggregate, with what a sentence needs of it.

    An article carries its space: `la `, `l’`, `the `. Sentences begin in lower case here; who puts
    a name first, capitalises.
    """

    geo: str
    name_en: str
    name_fr: str
    article_en: str = ""
    article_fr: str = ""

    def name(self, language: Language) -> str:
        """The name alone, for tables and charts: `Netherlands`, `Pays-Bas`."""
        return self.name_en if language is Language.EN else self.name_fr

    def short(self, language: Language) -> str:
        """The shortest name that readers know: `Greece`, `EU`."""
        return self.name(language)

    def subject(self, language: Language) -> str:
        """The name in running text: `the Netherlands`, `les Pays-Bas`."""
        if language is Language.EN:
            return f"{self.article_en}{self.name_en}"
        return f"{self.article_fr}{self.name_fr}"

    def within(self, language: Language) -> str:
        """Where: `in Greece`, and `en Grèce`, `au Luxembourg`, `aux Pays-Bas`, `à Malte`."""
        if language is Language.EN:
            return f"in {self.subject(language)}"
        return f"{_FRENCH_IN[self.article_fr]}{self.name_fr}"

    def of(self, language: Language) -> str:
        """Whose: `of Greece`, and `de la Grèce`, `du Portugal`, `de Malte`, `d’Oman`."""
        if language is Language.EN:
            return f"of {self.subject(language)}"
        if not self.article_fr and folded(self.name_fr[:1]) in _ELIDED:
            return f"d’{self.name_fr}"
        return f"{_FRENCH_OF[self.article_fr]}{self.name_fr}"


_FRENCH_IN = {"": "à ", "le ": "au ", "la ": "en ", "l’": "en ", "les ": "aux "}
_FRENCH_OF = {"": "de ", "le ": "du ", "la ": "de la ", "l’": "de l’", "les ": "des "}
_ELIDED = frozenset("aeiouh")  # of the countries without an article, none has an h that is heard
FRENCH_ARTICLES = tuple(_FRENCH_OF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Named):
    """A country, by Eurostat's code; `site` is its contact point's, empty where none is known."""

    iso2: str
    iso3: str
    site: str = ""
    spellings: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()

    def has(self, role: Role, on: date) -> bool:
        """Tell whether the place had this role on this day."""
        return any(each.role is role and each.span.holds(on) for each in self.standings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate(Named):
    """Several countries in one cell of Eurostat's own; never our sum."""

    short_en: str
    short_fr: str

    def short(self, language: Language) -> str:
        """The abbreviation: `EU`, `UE`."""
        return self.short_en if language is Language.EN else self.short_fr

    def subject(self, language: Language) -> str:
        """The name in running text: `the EU`, `l’Union européenne`."""
        name = self.short_en if language is Language.EN else self.name_fr
        article = self.article_en if language is Language.EN else self.article_fr
        return f"{article}{name}"

    def within(self, language: Language) -> str:
        """Where: `in the EU`, `dans l’Union européenne`."""
        return f"{'in' if language is Language.EN else 'dans'} {self.subject(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of places whose membership is dated place by place."""

    id: str
    spans: Mapping[str, Span]
    note: str = ""

    def geos(self, on: date) -> frozenset[str]:
        """Who belonged to it on this day."""
        return frozenset(geo for geo, span in self.spans.items() if span.holds(on))
