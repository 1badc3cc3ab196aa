"""Run every benchmark in turn: `make bench`, or `python -m benchmarks DATA_DIR`."""

import subprocess
import sys
from pathlib import Path

for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"\n{path.stem}", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{path.stem}", *sys.argv[1:]]
    subprocess.run(command, check=True)  # noqa: S603  # our own modules
