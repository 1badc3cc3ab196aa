from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.server import ready, serve
from emn.errors import Misused
from emn.settings import Settings

SERVE = """
import sys
from pathlib import Path
from dashboard.server import serve
from emn.settings import Settings
serve(Settings(data_dir=Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port


def answer(url: str, patience_s: float = 30) -> str:
    until = time.monotonic() + patience_s
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310  # our own http address
                return str(reply.read().decode())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]

        with pytest.raises(Misused, match=f"127.0.0.1:{port} is not free"):
            serve(Settings(data_dir=tmp_path), "127.0.0.1", port)


def test_it_serves_an_empty_cache_and_stops_when_told(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", SERVE, str(tmp_path), str(port)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as process:  # noqa: S603  # ours
        try:
            assert answer(f"http://127.0.0.1:{port}/health") == "OK"
            assert "The first figures are on their way" in answer(f"http://127.0.0.1:{port}/en/")
        finally:
            process.terminate()
            assert process.wait(timeout=30) == 0


def test_a_new_worker_has_its_scripts_for_whoever_asks_first(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    page = ready(settings).test_client().get("/en/").text
    scripts = re.findall(r'src="(/_dash[^"]+)"', page)
    worker = ready(settings)

    with ThreadPoolExecutor(len(scripts)) as readers:
        answers = [*readers.map(lambda url: worker.test_client().get(url).status_code, scripts)]

    assert scripts
    assert set(answers) == {200}
