"""What a page tells the programs that read it: those that show a link, and search engines.

Sample data tells them nothing but to go away: an invented figure must not be found as Eurostat's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from cache import Vintage
from charts.plan import Plan
from charts.plate import CARD, SITE
from charts.workshop import Workshop
from dashboard.markup import element
from dashboard.page import Page
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import dataset

_LICENCE = "http://data.europa.eu/eli/dec/2011/833/oj"  # the Commission's, on reuse
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}
_FORMATS = {"csv": "text/csv", "json": "application/json"}
Told = Mapping[str, object]
Stored = Sequence[tuple[Dataset, Vintage]]


def metadata(
    page: Page, view: View, words: tuple[str, str], root: str, workshop: Workshop
) -> Iterator[Markup]:
    """The elements of a page's head; `words` are its title and its description."""
    title, description = words
    stored = _stored(page.exhibits(view, workshop), workshop)
    yield from _shown(title, description, f"{root}{view.url}", view)
    if stored:
        yield from _card(title, f"{root}{view.card}")
    if any(vintage.is_sample for _each, vintage in stored):
        yield element("meta", name="robots", content="noindex")
    elif stored:
        yield _script(_described(words, view, root, stored))


def _stored(plans: Iterable[Plan], workshop: Workshop) -> Stored:
    """The datasets that the exhibits draw on, with the vintage in service; none twice."""
    found = dict.fromkeys(plan.dataset_id for plan in plans)
    held = ((each, workshop.store.current(each)) for each in map(dataset, found))
    return [(each, vintage) for each, vintage in held if vintage is not None]


def _shown(title: str, description: str, address: str, view: View) -> Iterator[Markup]:
    """What is shown beside a link to the page, by Open Graph."""
    told = {
        "og:type": "website",
        "og:site_name": SITE,
        "og:title": title,
        "og:description": description,
        "og:url": address,
        "og:locale": _LOCALES[view.language],
    }
    return (element("meta", property=name, content=text) for name, text in told.items() if text)


def _card(title: str, address: str) -> Iterator[Markup]:
    width, height = CARD
    told = {
        "og:image": address,
        "og:image:type": "image/png",
        "og:image:width": width,
        "og:image:height": height,
        "og:image:alt": title,
    }
    yield from (element("meta", property=name, content=each) for name, each in told.items())
    yield element("meta", name="twitter:card", content="summary_large_image")


def _described(words: tuple[str, str], view: View, root: str, stored: Stored) -> Told:
    """The figures of the page as a dataset of schema.org."""
    title, description = words
    sources = [_source(each, vintage, view) for each, vintage in stored]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description or title,
        "url": f"{root}{view.url}",
        "inLanguage": view.language,
        "isAccessibleForFree": True,
        "license": _LICENCE,
        "creator": [
            {"@type": "Organization", "name": name}
            for name in dict.fromkeys(vintage.source for _each, vintage in stored)
        ],
        "dateModified": max(vintage.last_update for _each, vintage in stored).isoformat(),
        "isBasedOn": sources,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": f"{root}{view.file(suffix)}",
            }
            for suffix, kind in _FORMATS.items()
        ],
    }


def _source(each: Dataset, vintage: Vintage, view: View) -> Told:
    told = {
        "@type": "Dataset",
        "name": view.language.say(each.title),
        "description": f"{view.language.say(each.title)} ({each.dataflow})",
        "url": each.url if vintage.is_eurostats else vintage.url,
        "version": vintage.name,
        "license": _LICENCE if vintage.is_eurostats else vintage.licence,
    }
    return {**told, "identifier": f"https://doi.org/{each.doi}"} if vintage.is_eurostats else told


def _script(told: Told) -> Markup:
    """Data that no browser runs; a `<` in a text can't end it."""
    text = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return element("script", Markup(text), type="application/ld+json")  # noqa: S704  # just escaped
