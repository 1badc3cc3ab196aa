"""The server: Eurostat's paths on localhost, a log of what was asked, and mistakes on demand."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from emn.errors import Misused
from standin import paths
from standin.answers import Answers
from standin.faults import Exchange, Misbehaviour
from standin.queue import Queue
from standin.refusals import Fault, unknown
from standin.replay import Replay
from standin.sample import Sample

ROOT = "/eurostat/api/dissemination"
SAMPLE_HEADER = "EMN-Sample"
_POLL_S = 0.02  # how soon a stop is noticed

_Route = Callable[..., Response]
_ROUTES: Mapping[str, _Route] = {
    f"{ROOT}/sdmx/2.1/data/<flow>": paths.data,
    f"{ROOT}/sdmx/2.1/data/<flow>/": paths.data,
    f"{ROOT}/sdmx/2.1/data/<flow>/<key>": paths.data,
    f"{ROOT}/sdmx/2.1/dataflow/all": paths.all_dataflows,
    f"{ROOT}/sdmx/2.1/dataflow/ESTAT/all": paths.all_dataflows,
    f"{ROOT}/sdmx/2.1/dataflow/ESTAT/<flow>": paths.dataflow,
    f"{ROOT}/sdmx/2.1/dataflow/ESTAT/<flow>/<version>": paths.dataflow,
    f"{ROOT}/sdmx/2.1/datastructure/ESTAT/<flow>": paths.data_structure,
    f"{ROOT}/sdmx/2.1/datastructure/ESTAT/<flow>/<version>": paths.data_structure,
    f"{ROOT}/sdmx/2.1/contentconstraint/ESTAT/<flow>": paths.content_constraint,
    f"{ROOT}/sdmx/2.1/contentconstraint/ESTAT/<flow>/<version>": paths.content_constraint,
    f"{ROOT}/sdmx/2.1/codelist/ESTAT/<code_list>/<version>": paths.code_list,
    f"{ROOT}/catalogue/toc/txt": paths.table_of_contents,
    f"{ROOT}/statistics/1.0/data/<flow>": paths.statistics,
}
_ASYNC = {
    f"{ROOT}/1.0/async/status/<id_>": paths.queue_status,
    f"{ROOT}/1.0/async/data/<id_>": paths.queue_data,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


class Standin:
    """Eurostat on localhost for as long as the `with` lasts, or between `start` and `stop`."""

    def __init__(self, answers: Answers, port: int = 0) -> None:
        self.answers = answers
        self.asked: list[Asked] = []
        self._port = port
        self._queue = Queue()
        self._mistakes: list[tuple[str, Misbehaviour]] = []
        self._lock = threading.Lock()
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """What takes the place of Eurostat's address."""
        return f"http://127.0.0.1:{self._port}{ROOT}"

    def misbehave(self, path_part: str, answer: Misbehaviour | Response, times: int = 1) -> None:
        """Answer the next requests whose path holds this part wrongly, so many times."""
        mistake = (lambda _: answer) if isinstance(answer, Response) else answer
        self._mistakes.extend([(path_part, mistake)] * times)

    # Its life

    def __enter__(self) -> Self:
        """Serve from now on, in a thread of its own."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop serving."""
        self.stop()

    def start(self) -> Self:
        """Serve from now on, in a thread of its own; `url` then says where."""
        self._thread = threading.Thread(
            target=self._bound().serve_forever, kwargs={"poll_interval": _POLL_S}, daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving and give the port back."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
        self._server = self._thread = None

    def run(self, ready: Callable[[str], None]) -> None:
        """Serve until interrupted; say the address first."""
        server = self._bound()
        ready(self.url)
        server.serve_forever()

    def _bound(self) -> BaseWSGIServer:
        """A server on our port. We bind it: werkzeug would end the process where it is taken."""
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind(("127.0.0.1", self._port))
            except (OSError, OverflowError) as error:
                raise Misused(
                    f"Port {self._port} can't be served ({error}). Give another, or 0 for any."
                ) from error
            door.listen(128)
            self._port = door.getsockname()[1]
            self._server = make_server(
                "127.0.0.1",
                self._port,
                Request.application(self._respond),
                threaded=True,
                request_handler=_Quiet,
                fd=door.fileno(),
            )
        return self._server

    # Its answers

    def _respond(self, request: Request) -> Response:
        asked = Asked(
            method=request.method,
            path=request.path,
            query=dict(request.args),
            headers=dict(request.headers),
        )
        with self._lock:
            self.asked.append(asked)
            mistake = self._next_mistake(request.path)
        response = self._honest(request)
        if mistake is not None:
            response = mistake(Exchange(request=request, honest=response, queue=self._queue))
        if self.answers.is_sample:
            response.headers[SAMPLE_HEADER] = "yes"
        return response

    def _next_mistake(self, path: str) -> Misbehaviour | None:
        for place, (part, mistake) in enumerate(self._mistakes):
            if part in path:
                del self._mistakes[place]
                return mistake
        return None

    def _honest(self, request: Request) -> Response:
        try:
            route, arguments = _URLS.bind_to_environ(request.environ).match()
            if route in _ASYNC.values():
                response: Response = route(self._queue, **arguments)
            else:
                response = route(self.answers, request, **arguments)
        except Fault as fault:
            return fault.as_json() if "/statistics/" in request.path else fault.as_xml()
        except HTTPException:
            return unknown("PATH", request.path).as_xml()
        return response


class _Quiet(WSGIRequestHandler):
    """Logs nothing: what was asked is in `Standin.asked`."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing."""


_URLS = Map(
    [Rule(path, endpoint=route) for path, route in (*_ROUTES.items(), *_ASYNC.items())]
    + [Rule("/sorry", endpoint=paths.sorry)],
    strict_slashes=False,
    merge_slashes=False,
)


def serve(port: int, folder: Path | None, *, today: date, ready: Callable[[str], None]) -> None:
    """Replay a folder, or invent sample figures as of `today`, until interrupted."""
    answers: Answers = Sample(today) if folder is None else Replay(folder)
    Standin(answers, port).run(ready)
