"""HTML as values: every text is escaped on its way in, so no name, number or address breaks out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

Child = str | Markup | None

_SPECIAL = re.compile("[&<>\"']")
_WITHOUT_END = frozenset({"base", "br", "img", "input", "link", "meta"})


def element(tag: str, *children: Child, **attributes: object) -> Markup:
    """Write one element; a child that is not markup yet is escaped, None is left out.

    `class_` gives `class`, `data_figure` gives `data-figure`; True gives an attribute without a
    value, False and None none at all.
    """
    start = f"<{tag}{''.join([_attribute(*each) for each in attributes.items()])}>"
    if tag in _WITHOUT_END:
        return Markup(start)  # noqa: S704  # every part was escaped just above
    return Markup(f"{start}{_joined(children)}</{tag}>")  # noqa: S704  # the same


def joined(children: Iterable[Child]) -> Markup:
    """Put children one after the other, escaping those that are not markup yet."""
    return Markup(_joined(children))  # noqa: S704  # each was escaped on its way


def hidden(text: str) -> Markup:
    """Write a text for those who listen to the page; it is not seen."""
    return element("span", text, class_="unseen")


def _joined(children: Iterable[Child]) -> str:
    return "".join(
        [
            child if isinstance(child, Markup) else _escaped(child)
            for child in children
            if child is not None
        ]
    )


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {written}"
    return f' {written}="{value if isinstance(value, Markup) else _escaped(str(value))}"'


def _escaped(text: str) -> str:
    """Escape a text; most have nothing to escape, and looking takes less time."""
    return str(escape(text)) if _SPECIAL.search(text) else text
