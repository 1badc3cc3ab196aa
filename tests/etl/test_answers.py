from __future__ import annotations

from pathlib import Path

import pytest

from emn.errors import (
    BadQuery,
    EmptyAnswer,
    EmptyDimension,
    NothingFound,
    NotOffered,
    OtherDataset,
    OtherKind,
    ProxyFailed,
    Refused,
    ServerFailed,
    SourceError,
    TooBig,
    UnderMaintenance,
    UnknownCode,
    UnknownState,
)
from etl.answers import Expected, Queued, Reply, judged

UUID = "e3d39a1b-27eb-4ce4-936d-8f95b23bf74f"


def reply(head: str | bytes, status: int = 200, **headers: str) -> Reply:
    content = head.encode() if isinstance(head, str) else head
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(place="/sdmx/2.1/data/x", status=status, headers=names, head=content)


def fault(code: str, label: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><S:Fault'
        ' xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">'
        f"<faultcode>{code}</faultcode><faultstring>{label}</faultstring></S:Fault>"
    )


def envelope(body: str) -> str:
    return (
        '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header/>'
        f"<env:Body>{body}</env:Body></env:Envelope>"
    )


def submitted(status: str) -> str:
    return envelope(
        '<n:syncResponse xmlns:n="http://estat.ec.europa.eu/disschain/soap/extraction">'
        f"<queued><id>{UUID}</id><status>{status}</status></queued></n:syncResponse>"
    )


def polled(status: str) -> str:
    return envelope(
        '<n:asyncResponse xmlns:n="urn:n" xmlns:m="urn:m"><m:status>'
        f"<m:key>{UUID}</m:key><m:status>{status}</m:status></m:status></n:asyncResponse>"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("freq,geo\\TIME_PERIOD\t2025 \r\n", Expected.OBSERVATIONS),
        ("\ufefffreq,geo\\TIME_PERIOD\t2025 \r\n", Expected.OBSERVATIONS),
        ("freq,geo\\time\t2025 \r\n", Expected.OBSERVATIONS),
        ('<?xml version="1.0"?><m:Structure xmlns:m="urn:m">', Expected.STRUCTURE),
    ],
)
def test_the_body_that_was_asked_for_is_known_by_its_first_bytes(
    head: str, expected: Expected
) -> None:
    assert judged(reply(head), expected) is None


@pytest.mark.parametrize(
    ("head", "status", "place_in_the_queue"),
    [
        (submitted("SUBMITTED"), 200, Queued(id=UUID)),
        (polled("SUBMITTED"), 200, Queued(id=UUID)),
        (polled("PROCESSING"), 200, Queued(id=UUID)),
        (polled("AVAILABLE"), 200, Queued(id=UUID, is_ready=True)),
        (polled("EXPIRED"), 200, Queued(is_forgotten=True)),
        (fault("100", "UNKNOWN_REQUEST: Unknown request."), 400, Queued(is_forgotten=True)),
        (fault("100", "DATA_NOT_YET_AVAILABLE: wait"), 400, Queued()),
        ('{"warning":{"status":413,"label":"ASYNCHRONOUS_RESPONSE. Later."}}', 200, Queued()),
        ('{"error":[{"status":413,"id":413,"label":"ASYNCHRONOUS_RESPONSE."}]}', 413, Queued()),
    ],
)
def test_the_queue_is_told_from_an_answer_whatever_the_status_says(
    head: str, status: int, place_in_the_queue: Queued
) -> None:
    assert judged(reply(head, status), Expected.OBSERVATIONS) == place_in_the_queue


TOO_BIG = "EXTRACTION_TOO_BIG: estimated 420709314 rows, max authorised is 5000000"


