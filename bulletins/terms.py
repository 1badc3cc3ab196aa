"""The glossary of a document: the terms of the figures that it shows, in its language."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from bulletins.document import Listing, Section
from charts.exhibit import Column
from charts.tables import Cell, table
from emn.glossary import Term, alphabetical, of_indicator
from emn.language import Language, _
from emn.wording import capitalised


def glossary(indicators: Iterable[str], language: Language) -> Section:
    """Write the section: what explains these indicators, in alphabetical order."""
    found = {term.id for id_ in indicators for term in of_indicator(id_)}
    rows = [_row(term, language) for term in alphabetical(language) if term.id in found]
    columns = (
        Column(id="term", label=language.say(_("Term")), is_number=False),
        Column(id="meaning", label=language.say(_("Meaning")), is_number=False),
    )
    data = pl.DataFrame([(head, cells[0].text) for head, cells in rows], orient="row")
    made = table(language.say(_("The terms of the figures in this document")), columns, rows, data)
    return Section(
        id="glossary",
        heading=language.say(_("Glossary")),
        blocks=(Listing(table=made),),
        begins_page=False,
    )


def _row(term: Term, language: Language) -> tuple[str, list[Cell]]:
    return capitalised(term.name(language)), [Cell(term.definition(language))]
