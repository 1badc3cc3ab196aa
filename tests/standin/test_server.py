"""The server answers Eurostat's paths on a real port."""

import gzip
import json
import socket
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date

import pytest
import requests

from emn.errors import Misused
from standin import Sample, Standin

SDMX = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure}"
COMMON = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
POPULATION = "sdmx/2.1/data/demo_gind/A.JAN.DE+FR"


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with Standin(Sample(date(2026, 9, 19))) as running:
        yield running


def get(standin: Standin, path: str, **query: str) -> requests.Response:
    return requests.get(f"{standin.url}/{path}", params=query, timeout=10)


def structure(standin: Standin, path: str, **query: str) -> ET.Element:
    return ET.fromstring(get(standin, path, **query).content)  # noqa: S314 - our own server


def test_data_come_as_tsv_and_say_that_they_are_a_sample(standin: Standin) -> None:
    answer = get(standin, POPULATION, format="TSV", startPeriod="2025", endPeriod="2025")

    header, germany, france, end = answer.text.split("\r\n")
    assert header == "freq,indic_de,geo\\TIME_PERIOD\t2025 "
    assert (germany.split("\t")[0], france.split("\t")[0], end) == ("A,JAN,DE", "A,JAN,FR", "")
    assert answer.headers["Content-Type"] == "text/tab-separated-values"
    assert answer.headers["EMN-Sample"] == "yes"


def test_a_packed_body_is_betrayed_by_its_file_name_alone(standin: Standin) -> None:
    plain = get(standin, POPULATION, format="TSV")
    packed = get(standin, POPULATION, format="TSV", compressed="true")
    again = get(standin, POPULATION, format="TSV", compressed="true")

    assert gzip.decompress(packed.content) == plain.content
    assert packed.content == again.content
    assert "Content-Encoding" not in packed.headers
    assert packed.headers["Content-Disposition"] == "attachment;filename=estat_demo_gind.tsv.gz"


def test_data_come_as_sdmx_csv(standin: Standin) -> None:
    answer = get(standin, POPULATION, format="SDMX-CSV", startPeriod="2025")

    header, first, *_ = answer.text.split("\r\n")
    assert header == (
        "DATAFLOW,LAST UPDATE,freq,indic_de,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"
    )
    assert first.startswith("ESTAT:DEMO_GIND(1.0),16/09/26 11:00:00,A,JAN,DE,2025,8")


@pytest.mark.parametrize(
    ("path", "query", "status", "label"),
    [
        ("data/no_such/..", {}, 404, "100 ERR_NOT_FOUND_2"),
        ("data/demo_gind/A.JAN", {}, 400, "140 INVALID_QUERY_NB_FILTERS"),
        ("data/demo_gind/A.JAN.XX", {}, 400, "150 INVALID_QUERY_DIMENSION_VALUE"),
        ("data/demo_gind/A.JAN.DE", {"startPeriod": "2030"}, 404, "100 NO_RESULTS"),
        ("data/demo_gind/A.JAN.DE", {"startPeriod": "x"}, 400, "140 TIME_PERIOD_FILTER"),
        ("data/migr_asyappctzm", {}, 413, "413 EXTRACTION_TOO_BIG"),
        ("data/demo_gind/A.JAN.DE", {"format": "XLS"}, 406, "406 NOT_ACCEPTABLE"),
        ("codelist/ESTAT/NONE/latest", {}, 404, "100 ERR_NOT_FOUND_2"),
        ("nowhere", {}, 404, "100 ERR_NOT_FOUND_2"),
    ],
)
def test_sdmx_refuses_in_xml(
    standin: Standin, path: str, query: dict[str, str], status: int, label: str
) -> None:
    answer = get(standin, f"sdmx/2.1/{path}", **{"format": "TSV", **query})

    said = ET.fromstring(answer.content)  # noqa: S314 - our own server
    assert said.tag == "{http://schemas.xmlsoap.org/soap/envelope/}Fault"
    words = f"{said.findtext('faultcode')} {said.findtext('faultstring')}"
    assert (answer.status_code, words[: len(label)]) == (status, label)


def test_the_statistics_api_refuses_in_json(standin: Standin) -> None:
    unknown = get(standin, "statistics/1.0/data/no_such")
    dimension = get(standin, "statistics/1.0/data/demo_gind", asyl_app="TOTAL")

    assert (unknown.status_code, unknown.json()["error"][0]["id"]) == (404, 100)
    assert (dimension.status_code, dimension.json()["error"][0]["id"]) == (400, 150)


def test_the_statistics_api_filters_by_name_and_gives_an_empty_cube_for_a_wrong_code(
    standin: Standin,
) -> None:
    right = get(standin, "statistics/1.0/data/demo_gind", geo="DE", sinceTimePeriod="2025").json()
    wrong = get(standin, "statistics/1.0/data/demo_gind", geo="XX", lastTimePeriod="1")

    assert (right["size"], sorted(right["value"])) == ([1, 1, 1, 2], ["0", "1"])
    assert wrong.status_code == 200
    assert (wrong.json()["size"], wrong.json()["value"]) == ([1, 1, 0, 1], {})


