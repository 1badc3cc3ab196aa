"""One exhibit as a file: the drawing, the numbers, or the figure that plotly.js draws.

A CSV begins with three lines that start with `#`: what it is, its source, and the query behind
it; then one header line, then one observation a line, exactly the rows of the exhibit's table.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import polars as pl

from charts.exhibit import Exhibit
from charts.palettes import recoloured
from charts.static import svg
from charts.theme import CONFIG
from charts.workshop import Workshop
from emn.language import Language, _
from emn.period import Period

MIMETYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "figure": "application/json",
    "svg": "image/svg+xml",
}


def drawing(exhibit: Exhibit, workshop: Workshop) -> str:
    """The exhibit's picture as SVG."""
    return svg(exhibit.figure, title=exhibit.title, description=exhibit.alt, fonts=workshop.fonts)


def interactive(exhibit: Exhibit, *, is_narrow: bool, palette: str) -> str:
    """The exhibit's figure as plotly.js wants it: data, layout and what it may not do."""
    figure = (exhibit.narrow if is_narrow else exhibit.figure).to_json()
    whole = f'{{"figure": {figure}, "config": {json.dumps(dict(CONFIG))}}}'
    return recoloured(whole, palette)


def spreadsheet(exhibit: Exhibit, workshop: Workshop) -> str:
    """The exhibit's numbers as CSV."""
    language, source = exhibit.language, exhibit.source
    out = io.StringIO()
    for line in _about(exhibit, language):
        out.write(f"# {line}\n")
    writer = csv.writer(out, lineterminator="\n")
    names = workshop.names(source.dataset, language)
    data = _readable(exhibit, exhibit.table.data)
    key, *rest = data.columns
    writer.writerow([key, "label", *rest])
    for code, *values in data.iter_rows():
        writer.writerow([code, names[str(code)], *map(_written, values)])
    return out.getvalue()


def _written(value: object) -> object:
    """A whole number without a decimal point; everything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _about(exhibit: Exhibit, language: Language) -> tuple[str, ...]:
    title = f"{exhibit.title}. {exhibit.subtitle}."
    if exhibit.is_sample:
        title = f"{language.say(_('Sample data'))}: {title}"
    vintage = exhibit.source.vintage
    return title, exhibit.source.line(language), f"{vintage.url} ({vintage.name})"


def _readable(exhibit: Exhibit, data: pl.DataFrame) -> pl.DataFrame:
    """Write periods as 2026-06, not as their first day."""
    frequency = exhibit.source.dataset.frequency
    dates = [name for name, kind in data.schema.items() if kind == pl.Date]
    return data.with_columns(
        pl.col(name).map_elements(
            lambda start: str(Period(start, frequency)), return_dtype=pl.String
        )
        for name in dates
    )
