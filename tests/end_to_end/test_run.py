"""`emn run` as somebody who has just arrived: no network, no cache, one command."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletins.formats import Format
from emn.datasets import DATASETS
from emn.language import Language

PATIENCE_S = 400.0


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture
def run(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own, with an address where nobody answers."""
    command = [sys.executable, "-m", "emn", "run", "--port", str(port), "--out", str(tmp_path)]
    environment = {
        **os.environ,
        "EMN_DATA_DIR": str(tmp_path / "data"),
        "EMN_EUROSTAT_URL": "http://127.0.0.1:9/eurostat",
    }
    process = subprocess.Popen(  # noqa: S603  # our own command line
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    yield process
    process.kill()
    process.communicate()


def page(address: str) -> str | None:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  # our own server
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, TimeoutError):
        return None


def test_it_shows_pages_at_once_then_sample_data_then_the_bulletin_and_ends_when_told(
    run: subprocess.Popen[str], tmp_path: Path, port: int
) -> None:
    address = f"http://127.0.0.1:{port}/fr/"
    give_up = time.monotonic() + PATIENCE_S
    while page(address) is None and time.monotonic() < give_up:
        time.sleep(0.2)
    files = len(Language) * (len(Format) + 1)  # a newsletter is two: HTML and plain text
    while len(list(tmp_path.glob("emn-bulletin-*"))) < files and time.monotonic() < give_up:
        time.sleep(0.5)

    shown = page(address) or ""
    run.send_signal(signal.SIGTERM)
    said, _ = run.communicate(timeout=30)

    assert "Données d’exemple" in shown
    assert "ont demandé l’asile" in shown
    assert "Eurostat can't be reached" in said
    assert "Going on with built-in sample data: every figure is invented" in said
    assert f"{len(DATASETS)} of {len(DATASETS)} datasets are new" in said
    assert f"The dashboard is up: http://127.0.0.1:{port}/" in said
    assert len(list(tmp_path.glob("emn-bulletin-*"))) == files
    assert run.returncode == 0
    assert page(address) is None  # nothing is left running
