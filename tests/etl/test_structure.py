from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path

import pytest

from emn.errors import WrongAnswer
from emn.language import Language
from emn.structure import Dimension, Structure
from etl.structure import instant, structure

MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<m:Structure xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
 xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"><m:Structures>
<s:Dataflows><s:Dataflow id="MIGR_X"><c:Annotations>
<c:Annotation><c:AnnotationTitle>2026-09-03T11:00:00+0200</c:AnnotationTitle>
 <c:AnnotationType>UPDATE_DATA</c:AnnotationType></c:Annotation>
<c:Annotation><c:AnnotationType>UPDATE_STRUCTURE</c:AnnotationType>
 <c:AnnotationText xml:lang="en">2026-03-16T23:00:00+0100</c:AnnotationText></c:Annotation>
<c:Annotation><c:AnnotationTitle>&lt;adms:Identifier rdf:about="https://doi.org/10.2908/MIGR_X">
 </c:AnnotationTitle><c:AnnotationType>DISSEMINATION_DOI_XML</c:AnnotationType></c:Annotation>
</c:Annotations><c:Name xml:lang="en">Applicants</c:Name><c:Name xml:lang="fr">Demandeurs</c:Name>
</s:Dataflow></s:Dataflows>
<s:Codelists>
<s:Codelist id="GEO"><c:Name xml:lang="en">Geo</c:Name>
 <s:Code id="FR"><c:Name xml:lang="en">France</c:Name></s:Code>
 <s:Code id="AT"><c:Name xml:lang="en">Austria</c:Name>
  <c:Name xml:lang="fr">Autriche</c:Name></s:Code></s:Codelist>
<s:Codelist id="FREQ"><s:Code id="A"><c:Name xml:lang="en">Annual</c:Name></s:Code></s:Codelist>
</s:Codelists>
<s:DataStructures><s:DataStructure id="MIGR_X"><s:DataStructureComponents><s:DimensionList>
<s:Dimension id="geo" position="10"><s:LocalRepresentation><s:Enumeration><Ref id="GEO"/>
 </s:Enumeration></s:LocalRepresentation></s:Dimension>
<s:Dimension id="freq" position="2"><s:LocalRepresentation><s:Enumeration><Ref id="FREQ"/>
 </s:Enumeration></s:LocalRepresentation></s:Dimension>
<s:TimeDimension id="TIME_PERIOD" position="11"/>
</s:DimensionList></s:DataStructureComponents></s:DataStructure></s:DataStructures>
</m:Structures></m:Structure>
"""
CONSTRAINT = (
    '<s:Constraints><s:ContentConstraint id="MIGR_X"><s:CubeRegion include="true">'
    '<c:KeyValue id="geo"><c:Value>AT</c:Value></c:KeyValue>'
    "</s:CubeRegion></s:ContentConstraint></s:Constraints></m:Structures>"
)


def read(tmp_path: Path, content: str | bytes) -> Structure:
    path = tmp_path / "message.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return structure("migr_x", path)


@pytest.mark.parametrize("content", [MESSAGE.encode(), gzip.compress(MESSAGE.encode())])
def test_a_structure_message_gives_order_codes_labels_dates_and_doi(
    tmp_path: Path, content: bytes
) -> None:
    assert read(tmp_path, content) == Structure(
        dataflow="migr_x",
        titles={"en": "Applicants", "fr": "Demandeurs"},
        dimensions=(
            Dimension(id="freq", codes=("A",), labels={"en": {"A": "Annual"}}),
            Dimension(
                id="geo",
                codes=("FR", "AT"),
                labels={"en": {"FR": "France", "AT": "Austria"}, "fr": {"AT": "Autriche"}},
            ),
        ),
        last_update="2026-09-03T11:00:00+02:00",
        last_structure_change="2026-03-16T23:00:00+01:00",
        doi="10.2908/MIGR_X",
    )


def test_a_content_constraint_narrows_the_codes_to_those_present(tmp_path: Path) -> None:
    narrowed = read(tmp_path, MESSAGE.replace("</m:Structures>", CONSTRAINT))

    assert narrowed.codes("geo") == ("AT",)
    assert narrowed.codes("freq") == ("A",)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<m:Structure", "can't be read"),
        (MESSAGE[:900], "can't be read"),
        (gzip.compress(MESSAGE.encode())[:-20], "ends before its end"),
        (
            MESSAGE.replace("<s:Dimension ", "<s:Other ").replace("</s:Dimension>", "</s:Other>"),
            "all",
        ),
        (MESSAGE.replace('<Ref id="GEO"/>', ""), "geo"),
        (MESSAGE.replace("2026-09-03T11:00:00+0200", "yesterday"), "yesterday"),
    ],
)
def test_a_message_that_says_too_little_is_a_wrong_answer(
    tmp_path: Path, content: str | bytes, says: str
) -> None:
    with pytest.raises(WrongAnswer, match=says):
        read(tmp_path, content)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE x [<!ENTITY file SYSTEM "file://{secret}">]><m:Structure'
    hostile = MESSAGE.replace("<m:Structure", doctype, 1).replace(">Austria<", ">&file;<")

    assert "secret" not in read(tmp_path, hostile).to_json()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-09-16T23:00:00+0200", "2026-09-16T23:00:00+02:00"),
        ("2026-01-16", "2026-01-16T23:00:00+01:00"),
        ("2026-07-16T11:00:00", "2026-07-16T11:00:00+02:00"),
    ],
)
def test_an_instant_without_an_offset_is_in_brussels_and_a_day_ends_at_23(
    text: str, moment: str
) -> None:
    assert instant(text) == datetime.fromisoformat(moment)


def test_no_instant_is_none() -> None:
    assert instant(" ") is None


def test_a_real_message_without_dataflow_and_constraint_is_read(shared: Path) -> None:
    path = shared / "structures" / "datastructure_lfsa_egai2d_with_codelists.xml.gz"

    real = structure("lfsa_egai2d", path)

    assert real.order == ("freq", "isco08", "age", "sex", "unit", "geo")
    assert real.codes("freq")[:3] == ("P", "A", "S")
    assert real.label("sex", "F", Language.FR) == "Femmes"
    assert real.label("geo", "EL", Language.EN) == "Greece"
    assert {tuple(each.labels) for each in real.dimensions} == {("de", "en", "fr")}
    assert Structure.from_json(real.to_json()).order == real.order
