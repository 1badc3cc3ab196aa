"""How long a change of places takes while others read. `python -m benchmarks.load DATA_DIR`.

Two workers on this machine, as `emn serve` starts them; readers who choose other places every two
seconds or so, each a page of its own, none the same choice twice. The client shares the cores with
the workers, so what is printed is the worst of both. Targets: 95 of 100 within 100 ms at 20
readers and within 200 ms at 50, no error, at most 250 MB a worker.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from emn.network import load as network

PAGES = ("", "protection", "legal-migration", "return", "places/DE", "compare")
READERS, SECONDS, THINK_S, GAP_S = (20, 50), 30, (1.0, 3.0), 0.2
SCROLLED = 2  # exhibits further down that a reader comes to see before choosing again
FOLLOWING = re.compile(r'data-following=\\"([^"\\]*(?:\\u002f[^"\\]*)*)\\"')
PARTS = ("masthead", "opening", "exhibits")
WARMED = 5  # times: whichever worker answers, both have made each page once
_UP_WITHIN_S = 60


@dataclass
class Told:
    """What readers met: milliseconds and packed bytes of each answer, and what went wrong."""

    milliseconds: dict[str, list[float]] = field(
        default_factory=lambda: {each: [] for each in PAGES}
    )
    sizes: list[int] = field(default_factory=list)
    followed: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main(data_dir: Path) -> None:
    """Serve, let readers read, and print what they met."""
    print(f"load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with served(data_dir) as (port, process):
        for page in PAGES * WARMED:  # what every reader but the first of a worker finds made
            ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), page, "")
        for readers in READERS:
            report(readers, read_together(port, readers), process)


def read_together(port: int, readers: int) -> Told:
    """Let so many read for a while."""
    told, until = Told(), time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=read, args=(port, random.Random(seed), until, told))  # noqa: S311  # the same choices each time
        for seed in range(readers)
    ]
    for thread in threads:
        thread.start()
        time.sleep(THINK_S[0] / readers)
    for thread in threads:
        thread.join()
    return told


def read(port: int, chance: random.Random, until: float, told: Told) -> None:
    """One reader: choose places, look, choose others."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    geos = [place.geo for place in network().places]
    page = chance.choice(PAGES)
    while time.monotonic() < until:
        places = ",".join(chance.sample(geos, chance.randint(1, 3)))
        begun = time.perf_counter()
        status, text = ask(connection, page, f"?places={places}")
        taken = 1000 * (time.perf_counter() - begun)
        with told.lock:
            told.milliseconds[page].append(taken)
            told.sizes.append(len(text))
            if status != http.client.OK:
                told.errors.append(f"{page}?places={places}: {status}")
        for address in FOLLOWING.findall(brotli.decompress(text).decode())[:SCROLLED]:
            follow(connection, address.replace("\\u002f", "/"), told)
        time.sleep(chance.uniform(*THINK_S))


def follow(connection: http.client.HTTPConnection, address: str, told: Told) -> None:
    """Fetch one exhibit further down, as the page's script does when it is near."""
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    with told.lock:
        told.followed.append(1000 * (time.perf_counter() - begun))
        if answer.status != http.client.OK:
            told.errors.append(f"{address}: {answer.status}")


def ask(connection: http.client.HTTPConnection, page: str, search: str) -> tuple[int, bytes]:
    """Ask as the page's own script does after a choice; the status, and what is on the wire."""
    outputs = [{"id": part, "property": "html"} for part in PARTS]
    outputs.append({"id": "opening", "property": "stamp"})
    body = {
        "output": f"..{'...'.join('.'.join(each.values()) for each in outputs)}..",
        "outputs": outputs,
        "inputs": [
            {"id": "wish", "property": "data", "value": search},
            {"id": "arrived", "property": "data", "value": None},
        ],
        "state": [
            {"id": "address", "property": "search", "value": search},
            {"id": "address", "property": "pathname", "value": f"/en/{page}"},
        ],
        "changedPropIds": ["wish.data"],
    }
    headers = {"Content-Type": "application/json", "Accept-Encoding": "br"}
    connection.request("POST", "/_dash-update-component", json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()  # a reader may think for longer than a server keeps a connection open
    return answer.status, text


def report(readers: int, told: Told, process: subprocess.Popen[bytes]) -> None:
    """Print the distribution, the errors and the memory."""
    every = sorted(each for times in told.milliseconds.values() for each in times)
    share = statistics.quantiles(every, n=100)
    print(
        f"{readers} readers, {len(every)} changes in {SECONDS} s: p50 {share[49]:.0f} ms,"
        f" p95 {share[94]:.0f} ms, max {every[-1]:.0f} ms; errors {len(told.errors)};"
        f" payload median {statistics.median(told.sizes) / 1024:.0f} KB;"
        f" workers {', '.join(f'{each:.0f} MB' for each in resident(process.pid))}"
    )
    if told.followed:
        share = statistics.quantiles(sorted(told.followed), n=100)
        print(
            f"  {len(told.followed)} exhibits followed: p50 {share[49]:.0f}, p95 {share[94]:.0f} ms"
        )
    for page, times in told.milliseconds.items():
        if times:
            middle, most = statistics.median(times), max(times)
            print(f"  /en/{page}: n={len(times)}, p50 {middle:.0f} ms, max {most:.0f} ms")
    for error in told.errors[:5]:
        print(f"  {error}")


def resident(master: int) -> Iterator[float]:
    """The megabytes that each worker of the master holds in memory."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    for child in children:
        status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
        yield int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def served(data_dir: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The dashboard of a data folder on two workers, up when this enters."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    command = [sys.executable, "-m", "emn", "serve", "--port", str(port), "--workers", "2"]
    environment = {**os.environ, "EMN_DATA_DIR": str(data_dir)}
    with subprocess.Popen(command, env=environment) as process:  # noqa: S603  # our own command line
        try:
            wait_for(port)
            yield port, process
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    """Wait until it answers."""
    give_up = time.monotonic() + _UP_WITHIN_S
    while time.monotonic() < give_up:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/ready")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass
        time.sleep(GAP_S)
    raise SystemExit(f"Nothing is ready on port {port} after {_UP_WITHIN_S} s.")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
