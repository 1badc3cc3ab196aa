"""What can go wrong on the way, ready to be given to `Standin.misbehave`.

Each is a function of the exchange: what was asked, what the honest answer would have been, and the
queue. All of them were met at Eurostat, or are what a network does.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from werkzeug.wrappers import Request, Response

from standin.queue import Queue, envelope, status_report

TSV = "text/tab-separated-values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question, its honest answer, and the queue of the server."""

    request: Request
    honest: Response
    queue: Queue


Misbehaviour = Callable[[Exchange], Response]


def answer(body: str | bytes, status: int = 200, content_type: str = TSV) -> Misbehaviour:
    """Say this, whatever was asked."""
    return lambda _: Response(body, status, content_type=content_type)


def maintenance_page() -> Misbehaviour:
    """A page for people, with status 200."""
    page = "<!DOCTYPE html><html><body><h1>The site is being maintained.</h1></body></html>"
    return answer(page, content_type="text/html")


def maintenance_redirect() -> Misbehaviour:
    """A redirect to another host that says the same; here the other host is `localhost`."""

    def redirect(exchange: Exchange) -> Response:
        port = exchange.request.environ["SERVER_PORT"]
        return Response(status=302, headers={"Location": f"http://localhost:{port}/sorry"})

    return redirect


def queued(polls: int = 2) -> Misbehaviour:
    """The queue's envelope with status 200; the answer is ready after so many polls."""

    def queue(exchange: Exchange) -> Response:
        id_ = exchange.queue.put(exchange.honest, polls)
        return Response(envelope(id_), content_type="application/xml")

    return queue


def expired() -> Misbehaviour:
    """For the path of the status: the queue forgot the request."""
    return answer(status_report("gone", "EXPIRED"), content_type="application/xml")


def warning() -> Misbehaviour:
    """The same in JSON and without an id: ask again later."""
    label = "ASYNCHRONOUS_RESPONSE. Your request will be treated asynchronously. Try again later."
    body = json.dumps({"warning": {"status": 413, "label": label}})
    return answer(body, content_type="application/json")


def server_error(status: int = 500) -> Misbehaviour:
    """An answer of the 500s, as a page."""
    return answer("<html><body>Server error</body></html>", status, "text/html")


def unavailable(retry_after: int = 1) -> Misbehaviour:
    """503, with the number of seconds to wait."""

    def busy(_: Exchange) -> Response:
        return Response("", 503, headers={"Retry-After": str(retry_after)})

    return busy


def dropped() -> Misbehaviour:
    """The connection ends in the middle of the body."""

    def drop(exchange: Exchange) -> Response:
        body = exchange.honest.get_data()

        def half() -> Iterator[bytes]:
            yield body[: len(body) // 2]
            raise ConnectionResetError

        response = Response(half(), content_type=exchange.honest.content_type)
        response.headers["Content-Length"] = str(len(body))
        return response

    return drop


def truncated_gzip() -> Misbehaviour:
    """Half of a gzip body that claims to be whole."""

    def cut(exchange: Exchange) -> Response:
        packed = gzip.compress(_plain(exchange.honest), mtime=0)
        return Response(packed[: len(packed) // 2], content_type=TSV)

    return cut


def gzip_without_header() -> Misbehaviour:
    """A gzip body that nothing but its first two bytes gives away."""

    def pack(exchange: Exchange) -> Response:
        return Response(gzip.compress(_plain(exchange.honest), mtime=0), content_type=TSV)

    return pack


def slow(seconds: float, pieces: int = 20) -> Misbehaviour:
    """The honest body, a little at a time."""

    def trickle(exchange: Exchange) -> Response:
        body = exchange.honest.get_data()
        size = len(body) // pieces + 1

        def drip() -> Iterator[bytes]:
            for start in range(0, len(body), size):
                time.sleep(seconds / pieces)
                yield body[start : start + size]

        return Response(drip(), content_type=exchange.honest.content_type)

    return trickle


def empty_body() -> Misbehaviour:
    """Status 200 and nothing."""
    return answer(b"")


def header_only() -> Misbehaviour:
    """The header of the honest TSV, and no series."""
    return _of_text(lambda text: text.split("\r\n", 1)[0] + "\r\n")


def missing_tab() -> Misbehaviour:
    """The last series lost a tab, and with it a cell."""
    return _of_text(lambda text: "".join(text.rsplit("\t", 1)))


def text_in_a_cell() -> Misbehaviour:
    """The last cell holds a word instead of a number."""
    return _of_text(lambda text: text.rsplit("\t", 1)[0] + "\tn/a \r\n")


def another_dataset() -> Misbehaviour:
    """The body of another dataset under the right address."""
    return answer(
        "freq,reason,citizen,duration,unit,geo\\TIME_PERIOD\t2021 \t2022 \r\n"
        "A,TOTAL,TOTAL,TOTAL,PER,FR\t1000 \t2000 \r\n"
    )


def _of_text(change: Callable[[str], str]) -> Misbehaviour:
    def changed(exchange: Exchange) -> Response:
        return Response(change(_plain(exchange.honest).decode()), content_type=TSV)

    return changed


def _plain(honest: Response) -> bytes:
    body = honest.get_data()
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
