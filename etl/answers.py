"""What an answer of Eurostat is: the body that was asked for, a place in its queue, or an error.

Judged by its first bytes, because neither status nor headers can be believed: errors and the queue
come as XML with status 200, a maintenance page as HTML, gzip without a word in the headers. Pure:
knows nothing of the network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum

from lxml import etree

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

_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html)", re.IGNORECASE)
_ENVELOPE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<([\w.-]+:)?(Fault|Envelope)[\s>]")
_STRUCTURE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<([\w.-]+:)?Structure[\s>]")
_TIME_AXIS = re.compile(rb"[^\r\n]*\\TIME(_PERIOD)?\s", re.IGNORECASE)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FILE = re.compile(r"filename=\"?estat_(?P<name>\w+)", re.IGNORECASE)
_DATAFLOW = re.compile(r"/data/(?P<code>\w+)[/?]")
_ID = re.compile(r"[\w-]*")
_TOO_MANY_REQUESTS, _SERVER_ERROR, _CLIENT_ERROR = 429, 500, 400
_PROXY_WANTS_A_NAME = 407
_NO_JSON = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)


class Expected(StrEnum):
    """What was asked for, and so how its first bytes look."""

    OBSERVATIONS = "a table of observations"
    STRUCTURE = "a structure message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is known of an answer once its first bytes are here, unpacked if they were gzip."""

    place: str  # the path that was asked
    status: int
    headers: Mapping[str, str]
    head: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A place in Eurostat's queue; without an id, the same address is to be asked again."""

    id: str = ""
    is_ready: bool = False
    is_forgotten: bool = False  # the query has to be put again


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    label: str

    @property
    def word(self) -> str:
        """The first word of its label, which tells two faults with one number apart."""
        found = re.match(r"\w+", self.label)
        return found[0] if found else ""


_REFUSALS: Mapping[int, type[SourceError]] = {
    400: BadQuery,
    404: NotOffered,
    406: NotOffered,
    413: TooBig,
    414: BadQuery,
}
_FAULTS: Mapping[str, type[SourceError]] = {
    "100": NotOffered,
    "140": BadQuery,
    "150": UnknownCode,
    "406": NotOffered,
    "414": BadQuery,
}
_FAULTS_TOO_BIG, _FAULTS_PASSING = {"413", "130", "510"}, {"500", "503"}
_STILL_QUEUED = {
    "ASYNCHRONOUS_RESPONSE": Queued(),
    "DATA_NOT_YET_AVAILABLE": Queued(),
    "UNKNOWN_REQUEST": Queued(is_forgotten=True),
}


def judged(reply: Reply, expected: Expected) -> Queued | None:
    """Give nothing where this is the body that was asked for, else the place in the queue.

    Everything else is a `SourceError`: `TryLater` where patience may help, `UnderMaintenance`,
    `Refused`, `NothingFound`, or `WrongAnswer`.
    """
    head = reply.head.removeprefix(_BYTE_ORDER_MARK)
    if _ENVELOPE.match(head):
        return _enveloped(head, reply.place)
    if head.lstrip().startswith(b"{"):
        return _of_fault(_json_fault(head, reply.place), reply.place)
    _check_status(reply)
    if _HTML.match(head):
        raise UnderMaintenance(
            f"{reply.place}: Eurostat shows a web page instead of data, as it does during"
            " maintenance. Try again later."
        )
    if reply.status >= _CLIENT_ERROR:
        raise _REFUSALS.get(reply.status, Refused)(
            f"{reply.place}: Eurostat answers {reply.status} without a reason."
            " Compare the declaration in emn/datasets/ with the dataflow on Eurostat."
        )
    _check_kind(head, reply.place, expected)
    _check_name(reply)
    return None


def _check_status(reply: Reply) -> None:
    """Stop at what failed on the way, whatever body came with it."""
    if reply.status == _PROXY_WANTS_A_NAME:
        raise ProxyFailed(
            f"{reply.place}: the proxy wants to know who asks ({reply.status})."
            " Put name and password into HTTPS_PROXY, or ask whoever runs the network."
        )
    if reply.status == _TOO_MANY_REQUESTS or reply.status >= _SERVER_ERROR:
        raise ServerFailed(
            f"{reply.place}: Eurostat answers {reply.status}. Try again later.",
            after_s=_retry_after(reply.headers),
        )


