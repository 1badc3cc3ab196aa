"""Build: an edition in one language, in every format, written beside and then renamed."""

from __future__ import annotations

from pathlib import Path

from bulletins.desk.edition import Edition
from bulletins.desk.outlining import outline_of
from bulletins.desk.weaving import woven
from bulletins.document import Document
from bulletins.edition import assembled
from bulletins.formats import Press
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
    """Write the bulletin of a quarter into a folder, in every format, and give its files."""
    press = Press(out=out, fonts=workshop.fonts)
    return press.write(bulletin(workshop, quarter, language, edition))


def bulletin(
    workshop: Workshop, quarter: Period, language: Language, edition: Edition | None = None
) -> Document:
    """The bulletin of a quarter; with an edition, what people wrote for it is part of it."""
    if edition is None:
        return assembled(workshop, quarter, language)
    return woven(figures(workshop, edition, language), edition, workshop.network)


def figures(workshop: Workshop, edition: Edition, language: Language) -> Document:
    """The document of an edition before anybody wrote for it: what the figures say and show."""
    return assembled(workshop, edition.quarter, language, outline_of(edition, workshop.network))
