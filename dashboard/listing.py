"""Tables of words and dates, for the pages that prove the numbers; on a phone a row is a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup import Child, element
from emn.language import Language

_FEW = 3  # datasets that are named at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column's heading, and whether its cells are numbers."""

    label: str
    is_number: bool = False


def listing(
    id_: str, caption: str, heads: Sequence[Head], rows: Iterable[Sequence[Child]]
) -> Markup:
    """A table whose first column names its rows."""
    caption_id = f"{id_}-caption"
    return element(
        "div",
        element(
            "table",
            element("caption", element("span", caption), id=caption_id),
            element("thead", element("tr", *(_head(each) for each in heads))),
            element("tbody", *(_row(heads, row) for row in rows)),
        ),
        id=id_,
        class_="listing",
        role="region",
        aria_labelledby=caption_id,
        tabindex="0",
    )


def facts(pairs: Iterable[tuple[str, Child]]) -> Markup:
    """What there is to say of a thing: a heading, and what stands there, line by line."""
    return element(
        "dl",
        *(
            element("div", element("dt", heading), element("dd", child))
            for heading, child in pairs
            if child
        ),
        class_="facts",
    )


def datasets(shown: Sequence[Child], language: Language) -> Markup:
    """A list of datasets; folded away behind their number where they are many."""
    listed = element("ul", *(element("li", each) for each in shown))
    if len(shown) <= _FEW:
        return listed
    told = language.plural("{number} dataset", "{number} datasets", len(shown))
    return element("details", element("summary", told), listed, class_="unfolds")


def section(id_: str, heading: str, *children: Child) -> Markup:
    """A part of a page under its own heading, to which a link can lead."""
    return element(
        "section",
        element("h2", heading, id=f"{id_}-heading"),
        *children,
        id=id_,
        class_="part",
        aria_labelledby=f"{id_}-heading",
    )


def _head(head: Head) -> Markup:
    return element("th", head.label, scope="col", class_="number" if head.is_number else None)


def _row(heads: Sequence[Head], row: Sequence[Child]) -> Markup:
    first, *rest = row
    cells = (
        element("td", child, class_="number" if head.is_number else None, data_label=head.label)
        for head, child in zip(heads[1:], rest, strict=True)
    )
    return element("tr", element("th", first, scope="row"), *cells)
