"""A TOML file that people edit, read with suspicion: who edits it learns what is wrong, and how."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from emn.errors import BrokenFile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the file, which knows where it stands and refuses fields nobody reads."""

    content: Mapping[str, object]
    place: str  # in the file, as an error names it
    fields: set[str]

    @classmethod
    def whole(cls, path: Path, fields: set[str]) -> Entry:
        """The whole of a file; `BrokenFile` where it can't be read or is no TOML."""
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), str(path), fields)
        except tomllib.TOMLDecodeError as error:
            raise BrokenFile(f"{path}: this is no TOML ({error}). Correct it there.") from error
        except (OSError, UnicodeError) as error:
            raise BrokenFile(f"{path}: can't be read ({error}). Put it back, in UTF-8.") from error

    def __post_init__(self) -> None:
        """Refuse a field that nobody reads."""
        for stranger in sorted(set(self.content) - self.fields):
            choice = ", ".join(sorted(self.fields))
            raise self.broken(stranger, "there is no such field", f"Write one of {choice}")

    def broken(self, field: str, reason: str, remedy: str) -> BrokenFile:
        """The error for one field: where, what, why, and what to do."""
        return BrokenFile(f"{self.place}: {field}: {reason}. {remedy}.")

    def called(self, name: str) -> Entry:
        """The same entry under a name that a person can look for."""
        return Entry(self.content, f"{self.place.rpartition(': ')[0]}: {name}", self.fields)

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

    def tables(self, field: str, fields: set[str]) -> Iterator[Entry]:
        """The tables below a field, numbered from 1; none where it is missing."""
        tables: list[object] = self.value(field, list, [])
        for number, each in enumerate(tables, start=1):
            if not isinstance(each, dict):
                raise self.broken(field, f"{each!r} is no table", "Put it in braces")
            yield Entry(each, f"{self.place}: {field} {number}", fields)

    def refuse_twice(self, field: str, values: Iterable[str]) -> None:
        """Refuse a value that is there twice."""
        for value, times in Counter(values).items():
            if times > 1:
                raise self.broken(field, f"{value!r} is there twice", "Keep one")


_KINDS: Mapping[type, str] = {str: "text", bool: "true or false", date: "date", list: "list"}
