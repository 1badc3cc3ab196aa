"""Class Edition: edition.toml, read: which quarter, in which languages, with which exhibits.

Once frozen it also holds the vintages that the edition was made from, and what was made.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date
from pathlib import Path
from typing import TypeVar

from bulletins.desk.reading import Problem, Refused, Spot, read
from bulletins.numbering import edition as number_of
from cache import Pin
from charts.exhibits import EXHIBITIONS
from emn.entry import Entry
from emn.errors import Misused
from emn.language import Language
from emn.network import Network
from emn.period import Period
from emn.themes import THEMES, Theme

FILE = "edition.toml"
Row = TypeVar("Row", "Pin", "Fingerprint")
MOST_EXHIBITS = 3
PINS = ("pin", "words", "made")  # what is added when the edition is frozen
_FIELDS = {"quarter", "number", "published", "languages", "theme", *PINS}
_EXHIBITIONS = {each.theme: each for each in EXHIBITIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A theme as this edition shows it: its exhibits, and the states that are to write on it.

    `awaits` holds codes of states and ids of groups.
    """

    theme: Theme
    exhibits: tuple[str, ...]
    awaits: tuple[str, ...] = ()

    def states(self, network: Network, on: date) -> tuple[str, ...]:
        """The states that are to write, in protocol order."""
        named = {geo for each in self.awaits for geo in _geos(each, network, on)}
        return tuple(place.geo for place in network.places if place.geo in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A file as it was when its edition was frozen."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition as edition.toml has it."""

    folder: Path
    quarter: Period
    number: int
    published: date
    languages: tuple[Language, ...]
    themes: tuple[Chosen, ...]
    pins: tuple[Pin, ...] = ()
    words: tuple[Fingerprint, ...] = ()
    made: tuple[Fingerprint, ...] = ()

    @property
    def is_frozen(self) -> bool:
        """Tell whether its figures and words are to stay as they are."""
        return bool(self.pins)

    def chosen(self, theme: Theme) -> Chosen:
        """What the edition shows of a theme."""
        return next(each for each in self.themes if each.theme is theme)

    def spot(self, name: str) -> Spot:
        """The line of edition.toml that has this name in quotes, or else its first."""
        path = self.folder / FILE
        return _spot(path, read(path).lines, f'"{name}"')

    def words_of(self, theme: Theme, language: Language) -> Path:
        """The file with what people wrote on a theme."""
        return self.folder / language / f"{theme.id}.md"

    def foreword(self, language: Language) -> Path:
        """The file of the foreword."""
        return self.folder / language / "foreword.md"


def edition_in(folder: Path, network: Network) -> Edition:
    """Read an edition's edition.toml; `BrokenFile` says what is wrong and where."""
    path = folder / FILE
    text = "\n".join(read(path).lines)
    whole = Entry.whole(path, _FIELDS)
    quarter = _quarter(whole, path, text)
    return Edition(
        folder=folder,
        quarter=quarter,
        number=_number(whole, quarter, path, text),
        published=whole.value("published", date),
        languages=_languages(whole, path, text),
        themes=_themes(whole, network, path, text),
        pins=_rows(whole, "pin", Pin),
        words=_rows(whole, "words", Fingerprint),
        made=_rows(whole, "made", Fingerprint),
    )


def _rows(whole: Entry, field: str, kind: type[Row]) -> tuple[Row, ...]:
    """The tables of a field as values whose fields are all texts."""
    names = [each.name for each in fields_of(kind)]
    entries = whole.tables(field, set(names))
    return tuple(kind(**{name: each.value(name, str) for name in names}) for each in entries)


def _quarter(whole: Entry, path: Path, text: str) -> Period:
    try:
        quarter = Period.parse(whole.text("quarter"))
        number_of(quarter)
    except Misused as error:
        raise _refused(path, text, "quarter", str(error), "Correct it") from error
    if path.parent.name != str(quarter):
        reason = f"the folder is {path.parent.name} and the quarter {quarter}"
        raise _refused(path, text, "quarter", reason, "Make them the same")
    return quarter


def _number(whole: Entry, quarter: Period, path: Path, text: str) -> int:
    number, due = whole.value("number", int), number_of(quarter)
    if number != due:
        reason = f"the edition about {quarter} is number {due}, not {number}"
        raise _refused(path, text, "number", reason, f"Write {due}")
    return number


def _languages(whole: Entry, path: Path, text: str) -> tuple[Language, ...]:
    try:
        found = tuple(Language.parse(code) for code in whole.texts("languages"))
    except Misused as error:
        raise _refused(path, text, "languages", str(error), "Correct it") from error
    if not found:
        raise _refused(path, text, "languages", "there is no language", 'Write ["en", "fr"]')
    return found


def _themes(whole: Entry, network: Network, path: Path, text: str) -> tuple[Chosen, ...]:
    entries = list(whole.tables("theme", {"id", "exhibits", "awaits"}))
    ids, due = [each.text("id") for each in entries], [theme.id for theme in THEMES]
    if ids != due:
        wrong = next((each for each in ids if each not in due), "theme")
        reason = f"the themes are {', '.join(ids) or 'missing'}"
        remedy = f"Give the ten in the EMN's order: {', '.join(due)}"
        raise _refused(path, text, wrong, reason, remedy)
    return tuple(
        Chosen(
            theme=theme,
            exhibits=_exhibits(entry, theme, path, text),
            awaits=_awaits(entry, network, path, text),
        )
        for theme, entry in zip(THEMES, entries, strict=True)
    )


def _exhibits(entry: Entry, theme: Theme, path: Path, text: str) -> tuple[str, ...]:
    chosen = entry.texts("exhibits")
    known = [plan.id for plan in _EXHIBITIONS[theme].exhibits]
    for id_ in chosen:
        _expect(id_, f"exhibit of {theme.id}", known, path, text)
    if known and not 1 <= len(chosen) <= MOST_EXHIBITS:
        reason = f"{theme.id} has {len(chosen)} exhibits"
        raise _refused(path, text, theme.id, reason, f"Choose one to {MOST_EXHIBITS}")
    entry.refuse_twice("exhibits", chosen)
    return chosen


def _awaits(entry: Entry, network: Network, path: Path, text: str) -> tuple[str, ...]:
    awaited = entry.texts("awaits")
    known = [*_GROUPS, *(place.geo for place in network.places)]
    for each in awaited:
        _expect(each, "state or group", known, path, text)
    return awaited


_GROUPS = ("emn", "observers")


def _geos(awaited: str, network: Network, on: date) -> tuple[str, ...]:
    return network.group(awaited, on) if awaited in _GROUPS else (awaited,)


def _expect(name: str, kind: str, known: Collection[str], path: Path, text: str) -> None:
    if name not in known:
        error = str(Misused.unknown(name, kind, known))
        reason, _dot, remedy = error.partition(". ")
        raise _refused(path, text, name, reason, remedy.rstrip("."))


def _refused(path: Path, text: str, about: str, reason: str, remedy: str) -> Refused:
    """The error at the first line that has this word."""
    spot = _spot(path, text.split("\n"), about)
    return Refused([Problem(spot, reason.rstrip("."), remedy)])


def _spot(path: Path, lines: Sequence[str], about: str) -> Spot:
    found = (number for number, each in enumerate(lines, start=1) if about in each)
    return Spot(path, next(found, 1))
