"""Every way the wire lies: what we call it, what we say, and that nobody reads a wrong number."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from werkzeug.wrappers import Response

from cache import Store
from emn import errors
from emn.dataset import Dataset
from emn.datasets.protection import FIRST_TIME_RATE_ANNUAL, POPULATION
from emn.errors import EmnError
from etl.answers import Expected
from etl.connection import Patience
from etl.eurostat_api import Eurostat
from etl.refresh import Failed, refresh
from standin import faults, refusals
from standin.faults import Exchange, Misbehaviour
from standin.server import Standin
from tests.etl.conftest import fault

LATER = datetime(2026, 9, 17, 22, 15, tzinfo=UTC)
HURRIED = Patience(
    connect_s=2,
    read_s=1,
    total_s=1.5,
    attempts=2,
    first_wait_s=0.01,
    longest_wait_s=0.05,
    most_bytes=200_000,
)
RATES = "/sdmx/2.1/data/migr_asyapp1mp/A..?format=TSV&compressed=true&startPeriod=2024"
DATA, STRUCTURE, QUEUE = "/data/migr_asyapp1mp", "/dataflow/ESTAT/migr_asyapp1mp", "/async/"
TSV = "text/tab-separated-values"
News = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Lie:
    """What happens where, what we call it, and what the message must say."""

    what: Misbehaviour | Response
    kind: type[EmnError]
    says: str
    at: str = DATA
    dataset: Dataset = FIRST_TIME_RATE_ANNUAL


def text(old: str, new: str) -> Misbehaviour:
    """The honest answer with a pattern replaced in it."""

    def changed(exchange: Exchange) -> Response:
        body = exchange.honest.get_data()
        plain = (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()
        return Response(re.sub(old, new, plain), content_type=exchange.honest.content_type)

    return changed


def headed(**headers: str) -> Misbehaviour:
    """The honest body under other headers."""

    def answer(exchange: Exchange) -> Response:
        response = Response(exchange.honest.get_data(), content_type=TSV)
        for name, value in headers.items():
            response.headers[name.replace("_", "-")] = value
        return response

    return answer


def endless(exchange: Exchange) -> Response:
    """A body with a length, one byte at a time: no piece of it is ever full."""

    def drip() -> Iterator[bytes]:
        for byte in exchange.honest.get_data() * 9:
            time.sleep(0.05)
            yield bytes([byte])

    return Response(drip(), content_type=TSV, headers={"Content-Length": "1000000"})


def packed_for_the_way(body: bytes) -> Misbehaviour:
    """This body, packed by the transport."""
    packed = {"Content-Encoding": "gzip"}
    return lambda _: Response(gzip.compress(body), content_type=TSV, headers=packed)


def packed_for_the_way_and_cut(exchange: Exchange) -> Response:
    """Gzip by the transport that ends early at the end of a line, under a length that agrees."""
    plain = gzip.decompress(exchange.honest.get_data())
    cut = gzip.compress(plain[: plain.rindex(b"\r\n", 0, -2) + 2])[:-8]
    return Response(cut, content_type=TSV, headers={"Content-Encoding": "gzip"})


def moved(location: str) -> Misbehaviour:
    return lambda _: Response(status=302, headers={"Location": location})


LIES = {
    # Eurostat refuses
    "413 too big": Lie(refusals.too_big(9_000_000).as_xml(), errors.TooBig, "fewer codes"),
    "413 without a word": Lie(faults.answer("", 413), errors.TooBig, "413"),
    "400 bad key": Lie(fault("140", "INVALID_QUERY_NB_FILTERS"), errors.BadQuery, "code 140"),
    "400 unknown code": Lie(fault("150", "INVALID: UNIT=X"), errors.UnknownCode, "UNIT=X"),
    "404": Lie(fault("100", "ERR_NOT_FOUND_2: X", 404), errors.NotOffered, "ERR_NOT"),
    "406": Lie(faults.answer("", 406), errors.NotOffered, "406"),
    "414": Lie(faults.answer("", 414), errors.BadQuery, "414"),
    "nothing found": Lie(
        fault("100", "No results found", 404), errors.NothingFound, "codes and periods"
    ),
    # the queue
    "queued for ever": Lie(
        faults.queued(polls=10_000), errors.StillQueued, "still in Eurostat's queue"
    ),
    "too early for ever": Lie(
        fault("100", "DATA_NOT_YET_AVAILABLE: wait"), errors.StillQueued, "queue"
    ),
    "expired for ever": Lie(faults.expired(), errors.StillQueued, "queue"),
    "unknown for ever": Lie(fault("100", "UNKNOWN_REQUEST: who?"), errors.StillQueued, "queue"),
    "a word of the queue": Lie(
        faults.answer(
            "<Envelope><id>1</id><status>LOST</status></Envelope>", 200, "application/xml"
        ),
        errors.UnknownState,
        "LOST",
    ),
    # the way
    "500": Lie(faults.server_error(500), errors.ServerFailed, "answers 500"),
    "503 until tomorrow": Lie(
        faults.unavailable(retry_after=86_400), errors.ServerFailed, "answers 503"
    ),
    "429": Lie(faults.answer("", 429), errors.ServerFailed, "answers 429"),
    "dropped": Lie(faults.dropped(), errors.ConnectionBroken, "in the middle"),
    "maintenance page": Lie(faults.maintenance_page(), errors.UnderMaintenance, "maintenance"),
    "maintenance host": Lie(
        faults.maintenance_redirect(), errors.SentElsewhere, "sends us to localhost"
    ),
    "a redirect to a file": Lie(moved("file:///etc/hostname"), errors.SentElsewhere, "file:"),
    "endless": Lie(endless, errors.TooSlow, "not whole after"),
    "a proxy that wants a name": Lie(faults.answer("", 407), errors.ProxyFailed, "HTTPS_PROXY"),
    # the body
    "empty": Lie(faults.empty_body(), errors.EmptyAnswer, "empty"),
    "gzip cut short": Lie(faults.truncated_gzip(), errors.CutShort, "before its end"),
    "gzip of the way cut short": Lie(
        packed_for_the_way_and_cut, errors.ConnectionBroken, "in the middle"
    ),
    "gzip that is none": Lie(
        faults.answer(b"\x1f\x8bnonsense\n"), errors.CutShort, "before its end"
    ),
    "gzip bomb": Lie(
        faults.answer(gzip.compress(bytes(80_000_000))), errors.Inflated, "unpacks to more"
    ),
    "a body without end": Lie(
        faults.answer(b"freq,unit,geo\\TIME_PERIOD\t2024 \r\n" * 9_000),
        errors.TooLong,
        "longer than 200,000 bytes. Keep fewer codes",
    ),
    "gzip bomb of the way": Lie(
        packed_for_the_way(bytes(80_000_000)), errors.TooLong, "longer than 200,000 bytes"
    ),
    "SDMX-CSV": Lie(
        faults.answer("DATAFLOW,LAST UPDATE,freq\r\n"), errors.OtherKind, "begins b'DATAFLOW"
    ),
    "JSON": Lie(faults.answer('{"version":"2.0","size":[1,2]}'), errors.OtherKind, "is JSON"),
    "another dataset": Lie(faults.another_dataset(), errors.OtherDataset, "has: citizen, duration"),
    "another dataset of the same dimensions": Lie(
        headed(Content_Disposition="attachment;filename=estat_migr_asyapp1my.tsv.gz"),
        errors.OtherDataset,
        "sent migr_asyapp1my where migr_asyapp1mp",
    ),
    "another frequency": Lie(text("\nA,", "\nM,"), errors.OtherDataset, "frequency 'M'"),
    "a dimension is missing": Lie(
        text("(freq|A),(unit|NR),", r"\1,"), errors.OtherDataset, "lacks: unit"
    ),
    "a dimension is renamed": Lie(
        text("unit,geo", "units,geo"), errors.OtherDataset, "lacks: unit; has: units"
    ),
    "time has no period": Lie(
        faults.answer("freq,unit,geo\\TIME_PERIOD\r\n"), errors.EmptyDimension, "no period"
    ),
    "a dimension of size 0": Lie(
        faults.answer('{"size":[1,0,2],"value":{}}'), errors.EmptyDimension, "no code at all"
    ),
    "a row twice": Lie(
        text(r"(?s)(A,NR,DE.*?\r\n)", r"\1\1"), errors.RepeatedRow, "'A,NR,DE' is there twice"
    ),
    "a missing tab": Lie(faults.missing_tab(), errors.BrokenTable, "not as wide"),
    "no text": Lie(
        faults.answer(b"freq,unit,geo\\TIME_PERIOD\t2024 \r\nA,NR,\xff\t1 \r\n"),
        errors.BrokenTable,
        "as text",
    ),
    "no number": Lie(faults.text_in_a_cell(), errors.UnreadableCell, "'n/a '"),
    "a thousands comma": Lie(text(r"1\.35", "1,035"), errors.UnreadableCell, "'1,035 '"),
    "a code that nobody knows": Lie(text(",DE\t", ",DX\t"), errors.ChecksFailed, "geo=DX"),
    # the structure
    "a codelist without codes": Lie(
        text(r'(?s)(<s:Codelist [^>]*id="UNIT".*?)<s:Code .*?(</s:Codelist>)', r"\1\2"),
        errors.EmptyDimension,
        "no codes for its dimensions .unit",
        at=STRUCTURE,
    ),
    "a dimension went": Lie(
        text(r'(?s)<s:Dimension id="unit".*?</s:Dimension>', ""),
        errors.StructureChanged,
        "missing: unit; unexpected: none",
        at=STRUCTURE,
    ),
    "every kept code is renamed": Lie(
        text('<s:Code id="JAN"', '<s:Code id="JANUARY"'),
        errors.CodesGone,
        "missing: indic_de=JAN",
        at="/dataflow/ESTAT/demo_gind",
        dataset=POPULATION,
    ),
    "a structure cut short": Lie(
        text("(?s)</s:Codelists>.*", ""), errors.WrongAnswer, "can't be read", at=STRUCTURE
    ),
    "a table for a structure": Lie(
        faults.another_dataset(), errors.OtherKind, "not a structure", at=STRUCTURE
    ),
}


@pytest.fixture
def hurried(standin: Standin) -> Eurostat:
    """A client that gives up soon."""
    return Eurostat(standin.url, patience=HURRIED)


def served(store: Store) -> dict[str, bytes]:
    """Every byte that a reader can reach: the pointers, and the vintages that they name."""
    root = store.root / "vintages"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}


@pytest.mark.parametrize("case", LIES)
def test_a_lie_has_a_name_and_leaves_what_is_served_as_it_was(
    refreshed: Store, standin: Standin, hurried: Eurostat, news: News, case: str
) -> None:
    lie = LIES[case]
    before = served(refreshed)
    news()
    standin.misbehave(lie.at, lie.what, 500)

    [run] = refresh(refreshed, hurried, [lie.dataset], now=LATER)

    assert isinstance(run, Failed)
    assert type(run.error) is lie.kind
    assert re.search(lie.says, str(run.error))
    assert str(run.error).endswith(".")
    assert served(refreshed) == before
    assert [path.name for path in (refreshed.root / "incoming").iterdir()] == []


ONCE = (
    *("400 bad key", "400 unknown code", "404", "406", "414", "nothing found"),
    *("maintenance page", "a body without end", "503 until tomorrow"),
)


@pytest.mark.parametrize("case", ONCE)
def test_what_will_not_change_is_not_asked_again(
    standin: Standin, hurried: Eurostat, tmp_path: Path, case: str
) -> None:
    standin.misbehave(DATA, LIES[case].what, 9)

    with pytest.raises(LIES[case].kind):
        hurried.download(RATES, tmp_path / "answer", expects=Expected.OBSERVATIONS)

    assert len(standin.asked) == 1


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawn = dict(re.findall(r"[├└]── (\w+) +(\d+)?", errors.__doc__ or ""))
    classes = {
        name: each
        for name, each in vars(errors).items()
        if isinstance(each, type) and issubclass(each, EmnError) and each is not EmnError
    }

    assert set(drawn) == set(classes)
    assert {name: int(code) for name, code in drawn.items() if code} == {
        name: each.exit_code for name, each in classes.items() if drawn[name]
    }
