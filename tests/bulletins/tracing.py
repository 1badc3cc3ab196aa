"""Every number in a text, and the cells that it may be said of: how tests trace them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

import polars as pl

from bulletins.document import Document
from charts.exhibit import Exhibit
from charts.exhibits import EXHIBITIONS
from charts.key_figures import KeyFigure
from charts.plan import Plan, material
from charts.workshop import Selection, Workshop
from emn.fact import Fact, Sentence
from emn.indicator import Indicator
from emn.indicators import indicator
from emn.language import NARROW_NO_BREAK, NO_BREAK, Language

# What is a time or a name, not a figure; and a figure, in English or in French.
TIMES = re.compile(r"\b(?:19|20)\d\d\b|T[1-4]|Q[1-4]|\b(?:1er|2e)\b")
FIGURE = re.compile(rf"\d+(?:[,{NARROW_NO_BREAK}]\d{{3}})*(?:[.,]\d+)?")

Number = tuple[float, int]  # as written, and its decimals


def numbers(text: str, without: Iterable[str] = ()) -> list[Number]:
    """Every figure that a text states, without its sign, and without those of these words."""
    text = text.replace(NO_BREAK, " ")
    for words in sorted(without, key=len, reverse=True):
        text = text.replace(words.replace(NO_BREAK, " "), " ")
    return [_number(found) for found in FIGURE.findall(TIMES.sub("", text))]


def _number(written: str) -> Number:
    plain = written.replace(NARROW_NO_BREAK, "")
    if re.search(r",\d{3}(?!\d)", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    return float(plain), len(plain.partition(".")[2])


def says(number: Number, value: float) -> bool:
    """Whether a number, as written, is this value rounded."""
    written, decimals = number
    return bool(abs(abs(value) - written) <= 0.5 * 10**-decimals + 1e-9)


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence that a rule wrote."""
    for section in document.sections:
        for paragraph in section.paragraphs:
            yield from paragraph.sentences


def untraced(said: Sentence, language: Language) -> list[Number]:
    """The numbers of a sentence that none of its facts has."""
    values = [fact.value for fact in said.facts if fact.value is not None]
    without = _constants(said.facts, language)
    return [
        each
        for each in numbers(said.text, without)
        if not any(says(each, value) for value in values)
    ]


def _constants(facts: Iterable[Fact], language: Language) -> set[str]:
    """What stands in the words of an indicator itself: `aged 15 to 29`, `per 1,000 people`."""
    abouts = {indicator(fact.indicator) for fact in facts}
    return {words for about in abouts for words in _words(about, language)}


def _words(about: Indicator, language: Language) -> Iterator[str]:
    for message in (about.label, about.sentence, about.lead):
        parts = re.split(r"{\w+}", language.say(message, **_SAME))
        yield from (part.strip() for part in parts if re.search(r"\d", part))


_SAME = {name: f"{{{name}}}" for name in ("value", "where", "when", "leaders")}


def untraced_figure(figure: KeyFigure) -> list[Number]:
    """The numbers of a key figure that none of its facts has."""
    values = [fact.value for fact in figure.facts if fact.value is not None]
    told = [each for text in (figure.value, *figure.changes) for each in numbers(text)]
    return [each for each in told if not any(says(each, value) for value in values)]


def untraced_exhibit(exhibit: Exhibit, workshop: Workshop, selection: Selection) -> list[Number]:
    """The numbers of an exhibit's words that are no cell, and no change between two of a place."""
    plan = next(plan for each in EXHIBITIONS for plan in each.exhibits if plan.id == exhibit.id)
    without = {*_words(plan.indicator, selection.language), *_names(exhibit)}
    told = numbers(f"{exhibit.title} {exhibit.text}", without)
    lines = _lines(plan, workshop, selection)
    return [each for each in told if not any(_derives(each, line) for line in lines)]


def _names(exhibit: Exhibit) -> set[str]:
    """What columns and rows of its table are called: `14 to 17 years`."""
    heads = {column.label for column in exhibit.table.columns}
    names = heads | {row[0] for row in exhibit.table.rows}
    return {name for name in names if re.search(r"\d.*[a-z]|[a-z].*\d", name)}


def _lines(plan: Plan, workshop: Workshop, selection: Selection) -> list[list[float]]:
    stuff = material(plan, workshop, selection)
    keys = ["geo", *([plan.by] if plan.by else [])]
    known = stuff.everyone.drop_nulls("value").group_by(keys).agg(pl.col("value"))
    return known["value"].to_list()


def _derives(number: Number, line: list[float]) -> bool:
    if any(says(number, value) for value in line):
        return True
    pairs = [(now, before) for now in line for before in line]
    changes = (100 * (now - before) / before for now, before in pairs if before >= 100)
    differences = (now - before for now, before in pairs)
    return any(says(number, value) for value in chain(changes, differences))
