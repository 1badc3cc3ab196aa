"""network.toml, read with suspicion: whoever edits it learns which entry is wrong, and how."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from emn.errors import BrokenFile
from emn.place import FRENCH_ARTICLES, Aggregate, Group, Place, Role, Span, Standing

OUTSIDE = "DK"  # takes no part in Council Decision 2008/381/EC, on any date

_SPAN = {"since", "known_by", "until", "source", "is_certain", "note"}
_NAMED = {"geo", "name_en", "name_fr", "article_en", "article_fr"}
_PLACE = _NAMED | {"iso2", "iso3", "site", "spellings", "standings"}
_AGGREGATE = _NAMED | {"short_en", "short_fr"}

T = TypeVar("T")


def read(
    text: str, file: str
) -> tuple[tuple[Place, ...], tuple[Aggregate, ...], tuple[Group, ...]]:
    """Give the places, aggregates and groups of a network.toml; `BrokenFile` says what is wrong."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenFile(f"{file}: this is no TOML ({error}). Correct it there.") from error
    whole = _Entry(content, file, {"place", "aggregate", "group"})
    places = tuple(_place(each) for each in whole.tables("place", _PLACE))
    whole.refuse_twice("geo", (place.geo for place in places))
    aggregates = tuple(_aggregate(each) for each in whole.tables("aggregate", _AGGREGATE))
    known = {place.geo for place in places}
    groups = tuple(_group(each, known) for each in whole.tables("group", {"id", "note", "members"}))
    return places, aggregates, groups


def _place(entry: _Entry) -> Place:
    entry = entry.called(f"place {entry.text('geo')}")
    standings = tuple(_standing(each) for each in entry.tables("standings", {"role", *_SPAN}))
    if standings and entry.text("geo") == OUTSIDE:
        raise entry.broken("standings", "Denmark is outside the EMN", "Remove them")
    return Place(
        **_named(entry),
        iso2=entry.text("iso2"),
        iso3=entry.text("iso3"),
        site=entry.text("site", default=""),
        spellings=entry.texts("spellings"),
        standings=standings,
    )


def _aggregate(entry: _Entry) -> Aggregate:
    entry = entry.called(f"aggregate {entry.text('geo')}")
    return Aggregate(
        **_named(entry), short_en=entry.text("short_en"), short_fr=entry.text("short_fr")
    )


def _named(entry: _Entry) -> dict[str, str]:
    article = entry.text("article_fr", default="")
    if article not in FRENCH_ARTICLES:
        choice = ", ".join(f'"{each}"' for each in FRENCH_ARTICLES)
        raise entry.broken("article_fr", f"{article!r} is none", f"Write one of {choice}")
    return {
        "geo": entry.text("geo"),
        "name_en": entry.text("name_en"),
        "name_fr": entry.text("name_fr"),
        "article_en": entry.text("article_en", default=""),
        "article_fr": article,
    }


def _standing(entry: _Entry) -> Standing:
    role = entry.text("role")
    if role not in set(Role):
        raise entry.broken("role", f"{role!r} is none", f"Write {' or '.join(Role)}")
    return Standing(role=Role(role), span=_span(entry))


def _group(entry: _Entry, known: set[str]) -> Group:
    entry = entry.called(f"group {entry.text('id')}")
    spans = [
        (geo, _span(each))
        for each in entry.tables("members", {"geos", *_SPAN})
        for geo in each.texts("geos")
    ]
    entry.refuse_twice("members", (geo for geo, _ in spans))
    for geo, _ in spans:
        if geo not in known:
            raise entry.broken("members", f"{geo!r} is no place of this file", "Correct the code")
    return Group(id=entry.text("id"), spans=dict(spans), note=entry.text("note", default=""))


def _span(entry: _Entry) -> Span:
    try:
        return Span(
            source=entry.text("source"),
            since=entry.day("since"),
            known_by=entry.day("known_by"),
            until=entry.day("until"),
            is_certain=entry.value("is_certain", bool, default=True),
            note=entry.text("note", default=""),
        )
    except ValueError as error:
        raise entry.broken("since, until", str(error), "Correct the dates") from error


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of the file, which knows where it stands and refuses fields nobody reads."""

    content: Mapping[str, object]
    place: str  # in the file, as an error names it
    fields: set[str]

    def __post_init__(self) -> None:
        for stranger in sorted(set(self.content) - self.fields):
            choice = ", ".join(sorted(self.fields))
            raise self.broken(stranger, "there is no such field", f"Write one of {choice}")

    def broken(self, field: str, reason: str, remedy: str) -> BrokenFile:
        """The error for one field: where, what, why, and what to do."""
        return BrokenFile(f"{self.place}: {field}: {reason}. {remedy}.")

    def called(self, name: str) -> _Entry:
        """The same entry under a name that a person can look for."""
        return _Entry(self.content, f"{self.place.rpartition(': ')[0]}: {name}", self.fields)

    def value(self, field: str, kind: type[T], default: T | None = None) -> T:
        """The value of a field, of this kind; missing only where there is a default."""
        value = self.content.get(field, default)
        if value is None:
            raise self.broken(field, "it is missing", "Add it")
        if type(value) is not kind:
            raise self.broken(field, f"{value!r} is no {_KINDS[kind]}", "Correct it")
        return value

    def text(self, field: str, default: str | None = None) -> str:
        """The text of a field; never empty unless the default is."""
        text = self.value(field, str, default)
        if not text and default is None:
            raise self.broken(field, "it is empty", "Fill it in")
        return text

    def texts(self, field: str) -> tuple[str, ...]:
        """The texts of a field; none where it is missing."""
        texts: list[object] = self.value(field, list, [])
        for each in texts:
            if not isinstance(each, str):
                raise self.broken(field, f"{each!r} is no text", "Put it in quotes")
        return tuple(str(each) for each in texts)

    def day(self, field: str) -> date | None:
        """The date of a field, or None where it is missing."""
        return self.value(field, date) if field in self.content else None

    def tables(self, field: str, fields: set[str]) -> Iterator[_Entry]:
        """The tables below a field, numbered from 1; none where it is missing."""
        tables: list[object] = self.value(field, list, [])
        for number, each in enumerate(tables, start=1):
            if not isinstance(each, dict):
                raise self.broken(field, f"{each!r} is no table", "Put it in braces")
            yield _Entry(each, f"{self.place}: {field} {number}", fields)

    def refuse_twice(self, field: str, values: Iterable[str]) -> None:
        """Refuse a value that is there twice."""
        for value, times in Counter(values).items():
            if times > 1:
                raise self.broken(field, f"{value!r} is there twice", "Keep one")


_KINDS: Mapping[type, str] = {str: "text", bool: "true or false", date: "date", list: "list"}
