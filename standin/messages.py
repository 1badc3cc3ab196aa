"""Structure messages in SDMX-ML 2.1, shaped like Eurostat's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from emn.structure import Dimension
from standin import codes
from standin.answers import Dataflow
from standin.catalogue import noted

_SDMX = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
_NAMESPACES = {"m": f"{_SDMX}message", "s": f"{_SDMX}structure", "c": f"{_SDMX}common"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_VERSION = "60.0"  # of data structures: moves often at Eurostat, so no client may count on it
_PREPARED = "2026-01-01T00:00:00Z"  # the same bytes every time

_Element = etree._Element  # noqa: SLF001 - the only name that lxml has for its type


def dataflow(asked: Dataflow, *, with_descendants: bool) -> bytes:
    """The dataflow; with its descendants also code lists, concepts and data structure."""
    message, structures = _message(f"DF_{asked.id.upper()}")
    _dataflow(_add(structures, "s:Dataflows"), asked)
    if with_descendants:
        code_lists = _add(structures, "s:Codelists")
        for dimension in asked.structure.dimensions:
            _code_list(code_lists, dimension)
        _concepts(_add(structures, "s:Concepts"), asked)
        _data_structure(_add(structures, "s:DataStructures"), asked)
    return _bytes(message)


def data_structure(asked: Dataflow) -> bytes:
    """The data structure alone: its dimensions, in the order of a query key."""
    message, structures = _message(f"DSD_{asked.id.upper()}")
    _data_structure(_add(structures, "s:DataStructures"), asked)
    return _bytes(message)


def content_constraint(asked: Dataflow) -> bytes:
    """The codes that are really present, dimension by dimension and then the periods."""
    message, structures = _message(f"CC_{asked.id.upper()}")
    constraint = _maintained(
        _add(structures, "s:Constraints"), "s:ContentConstraint", asked.id.upper(), "1.0"
    )
    constraint.set("type", "Actual")
    _names(constraint, {"en": asked.id.upper()})
    region = _add(constraint, "s:CubeRegion", include="true")
    for dimension in asked.structure.dimensions:
        _key_value(region, dimension.id, dimension.codes)
    _key_value(region, "TIME_PERIOD", map(str, asked.periods))
    return _bytes(message)


def _dataflow(parent: _Element, asked: Dataflow) -> None:
    flow = _maintained(parent, "s:Dataflow", asked.id.upper(), "1.0")
    notes = _add(flow, "c:Annotations")
    for kind, said in noted(asked):
        note = _add(notes, "c:Annotation")
        _add(note, "c:AnnotationTitle").text = said
        _add(note, "c:AnnotationType").text = kind
    _names(flow, asked.structure.titles)
    structure = _add(flow, "s:Structure")
    _reference(structure, "DataStructure", asked.id.upper(), _VERSION)


def _code_list(parent: _Element, dimension: Dimension) -> None:
    code_list = _maintained(parent, "s:Codelist", dimension.id.upper(), "1.0")
    _names(code_list, {each: codes.name(dimension.id, each) for each in codes.LANGUAGES})
    for code in dimension.codes:
        element = _add(code_list, "s:Code", id=code)
        _names(element, {each: labels[code] for each, labels in dimension.labels.items()})


def _concepts(parent: _Element, asked: Dataflow) -> None:
    scheme = _maintained(parent, "s:ConceptScheme", asked.id.upper(), _VERSION)
    for concept in (*asked.structure.order, "TIME_PERIOD"):
        element = _add(scheme, "s:Concept", id=concept)
        _names(element, {each: codes.name(concept, each) for each in codes.LANGUAGES})


def _data_structure(parent: _Element, asked: Dataflow) -> None:
    structure = _maintained(parent, "s:DataStructure", asked.id.upper(), _VERSION)
    _names(structure, {"en": f"{asked.id.upper()} data structure"})
    components = _add(structure, "s:DataStructureComponents")
    dimensions = _add(components, "s:DimensionList", id="DimensionDescriptor")
    for position, id_ in enumerate(asked.structure.order, 1):
        dimension = _add(dimensions, "s:Dimension", id=id_, position=str(position))
        enumeration = _add(_add(dimension, "s:LocalRepresentation"), "s:Enumeration")
        _reference(enumeration, "Codelist", id_.upper(), "1.0")
    last = str(len(asked.structure.order) + 1)
    _add(dimensions, "s:TimeDimension", id="TIME_PERIOD", position=last)
    measures = _add(components, "s:MeasureList", id="MeasureDescriptor")
    _add(measures, "s:PrimaryMeasure", id="OBS_VALUE")


def _key_value(parent: _Element, id_: str, values: Iterable[str]) -> None:
    key = _add(parent, "c:KeyValue", id=id_)
    for value in values:
        _add(key, "c:Value").text = value


def _message(id_: str) -> tuple[_Element, _Element]:
    """An empty message, and the element that its structures go into."""
    message = etree.Element(_qualified("m:Structure"), nsmap=_NAMESPACES)
    header = _add(message, "m:Header")
    _add(header, "m:ID").text = id_
    _add(header, "m:Test").text = "false"
    _add(header, "m:Prepared").text = _PREPARED
    _add(header, "m:Sender", id="ESTAT")
    return message, _add(message, "m:Structures")


def _maintained(parent: _Element, tag: str, id_: str, version: str) -> _Element:
    return _add(parent, tag, agencyID="ESTAT", id=id_, version=version)


def _names(parent: _Element, names: Mapping[str, str]) -> None:
    for language, name in names.items():
        _add(parent, "c:Name", **{_LANGUAGE: language}).text = name


def _reference(parent: _Element, kind: str, id_: str, version: str) -> None:
    reference = etree.SubElement(parent, "Ref")  # in no namespace, as SDMX 2.1 has it
    for name, value in (("agencyID", "ESTAT"), ("class", kind), ("id", id_), ("version", version)):
        reference.set(name, value)


def _add(parent: _Element, tag: str, **attributes: str) -> _Element:
    return etree.SubElement(parent, _qualified(tag), attributes)


def _qualified(tag: str) -> str:
    prefix, _, name = tag.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{name}"


def _bytes(message: _Element) -> bytes:
    return etree.tostring(message, xml_declaration=True, encoding="UTF-8")
