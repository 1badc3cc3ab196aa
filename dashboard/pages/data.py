"""Data: every dataset with its source and its files, theme by theme; how programs get at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from charts.workshop import Workshop
from dashboard import opening
from dashboard.api import documentation
from dashboard.listing import Head, listing, section
from dashboard.markup import Child, element, joined
from dashboard.page import Content, Option, Page
from dashboard.pages import dataset as dataset_page
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import Misused
from emn.indicators import INDICATORS, RATIOS
from emn.language import _
from emn.network import Network
from emn.themes import THEMES, Theme

_WITH_DATA = tuple(theme for theme in THEMES if any(each.theme is theme for each in DATASETS))


def content(view: View, workshop: Workshop) -> Content:
    """The page for one view: every theme, or the one that is chosen."""
    language, say = view.language, view.language.say
    chosen = view.option("theme")
    themes = [each for each in _WITH_DATA if chosen in {"", each.id}]
    dataflows = {each.dataflow for each in DATASETS}
    headline = say(_("Every dataset, where it comes from, and how to take it with you"))
    lead = say(
        _("{datasets} datasets of {dataflows} dataflows of Eurostat, and {indicators} indicators."),
        datasets=language.number(len(DATASETS)),
        dataflows=language.number(len(dataflows)),
        indicators=language.number(len(INDICATORS) + len(RATIOS)),
    )
    return Content(
        title=opening.title(say(PAGE.label)),
        description=lead,
        opening=opening.heading(say(PAGE.label), headline, lead),
        exhibits=joined(
            (
                _filter(view),
                *(_theme(each, view, workshop) for each in themes),
                documentation(view),
            )
        ),
    )


def _filter(view: View) -> Markup:
    """Links to one theme each, and to all of them."""
    choices = [("", _("All themes")), *((each.id, each.title) for each in _WITH_DATA)]
    links = (
        element(
            "li",
            element(
                "a",
                view.language.say(label),
                href=view.choosing(theme=id_).url,
                aria_current="true" if id_ == view.option("theme") else None,
            ),
        )
        for id_, label in choices
    )
    label = view.language.say(_("Themes"))
    return element("nav", element("ul", *links), aria_label=label, class_="filter")


def _theme(theme: Theme, view: View, workshop: Workshop) -> Markup:
    say = view.language.say
    title = say(theme.title)
    heads = (
        Head(label=say(_("Dataset"))),
        Head(label=say(_("Dataflow"))),
        Head(label=say(_("Frequency"))),
        Head(label=say(_("Source"))),
        Head(label=say(_("Updated at Eurostat"))),
        Head(label=say(_("Indicators"))),
        Head(label=say(_("Download"))),
    )
    rows = [_row(each, view, workshop) for each in DATASETS if each.theme is theme]
    caption = say(_("The datasets of “{theme}”"), theme=title)
    return section(theme.id, title, listing(f"{theme.id}-datasets", caption, heads, rows))


def _row(shown: Dataset, view: View, workshop: Workshop) -> Sequence[Child]:
    language, vintage = view.language, workshop.store.current(shown)
    return (
        element("a", language.say(shown.title), href=view.at(f"data/{shown.id}").url),
        element("a", shown.dataflow, href=shown.url, rel="external"),
        dataset_page.frequency(shown, language),
        vintage.whose(language) if vintage else "–",
        language.date(vintage.last_update, short=True) if vintage else "–",
        Markup("").join(_indicators(shown, view)) or "–",
        dataset_page.downloads(shown, view) if vintage else "–",
    )


def _indicators(shown: Dataset, view: View) -> Iterator[Markup]:
    """Each indicator of the dataset, a link to its definition."""
    href = view.at(f"data/{shown.id}").url
    for each in INDICATORS:
        if each.dataset.id == shown.id:
            link = element("a", view.language.say(each.label), href=f"{href}#{each.id}")
            yield element("div", link)


def _spelled(text: str, _network: Network) -> str:
    themes = [each.id for each in _WITH_DATA]
    if text and text not in themes:
        raise Misused.unknown(text, _("theme"), themes)
    return text


PAGE = Page(
    path="data",
    label=_("Data"),
    content=content,
    options=(Option(id="theme", spelled=_spelled),),
    has_places=False,
)
