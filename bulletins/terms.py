"""The glossary of a document: the terms of the figures that it shows, in its language."""

from __future__ import annotations

from collections.abc import Iterable

from bulletins.document import Items, Run, Section, Words
from emn.glossary import Term, alphabetical, of_indicator
from emn.indicators import indicator
from emn.language import Language, _, folded
from emn.wording import capitalised


def glossary(indicators: Iterable[str], language: Language) -> Section:
    """Write the section: what these indicators are called after, in alphabetical order."""
    found = {term.id for id_ in indicators for term in _subjects(id_)}
    terms = (term for term in alphabetical(language) if term.id in found)
    return Section(
        id="glossary",
        heading=language.say(_("Glossary")),
        blocks=(Items(items=tuple(_said(term, language) for term in terms)),),
        begins_page=False,
        is_small_print=True,
    )


def _subjects(id_: str) -> tuple[Term, ...]:
    """The terms that the label of an indicator holds, in both languages alike; else its first."""
    label = folded(indicator(id_).label)
    terms = of_indicator(id_)
    return tuple(term for term in terms if folded(term.name_en) in label) or terms[:1]


def _said(term: Term, language: Language) -> Words:
    name = Run(text=f"{capitalised(term.name(language))}{language.colon}", is_strong=True)
    return (name, Run(text=term.definition(language)))
