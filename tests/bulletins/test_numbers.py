from __future__ import annotations

import re
from datetime import date

import polars as pl
import pytest

from bulletins.document import Document
from bulletins.edition import assembled
from charts.workshop import Workshop
from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    FIRST_INSTANCE_DECISIONS,
    TEMPORARY_PROTECTION_BENEFICIARIES,
)
from emn.language import NARROW_NO_BREAK, NO_BREAK, Language
from tests.bulletins.conftest import QUARTER

# What is a time or a name, not a figure; and a figure, in English or in French.
TIMES = re.compile(r"(?:19|20)\d\d|T[1-4]|Q[1-4]|\b(?:1er|2e)\b")
FIGURE = re.compile(rf"\d+(?:[,{NARROW_NO_BREAK}]\d{{3}})*(?:[.,]\d+)?")

Cells = dict[tuple[str, date], float]


def figures(text: str) -> set[float]:
    """Every figure that a text states, without its sign."""
    text = TIMES.sub("", text.replace(NO_BREAK, " "))
    return {_value(found) for found in FIGURE.findall(text)}


def _value(written: str) -> float:
    plain = written.replace(NARROW_NO_BREAK, "")
    if re.search(r",\d{3}(?!\d)", plain):
        plain = plain.replace(",", "")
    return float(plain.replace(",", "."))


def cells(workshop: Workshop) -> list[Cells]:
    """The cells on paper, one table a measure; rates are computed here, by hand."""
    store = workshop.store
    applicants, decisions, stock = (
        store.observations(dataset).drop_nulls("value").collect()
        for dataset in (
            ASYLUM_APPLICATIONS,
            FIRST_INSTANCE_DECISIONS,
            TEMPORARY_PROTECTION_BENEFICIARIES,
        )
    )
    total = _cells(decisions.filter(decision="TOTAL"))
    positive = _cells(decisions.filter(decision="POS"))
    rates = {key: 100 * positive[key] / total[key] for key in total}
    return [_cells(applicants), total, rates, _cells(stock)]


def _cells(observations: pl.DataFrame) -> Cells:
    rows = observations.select("geo", "period", "value").iter_rows()
    return {(geo, period): value for geo, period, value in rows}


def derivable(measure: Cells) -> set[float]:
    """Every figure that may be said of a measure: levels, changes in per cent and absolute."""
    pairs = [
        (now, before)
        for (geo, _), now in measure.items()
        for (other, _), before in measure.items()
        if geo == other
    ]
    said = {round(value, decimals) for value in measure.values() for decimals in (0, 1)}
    said |= {round(abs(now - before), decimals) for now, before in pairs for decimals in (0, 1)}
    return said | {round(100 * abs(now - before) / before, 1) for now, before in pairs if before}


def quarter_sums(measure: Cells) -> set[float]:
    months = [date(2026, month, 1) for month in (4, 5, 6)]
    geos = {geo for geo, _ in measure}
    parts = [[measure.get((geo, month)) for month in months] for geo in geos]
    return {float(sum(each)) for each in parts if None not in each}  # type: ignore[arg-type]  # no None is left


def said(bulletin: Document) -> list[str]:
    """What the bulletin says in words, sentence by sentence."""
    section, cover = bulletin.sections[0], bulletin.cover
    assert cover is not None
    told = [cover.headline, *(each.text for each in section.paragraphs)]
    told += [text for each in section.exhibits for text in (each.title, each.text)]
    for figure in cover.key_figures:
        told += [figure.value, *figure.changes]
    return told


@pytest.mark.parametrize("language", list(Language))
def test_every_number_in_the_text_comes_from_a_cell(workshop: Workshop, language: Language) -> None:
    measures = cells(workshop)
    known = set().union(*(derivable(each) for each in measures), quarter_sums(measures[0]))

    untraced = {
        text: figures(text) - known for text in said(assembled(workshop, QUARTER, language))
    }

    assert {text: numbers for text, numbers in untraced.items() if numbers} == {}
    assert any(figures(text) for text in untraced)


def test_both_languages_state_the_same_numbers(workshop: Workshop) -> None:
    english, french = (
        [figures(text) for text in said(assembled(workshop, QUARTER, language))]
        for language in Language
    )

    assert english == french
