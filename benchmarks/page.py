"""How long a page's HTML takes. `python -m benchmarks.page DATA_DIR`; the target is 100 ms warm.

Warm is what every reader but the first gets, until a new vintage; cold is the first one, with the
fonts already cut and another page already drawn.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from werkzeug.test import Client

from dashboard.app import create_app
from dashboard.pages import PAGES
from dashboard.server import workshop
from dashboard.view import View
from emn.language import Language
from emn.settings import Settings

RUNS = 25


def main(data_dir: Path) -> None:
    """Ask for every page in every language through the app, without a network between."""
    client = create_app(workshop(Settings(data_dir=data_dir))).server.test_client()
    milliseconds(client, View(language=Language.EN).url)
    for page in PAGES:
        for language in Language:
            path = page.path.format(place="DE", citizenship="SY")
            places = ("BE",) if page.has_places else ()
            url = View(language=language, path=path, places=places).url
            cold = milliseconds(client, url)
            warm = statistics.median(milliseconds(client, url) for _ in range(RUNS))
            kilobytes = len(client.get(url, headers={"Accept-Encoding": "gzip"}).data) / 1024
            print(
                f"{url}: warm {warm:.1f} ms (median of {RUNS}), cold {cold:.0f} ms (n=1),"
                f" {kilobytes:.0f} KB packed"
            )


def milliseconds(client: Client, url: str) -> float:
    """The time of one answer, which must be a page."""
    begun = time.perf_counter()
    answer = client.get(url)
    taken = 1000 * (time.perf_counter() - begun)
    if answer.status_code != 200:  # noqa: PLR2004  # OK
        raise SystemExit(f"{url}: {answer.status}")
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
