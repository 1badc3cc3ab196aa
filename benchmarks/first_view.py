"""When a page can be read on a slow phone. `python -m benchmarks.first_view DATA_DIR`.

The page of international protection as we serve it, and the page that plain Dash makes of the same
figures from the same cache: a heading and a `dcc.Graph` each. Chromium at 390 px, 1.6 Mbit/s,
150 ms round trip, a quarter of this machine's speed; an empty cache each time. Readable means: the
heading and the first chart are on the screen. Targets: readable within 1.0 s, LCP 2.5 s, CLS 0.1,
INP 200 ms, at most 400 KB until then.
"""

from __future__ import annotations

import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dash import Dash, dcc, html
from dash.development.base_component import Component
from playwright.sync_api import Browser, CDPSession, sync_playwright
from werkzeug.serving import make_server

from benchmarks.load import served
from charts.exhibits.protection import EXHIBITION
from charts.workshop import Selection, Workshop
from dashboard.server import workshop
from emn.errors import NothingStored
from emn.language import Language
from emn.settings import Settings
from tests.browser.chromium import system_chromium

RUNS = 3
BYTES_A_SECOND, ROUND_TRIP_MS, SLOWER = 1.6e6 / 8, 150, 4
WATCH = """() => {
  window.told = { lcp: 0, cls: 0, inp: 0, readable: 0 };
  const on = (type, each, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
      type, buffered: true, ...more });
  on("largest-contentful-paint", (entry) => { told.lcp = entry.startTime; });
  on("layout-shift", (entry) => { if (!entry.hadRecentInput) told.cls += entry.value; });
  const touched = (entry) => {
    if (entry.interactionId) told.inp = Math.max(told.inp, entry.duration);
  };
  on("event", touched, { durationThreshold: 16 });
  const seen = (selector) => [...document.querySelectorAll(selector)].some((each) =>
    each.getClientRects().length);
  const look = () => {
    if (!told.readable && seen("h1") && seen(".chart svg, .js-plotly-plot .main-svg"))
      told.readable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
ARRIVED = """() => {
  const all = [...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource")];
  const before = all.filter((each) => each.responseStart <= told.readable);
  return { ...told, bytes: before.reduce((sum, each) => sum + each.transferSize, 0) };
}"""
Run = dict[str, float]


def main(data_dir: Path) -> None:
    """Serve both, open each a few times, and print what was met."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        with served(data_dir) as (port, _process):
            ours = f"http://127.0.0.1:{port}/en/protection"
            report("ours", [visit(browser, ours, "[value=table] >> nth=0") for _run in range(RUNS)])
        with plainly_served(data_dir) as plain:
            report("plain Dash", [visit(browser, plain, "h2 >> nth=0") for _run in range(RUNS)])
        browser.close()


def visit(browser: Browser, url: str, touched: str) -> Run:
    """Open a page with nothing cached, on a slow line; touch something once it can be read."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    slow(context.new_cdp_session(page))
    page.add_init_script(f"({WATCH})()")
    page.goto(url, wait_until="commit")
    while not page.evaluate("window.told && told.readable"):  # the policy forbids to be woken
        page.wait_for_timeout(200)
    page.wait_for_load_state("networkidle", timeout=120_000)
    page.locator(touched).click()
    page.wait_for_timeout(500)
    told: Run = page.evaluate(ARRIVED)
    context.close()
    return told


def slow(session: CDPSession) -> None:
    """Make line and processor those of a phone."""
    line = {
        "offline": False,
        "latency": ROUND_TRIP_MS,
        "downloadThroughput": BYTES_A_SECOND,
        "uploadThroughput": BYTES_A_SECOND,
    }
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def report(name: str, runs: list[Run]) -> None:
    """Print the median and the range of each measure."""

    def of(measure: str, scale: float = 1, digits: int = 0) -> str:
        values = sorted(run[measure] / scale for run in runs)
        middle = statistics.median(values)
        return f"{middle:.{digits}f} ({values[0]:.{digits}f}–{values[-1]:.{digits}f})"

    print(
        f"{name}, n={len(runs)}: readable {of('readable', 1000, 2)} s, LCP {of('lcp', 1000, 2)} s,"
        f" CLS {of('cls', 1, 3)}, INP {of('inp')} ms, {of('bytes', 1024)} KB until readable"
    )


@contextmanager
def plainly_served(data_dir: Path) -> Iterator[str]:
    """The same figures on a page of plain Dash, packed, as its documentation begins."""
    shop = workshop(Settings(data_dir=data_dir))
    app = Dash("plain", compress=True)
    app.layout = html.Div([html.H1("International protection"), *_graphs(shop)])
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def _graphs(shop: Workshop) -> Iterator[Component]:
    for plan in EXHIBITION.exhibits:
        try:
            exhibit = plan.exhibit(shop, Selection(language=Language.EN))
        except NothingStored:
            continue
        yield html.H2(exhibit.title)
        yield dcc.Graph(figure=exhibit.figure.checked)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
