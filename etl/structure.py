"""Eurostat's structure message → `Structure`: dimensions in order, codes, labels, dates, DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lxml import etree

from emn.errors import EmptyDimension, WrongAnswer
from emn.language import BRUSSELS
from emn.structure import Dimension, Structure
from etl.body import whole

_NS = {
    "c": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common",
    "s": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOI = re.compile(r"10\.\d{4,9}/[\w.()-]+")
_EVENING = 23  # Eurostat's later release of a day; a date alone is taken for it


def structure_query(dataflow: str) -> str:
    """Where a dataflow's structure is asked for: with its codelists, cut to the codes it uses."""
    return (
        f"/sdmx/2.1/dataflow/ESTAT/{dataflow}/latest?references=descendants&detail=referencepartial"
    )


def structure(dataflow: str, path: Path) -> Structure:
    """Read a structure message; `WrongAnswer` where it is none, or says too little.

    Codes are those of the codelists, narrowed by a content constraint where the message has one.
    """
    root = _root(dataflow, path)
    notes = _annotations(root)
    present = {
        each.get("id", "").lower(): {value.text for value in each.iterfind("c:Value", _NS)}
        for each in root.iterfind(".//s:ContentConstraint//c:KeyValue", _NS)
    }
    dimensions = tuple(
        _dimension(each, root, present) for each in _in_order(root.iterfind(".//s:Dimension", _NS))
    )
    if not dimensions or not all(each.codes for each in dimensions):
        empty = ", ".join(each.id for each in dimensions if not each.codes) or "all"
        raise EmptyDimension(
            f"{dataflow}: the structure message names no codes for its dimensions ({empty})."
            " Try again later."
        )
    doi = _DOI.search(notes.get("DISSEMINATION_DOI_XML", ""))
    return Structure(
        dataflow=dataflow,
        titles=_names(root.find(".//s:Dataflow", _NS)),
        dimensions=dimensions,
        last_update=iso(notes.get("UPDATE_DATA", "")),
        last_structure_change=iso(notes.get("UPDATE_STRUCTURE", "")),
        doi=doi[0] if doi else "",
    )


def instant(text: str) -> datetime | None:
    """Read when something changed; a date alone means 23:00 in Brussels, no text means nothing."""
    text = text.strip()
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise WrongAnswer(
            f"{text!r} is no instant; Eurostat writes 2026-09-16T23:00:00+0200."
        ) from None
    if "T" not in text:
        read = read.replace(hour=_EVENING)
    return read if read.tzinfo else read.replace(tzinfo=BRUSSELS)


def iso(text: str) -> str:
    """Write an instant of Eurostat's in ISO 8601 with its offset; nothing for no text."""
    read = instant(text)
    return read.isoformat() if read else ""


def _root(dataflow: str, path: Path) -> etree._Element:
    try:
        # huge_tree stays off: a codelist is small, and a message that nests too deep is no message.
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(whole(path), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WrongAnswer(
            f"{dataflow}: the structure message can't be read ({error}). Try again later."
        ) from error


def _in_order(found: Iterator[etree._Element]) -> list[etree._Element]:
    return sorted(found, key=lambda each: int(each.get("position", "0")))


def _dimension(
    element: etree._Element, root: etree._Element, present: dict[str, set[str | None]]
) -> Dimension:
    id_ = element.get("id", "")
    codelist = element.find(".//s:Enumeration/Ref", _NS)
    list_id = codelist.get("id", "") if codelist is not None else ""
    codes = {
        each.get("id", ""): _names(each)
        for each in root.iterfind(f".//s:Codelist[@id='{list_id}']/s:Code", _NS)
        if each.get("id") in present.get(id_.lower(), {each.get("id")})
    }
    languages = sorted({language for names in codes.values() for language in names})
    return Dimension(
        id=id_,
        codes=tuple(codes),
        labels={
            language: {code: names[language] for code, names in codes.items() if language in names}
            for language in languages
        },
    )


def _names(element: etree._Element | None) -> dict[str, str]:
    if element is None:
        return {}
    return {
        each.get(_LANG, "en"): (each.text or "").strip() for each in element.iterfind("c:Name", _NS)
    }


def _annotations(root: etree._Element) -> dict[str, str]:
    """The annotations of the dataflow by type; Eurostat puts what they say in one of three tags."""
    found = {}
    for each in root.iterfind(".//s:Dataflow/c:Annotations/c:Annotation", _NS):
        texts = [each.findtext(f"c:Annotation{tag}", "", _NS) for tag in ("Title", "Text", "URL")]
        found[each.findtext("c:AnnotationType", "", _NS)] = next(filter(None, texts), "")
    return found
