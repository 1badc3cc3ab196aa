"""How long a bulletin takes: PDF and HTML, one language. `python -m benchmarks.bulletin DATA_DIR`.

The target is five seconds. The fonts are cut before the first build, as on any machine that has
shown a page or built a bulletin before.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bulletins import build, current_quarter
from cache import Store
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.language import Language
from emn.network import load

RUNS = 7


def main(data_dir: Path) -> None:
    """Build the current bulletin from this cache, each time with a workshop of its own."""
    store, network, fonts = Store(data_dir), load(), Fonts(data_dir / "fonts")
    quarter = current_quarter(Workshop(store, network, fonts), datetime.now(UTC).date())
    with tempfile.TemporaryDirectory() as out:
        build(Workshop(store, network, fonts), quarter, Language.EN, Path(out))
        for language in Language:
            seconds = []
            for _ in range(RUNS):
                begun = time.perf_counter()
                build(Workshop(store, network, fonts), quarter, language, Path(out))
                seconds.append(time.perf_counter() - begun)
            median = statistics.median(seconds)
            print(f"bulletin {quarter} {language}: {median:.2f} s (median of {RUNS})")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
