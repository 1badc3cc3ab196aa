"""Serve the dashboard with gunicorn: two workers of four threads, nothing loaded before a fork."""

from __future__ import annotations

import os
import socket

from flask import Flask
from gunicorn.app.base import BaseApplication

from cache import Store
from charts.fonts import Fonts
from charts.workshop import Workshop
from dashboard.app import create_app
from emn.errors import Misused
from emn.network import load
from emn.settings import Settings

WORKERS, THREADS = 2, 4


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; `Misused` when the address is not free."""
    _Server(settings, _listening(host, port)).run()


def workshop(settings: Settings) -> Workshop:
    """The workshop of a data folder. Reads nothing from the cache yet."""
    fonts = Fonts(settings.data_dir / "fonts")
    return Workshop(Store(settings.data_dir), load(), fonts, settings.public_contact)


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"fd://{self._listener.detach()}",
            "workers": WORKERS,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": False,  # polars deadlocks in a worker whose master ran a query
            "loglevel": "warning",
            "control_socket_disable": True,  # nobody steers it from outside, and two would clash
            "proc_name": "emn-dashboard",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the app, in each worker; polars threads would fight for the same cores."""
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        return ready(self._settings)


def ready(settings: Settings) -> Flask:
    """The app, ready for several questions at once.

    Dash registers its scripts while it answers its first question; a browser asks for several
    together, and would get an error for those that come beside it.
    """
    server: Flask = create_app(workshop(settings)).server
    server.test_client().get("/health")
    return server


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=2048)
    except OSError as error:
        raise Misused(
            f"{host}:{port} is not free ({error.strerror or error})."
            " Give another port, or stop what listens there."
        ) from error
