"""How long a refresh of every dataset takes, and how much memory. `python -m benchmarks.refresh`.

The target is three minutes and 1.5 GB, from the stand-in on localhost into an empty cache; then a
quiet night, in which nothing has changed. Refresh and stand-in are processes of their own; the
stand-in's time to invent its figures is part of the first.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from benchmarks.parse import cost

_REFRESH = """
import contextlib, os, sys
os.environ["EMN_EUROSTAT_URL"], os.environ["EMN_DATA_DIR"] = sys.argv[1], sys.argv[2]
from emn.__main__ import main
with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
    main(["refresh"])
"""
_STANDIN = """
from datetime import date
from standin.server import serve
serve(0, None, today=date(2026, 11, 21), ready=lambda url: print(url, flush=True))
"""


def main() -> None:
    """Fill an empty cache, then ask again, and print what each took."""
    with (
        tempfile.TemporaryDirectory() as data_dir,
        subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-c", _STANDIN], stdout=subprocess.PIPE, text=True, env=os.environ
        ) as standin,
    ):
        try:
            url = standin.stdout.readline().strip() if standin.stdout else ""
            for night in ("everything", "nothing new"):
                taken = cost(_REFRESH, url, data_dir)
                print(f"{night:12}{taken.seconds:8.1f} s{taken.megabytes:8.0f} MB peak (n=1)")
        finally:
            standin.terminate()


if __name__ == "__main__":
    main()
