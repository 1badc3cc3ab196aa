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

from emn.errors import NothingFound, Refused, SourceUnavailable, WrongAnswer

_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html)", re.IGNORECASE)
_ENVELOPE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<([\w.-]+:)?(Fault|Envelope)[\s>]")
_STRUCTURE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<([\w.-]+:)?Structure[\s>]")
_TIME_AXIS = re.compile(rb"[^\r\n]*\\TIME(_PERIOD)?\s", re.IGNORECASE)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TOO_MANY_REQUESTS, _SERVER_ERROR, _CLIENT_ERROR = 429, 500, 400


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


class TryLater(SourceUnavailable):
    """Eurostat, or the way to it, failed in a way that passes; asked again, it may answer."""

    def __init__(self, message: str, *, after_s: float = 0.0) -> None:
        super().__init__(message)
        self.after_s = after_s


class CutShort(WrongAnswer):
    """The answer ended before its end; asked again, it may come whole."""


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    label: str

    @property
    def word(self) -> str:
        """The first word of its label, which tells two faults with one number apart."""
        found = re.match(r"\w+", self.label)
        return found[0] if found else ""


_STILL_QUEUED = {
    "ASYNCHRONOUS_RESPONSE": Queued(),
    "DATA_NOT_YET_AVAILABLE": Queued(),
    "UNKNOWN_REQUEST": Queued(is_forgotten=True),
}


def judged(reply: Reply, expected: Expected) -> Queued | None:
    """Give nothing where this is the body that was asked for, else the place in the queue.

    Everything else is an error: `TryLater` where patience may help, `SourceUnavailable` under
    maintenance, `Refused`, `NothingFound`, or `WrongAnswer`.
    """
    head = reply.head.removeprefix(_BYTE_ORDER_MARK)
    if _ENVELOPE.match(head):
        return _enveloped(head, reply.place)
    if head.lstrip().startswith(b"{"):
        return _of_fault(_json_fault(head, reply.place), reply.place)
    if reply.status == _TOO_MANY_REQUESTS or reply.status >= _SERVER_ERROR:
        raise TryLater(
            f"{reply.place}: Eurostat answers {reply.status}. Try again later.",
            after_s=_retry_after(reply.headers),
        )
    if _HTML.match(head):
        raise SourceUnavailable(
            f"{reply.place}: Eurostat shows a web page instead of data, as it does during"
            " maintenance. Try again later."
        )
    if reply.status >= _CLIENT_ERROR:
        raise Refused(
            f"{reply.place}: Eurostat answers {reply.status} without a reason."
            " Compare the declaration in emn/datasets/ with the dataflow on Eurostat."
        )
    _check_kind(head, reply.place, expected)
    return None


def _check_kind(head: bytes, place: str, expected: Expected) -> None:
    looks_right = _TIME_AXIS if expected is Expected.OBSERVATIONS else _STRUCTURE
    if not head.strip():
        raise WrongAnswer(f"{place}: the answer is empty. Try again later.")
    if not looks_right.match(head):
        raise WrongAnswer(
            f"{place}: the answer is not {expected}; it begins {head[:60]!r}."
            " Nothing was published; look at the address in a browser."
        )


def _enveloped(head: bytes, place: str) -> Queued:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(head, parser)
    texts = {etree.QName(each).localname: (each.text or "").strip() for each in root.iter("{*}*")}
    if "faultstring" in texts:
        return _of_fault(_Fault(texts.get("faultcode", ""), texts["faultstring"]), place)
    match texts.get("status"):
        case "SUBMITTED" | "PROCESSING":
            return Queued(id=texts.get("id") or texts.get("key", ""))
        case "AVAILABLE":
            return Queued(id=texts.get("id") or texts.get("key", ""), is_ready=True)
        case "EXPIRED" | "UNKNOWN_REQUEST":
            return Queued(is_forgotten=True)
        case status:
            raise WrongAnswer(
                f"{place}: Eurostat's queue says {status!r}, which we do not know."
                " Try again later; if it stays, etl/answers.py must learn it."
            )


def _json_fault(head: bytes, place: str) -> _Fault:
    try:
        body = json.loads(head)
        found = body.get("error") or body["warning"]
        first = found[0] if isinstance(found, list) else found
        return _Fault(str(first.get("id", first.get("status", ""))), str(first["label"]))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise WrongAnswer(
            f"{place}: the answer is JSON, which we never ask for; it begins {head[:60]!r}."
            " Try again later."
        ) from error


def _of_fault(fault: _Fault, place: str) -> Queued:
    if fault.word in _STILL_QUEUED:
        return _STILL_QUEUED[fault.word]
    said = f"{place}: Eurostat says {fault.label!r} (code {fault.code or 'none'})."
    if fault.word == "EXTRACTION_TOO_BIG" or fault.code in {"413", "130", "510"}:
        raise Refused(f"{said} Keep fewer codes or periods in the declaration in emn/datasets/.")
    if fault.code in {"500", "503"}:
        raise TryLater(f"{said} Try again later.")
    if fault.code == "100" and not fault.word.startswith("ERR_NOT_FOUND"):
        raise NothingFound(f"{said} Check the codes and periods of the declaration.")
    raise Refused(f"{said} Compare the declaration in emn/datasets/ with the dataflow on Eurostat.")


def _retry_after(headers: Mapping[str, str]) -> float:
    """Read Retry-After: seconds, or a date, which counts from the answer's own Date."""
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until - parsedate_to_datetime(headers.get("Date", ""))).total_seconds())
    except (ValueError, TypeError):  # none given, or none that can be understood
        return 0.0
