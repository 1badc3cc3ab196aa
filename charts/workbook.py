"""Exhibits as an accessible workbook: what comes first, then a sheet with one marked table each.

After the guidance of the UK's Analysis Function for statistics in spreadsheets: every sheet says
in its first column what it holds and where it comes from, a table begins at its first column, has
no merged and no empty cells, and is marked as a table, so that a screen reader announces it.
Numbers are numbers, written as the page writes them; flags stand in columns of their own; where
there is no number, a shorthand in brackets says which kind of none. A workbook is a value; XLSX
and ODS are written from it, and the same exhibits give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from charts.exhibit import Column, Exhibit, Table
from emn.flags import Absence, labels
from emn.language import Language, _

SHORTHAND: Mapping[Absence, str] = {
    Absence.NOT_AVAILABLE: "[x]",
    Absence.CONFIDENTIAL: "[c]",
    Absence.NOT_APPLICABLE: "[z]",
    Absence.NOT_SIGNIFICANT: "[n]",
    Absence.NOT_COMPARABLE: "[b]",
    Absence.NOT_COLLECTED: "[nc]",
}
_OF_MARKS = {each.mark: SHORTHAND[each] for each in Absence}
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31  # of a sheet, in Excel
_NARROWEST, _WIDEST, _FIRST = 9, 28, 34  # of columns, in characters
_PAGE = 90  # of a column of words


class Look(StrEnum):
    """How a cell looks."""

    PLAIN = "plain"
    WRAPPED = "wrapped"
    TITLE = "title"
    HEADING = "heading"
    LINK = "link"
    ABSENT = "absent"
    NUMBER = "number"


class Value(NamedTuple):
    """What is in a cell: a number has its pattern, a link the name of the leaf it leads to."""

    content: str | float
    look: Look = Look.PLAIN
    pattern: str = ""
    link: str = ""


_ACROSS = 9  # columns of a printed page whose table has fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A sheet as it is written: lines in its first column, then its one table, if it has one."""

    name: str
    lines: tuple[Value, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    description: str = ""
    widths: tuple[float, ...] = (_PAGE,)

    @property
    def printed(self) -> tuple[int, int]:
        """How many rows and columns of it are printed: room for its lines, if not for addresses."""
        down = len(self.lines) + len(self.rows) + bool(self.heads)
        across = max(len(self.widths), len(self.heads))
        return down, across if sum(self.widths) >= _PAGE else max(across, _ACROSS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook as it is written; `created` is the instant of its newest figures."""

    title: str
    subject: str
    comments: str
    created: datetime
    language: Language
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table with what must be read beside it; `sources` are lines, each with its query."""

    id: str
    title: str
    subtitle: str
    table: Table
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    extracted_at: datetime
    is_sample: bool

    @classmethod
    def of(cls, exhibit: Exhibit) -> Sheet:
        """The sheet of an exhibit: the table that the page shows."""
        vintage = exhibit.source.vintage
        return cls(
            id=exhibit.id,
            title=exhibit.title,
            subtitle=exhibit.subtitle,
            table=exhibit.table,
            notes=exhibit.notes,
            sources=tuple(
                f"{each.line(exhibit.language)} {each.vintage.url} ({each.vintage.name})"
                for each in exhibit.sources
            ),
            extracted_at=vintage.extracted_at,
            is_sample=vintage.is_sample,
        )


def download(title: str, sheets: Sequence[Sheet], language: Language) -> Book:
    """The workbook of a few exhibits: one cover holds signs and links, a sheet a table follows."""
    writer = _Writer(tuple(sheets), language)
    lines = [Value(title, Look.TITLE), *writer.warning(), writer.promise]
    signs = [Value(writer.explained(*each), Look.WRAPPED) for each in writer.signs()]
    heading = Value(language.say(_("Sheets")), Look.HEADING)
    links = [
        Value(f"{name}: {sheet.title}", Look.LINK, link=name)
        for name, sheet in zip(writer.names, sheets, strict=True)
    ]
    cover = Leaf(name=language.say(_COVER), lines=(*lines, *signs, heading, *links))
    return writer.book(title, (cover, *writer.tables()))


def annex(title: str, facts: Sequence[str], sheets: Sequence[Sheet], language: Language) -> Book:
    """The workbook of a document: cover, contents and notes on sheets of their own, then tables."""
    writer = _Writer(tuple(sheets), language)
    lines = [Value(title, Look.TITLE), *writer.warning(), writer.promise]
    told = [Value(fact, Look.WRAPPED) for fact in facts]
    cover = Leaf(name=language.say(_COVER), lines=(*lines, *told))
    return writer.book(title, (cover, writer.contents(), writer.notes(), *writer.tables()))


_COVER = _("Cover")


class _Writer:
    """Lays sheets out, in one language."""

    def __init__(self, sheets: tuple[Sheet, ...], language: Language) -> None:
        self.sheets = sheets
        self.language = language
        self.names = _names(sheets)

    @property
    def promise(self) -> Value:
        """What a reader may rely on."""
        said = self.language.say(_("Each of the other sheets holds one table."))
        return Value(said, Look.WRAPPED)

    def book(self, title: str, leaves: tuple[Leaf, ...]) -> Book:
        """These leaves as a workbook."""
        lines = dict.fromkeys(line for each in self.sheets for line in each.sources)
        return Book(
            title=title,
            subject="; ".join(each.title for each in self.sheets),
            comments=" ".join(lines),
            created=max(each.extracted_at for each in self.sheets),
            language=self.language,
            leaves=leaves,
        )

    def contents(self) -> Leaf:
        """A table of the tables, each with a link to its sheet."""
        say = self.language.say
        return Leaf(
            name=say(_("Contents")),
            lines=(Value(say(_("Contents")), Look.TITLE),),
            heads=(say(_("Sheet")), say(_("What it shows"))),
            rows=tuple(
                (Value(name, Look.LINK, link=name), Value(sheet.title, Look.WRAPPED))
                for name, sheet in zip(self.names, self.sheets, strict=True)
            ),
            description=say(_("Contents")),
            widths=(_FIRST, _PAGE),
        )

    def notes(self) -> Leaf:
        """A table of every shorthand and every flag that the sheets use."""
        say = self.language.say
        return Leaf(
            name=say(_("Notes")),
            lines=(
                Value(say(_("Notes")), Look.TITLE),
                Value(say(_("A number without a flag has an empty cell in the column of flags."))),
            ),
            heads=(say(_("Sign")), say(_("Meaning"))),
            rows=tuple((Value(sign), Value(text, Look.WRAPPED)) for sign, text in self.signs()),
            description=say(_("Signs and flags")),
            widths=(_FIRST, _PAGE),
        )

    def tables(self) -> Iterator[Leaf]:
        """A leaf a table: title, subtitle, source, notes, then the table."""
        for name, sheet in zip(self.names, self.sheets, strict=True):
            lines = [sheet.title, *(str(each.content) for each in self.warning(sheet))]
            lines += [f"{sheet.subtitle}." if sheet.subtitle else "", *sheet.sources]
            lines += [*sheet.notes, sheet.table.caption]
            title, *others = dict.fromkeys(text for text in lines if text)
            flagged = _flagged(sheet.table)
            heads = tuple(self._heads(sheet.table, flagged))
            yield Leaf(
                name=name,
                lines=(Value(title, Look.TITLE), *map(Value, others)),
                heads=heads,
                rows=tuple(tuple(row) for row in _cells(sheet.table, flagged)),
                description=sheet.title,
                widths=(_FIRST, *(min(max(len(h) + 2, _NARROWEST), _WIDEST) for h in heads[1:])),
            )

    def warning(self, sheet: Sheet | None = None) -> list[Value]:
        """What is said above invented figures; nothing above others."""
        if not any(each.is_sample for each in ([sheet] if sheet else self.sheets)):
            return []
        return [Value(self.language.say(_("Sample data: invented figures.")), Look.WRAPPED)]

    def signs(self) -> Iterator[tuple[str, str]]:
        """Explain every shorthand and every flag that the sheets use."""
        say, tables = self.language.say, [each.table for each in self.sheets]
        texts = {
            text
            for table in tables
            for row in table.rows
            for column, text in zip(table.columns, row, strict=True)
            if column.is_number
        }
        letters = {each for table in tables for row in table.marks for each in "".join(row)}
        for each in Absence:
            if each.mark in texts:
                yield SHORTHAND[each], say(each.label)
        for letter in sorted(letters):
            yield letter, labels(letter, self.language)

    def explained(self, sign: str, meaning: str) -> str:
        """A sign and its meaning in one line."""
        if sign in SHORTHAND.values():
            return f"{sign} {meaning}"
        return self.language.say(_("Flag {letter}: {meaning}"), letter=sign, meaning=meaning)

    def _heads(self, table: Table, flagged: set[int]) -> Iterator[str]:
        """The headings, none twice; behind a column with flags the one that holds them."""
        taken: set[str] = set()
        for place, column in enumerate(table.columns):
            head = column.label if column.label not in taken else f"{column.label} ({column.id})"
            taken.add(head)
            yield head
            if place in flagged:
                yield self.language.say(_("{column}, flag"), column=head)


def _cells(table: Table, flagged: set[int]) -> Iterator[list[Value]]:
    """Each row's values with the name of their format, the flags in between."""
    for texts, marks, numbers in zip(table.rows, table.marks, table.numbers, strict=True):
        row: list[Value] = []
        for place, column in enumerate(table.columns):
            row.append(_cell(column, texts[place], numbers[place]))
            if place in flagged:
                row.append(Value(marks[place]))
        yield row


def _cell(column: Column, text: str, number: float | None) -> Value:
    if number is None:
        look = Look.ABSENT if column.is_number else Look.PLAIN
        return Value(_OF_MARKS.get(text, text) if column.is_number else text, look)
    pattern = "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
    if text.endswith("%"):  # a spreadsheet's own percentage, with the decimals that are shown
        number, pattern = number / 100, "0.0%"
    if text[0] in "+−":
        pattern = f"+{pattern};−{pattern};{pattern}"
    return Value(number, Look.NUMBER, pattern)


def _flagged(table: Table) -> set[int]:
    """The columns that hold a flag anywhere."""
    return {place for marks in table.marks for place, mark in enumerate(marks) if mark}


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """A name a sheet, short enough for Excel and none twice."""
    names: list[str] = []
    for place, sheet in enumerate(sheets, 1):
        name = _NO_SHEET_NAME.sub(" ", sheet.id)[:_LONGEST_NAME]
        names.append(f"{name[: _LONGEST_NAME - 4]} {place}" if name in names else name)
    return names
