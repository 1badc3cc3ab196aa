"""How long TSV → Parquet takes, and how much memory. `python -m benchmarks.parse FILE.tsv.gz`.

The target is 15 times faster than the `eurostat` package, in a third of its memory; on a generated
cube of a hundred million rows (`python -m benchmarks.parse --generated`) 12 times, in a fifteenth.
Each way is a process of its own, from its start to its end, imports included; all take turns on the
same bytes. The package gives a frame with a column pair a period and writes nothing; ours puts a
whole cube into a cache, or makes the rows of a slice of the same size. Given a cache's folder, the
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

from benchmarks._generated_cube import write

RUNS = 5
_GENERATED = "--generated"
_ROWS_WAY = "rows, from disk"

# Programs, not functions: a process inherits the peak of the one that starts it, so this one must
# not import what it measures. Their arguments: the file, the server, a folder to write in.
_DECOMPRESSION = """
import gzip, sys
with gzip.open(sys.argv[1]) as file:
    while file.read(1 << 20):
        pass
"""
_CUBE = """
from datetime import UTC, datetime
from cache import Origin, Store, Vintage, cubes
from etl.header import Header
from etl.series import series
now, header = datetime.now(UTC), Header.of(body)
vintage = Vintage(
    dataset="cube", dataflow="cube", last_update=now, extracted_at=now, url="", sha256="0" * 64,
    origin=Origin.SAMPLE,
)
cubes.publish(Store(out), series(body, header), header.dimensions, header.periods, vintage)
"""
_OURS = f"""
import sys
from pathlib import Path
body, out = Path(sys.argv[1]), Path(sys.argv[3])
{_CUBE}
"""
_OURS_FROM_SERVER = f"""
import sys
from pathlib import Path
from etl.answers import Expected
from etl.eurostat_api import Eurostat
out = Path(sys.argv[3])
place = "/sdmx/2.1/data/cube?format=TSV&compressed=true"
body = out / "cube.tsv.gz"
Eurostat(sys.argv[2]).download(place, body, expects=Expected.OBSERVATIONS)
{_CUBE}
"""
_ROWS = """
import sys
from pathlib import Path
from etl.cells import cells
cells(Path(sys.argv[1])).write_parquet(Path(sys.argv[3]) / "rows.parquet")
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
    "a cube, from disk": _OURS,
    "a cube, from server": _OURS_FROM_SERVER,
    _ROWS_WAY: _ROWS,
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


def main(place: str) -> None:
    """Measure each way in turn, so many rounds, and print the medians side by side."""
    with tempfile.TemporaryDirectory() as folder:
        ways, path = dict(_WAYS), _answer(place, Path(folder))
        if place == _GENERATED:
            del ways[_ROWS_WAY]  # a hundred million rows at once fit in no memory that we ask for
        costs: dict[str, list[Cost]] = {way: [] for way in ways}
        with _served(path) as url:
            for _ in range(RUNS):
                for way, program in ways.items():
                    costs[way].append(cost(program, str(path), url, folder))
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB packed; medians of {RUNS}")
        _print_table({way: _median(each) for way, each in costs.items()})


def _answer(place: str, folder: Path) -> Path:
    """The table to measure on: a file, the largest raw answer of a cache, or one made for it."""
    if place == _GENERATED:
        write(folder / "generated.tsv.gz")
        return folder / "generated.tsv.gz"
    if Path(place).is_file():
        return Path(place)
    answers = Path(place).glob("raw/*/*.tsv.gz")
    largest = max(answers, key=lambda path: path.stat().st_size, default=None)
    if largest is None:
        raise SystemExit(f"{place}: no raw answer to measure on")
    return largest


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
    main(sys.argv[1] if len(sys.argv) > 1 else "data")
