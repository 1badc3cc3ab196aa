"""A plain form that lets a reader choose one thing of a page's own; it works without a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.markup import Child, element
from dashboard.page import Option
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import DATASETS, dataset
from emn.language import Language, _
from emn.network import Network
from emn.themes import THEMES


def chooser(view: View, *fields: Child) -> Markup:
    """The form around some fields; what else the address says stays as it is."""
    hidden = (
        element("input", type="hidden", name=name, value=text) for name, text in view.shared if text
    )
    return element(
        "form",
        *fields,
        *hidden,
        element("button", view.language.say(_("Show")), type="submit"),
        method="get",
        action=view.pathname,
        class_="chooser",
    )


def labelled(name: str, label: str, field: Markup) -> Markup:
    """A field with its label before it; the field's id is the parameter's name."""
    return element("p", element("label", label, for_=name, class_="label"), field)


def select(
    name: str, chosen: str, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]
) -> Markup:
    """A list to choose from: (value, label) in groups; a group without a name stands alone."""
    return element("select", *(_group(chosen, *each) for each in groups), name=name, id=name)


def _datasets(language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every dataset as (id, title), theme by theme."""
    grouped = [
        (theme, [(each.id, language.say(each.title)) for each in DATASETS if each.theme is theme])
        for theme in THEMES
    ]
    return [(language.say(theme.title), listed) for theme, listed in grouped if listed]


def chosen(view: View) -> Dataset:
    """The dataset that a reader chose, or the headline of the dashboard."""
    return dataset(view.option(DATASET.id) or _USUAL.id)


def choosing(view: View, other: Dataset, **options: str) -> View:
    """The view with another dataset chosen, and other choices of the page's own."""
    return view.choosing(**{DATASET.id: _spelled(other), **options})


def select_dataset(view: View) -> Markup:
    """The list to choose a dataset from, with its label."""
    field = select(DATASET.id, chosen(view).id, _datasets(view.language))
    return labelled(DATASET.id, view.language.say(_("Dataset")), field)


def _spelled(found: Dataset) -> str:
    return "" if found is _USUAL else found.id


def _read(text: str, _network: Network) -> str:
    return _spelled(dataset(text.lower())) if text else ""


_USUAL = DATASETS[0]
DATASET = Option(id="dataset", spelled=_read)


def _group(chosen: str, label: str, options: Sequence[tuple[str, str]]) -> Markup:
    listed = [
        element("option", text, value=value, selected=value == chosen) for value, text in options
    ]
    return element("optgroup", *listed, label=label) if label else Markup("").join(listed)
