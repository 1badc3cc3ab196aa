"""`emn glossary`: what a word of the figures means, and what it stands for at Eurostat."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from emn.glossary import Term, alphabetical, find
from emn.language import Language, _

_WIDTH_OF_A_FILE = 120


def glossary(words: Sequence[str], language_code: str, *, as_json: bool) -> None:
    """Print the terms that these words name, or every term; as JSON for a program."""
    language = Language.parse(language_code)
    found = find(" ".join(words)) if words else alphabetical(language)
    if as_json:
        told = [_answer(term, language) for term in found]
        json.dump(told, sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
    elif words:
        click.echo("\n\n".join(_entry(term, language) for term in found))
    else:
        _list(found, language)


def facts(term: Term, language: Language) -> Iterator[tuple[str, str]]:
    """What there is to say of a term beside its definition: a heading, and what stands there."""
    other = Language.FR if language is Language.EN else Language.EN
    source = term.source
    named = f"{source.name(language)} {source.url}".strip() if source else ""
    told = (
        (other.own_name, term.name(other)),
        (language.say(_("Also")), ", ".join(term.also)),
        (language.say(_("Dimension")), ", ".join(term.dimensions)),
        (language.say(_("Codes")), ", ".join(term.codes)),
        (language.say(_("Indicators")), ", ".join(term.indicators)),
        (language.say(_("Source of the term")), named),
    )
    return ((heading, text) for heading, text in told if text)


def said(heading: str, text: str, language: Language) -> str:
    """A heading and what stands there, on one line."""
    return language.say(_("{heading}: {text}"), heading=heading, text=text)


def _entry(term: Term, language: Language) -> str:
    about = [f"  {said(*fact, language)}" for fact in facts(term, language)]
    return "\n".join((term.name(language), f"  {term.definition(language)}", *about))


def _list(found: Sequence[Term], language: Language) -> None:
    other = Language.FR if language is Language.EN else Language.EN
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for each in (language, other):
        table.add_column(each.own_name)
    for term in found:
        table.add_row(term.name(language), term.name(other))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_A_FILE
    console.print(table)


def _answer(term: Term, language: Language) -> dict[str, object]:
    return {
        "id": term.id,
        "name": term.name(language),
        "names": {each.value: term.name(each) for each in Language},
        "definition": term.definition(language),
        "also": term.also,
        "dimensions": term.dimensions,
        "codes": term.codes,
        "indicators": term.indicators,
        "source": term.source.name(language) if term.source else None,
    }