@pytest.mark.parametrize(
    ("head", "status", "kind", "says"),
    [
        (fault("413", TOO_BIG), 413, TooBig, "fewer codes"),
        (fault("413", TOO_BIG), 200, TooBig, "fewer codes"),
        (envelope(fault("413", TOO_BIG)[38:]), 200, TooBig, "fewer codes"),
        ('{"error":[{"status":413,"id":413,"label":"' + TOO_BIG + '"}]}', 413, TooBig, "fewer"),
        (fault("150", "INVALID_QUERY_DIMENSION_VALUE: UNIT=X"), 400, UnknownCode, "UNIT=X"),
        (fault("140", "INVALID_QUERY_NB_FILTERS: number"), 400, BadQuery, "code 140"),
        (fault("100", "ERR_NOT_FOUND_2: DATA_SET:X is not there"), 404, NotOffered, "DATA_SET:X"),
        (fault("100", "No results found"), 404, NothingFound, "No results"),
        ('{"error":{"status":200,"id":100,"label":"NO_RESULTS"}}', 200, NothingFound, "NO_RES"),
        (fault("500", "INTERNAL"), 200, ServerFailed, "INTERNAL"),
        ("", 500, ServerFailed, "500"),
        ("<html>Bad gateway</html>", 502, ServerFailed, "502"),
        ("", 429, ServerFailed, "429"),
        ("", 404, NotOffered, "404"),
        ("", 406, NotOffered, "406"),
        ("", 400, BadQuery, "400"),
        ("", 414, BadQuery, "414"),
        ("", 413, TooBig, "413"),
        ("", 401, Refused, "401"),
        ("", 407, ProxyFailed, "HTTPS_PROXY"),
        ("\n <!DOCTYPE html><html>", 200, UnderMaintenance, "maintenance"),
        ("<html lang='en'>", 200, UnderMaintenance, "maintenance"),
        ("", 200, EmptyAnswer, "empty"),
        (" \r\n", 200, EmptyAnswer, "empty"),
        ("DATAFLOW,LAST UPDATE,freq\r\n", 200, OtherKind, "DATAFLOW"),
        ("<m:Structure xmlns:m='urn:m'>", 200, OtherKind, "Structure"),
        ('{"version":"2.0"}', 200, OtherKind, "JSON"),
        ('{"error":', 200, OtherKind, "JSON"),
        ('{"size":[1,0,4],"value":{}}', 200, EmptyDimension, "no code at all"),
        ('{"a":' * 9000, 200, OtherKind, "JSON"),
        (polled("LOST"), 200, UnknownState, "LOST"),
        (polled("AVAILABLE").replace(UUID, "../../x?"), 200, UnknownState, "x\\?"),
        ("<Envelope <<", 200, UnknownState, "None"),
    ],
)
def test_every_other_answer_is_an_error_that_says_what_to_do(
    head: str, status: int, kind: type[SourceError], says: str
) -> None:
    with pytest.raises(kind, match=says) as caught:
        judged(reply(head, status), Expected.OBSERVATIONS)

    assert type(caught.value) is kind
    assert str(caught.value).startswith("/sdmx/2.1/data/x: ")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "7"}, 7.0),
        (
            {
                "Retry_After": "Wed, 16 Sep 2026 21:00:30 GMT",
                "Date": "Wed, 16 Sep 2026 21:00:00 GMT",
            },
            30.0,
        ),
        ({"Retry_After": "soon"}, 0.0),
        ({"Retry_After": "²"}, 0.0),
        ({}, 0.0),
    ],
)
def test_how_long_to_wait_is_read_from_the_answer(headers: dict[str, str], seconds: float) -> None:
    with pytest.raises(ServerFailed) as caught:
        judged(reply("", 503, **headers), Expected.OBSERVATIONS)

    assert caught.value.after_s == seconds


def test_a_fault_does_not_read_files_of_ours() -> None:
    entity = (
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>' + fault("150", "&file;")[38:]
    )

    with pytest.raises(OtherKind, match="not a table"):
        judged(reply(entity), Expected.OBSERVATIONS)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("fault_100_not_found.xml", NotOffered),
        ("fault_140_nb_filters.xml", BadQuery),
        ("fault_140_period.xml", BadQuery),
        ("fault_150_dimension_value.xml", UnknownCode),
        ("ds-045409-fault-413.xml", TooBig),
        ("ds-999999-data.xml", NotOffered),
        ("ds-045409-extraction-too-big.json", TooBig),
        ("ds-999999-statistics.json", NotOffered),
        ("une-rt-m-geo-xx-last1.json", EmptyDimension),
    ],
)
def test_real_errors_of_eurostat_are_known(
    shared: Path, file: str, kind: type[SourceError]
) -> None:
    head = (shared / "errors" / file).read_bytes()

    with pytest.raises(kind):
        judged(reply(head), Expected.OBSERVATIONS)


@pytest.mark.parametrize(
    ("file", "place_in_the_queue"),
    [("async_queued_http200.xml", Queued(id=UUID)), ("async_warning_http200.json", Queued())],
)
def test_real_queue_answers_of_eurostat_are_known(
    shared: Path, file: str, place_in_the_queue: Queued
) -> None:
    head = (shared / "errors" / file).read_bytes()

    assert judged(reply(head), Expected.OBSERVATIONS) == place_in_the_queue


@pytest.mark.parametrize(
    ("file", "is_ours"),
    [
        ("estat_migr_x.tsv.gz", True),
        ('"estat_migr_x_en.tsv.gz"', True),
        ("ESTAT_MIGR_X_filtered.tsv", True),
        ("e3d39a1b-27eb-4ce4-936d-8f95b23bf74f.xml", True),
        ("estat_migr_xy.tsv.gz", False),
        ("estat_migr_resfirst.tsv.gz", False),
    ],
)
def test_a_file_is_held_against_the_dataflow_by_the_name_that_eurostat_gave_it(
    file: str,
    is_ours: bool,  # noqa: FBT001 - a column of the table
) -> None:
    answer = Reply(
        place="/sdmx/2.1/data/migr_x/A..?format=TSV",
        status=200,
        headers={"Content-Disposition": f"attachment;filename={file}"},
        head=b"freq,geo\\TIME_PERIOD\t2025 \r\n",
    )

    if is_ours:
        assert judged(answer, Expected.OBSERVATIONS) is None
    else:
        with pytest.raises(OtherDataset, match="where migr_x was asked for"):
            judged(answer, Expected.OBSERVATIONS)
