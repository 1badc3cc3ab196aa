"""WordprocessingML that python-docx has no words for: fields, bookmarks, links, shading, borders.

Every text enters as text of an element, so nothing in it can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

Element = BaseOxmlElement


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of the `w` namespace, with attributes of it."""
    made = cast("Element", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def below(root: Element, tag: str) -> Iterator[Element]:
    """Every element of a name of the `w` namespace below an element, in order."""
    return cast("Iterator[Element]", root.iter(qn(f"w:{tag}")))


def elements_at(root: Element, path: str) -> list[Element]:
    """The elements at a path of XPath below an element."""
    return cast("list[Element]", root.xpath(path))


def texts_at(root: Element, path: str) -> list[str]:
    """The texts or attributes at a path of XPath below an element."""
    return [str(each) for each in cast("list[str]", root.xpath(path))]


def written(text: str, *looks: Element) -> Element:
    """A run of text, spaces kept."""
    words = element("t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return element("r", *([element("rPr", *looks)] if looks else []), words)


def field(instruction: str, *shown: Element) -> Iterator[Element]:
    """A field as runs: what Word is to compute, and what it shows until then."""
    order = element("instrText")
    order.text = f" {instruction} "
    order.set(qn("xml:space"), "preserve")
    yield element("r", element("fldChar", fldCharType="begin"))
    yield element("r", order)
    yield element("r", element("fldChar", fldCharType="separate"))
    yield from shown
    yield element("r", element("fldChar", fldCharType="end"))


def mark(paragraph: Paragraph, name: str, number: int) -> None:
    """Give a paragraph a name that links lead to; the number is the document's own."""
    start = element("bookmarkStart", id=str(number), name=name)
    first = paragraph._p.pPr  # noqa: SLF001  # python-docx has no public way to the element
    place = 0 if first is None else 1
    paragraph._p.insert(place, start)  # noqa: SLF001
    paragraph._p.append(element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def within(anchor: str, *shown: Element) -> Element:
    """A link to a bookmark of this document."""
    return element("hyperlink", *shown, anchor=anchor, history="1")


def borders(tag: str, **edges: tuple[int, str]) -> Element:
    """Lines around or between: for each edge eighths of a point and colour."""
    lines = (
        element(edge, val="single", sz=str(size), space="0", color=colour)
        for edge, (size, colour) in edges.items()
    )
    return element(tag, *lines)
