"""Numbered lists that each begin at one: Word counts on from list to list unless told otherwise."""

from __future__ import annotations

from docx.document import Document as Opened
from docx.oxml.ns import qn

from bulletins.word.elements import element


def restarted(opened: Opened) -> str:
    """A numbering like that of the style List Number which begins anew; gives its id."""
    numbering = opened.part.numbering_part.element
    style = opened.styles["List Number"].element.pPr.numPr.numId.val
    known = {each.numId: each for each in numbering.findall(qn("w:num"))}
    id_ = str(max(known) + 1)
    start = element("lvlOverride", element("startOverride", val="1"), ilvl="0")
    abstract = element("abstractNumId", val=str(known[style].abstractNumId.val))
    numbering.append(element("num", abstract, start, numId=id_))
    return id_
