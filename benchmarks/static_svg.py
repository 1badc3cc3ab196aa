"""How long one chart takes to draw as SVG. Run as `python -m benchmarks.static_svg`.

What a user would pick instead starts a browser: about a second, then 0.1 s a chart with kaleido.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import plotly.graph_objects as go
import polars as pl

from charts.composition import composition
from charts.fonts import Fonts
from charts.ranking import ranking
from charts.sparkline import sparkline
from charts.static import svg
from charts.theme import Canvas
from charts.trend import trend
from emn.indicators.protection import ASYLUM_APPLICANTS, FIRST_INSTANCE
from emn.language import Language

RUNS = 50
GEOS = tuple(f"C{number:02d}" for number in range(26))
MONTHS = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(78)]


def main() -> None:
    """Print the median, best and worst time of building and of drawing each chart."""
    with tempfile.TemporaryDirectory() as folder:
        fonts = Fonts(Path(folder))
        fonts.width("warm", 1)
        canvas = Canvas(width=720, height=400, language=Language.EN, fonts=fonts)
        lines = [f"{RUNS} runs, ms (median, best, worst); as plotly.js gets it, and as SVG"]
        for name, draw in _charts(canvas).items():
            figure = draw()
            built = _times(draw)
            drawn = _times(partial(svg, figure, title="T", description="D", fonts=fonts))
            lines.append(f"{name:12}  figure {_told(built)}   svg {_told(drawn)}")
    sys.stdout.write("\n".join(lines) + "\n")


def _charts(canvas: Canvas) -> Mapping[str, Callable[[], go.Figure]]:
    series = pl.DataFrame(
        [
            (
                geo,
                month,
                float((place * 397 + number * 31) % 9000),
                "p" if month == MONTHS[-1] else None,
            )
            for place, geo in enumerate(GEOS)
            for number, month in enumerate(MONTHS)
        ],
        schema=["geo", "period", "value", "flag"],
        orient="row",
    )
    bars = series.filter(pl.col("period") == MONTHS[-1]).with_columns(
        earlier=pl.col("value") * 0.9, is_highlighted=pl.col("geo") == GEOS[7]
    )
    parts = series.filter(pl.col("geo").is_in(GEOS[:5]), pl.col("period").dt.month() % 3 == 1)
    parts = parts.rename({"geo": "part"})
    return {
        "trend": lambda: trend(ASYLUM_APPLICANTS, series, GEOS[:6], canvas),
        "ranking": lambda: ranking(ASYLUM_APPLICANTS, bars, canvas),
        "composition": lambda: composition(FIRST_INSTANCE, parts, canvas, GEOS[:5]),
        "sparkline": lambda: sparkline(series.filter(pl.col("geo") == GEOS[7]), canvas),
    }


def _times(work: Callable[[], object]) -> list[float]:
    times = []
    for _run in range(RUNS):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return times


def _told(times: list[float]) -> str:
    return f"{median(times):5.1f} {min(times):5.1f} {max(times):5.1f}"


if __name__ == "__main__":
    main()
