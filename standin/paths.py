"""One function a path: what is asked for becomes a response."""

from __future__ import annotations

import gzip
import json

from werkzeug.wrappers import Request, Response

from emn.period import Period
from standin import catalogue, codes, messages, refusals, wire
from standin import query as queries
from standin.answers import Answers, Dataflow, Query
from standin.queue import Queue, status_report

TSV = "text/tab-separated-values"
CSV = "application/vnd.sdmx.data+csv;version=1.0.0"
_XML = "application/vnd.sdmx.structure+xml;version=2.1"


def data(answers: Answers, request: Request, flow: str, key: str = "") -> Response:
    """The observations of a key, as TSV or SDMX-CSV."""
    dataflow = _known(answers, flow)
    asked = queries.sdmx(
        dataflow, key, request.args.get("startPeriod", ""), request.args.get("endPeriod", "")
    )
    rows = list(answers.rows(dataflow, asked))
    if not rows:
        raise refusals.no_results()
    match request.args.get("format", "SDMX-CSV").upper():
        case "TSV":
            text = wire.tsv(dataflow.structure.order, asked.periods, rows)
            return _given(request, text, TSV, f"estat_{dataflow.id}.tsv")
        case "SDMX-CSV":
            text = wire.sdmx_csv(dataflow, asked.periods, rows)
            return _given(request, text, CSV, f"estat_{dataflow.id}_en.csv")
        case wanted:
            raise refusals.not_acceptable(wanted)


def statistics(answers: Answers, request: Request, flow: str) -> Response:
    """The observations as JSON-stat, filtered by name; a wrong code gives an empty cube."""
    dataflow = _known(answers, flow)
    asked = _named(dataflow, request)
    full = all(asked.codes) and bool(asked.periods)
    rows = answers.rows(dataflow, asked) if full else iter(())
    body = wire.json_stat(dataflow, asked, rows, _language(request))
    return Response(json.dumps(body, ensure_ascii=False), content_type="application/json")


def all_dataflows(answers: Answers, request: Request) -> Response:
    """Every dataflow with when it last changed, as JSON."""
    body = catalogue.collection(answers, _language(request))
    return _given(request, json.dumps(body, ensure_ascii=False), "application/json", "all.json")


def dataflow(answers: Answers, request: Request, flow: str, version: str = "latest") -> Response:
    """One dataflow, as a structure message or as JSON; any version is the only one there is."""
    asked = _known(answers, flow)
    if request.args.get("format", "").upper() == "JSON":
        body = catalogue.item(asked, _language(request))
        text = json.dumps(body, ensure_ascii=False)
        return _given(request, text, "application/json", f"{asked.id}_{version}.json")
    with_descendants = request.args.get("references") == "descendants"
    message = messages.dataflow(asked, with_descendants=with_descendants)
    return _given(request, message, _XML, f"{asked.id}.xml")


def data_structure(
    answers: Answers, request: Request, flow: str, version: str = "latest"
) -> Response:
    """The data structure of a dataflow."""
    message = messages.data_structure(_known(answers, flow))
    return _given(request, message, _XML, f"{flow}_{version}.xml")


def content_constraint(
    answers: Answers, request: Request, flow: str, version: str = "latest"
) -> Response:
    """The codes and periods that a dataflow really holds."""
    message = messages.content_constraint(_known(answers, flow))
    return _given(request, message, _XML, f"{flow}_{version}.xml")


def code_list(answers: Answers, request: Request, code_list: str, version: str) -> Response:
    """A code list as TSV: every code that some dataflow uses, and its label."""
    id_ = code_list.lower()
    used = [code for each in answers.dataflows.values() for code in each.structure.codes(id_)]
    if not used:
        raise refusals.unknown("CODELIST", code_list)
    language = _language(request)
    text = "".join(
        f"{code}\t{codes.label(id_, code, language)}\r\n" for code in codes.in_order(id_, used)
    )
    return _given(request, text, TSV, f"ESTAT_{code_list}_{version}.tsv")


def table_of_contents(answers: Answers, request: Request) -> Response:
    """The table of contents; only as text."""
    if request.accept_mimetypes.best == "application/json":
        raise refusals.not_acceptable("application/json")
    text = catalogue.text(answers, _language(request))
    return _given(request, text, "text/plain; charset=utf-8", "toc.txt")


def queue_status(queue: Queue, id_: str) -> Response:
    """Whether a queued answer is ready."""
    return Response(status_report(id_, queue.status(id_)), content_type="application/xml")


def queue_data(queue: Queue, id_: str) -> Response:
    """A queued answer, once it is ready."""
    return queue.fetch(id_)


def sorry(answers: Answers, request: Request) -> Response:  # noqa: ARG001 - as every path
    """The page that a redirect to the maintenance host ends at."""
    page = "<!DOCTYPE html><html><body><h1>We are sorry. Please come back later.</h1></body></html>"
    return Response(page, content_type="text/html")


def _known(answers: Answers, flow: str) -> Dataflow:
    try:
        return answers.dataflows[flow.lower()]
    except KeyError:
        raise refusals.unknown("DATA_SET", flow) from None


def _language(request: Request) -> str:
    language = request.args.get("lang", "en").lower()
    return language if language in codes.LANGUAGES else "en"


def _named(dataflow: Dataflow, request: Request) -> Query:
    """Read a query of the Statistics API: dimensions by name, codes that may not exist."""
    structure = dataflow.structure
    named = {name.lower(): values for name, values in request.args.lists()}
    start = named.pop("sincetimeperiod", [""])[0]
    end = named.pop("untiltimeperiod", [""])[0]
    latest = int(named.pop("lasttimeperiod", ["0"])[0])
    for name in set(named) - {"format", "lang"} - set(structure.order):
        raise refusals.unknown_dimension(name)
    periods: list[Period] = queries.between(dataflow.periods, start, end)[-latest:]
    asked = tuple(
        tuple(code for code in each.codes if code in named.get(each.id, each.codes))
        for each in structure.dimensions
    )
    return Query(codes=asked, periods=tuple(periods))


def _given(request: Request, body: str | bytes, content_type: str, file: str) -> Response:
    """The body as it is, or packed where that was asked for.

    As at Eurostat a packed body has no Content-Encoding: only the file name gives it away.
    """
    packed = body.encode() if isinstance(body, str) else body
    if request.args.get("compressed", "").lower() == "true":
        packed, file = gzip.compress(packed, mtime=0), f"{file}.gz"
    response = Response(packed, content_type=content_type)
    response.headers["Content-Disposition"] = f"attachment;filename={file}"
    return response
