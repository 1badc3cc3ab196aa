"""Bring the catalogues up to date with the code: `make messages`.

New messages come in without a translation, those that the code lost go. The order is that of the
files, and nothing in it moves by itself: no dates, no line numbers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

_KEYWORDS = {"_": None, "plural": (1, 2)}
_PACKAGES = ("bulletins", "cache", "charts", "dashboard", "emn", "etl")
_WIDTH = 100
_LOCALES = Path("emn/locales")


def main(root: Path) -> None:
    """Rewrite every catalogue below a checkout."""
    template = Catalog()
    for file, message in _messages(root):
        template.add(message, locations=[(file, 0)])
    for path in sorted((root / _LOCALES).glob("*/emn.po")):
        text = path.read_text(encoding="utf-8")
        catalogue = read_po(io.StringIO(text), locale=path.parent.name)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        written = io.BytesIO()
        write_po(
            written,
            catalogue,
            width=_WIDTH,
            omit_header=True,
            sort_by_file=True,
            include_lineno=False,
        )
        header, _blank, _messages_before = text.partition("\n\n")
        path.write_text(f"{header}\n\n{written.getvalue().decode().strip()}\n", encoding="utf-8")


def _messages(root: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Every message, with the file that it stands in; templates hold none."""
    for package in _PACKAGES:
        found = extract_from_dir(root / package, keywords=_KEYWORDS, strip_comment_tags=True)
        for file, _line, message, _comments, _context in found:
            yield f"{package}/{file}", message


if __name__ == "__main__":
    main(Path())
