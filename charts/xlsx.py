"""A workbook as XLSX; its tables are marked as tables."""

from __future__ import annotations

import io
import re
from datetime import UTC

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.workbook import Book, Leaf, Look, Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AUTHOR = "EMN Statistics"
COMPANY = "European Migration Network"
LINK = "#003399"
FONT = "Arial"
_A4 = 9  # as Excel numbers papers
_FONT = {"font_name": FONT, "font_size": 12}
_LOOKS: dict[Look, dict[str, object]] = {
    Look.PLAIN: {},
    Look.WRAPPED: {"text_wrap": True, "valign": "top"},
    Look.TITLE: {"bold": True, "font_size": 16},
    Look.HEADING: {"bold": True, "font_size": 14},
    Look.LINK: {"font_color": LINK, "underline": 1},
    Look.ABSENT: {"align": "right"},
    Look.NUMBER: {},
}


def xlsx(book: Book) -> bytes:
    """The bytes of the file; the same book gives the same."""
    file = io.BytesIO()
    plain = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(file, plain) as opened:
        opened.set_properties(
            {
                "title": book.title,
                "author": AUTHOR,
                "company": COMPANY,
                "subject": book.subject,
                "comments": book.comments,
                "created": book.created.astimezone(UTC).replace(tzinfo=None),
            }
        )
        formats: dict[tuple[Look, str], Format] = {}
        for leaf in book.leaves:
            _write(opened, leaf, formats)
    return file.getvalue()


def _write(opened: Workbook, leaf: Leaf, formats: dict[tuple[Look, str], Format]) -> None:
    page = opened.add_worksheet(leaf.name)
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)  # across; as many as it takes down
    down, across = leaf.printed
    page.print_area(0, 0, down - 1, across - 1)
    for place, width in enumerate(leaf.widths):
        page.set_column(place, place, width)
    rows = [*((line,) for line in leaf.lines), *([()] if leaf.heads else []), *leaf.rows]
    for row, values in enumerate(rows):
        for place, value in enumerate(values):
            _put(page, (row, place), value, _format(opened, value, formats))
    if leaf.heads:
        top = len(leaf.lines)
        page.repeat_rows(top)
        page.add_table(
            *(top, 0, top + max(1, len(leaf.rows)), len(leaf.heads) - 1),
            {
                "name": re.sub(r"\W", "_", f"t_{leaf.name}"),
                "columns": [{"header": head} for head in leaf.heads],
                "style": "Table Style Light 1",
                "autofilter": False,
                "description": leaf.description,
            },
        )


def _put(page: Worksheet, at: tuple[int, int], value: Value, look: Format) -> None:
    if value.link:
        page.write_url(*at, f"internal:'{value.link}'!A1", look, str(value.content))
    elif value.look is Look.NUMBER:
        page.write_number(*at, value.content, look)
    elif value.content:
        page.write_string(*at, value.content, look)


def _format(opened: Workbook, value: Value, formats: dict[tuple[Look, str], Format]) -> Format:
    """The format of a value, made once a workbook."""
    key = (value.look, value.pattern)
    if key not in formats:
        pattern = {"num_format": value.pattern} if value.pattern else {}
        formats[key] = opened.add_format({**_FONT, **_LOOKS[value.look], **pattern})
    return formats[key]
