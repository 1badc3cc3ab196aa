"""The words of our figures in English and French, and what they stand for at Eurostat.

The terms are in locales/glossary.toml, for people to edit. Each is bound to the dimensions, codes
and indicators that it explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from emn.entry import Entry
from emn.errors import Misused
from emn.language import Language, folded

_NAMED = {"id", "name_en", "name_fr"}
_BOUND = ("dimensions", "codes", "indicators")
_TERM = _NAMED | {"definition_en", "definition_fr", "also", "source", *_BOUND}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a term and its French are taken from."""

    name_en: str
    name_fr: str
    url: str = ""

    def name(self, language: Language) -> str:
        """What the source is called."""
        return self.name_en if language is Language.EN else self.name_fr


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the figures, what it means, and the dimensions, codes and indicators it explains.

    Codes are written with their dimension: `decision=POS_RFG`. `also` are other words for it.
    """

    id: str
    name_en: str
    name_fr: str
    definition_en: str
    definition_fr: str
    also: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    source: Source | None = None

    def name(self, language: Language) -> str:
        """The term in a language, in lower case as inside a sentence."""
        return self.name_en if language is Language.EN else self.name_fr

    def definition(self, language: Language) -> str:
        """What the term means: one or two sentences of our own."""
        return self.definition_en if language is Language.EN else self.definition_fr

    def _spellings(self) -> Iterator[str]:
        """Whatever a person may type to find the term."""
        yield from (self.id, self.name_en, self.name_fr, *self.also)
        yield from (*self.dimensions, *self.indicators, *self.codes)
        yield from (code.partition("=")[2] for code in self.codes)

    def mentions(self, words: Sequence[str]) -> bool:
        """Tell whether all these words, folded, occur in one spelling of the term."""
        return any(all(word in spelling for word in words) for spelling in self.spellings)

    @property
    def spellings(self) -> frozenset[str]:
        """Names, other words, codes and ids, without case and accents."""
        return frozenset(map(folded, self._spellings()))


@cache
def terms() -> tuple[Term, ...]:
    """Every term, by subject, in the order of the file."""
    return read(Path(str(files("emn") / "locales" / "glossary.toml")))


def alphabetical(language: Language) -> tuple[Term, ...]:
    """Every term in the alphabetical order of its names in a language."""
    return tuple(sorted(terms(), key=lambda term: folded(term.name(language))))


def of_dimension(dimension: str) -> Term | None:
    """The term that explains a dimension, or a column such as `geo`; None where there is none."""
    return next((each for each in terms() if dimension in each.dimensions), None)


def of_code(dimension: str, code: str) -> Term | None:
    """The term that explains a code of a dimension; None where there is none."""
    return next((each for each in terms() if f"{dimension}={code}" in each.codes), None)


def of_indicator(indicator_id: str) -> tuple[Term, ...]:
    """The terms that explain an indicator or ratio, its subject first, how it is counted last."""
    return tuple(each for each in terms() if indicator_id in each.indicators)


def find(text: str) -> tuple[Term, ...]:
    """The terms that a person looks for by name, other word, code or id, in either language.

    Terms that are called exactly so, else those in which every word occurs. Case and accents do
    not matter. `Misused` names terms that are near where there is none.
    """
    wanted = folded(text)
    exact = tuple(each for each in terms() if wanted in each.spellings)
    found = exact or tuple(each for each in terms() if each.mentions(wanted.split()))
    if not found:
        raise _unknown(text)
    return found


def read(path: Path) -> tuple[Term, ...]:
    """Read the terms of a glossary.toml; `BrokenFile` says which entry is wrong, and how."""
    whole = Entry.whole(path, {"source", "term"})
    sources = dict(_source(each) for each in whole.tables("source", _NAMED | {"url"}))
    found = tuple(_term(each, sources) for each in whole.tables("term", _TERM))
    whole.refuse_twice("id", (term.id for term in found))
    whole.refuse_twice("dimensions", (each for term in found for each in term.dimensions))
    whole.refuse_twice("codes", (each for term in found for each in term.codes))
    return found


def _source(entry: Entry) -> tuple[str, Source]:
    return entry.text("id"), Source(
        name_en=entry.text("name_en"),
        name_fr=entry.text("name_fr"),
        url=entry.text("url", default=""),
    )


def _term(entry: Entry, sources: dict[str, Source]) -> Term:
    entry = entry.called(f"term {entry.text('id')}")
    source = entry.text("source", default="")
    if source and source not in sources:
        raise entry.broken("source", f"{source!r} is none", f"Write one of {', '.join(sources)}")
    for code in entry.texts("codes"):
        if not all(code.partition("=")):
            raise entry.broken("codes", f"{code!r} names no dimension", "Write dimension=CODE")
    return Term(
        id=entry.text("id"),
        name_en=entry.text("name_en"),
        name_fr=entry.text("name_fr"),
        definition_en=entry.text("definition_en"),
        definition_fr=entry.text("definition_fr"),
        also=entry.texts("also"),
        source=sources.get(source),
        dimensions=entry.texts("dimensions"),
        codes=entry.texts("codes"),
        indicators=entry.texts("indicators"),
    )


def _unknown(text: str) -> Misused:
    known = {spelling: term for term in terms() for spelling in term.spellings}
    near = dict.fromkeys(known[each].name_en for each in get_close_matches(folded(text), known))
    remedy = f"Did you mean {' or '.join(near)}?" if near else "`emn glossary` lists the terms."
    return Misused(f"{text!r} is no term of the glossary. {remedy}")
