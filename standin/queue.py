"""The queue of large requests: an envelope with an id, its status, and at last the answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from werkzeug.wrappers import Response

from standin import refusals

_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8" ?>'
    '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header/><env:Body>'
    '<ns0:syncResponse xmlns:ns0="http://estat.ec.europa.eu/disschain/soap/extraction">'
    "<processingTime>92</processingTime>"
    "<queued><id>{id}</id><status>SUBMITTED</status></queued>"
    "</ns0:syncResponse></env:Body></env:Envelope>"
)

_STATUS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header/><S:Body>'
    '<ns0:asyncResponse xmlns:ns0="http://estat.ec.europa.eu/disschain/soap/asynchronous"'
    ' xmlns:ns1="http://estat.ec.europa.eu/disschain/asynchronous">'
    "<ns1:status><ns1:key>{id}</ns1:key><ns1:status>{status}</ns1:status></ns1:status>"
    "</ns0:asyncResponse></S:Body></S:Envelope>"
)


@dataclass(slots=True)
class Queue:
    """Answers that wait to be fetched: by id, the answer and how often to say `not yet`."""

    waiting: dict[str, tuple[Response, int]] = field(default_factory=dict)

    def put(self, answer: Response, polls: int) -> str:
        """Make an answer wait until its status was asked for so many times; give its id."""
        id_ = str(uuid.uuid5(uuid.NAMESPACE_URL, str(len(self.waiting))))
        self.waiting[id_] = (answer, polls)
        return id_

    def status(self, id_: str) -> str:
        """PROCESSING as often as was said, then AVAILABLE."""
        if id_ not in self.waiting:
            raise refusals.unknown_request()
        answer, polls = self.waiting[id_]
        self.waiting[id_] = (answer, max(polls - 1, 0))
        return "PROCESSING" if polls else "AVAILABLE"

    def fetch(self, id_: str) -> Response:
        """The answer, if it is ready."""
        if id_ not in self.waiting:
            raise refusals.unknown_request()
        answer, polls = self.waiting[id_]
        if polls:
            raise refusals.not_yet_available()
        return answer


def envelope(id_: str) -> str:
    """What says, with status 200, that a request was queued under this id."""
    return _ENVELOPE.format(id=id_)


def status_report(id_: str, status: str) -> str:
    """What says how far a queued request has come."""
    return _STATUS.format(id=id_, status=status)