def test_the_structure_has_dimensions_in_order_codes_labels_and_when_it_was_updated(
    standin: Standin,
) -> None:
    message = structure(
        standin,
        "sdmx/2.1/dataflow/ESTAT/migr_asyappctzm/1.0",
        references="descendants",
        detail="referencepartial",
    )

    dimensions = {
        int(each.get("position", "0")): each.get("id") for each in message.iter(f"{SDMX}Dimension")
    }
    order = ["freq", "unit", "citizen", "sex", "applicant", "age", "geo"]
    assert [dimensions[position] for position in range(1, 8)] == order
    lists = {each.get("id"): each for each in message.iter(f"{SDMX}Codelist")}
    applicants = lists["APPLICANT"].findall(f"{SDMX}Code")
    assert [code.get("id") for code in applicants] == ["TOTAL", "FRST", "SSEQ"]
    names = {each.get(LANGUAGE): each.text for each in applicants[1].findall(f"{COMMON}Name")}
    assert names == {"en": "First time applicant", "fr": "Primo-demandeur", "de": "Erstbewerber"}
    notes = {
        each.findtext(f"{COMMON}AnnotationType"): each.findtext(f"{COMMON}AnnotationTitle")
        for each in message.iter(f"{COMMON}Annotation")
    }
    assert notes["UPDATE_DATA"] == "2026-09-16T11:00:00+0200"
    assert "10.2908/MIGR_ASYAPPCTZM" in (notes["DISSEMINATION_DOI_XML"] or "")


def test_the_content_constraint_lists_codes_and_periods(standin: Standin) -> None:
    message = structure(standin, "sdmx/2.1/contentconstraint/ESTAT/migr_asyapp1mp")

    present = {
        key.get("id"): [value.text for value in key.findall(f"{COMMON}Value")]
        for key in message.iter(f"{COMMON}KeyValue")
    }
    assert list(present) == ["freq", "unit", "geo", "TIME_PERIOD"]
    assert present["freq"] == ["A"]
    assert present["TIME_PERIOD"] == [str(year) for year in range(2008, 2026)]


def test_a_code_list_comes_in_the_language_asked_for(standin: Standin) -> None:
    answer = get(standin, "sdmx/2.1/codelist/ESTAT/SEX/latest", format="TSV", lang="fr")

    assert answer.text == "T\tTotal\r\nM\tHommes\r\nF\tFemmes\r\nUNK\tInconnu\r\n"


def test_the_table_of_contents_is_quoted_text(standin: Standin) -> None:
    lines = get(standin, "catalogue/toc/txt", lang="fr").text.split("\n")

    assert lines[0] == (
        '"title"\t"code"\t"type"\t"last update of data"\t"last table structure change"'
        '\t"data start"\t"data end"\t"values"'
    )
    assert lines[1] == '"Database by themes"\t"data"\t"folder"\t" "\t" "\t" "\t" "'
    assert lines[3] == (
        '"        Demandeurs d\'asile par type, nationalité, âge et sexe - données mensuelles"'
        '\t"migr_asyappctzm"\t"dataset"\t"16.09.2026"\t"16.01.2026"\t"2008-01"\t"2026-08"'
        "\t150614016"
    )


def test_the_table_of_contents_is_offered_only_as_text(standin: Standin) -> None:
    url = f"{standin.url}/catalogue/toc/txt"

    answer = requests.get(url, headers={"Accept": "application/json"}, timeout=10)

    assert answer.status_code == 406


@pytest.mark.parametrize("path", ["sdmx/2.1/dataflow/all", "sdmx/2.1/dataflow/ESTAT/all"])
def test_every_dataflow_is_listed_as_json(standin: Standin, path: str) -> None:
    packed = get(standin, path, format="JSON", compressed="true", lang="de")

    item = json.loads(gzip.decompress(packed.content))["link"]["item"][0]
    assert item["label"].startswith("Asylbewerber nach Art")
    assert item["extension"]["id"] == "MIGR_ASYAPPCTZM"
    assert {"type": "UPDATE_DATA", "date": "2026-09-16T11:00:00+0200"} in (
        item["extension"]["annotation"]
    )


def test_requests_are_logged(standin: Standin) -> None:
    url = f"{standin.url}/catalogue/toc/txt?lang=de"

    requests.get(url, headers={"User-Agent": "someone"}, timeout=10)

    asked = standin.asked[-1]
    assert (asked.method, asked.path) == ("GET", "/eurostat/api/dissemination/catalogue/toc/txt")
    assert (asked.query, asked.headers["User-Agent"]) == ({"lang": "de"}, "someone")


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(Misused, match=f"Port {port} can't be served"):
            Standin(Sample(date(2026, 9, 19)), port).start()


def test_a_stopped_server_gives_its_port_back() -> None:
    sample = Sample(date(2026, 9, 19))
    with Standin(sample) as first:
        port = int(first.url.split(":")[2].split("/")[0])

    with Standin(sample, port) as second:
        assert get(second, "catalogue/toc/txt").status_code == 200
