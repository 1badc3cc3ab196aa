"""Run every benchmark in turn on a filled cache: `make bench`, or `… benchmarks DATA_DIR`."""

import subprocess
import sys
from pathlib import Path

candidates = [*sys.argv[1:2], "data", "data/sample"]
data_dir = next((each for each in candidates if (Path(each) / "vintages").is_dir()), None)
if data_dir is None:
    sys.exit("There is no cache to measure on. Run `make run` first, or give its folder.")
for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"\n{path.stem}", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{path.stem}", data_dir]
    subprocess.run(command, check=True)  # noqa: S603  # our own modules
