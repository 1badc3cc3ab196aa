"""A workbook as ODS: what its XLSX holds, cell by cell, in the open format.

The few parts that such a file needs are written here: a library would bring a template with a
clock, a thumbnail and a program's name in it, and would be handed the same markup. Every text is
escaped by the page it stands on.
"""

from __future__ import annotations

from datetime import UTC

from jinja2 import Environment, PackageLoader, StrictUndefined

from charts.archive import archive
from charts.workbook import Book, Look, Value
from charts.xlsx import AUTHOR, FONT, LINK

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MILLIMETRES = 2.4  # of a letter in a column
_COUNTRY = {"en": "GB", "fr": "FR"}


def ods(book: Book) -> bytes:
    """The bytes of the file; the same book gives the same."""
    environment = Environment(
        loader=PackageLoader("charts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    values = [value for leaf in book.leaves for row in (leaf.lines, *leaf.rows) for value in row]
    words = {
        "book": book,
        "country": _COUNTRY[book.language],
        "created": f"{book.created.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "author": AUTHOR,
        "font": FONT,
        "link": LINK,
        "kind": _KIND,
        "looks": Look,
        "patterns": {each: at for at, each in enumerate(_patterns(values))},
        "widths": sorted({width for leaf in book.leaves for width in leaf.widths}),
        "letter": _MILLIMETRES,
        "parts": _parts,
        "column": _column,
    }
    parts = {
        name: environment.get_template(f"ods/{name.rpartition('/')[2]}.jinja").render(words)
        for name in ("META-INF/manifest.xml", "content.xml", "meta.xml", "styles.xml")
    }
    named = {"mimetype": _KIND, **parts}
    return archive({name: text.encode() for name, text in named.items()}, plain=("mimetype",))


def _patterns(values: list[Value]) -> list[str]:
    """The patterns of numbers in use, once each."""
    return list(dict.fromkeys(each.pattern for each in values if each.pattern))


def _parts(pattern: str) -> list[dict[str, object]]:
    """A pattern's parts: for positive numbers, for negative ones, for zero; at least the first."""
    return [
        {
            "sign": each[0] if each[0] in "+−" else "",
            "decimals": len(each.partition(".")[2].rstrip("%")),
            "is_grouped": "," in each,
            "is_percent": each.endswith("%"),
        }
        for each in pattern.split(";")
    ]


def _column(place: int) -> str:
    """The letters of a column: A to Z, AA and on."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
