"""What Eurostat says when it will not answer: a fault code, a label, an HTTP status.

Clients decide by the code and the first word of the label, so these are Eurostat's own. SDMX paths
say it in XML whatever format was asked for, the Statistics API in JSON.
"""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

MOST_CELLS = 5_000_000


class Fault(HTTPException):
    """A refusal: HTTP status, fault code and label."""

    def __init__(self, status: int, fault: int, label: str) -> None:
        super().__init__(label)
        self.code = status
        self.fault = fault
        self.label = label

    def as_xml(self) -> Response:
        """The body of SDMX and asynchronous paths."""
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">'
            f"<faultcode>{self.fault}</faultcode>"
            f"<faultstring>{escape(self.label, {chr(39): '&apos;'})}</faultstring></S:Fault>"
        )
        return Response(body, self.code, content_type="application/xml")

    def as_json(self) -> Response:
        """The body of the Statistics API."""
        error = {"status": self.code, "id": self.fault, "label": self.label}
        return Response(json.dumps({"error": [error]}), self.code, content_type="application/json")


def unknown(what: str, code: str) -> Fault:
    """Nothing of that name is disseminated."""
    return Fault(404, 100, f"ERR_NOT_FOUND_2: {what}:{code.upper()} is not available.")


def no_results() -> Fault:
    """The query is valid, and nothing matches it."""
    return Fault(404, 100, "NO_RESULTS: The query is valid and matches no observation.")


def wrong_arity(given: int, wanted: int) -> Fault:
    """The key has too many or too few positions."""
    label = f"INVALID_QUERY_NB_FILTERS: The key has {given} positions instead of {wanted}."
    return Fault(400, 140, label)


def wrong_period(text: str) -> Fault:
    """The period can't be read."""
    return Fault(400, 140, f"TIME_PERIOD_FILTER_SPEC_INVALID: {text} is no period.")


def unknown_code(dimension: str, codes: list[str]) -> Fault:
    """The dimension has no such code."""
    values = ", ".join(f"{dimension.upper()}={code}" for code in codes)
    label = (
        "INVALID_QUERY_DIMENSION_VALUE: Query is invalid as per its structure's definition."
        f" The following values for dimension are not allowed: {values}."
    )
    return Fault(400, 150, label)


def unknown_dimension(name: str) -> Fault:
    """The dataflow has no such dimension."""
    return Fault(400, 150, f"INVALID_QUERY_DIMENSION: {name} is no dimension of the dataset.")


def too_big(cells: int) -> Fault:
    """The estimate of the answer is beyond what is given out."""
    label = (
        f"EXTRACTION_TOO_BIG: The requested extraction is too big, estimated {cells} rows,"
        f" max authorised is {MOST_CELLS}, please change your filters to reduce the extraction size"
    )
    return Fault(413, 413, label)


def not_acceptable(wanted: str) -> Fault:
    """The path has no such representation."""
    return Fault(406, 406, f"NOT_ACCEPTABLE: {wanted} is not offered here.")


def unknown_request() -> Fault:
    """No request with this id waits in the queue."""
    return Fault(400, 100, "UNKNOWN_REQUEST: Unknown request.")


def not_yet_available() -> Fault:
    """The answer to a queued request is fetched too early."""
    return Fault(400, 100, "DATA_NOT_YET_AVAILABLE: The data of this request is not ready yet.")
