"""How long TSV → Parquet takes, and how much memory. `python -m benchmarks.parse FILE.tsv.gz`.

The target is 15 times faster than the `eurostat` package, in a third of its memory. Each way is a
process of its own, from its start to its end, imports included; all take turns on the same bytes,
from the disk or from a server on localhost. The package gives a frame with a column pair a period
and writes nothing; ours writes the Parquet with one row per cell. Given a cache's folder, the
largest raw answer in it is read.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RUNS = 5

# Programs, not functions: a process inherits the peak of the one that starts it, so this one must
# not import what it measures. Their arguments: the file, the server, a folder to write in.
_WRITE = """
frame.write_parquet(
    out / "cube.parquet", compression="zstd", compression_level=3, row_group_size=512 * 1024
)
"""
_DECOMPRESSION = """
import gzip, sys
with gzip.open(sys.argv[1]) as file:
    while file.read(1 << 20):
        pass
"""
_OURS = f"""
import sys
from pathlib import Path
from etl.cells import cells
frame, out = cells(Path(sys.argv[1])), Path(sys.argv[3])
{_WRITE}
"""
_OURS_FROM_SERVER = f"""
import sys
from pathlib import Path
from etl.answers import Expected
from etl.cells import cells
from etl.eurostat_api import Eurostat
out = Path(sys.argv[3])
place = "/sdmx/2.1/data/cube?format=TSV&compressed=true"
body = out / "cube.tsv.gz"
Eurostat(sys.argv[2]).download(place, body, expects=Expected.OBSERVATIONS)
frame = cells(body)
{_WRITE}
"""
_PACKAGE = """
import sys, warnings
warnings.simplefilter("ignore")
import eurostat
eurostat.eurostat.__Uri__.BASE_URL["EUROSTAT"] = sys.argv[2] + "/sdmx/2.1/"
if not len(eurostat.get_data_df("cube", flags=True)):
    sys.exit("The package found no row.")
"""
_WAYS = {
    "decompression alone": _DECOMPRESSION,
    "ours, from disk": _OURS,
    "ours, from server": _OURS_FROM_SERVER,
    "eurostat.get_data_df": _PACKAGE,
}

# All that the package asks before the data: a dataflow that names a structure, and that structure.
_STRUCTURE = b"""<m:Structure
 xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"><m:Structures>
<s:Dataflows><s:Dataflow><s:Structure><Ref id="CUBE"/></s:Structure></s:Dataflow></s:Dataflows>
</m:Structures></m:Structure>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process took: seconds from start to end, and its most resident memory."""

    seconds: float
    megabytes: float


def main(place: Path) -> None:
    """Measure each way in turn, so many rounds, and print the medians side by side."""
    path = _largest_answer(place) if place.is_dir() else place
    if path is None:
        print(f"{place}: no raw answer to measure on")
        return
    costs: dict[str, list[Cost]] = {way: [] for way in _WAYS}
    with _served(path) as url, tempfile.TemporaryDirectory() as out:
        for _ in range(RUNS):
            for way, program in _WAYS.items():
                costs[way].append(cost(program, str(path), url, out))
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB packed; medians of {RUNS}")
    _print_table({way: _median(each) for way, each in costs.items()})


def cost(program: str, *arguments: str) -> Cost:
    """Run a program in a Python of its own, and say what it took; it must succeed."""
    command = [sys.executable, "-c", program, *arguments]
    begun = time.perf_counter()
    child = os.posix_spawn(sys.executable, command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begun
    if status:
        raise SystemExit(f"A program ended with {os.waitstatus_to_exitcode(status)}:\n{program}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere
    return Cost(seconds=seconds, megabytes=usage.ru_maxrss * unit / 1e6)


def _largest_answer(data_dir: Path) -> Path | None:
    answers = data_dir.glob("raw/*/*.tsv.gz")
    return max(answers, key=lambda path: path.stat().st_size, default=None)


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        seconds=statistics.median(each.seconds for each in costs),
        megabytes=statistics.median(each.megabytes for each in costs),
    )


def _print_table(medians: dict[str, Cost]) -> None:
    """One line a way; beside each, how it compares with the package and with decompression."""
    plain, package = medians["decompression alone"], medians["eurostat.get_data_df"]
    print(f"{'':22}{'seconds':>8}{'MB peak':>9}{'faster':>9}{'memory':>9}{'/ plain':>9}")
    for way, each in medians.items():
        print(
            f"{way:22}{each.seconds:8.2f}{each.megabytes:9.0f}"
            f"{package.seconds / each.seconds:8.1f}×{each.megabytes / package.megabytes:9.0%}"
            f"{each.seconds / plain.seconds:8.1f}×"
        )
    print("faster, memory: against the package; / plain: seconds against decompression alone")


@contextmanager
def _served(path: Path) -> Iterator[str]:
    """Lend the address of a server that has this file for data, whatever is asked of it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_data = "/data/" in self.path
            size = path.stat().st_size if is_data else len(_STRUCTURE)
            self.send_response(200)
            self.send_header("Content-Length", str(size))
            self.end_headers()
            if is_data:
                with path.open("rb") as file:
                    shutil.copyfileobj(file, self.wfile)
            else:
                self.wfile.write(_STRUCTURE)

        def log_request(self, *_: object) -> None:
            """Keep quiet: the terminal is for what was measured."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            serving.join()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