def _check_kind(head: bytes, place: str, expected: Expected) -> None:
    looks_right = _TIME_AXIS if expected is Expected.OBSERVATIONS else _STRUCTURE
    if not head.strip():
        raise EmptyAnswer(f"{place}: the answer is empty. Try again later.")
    if not looks_right.match(head):
        raise OtherKind(
            f"{place}: the answer is not {expected}; it begins {head[:60]!r}."
            " Nothing was published; look at the address in a browser."
        )


def _check_name(reply: Reply) -> None:
    """Hold the name that Eurostat gave its file, if any, against the dataflow that was asked for.

    A slice of x is `estat_x.tsv.gz`, `estat_x_en.tsv.gz` or `estat_x_filtered.tsv.gz`.
    """
    asked = _DATAFLOW.search(reply.place)
    given = _FILE.search(reply.headers.get("Content-Disposition", ""))
    if asked and given and not f"{given['name']}_".lower().startswith(f"{asked['code']}_".lower()):
        raise OtherDataset(
            f"{reply.place}: Eurostat sent {given['name']} where {asked['code']} was asked for."
            " Nothing was published; try again later."
        )


def _enveloped(head: bytes, place: str) -> Queued:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        elements = [*etree.fromstring(head, parser).iter("{*}*")]
    except (etree.XMLSyntaxError, ValueError):
        elements = []  # it only began like an envelope
    texts = {etree.QName(each).localname: (each.text or "").strip() for each in elements}
    if "faultstring" in texts:
        return _of_fault(_Fault(texts.get("faultcode", ""), texts["faultstring"]), place)
    id_ = texts.get("id") or texts.get("key", "")
    match texts.get("status") if _ID.fullmatch(id_) else id_:
        case "SUBMITTED" | "PROCESSING":
            return Queued(id=id_)
        case "AVAILABLE":
            return Queued(id=id_, is_ready=True)
        case "EXPIRED" | "UNKNOWN_REQUEST":
            return Queued(is_forgotten=True)
        case status:
            raise UnknownState(
                f"{place}: Eurostat's queue says {status!r}, which we do not know."
                " Try again later; if it stays, etl/answers.py must learn it."
            )


def _json_fault(head: bytes, place: str) -> _Fault:
    try:
        body = json.loads(head)
        if 0 in body.get("size", ()):
            raise EmptyDimension(
                f"{place}: a dimension of the answer has no code at all, as when Eurostat does not"
                " know the one asked for. Check the codes and periods of the declaration."
            )
        found = body.get("error") or body["warning"]
        first = found[0] if isinstance(found, list) else found
        return _Fault(str(first.get("id", first.get("status", ""))), str(first["label"]))
    except _NO_JSON as error:
        raise OtherKind(
            f"{place}: the answer is JSON, which we never ask for; it begins {head[:60]!r}."
            " Try again later."
        ) from error


def _of_fault(fault: _Fault, place: str) -> Queued:
    if fault.word in _STILL_QUEUED:
        return _STILL_QUEUED[fault.word]
    said = f"{place}: Eurostat says {fault.label!r} (code {fault.code or 'none'})."
    if fault.word == "EXTRACTION_TOO_BIG" or fault.code in _FAULTS_TOO_BIG:
        raise TooBig(f"{said} Keep fewer codes or periods in the declaration in emn/datasets/.")
    if fault.code in _FAULTS_PASSING:
        raise ServerFailed(f"{said} Try again later.")
    if fault.code == "100" and not fault.word.startswith("ERR_NOT_FOUND"):
        raise NothingFound(f"{said} Check the codes and periods of the declaration.")
    raise _FAULTS.get(fault.code, Refused)(
        f"{said} Compare the declaration in emn/datasets/ with the dataflow on Eurostat."
    )


def _retry_after(headers: Mapping[str, str]) -> float:
    """Read Retry-After: seconds, or a date, which counts from the answer's own Date."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal() and text.isascii():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until - parsedate_to_datetime(headers.get("Date", ""))).total_seconds())
    except (ValueError, TypeError):  # none given, or none that can be understood
        return 0.0
