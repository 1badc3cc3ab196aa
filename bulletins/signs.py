"""The signs in our tables: flags beside a number, shorthand where there is none.

A confidential, a missing, a not applicable and an uncollected figure and a zero are five different
things; so are a provisional figure and one after a break.
"""

from __future__ import annotations

import polars as pl

from charts.exhibit import Column, Table
from charts.tables import Cell, table
from emn.flags import ZERO, Absence, Flag, labels, signs
from emn.language import Language, _


def used(tables: tuple[Table, ...], language: Language) -> str:
    """Explain the signs that these tables use, in one line; empty where they use none."""
    letters = {letter for table in tables for marks in table.marks for letter in "".join(marks)}
    texts = {
        text
        for table in tables
        for row in table.rows
        for column, text in zip(table.columns, row, strict=True)
        if not column.id.startswith("change")  # whose 0 is a figure that did not move
    }
    told = [(letter, labels(letter, language)) for letter in sorted(letters)]
    told += [(each.mark, language.say(each.label)) for each in Absence if each.mark in texts]
    if "0" in texts:
        told.append(("0", language.say(ZERO)))
    return "; ".join(f"{sign} {meaning}" for sign, meaning in told) + ("." if told else "")


def explained(language: Language) -> Table:
    """Every sign with its meaning: absences, zero, then flags in alphabetical order."""
    unused = {Absence.NOT_COMPARABLE.mark, str(Flag.NOT_COMPARABLE)}  # of changes and indices
    rows = [(sign, language.say(label)) for sign, label in signs() if sign not in unused]
    return table(
        language.say(_("Signs and flags")),
        (
            Column(id="sign", label=language.say(_("Sign")), is_number=False),
            Column(id="meaning", label=language.say(_("Meaning")), is_number=False),
        ),
        [(sign, [Cell(meaning)]) for sign, meaning in rows],
        pl.DataFrame(rows, schema=["sign", "meaning"], orient="row"),
    )
