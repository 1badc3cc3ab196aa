"""Glossary: every term in alphabetical order, an anchor each, and the datasets it explains."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from charts.workshop import Workshop
from dashboard import opening
from dashboard.listing import datasets, facts
from dashboard.markup import Child, element, joined
from dashboard.page import Content, Menu, Page
from dashboard.view import View
from emn.bindings import datasets_of
from emn.glossary import Term, alphabetical
from emn.indicators import INDICATORS, RATIOS
from emn.language import Language, _, folded
from emn.wording import capitalised

_LABELS = {each.id: each.label for each in INDICATORS} | {each.id: each.label for each in RATIOS}


def content(view: View, _workshop: Workshop) -> Content:
    """The page in one language."""
    language, terms = view.language, alphabetical(view.language)
    headline = language.say(_("What the words of the figures mean"))
    lead = language.say(
        _(
            "{count} terms in English and French. For the words of migration policy itself, see the"
            " EMN Asylum and Migration Glossary."
        ),
        count=len(terms),
    )
    return Content(
        title=opening.title(language.say(PAGE.label)),
        description=lead,
        opening=opening.heading(language.say(PAGE.label), headline, lead),
        exhibits=joined(
            (_index(terms, language), element("div", *(_entry(each, view) for each in terms)))
        ),
    )


def _index(terms: tuple[Term, ...], language: Language) -> Markup:
    """A link to the first term of each letter."""
    first: dict[str, Term] = {}
    for term in terms:
        first.setdefault(folded(term.name(language))[0].upper(), term)
    links = (element("a", letter, href=f"#{term.id}") for letter, term in first.items())
    label = language.say(_("Terms by letter"))
    return element("nav", *links, aria_label=label, class_="letters")


def _entry(term: Term, view: View) -> Markup:
    language = view.language
    name = capitalised(term.name(language))
    return element(
        "article",
        element("h2", element("a", name, href=f"#{term.id}")),
        element("p", term.definition(language)),
        facts(_facts(term, view)),
        id=term.id,
        class_="term",
    )


def _facts(term: Term, view: View) -> Iterator[tuple[str, Child]]:
    language, say = view.language, view.language.say
    other = Language.FR if language is Language.EN else Language.EN
    yield other.own_name, element("span", term.name(other), lang=other)
    yield say(_("Also")), ", ".join(term.also)
    yield say(_("At Eurostat")), ", ".join((*term.dimensions, *term.codes))
    yield say(_("Indicators")), ", ".join(say(_LABELS[each]) for each in term.indicators)
    yield say(_("Datasets")), _datasets(term, view)
    yield say(_("Source of the term")), _source(term, language)


def _datasets(term: Term, view: View) -> Child:
    """Links to the datasets; nothing where it explains none."""
    links = [
        element("a", view.language.say(each.title), href=view.at(f"data/{each.id}").url)
        for each in datasets_of(term)
    ]
    return datasets(links, view.language) if links else None


def _source(term: Term, language: Language) -> Child:
    if term.source is None:
        return None
    name = term.source.name(language)
    return element("a", name, href=term.source.url, rel="external") if term.source.url else name


PAGE = Page(path="glossary", label=_("Glossary"), content=content, menu=Menu.FOOT, has_places=False)
