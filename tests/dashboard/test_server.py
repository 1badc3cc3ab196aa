from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

from cache import Store, Vintage
from dashboard.server import ready, serve
from emn.datasets.protection import ASYLUM_APPLICATIONS
from emn.errors import Misused
from emn.settings import Settings

ROOT = Path(__file__).parents[2]
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


def test_workers_below_a_prefix_show_a_new_vintage_without_a_restart(
    store: Store, publish: Callable[..., Vintage], on_paper: Callable[..., pl.DataFrame]
) -> None:
    publish(ASYLUM_APPLICATIONS, on_paper())
    port = free_port()
    environment = {
        **os.environ,
        "EMN_DATA_DIR": str(store.root),
        "EMN_PREFIX": "/statistics",
        "EMN_LOG": "json",
    }
    command = [sys.executable, "-m", "emn", "serve", "--port", str(port), "--workers", "2"]
    page = f"http://127.0.0.1:{port}/statistics/en/"
    with subprocess.Popen(  # noqa: S603  # ours
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert "43,120" in answer(page)
            publish(ASYLUM_APPLICATIONS, on_paper("43120", "43205"), on="2026-10-16T23:00+02:00")
            begun = time.monotonic()
            newer = [answer(page) for _each in range(6)]  # both workers are asked
        finally:
            process.terminate()
            log, _none = process.communicate(timeout=30)

    assert ["43,205" in each for each in newer] == [True] * 6
    assert time.monotonic() - begun < 60
    lines = [json.loads(line) for line in log.splitlines()]
    assert [(each["path"], each["status"]) for each in lines[-6:]] == [("/statistics/en/", 200)] * 6
    assert set(lines[0]) == {"at", "method", "path", "query", "status", "bytes", "ms"}


@pytest.mark.parametrize(("proxies", "address"), [(0, "http://localhost"), (1, "https://emn.eu")])
def test_a_proxy_is_believed_only_where_told(tmp_path: Path, proxies: int, address: str) -> None:
    client = ready(Settings(data_dir=tmp_path, proxies=proxies)).test_client()

    said = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "emn.eu"}

    assert f'rel="canonical" href="{address}/en/"' in client.get("/en/", headers=said).text
