"""Serve the dashboard with gunicorn: two workers of four threads, nothing loaded before a fork."""

from __future__ import annotations

import ctypes
import json
import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from werkzeug.middleware.proxy_fix import ProxyFix

from cache import Store
from charts.fonts import Fonts
from charts.workshop import Workshop
from dashboard.app import create_app
from emn.errors import Misused
from emn.network import load
from emn.settings import Log, Settings

WORKERS, THREADS = 2, 4
_M_ARENA_MAX = -8  # of malloc.h


def serve(settings: Settings, host: str, port: int, workers: int = WORKERS) -> None:
    """Serve until stopped; `Misused` when the address is not free."""
    _Server(settings, _listening(host, port), workers).run()


def workshop(settings: Settings) -> Workshop:
    """The workshop of a data folder. Reads nothing from the cache yet."""
    fonts = Fonts(settings.data_dir / "fonts")
    return Workshop(Store(settings.data_dir), load(), fonts, settings.public_contact)


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, settings: Settings, listener: socket.socket, workers: int) -> None:
        self._settings = settings
        self._workers = workers
        self._listener = listener
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"fd://{self._listener.detach()}",
            "workers": self._workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 30,  # seconds: a reader who thinks, and a proxy, come back
            "preload_app": False,  # polars deadlocks in a worker whose master ran a query
            "loglevel": "warning",
            "control_socket_disable": True,  # nobody steers it from outside, and two would clash
            "forwarded_allow_ips": "",  # what a proxy says of a reader counts where it is told to
            "proc_name": "emn-dashboard",
        }
        if self._settings.log is Log.JSON:
            chosen |= {"accesslog": "-", "logger_class": JsonLog}
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the app, in each worker; polars threads would fight for the same cores."""
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        _keep_memory_together()
        return ready(self._settings)


def ready(settings: Settings) -> Flask:
    """The app, ready for several questions at once.

    Dash registers its scripts while it answers its first question; a browser asks for several
    together, and would get an error for those that come beside it.
    """
    server: Flask = create_app(workshop(settings), settings).server
    server.test_client().get("/health")
    if settings.proxies:
        every = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        server.wsgi_app = ProxyFix(server.wsgi_app, **every)  # type: ignore[method-assign]  # Flask's own way
    return server


def _keep_memory_together() -> None:
    """Let all threads share two heaps: with one each, a worker grows to three times its size."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # glibc
        library.mallopt(_M_ARENA_MAX, 2)


class JsonLog(Logger):  # type: ignore[misc]  # the same
    """A line of JSON an answer; who asked is not written down."""

    def access(
        self,
        resp: Any,  # gunicorn's own, which has no types
        _req: object,
        environ: Mapping[str, Any],
        request_time: timedelta,
    ) -> None:
        """Write the line of one answer."""
        told = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": environ["REQUEST_METHOD"],
            "path": environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"],
            "query": environ.get("QUERY_STRING", ""),
            "status": int(str(resp.status).split()[0]),
            "bytes": resp.sent,
            "ms": round(request_time.total_seconds() * 1000, 1),
        }
        self.access_log.info(json.dumps(told))


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=2048)
    except OSError as error:
        raise Misused(
            f"{host}:{port} is not free ({error.strerror or error})."
            " Give another port, or stop what listens there."
        ) from error
