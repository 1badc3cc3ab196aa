"""Exhibits as an accessible workbook: a cover, then a sheet with one marked table each.

After the guidance of the UK's Analysis Function for statistics in spreadsheets: every sheet says
in its first column what it holds and where it comes from, a table begins at its first column, has
no merged and no empty cells, and is marked as a table, so that a screen reader announces it.
Numbers are numbers, written as the page writes them; flags stand in columns of their own; where
there is no number, a shorthand in brackets says which kind of none. The same exhibits give the
same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

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
_SITE = "EMN Statistics"
_OF_MARKS = {each.mark: SHORTHAND[each] for each in Absence}
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31  # of a sheet, in Excel
_NARROWEST, _WIDEST, _FIRST = 9, 28, 34  # of columns, in characters
_FONT = {"font_name": "Arial", "font_size": 12}


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


def workbook(title: str, sheets: Sequence[Sheet], language: Language) -> bytes:
    """Write these sheets behind a cover with this title, as the bytes of an XLSX file."""
    file = io.BytesIO()
    plain = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(file, plain) as book:
        writer = _Writer(book, language)
        newest = max(each.extracted_at for each in sheets).astimezone(UTC).replace(tzinfo=None)
        book.set_properties(
            {
                "title": title,
                "author": _SITE,
                "company": "European Migration Network",
                "subject": "; ".join(each.title for each in sheets),
                "comments": " ".join(
                    dict.fromkeys(line for each in sheets for line in each.sources)
                ),
                "created": newest,
            }
        )
        names = _names(sheets)
        writer.cover(title, dict(zip(names, sheets, strict=True)))
        for name, sheet in zip(names, sheets, strict=True):
            writer.sheet(name, sheet)
    return file.getvalue()


class _Writer:
    """Writes sheets into a workbook, in one language."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book = book
        self.language = language
        self._formats: dict[str, Format] = {}

    def cover(self, title: str, sheets: Mapping[str, Sheet]) -> None:
        """What the workbook holds, what its signs mean, and a link to each sheet."""
        say = self.language.say
        page = self.book.add_worksheet(say(_("Cover")))
        page.set_column(0, 0, 90, self._format("wrapped"))
        lines = [title, *self._warning(any(each.is_sample for each in sheets.values()))]
        lines += [say(_("Each of the other sheets holds one table.")), *self._signs(sheets)]
        for row, text in enumerate(lines):
            page.write_string(row, 0, text, self._format("title" if row == 0 else "wrapped"))
        first = len(lines)
        page.write_string(first, 0, say(_("Sheets")), self._format("heading"))
        for row, (name, sheet) in enumerate(sheets.items(), first + 1):
            link = f"internal:'{name}'!A1"
            page.write_url(row, 0, link, self._format("link"), f"{name}: {sheet.title}")

    def sheet(self, name: str, sheet: Sheet) -> None:
        """Title, subtitle, source, notes, then the table."""
        page = self.book.add_worksheet(name)
        lines = [sheet.title, *self._warning(sheet.is_sample)]
        lines += [f"{sheet.subtitle}." if sheet.subtitle else "", *sheet.sources]
        lines += [*sheet.notes, sheet.table.caption]
        written = [text for text in lines if text]
        for row, text in enumerate(written):
            page.write_string(row, 0, text, self._format("title" if row == 0 else "plain"))
        self._table(page, sheet, len(written))

    def _table(self, page: Worksheet, sheet: Sheet, top: int) -> None:
        flagged = _flagged(sheet.table)
        heads = list(self._heads(sheet.table, flagged))
        for row, cells in enumerate(_cells(sheet.table, flagged), top + 1):
            for place, (value, kind) in enumerate(cells):
                page.write(row, place, value, self._format(kind))
        page.add_table(
            *(top, 0, top + max(1, len(sheet.table.rows)), len(heads) - 1),
            {
                "name": re.sub(r"\W", "_", f"t_{page.name}"),
                "columns": [{"header": head} for head in heads],
                "style": "Table Style Light 1",
                "autofilter": False,
                "description": sheet.title,
            },
        )
        for place, head in enumerate(heads):
            width = _FIRST if place == 0 else min(max(len(head) + 2, _NARROWEST), _WIDEST)
            page.set_column(place, place, width)

    def _heads(self, table: Table, flagged: set[int]) -> Iterator[str]:
        """The headings, none twice; behind a column with flags the one that holds them."""
        taken: set[str] = set()
        for place, column in enumerate(table.columns):
            head = column.label if column.label not in taken else f"{column.label} ({column.id})"
            taken.add(head)
            yield head
            if place in flagged:
                yield self.language.say(_("{column}, flag"), column=head)

    def _warning(self, is_sample: bool) -> list[str]:  # noqa: FBT001  # one condition, no option
        return [self.language.say(_("Sample data: invented figures."))] if is_sample else []

    def _signs(self, sheets: Mapping[str, Sheet]) -> Iterator[str]:
        """Explain every shorthand and every flag that the sheets use."""
        say, tables = self.language.say, [each.table for each in sheets.values()]
        texts = {text for table in tables for row in table.rows for text in row}
        letters = {each for table in tables for row in table.marks for each in "".join(row)}
        for each in Absence:
            if each.mark in texts:
                yield f"{SHORTHAND[each]} {say(each.label)}"
        for letter in sorted(letters):
            flag = labels(letter, self.language)
            yield say(_("Flag {letter}: {meaning}"), letter=letter, meaning=flag)

    def _format(self, kind: str) -> Format:
        """A format by name; whatever is no name is the format of a number."""
        if kind not in self._formats:
            known: dict[str, dict[str, object]] = {
                "plain": {},
                "wrapped": {"text_wrap": True, "valign": "top"},
                "title": {"bold": True, "font_size": 16},
                "heading": {"bold": True, "font_size": 14},
                "link": {"font_color": "#003399", "underline": 1},
                "absent": {"align": "right"},
            }
            self._formats[kind] = self.book.add_format(
                {**_FONT, **known.get(kind, {"num_format": kind})}
            )
        return self._formats[kind]


def _cells(table: Table, flagged: set[int]) -> Iterator[list[tuple[str | float, str]]]:
    """Each row's values with the name of their format, the flags in between."""
    for texts, marks, numbers in zip(table.rows, table.marks, table.numbers, strict=True):
        row: list[tuple[str | float, str]] = []
        for place, column in enumerate(table.columns):
            row.append(_cell(column, texts[place], numbers[place]))
            if place in flagged:
                row.append((marks[place], "plain"))
        yield row


def _cell(column: Column, text: str, number: float | None) -> tuple[str | float, str]:
    if number is None:
        return _OF_MARKS.get(text, text), "absent" if column.is_number else "plain"
    pattern = "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
    if text.endswith("%"):  # a spreadsheet's own percentage, with the decimals that are shown
        number, pattern = number / 100, "0.0%"
    signed = text[0] in "+−"
    return number, f"+{pattern};−{pattern};{pattern}" if signed else pattern


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
