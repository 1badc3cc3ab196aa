"""How long each exhibit takes to draw as SVG. `python -m benchmarks.static_svg DATA_DIR`.

The target is 20 ms. What a user would pick instead starts a browser: about a second, and then a
tenth of a second a chart with kaleido.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from charts.exhibits.protection import EXHIBITION
from charts.static import svg
from charts.workshop import Selection
from dashboard.server import workshop
from emn.errors import NothingStored
from emn.language import Language
from emn.settings import Settings

RUNS = 25


def main(data_dir: Path) -> None:
    """Draw every exhibit that the cache has figures for, wide and narrow."""
    shop = workshop(Settings(data_dir=data_dir))
    for plan in EXHIBITION.exhibits:
        try:
            exhibit = plan.exhibit(shop, Selection(language=Language.EN))
        except NothingStored:
            continue
        for size, figure in (("wide", exhibit.figure), ("narrow", exhibit.narrow)):
            words = {"title": exhibit.title, "description": exhibit.alt}
            drawing = svg(figure, **words, fonts=shop.fonts)
            taken = []
            for _ in range(RUNS):
                begun = time.perf_counter()
                svg(figure, **words, fonts=shop.fonts)
                taken.append(1000 * (time.perf_counter() - begun))
            median = statistics.median(taken)
            print(f"{plan.id:32} {size:7} {median:6.1f} ms  {len(drawing) // 1024:4} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
