"""Build: an edition in one language, as HTML and PDF, written beside and then renamed."""

from __future__ import annotations

from pathlib import Path

from bulletins.content import content
from bulletins.desk.edition import Edition
from bulletins.desk.weaving import woven
from bulletins.edition import assembled
from bulletins.page import page
from bulletins.pdf import pdf
from cache import Store
from charts.workshop import Workshop
from emn.language import Language
from emn.period import Period


def build(
    workshop: Workshop,
    quarter: Period,
    language: Language,
    out: Path,
    edition: Edition | None = None,
) -> list[Path]:
    """Write the bulletin of a quarter into a folder and give its files: HTML, then PDF.

    With an edition, what people wrote for it is part of it. Neither file is replaced before both
    are ready.
    """
    document = assembled(workshop, quarter, language)
    if edition is not None:
        document = woven(document, edition, workshop.network)
    words = content(document, workshop.fonts)
    formats = {
        ".html": page(words, workshop.fonts).encode(),
        ".pdf": pdf(words, workshop.fonts, document.extracted),
    }
    paths = [out / f"{document.file_name}{suffix}" for suffix in formats]
    for path, made in zip(paths, formats.values(), strict=True):
        with Store(out).written(path) as file:
            file.write(made)
    return paths
