"""Whatever comes, it is read or refused with an error of ours; soon, and in little memory."""

from __future__ import annotations

import gzip
import re
import resource
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emn.errors import EmnError, Inflated
from etl.answers import Expected, Reply, judged
from etl.cells import cells
from etl.structure import structure

MEGABYTES = 1024  # what ru_maxrss counts, in kilobytes
ARBITRARY = settings(max_examples=300, deadline=2000, derandomize=True, database=None)

HEADER = b"freq,geo\\TIME_PERIOD\t2024 \t2025 \r\n"
SCRAPS = st.sampled_from(
    [
        *(
            HEADER,
            b"A,DE\t1 \t2 p\r\n",
            b"A,DE",
            b"\t",
            b"\r\n",
            b"\n",
            b",",
            b": ",
            b": @C",
            b"1e9",
        ),
        *(b"\\TIME", b"2025M13", b"freq,freq\\time\t2024", b"\xef\xbb\xbf", b"\xff", b"\x00"),
        *(b"\x1f\x8b\x08", b"(\xb5/\xfd"),  # how gzip and zstd begin
        *(b"<Envelope>", b"<S:Fault xmlns:S='u'>", b"<faultstring>", b"<status>AVAILABLE</status>"),
        *(b"<?xml encoding='x'?>", b"<html>", b"<Structure", b"]]>", b"&amp;&x;"),
        *(b'{"size":[0]}', b'{"error":', b'{"a":' * 2000),
    ]
)
PLAIN = st.one_of(
    st.binary(max_size=400),
    st.binary(max_size=200).map(HEADER.__add__),
    st.lists(st.one_of(SCRAPS, st.binary(max_size=4)), max_size=12).map(b"".join),
)
ANYTHING = st.one_of(PLAIN, PLAIN.map(gzip.compress), PLAIN.map(lambda b: gzip.compress(b)[:-3]))

MESSAGE = (
    b"<m:Structure xmlns:m='m'"
    b" xmlns:s='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure'>"
    b"<s:Dimension id='geo' position='1'>"
    b"<s:Enumeration><Ref id='GEO'/></s:Enumeration></s:Dimension>"
    b"<s:Codelist id='GEO'><s:Code id='DE'/></s:Codelist></m:Structure>"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "answer"


def most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTES


@ARBITRARY
@given(content=ANYTHING)
def test_any_bytes_are_a_table_or_an_error_of_ours(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    before = most_memory()

    try:
        assert cells(path).columns[-4:] == ["period", "value", "flag", "conf_status"]
    except EmnError as error:
        assert str(error).startswith("answer: ")  # noqa: PT017 - most bytes are errors, not all

    assert most_memory() - before < 200


@ARBITRARY
@given(
    head=PLAIN,
    status=st.sampled_from([200, 204, 304, 400, 404, 407, 413, 429, 500, 503, 999]),
    word=st.text(max_size=12),
)
def test_any_answer_is_what_was_asked_for_or_a_place_in_the_queue_or_an_error_of_ours(
    head: bytes, status: int, word: str
) -> None:
    headers = {"Retry-After": word, "Date": word, "Content-Disposition": f"filename=estat_{word}"}
    reply = Reply(place="/data/x/", status=status, headers=headers, head=head)

    for expected in Expected:
        try:
            queued = judged(reply, expected)
        except EmnError as error:
            assert str(error).startswith("/data/x/: ")  # noqa: PT017 - most are errors, not all
        else:
            assert queued is None or re.fullmatch(r"[\w-]*", queued.id)


@ARBITRARY
@given(
    content=st.one_of(
        ANYTHING,
        st.tuples(st.integers(0, len(MESSAGE)), st.integers(0, 40), st.binary(max_size=12)).map(
            lambda cut: MESSAGE[: cut[0]] + cut[2] + MESSAGE[cut[0] + cut[1] :]
        ),
    )
)
def test_any_bytes_are_a_structure_or_an_error_of_ours(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    try:
        assert structure("migr_x", path).dimensions
    except EmnError as error:
        assert str(error)  # noqa: PT017 - most bytes are errors, not all


def test_a_bomb_is_left_before_it_fills_the_memory(path: Path) -> None:
    path.write_bytes(gzip.compress(bytes(500_000_000), 6))
    before = most_memory()

    with pytest.raises(Inflated):
        cells(path)

    assert most_memory() - before < 250


def test_entities_that_multiply_do_not(path: Path) -> None:
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{names[place - 1]};" * 10 if place else "ha" * 9}">'
        for place, name in enumerate(names)
    )
    path.write_bytes(f"<!DOCTYPE x [{entities}]>".encode() + MESSAGE.replace(b"'DE'", b"'&j;'"))

    with pytest.raises(EmnError, match="can't be read"):
        structure("migr_x", path)
