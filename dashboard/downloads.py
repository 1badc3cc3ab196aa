"""What a view shows, as a file: numbers as CSV, XLSX or JSON, a picture as SVG or PNG.

docs/reference/files.md tells what each holds. One exhibit's file holds that exhibit; a page's
file holds every exhibit of the page that has figures.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from charts.exhibit import Exhibit, Source
from charts.palettes import recoloured
from charts.plate import plate, png
from charts.theme import CONFIG
from charts.tidy import Row, header, tidy
from charts.workbook import Sheet, download
from charts.workshop import Workshop
from charts.xlsx import xlsx
from dashboard import citation
from emn.errors import Misused
from emn.language import Language, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a file is made of: the exhibits of a view, the page's name, its whole address."""

    title: str
    language: Language
    exhibits: Sequence[Exhibit]
    workshop: Workshop
    address: str
    today: date

    def rows(self, exhibit: Exhibit) -> list[Row]:
        """The numbers of one of the exhibits."""
        return list(tidy(exhibit, self.workshop.names(exhibit.source.dataset, self.language)))

    @property
    def only(self) -> Exhibit:
        """The one exhibit; `Misused` names those there are where they are several."""
        if len(self.exhibits) > 1:
            named = ", ".join(each.id for each in self.exhibits)
            message = _("A picture shows one exhibit. Ask for one of these: {exhibits}.")
            raise Misused(message, exhibits=named)
        return self.exhibits[0]


def table(shown: Shown) -> str:
    """CSV: three lines that start with `#` an exhibit, one header, then an observation a row."""
    out = io.StringIO()
    for exhibit in shown.exhibits:
        out.writelines(f"# {' '.join(line.split())}\n" for line in _about(exhibit))
    several = len(shown.exhibits) > 1
    names = [*(("exhibit",) if several else ()), *header(shown.exhibits)]
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for exhibit in shown.exhibits:
        about = {"exhibit": exhibit.id} if several else {}
        writer.writerows({**about, **row} for row in shown.rows(exhibit))
    return out.getvalue()


def spreadsheet(shown: Shown) -> bytes:
    """XLSX: a cover, then a sheet an exhibit with the table that the page shows."""
    return xlsx(download(shown.title, [Sheet.of(each) for each in shown.exhibits], shown.language))


def record(shown: Shown) -> str:
    """JSON: one exhibit as an object, several as a list of them."""
    told = [_told(each, shown) for each in shown.exhibits]
    whole = told if len(told) > 1 else told[0]
    return json.dumps(whole, ensure_ascii=False, indent=1)


def drawing(shown: Shown) -> str:
    """SVG: the picture with its finding, notes and source."""
    return plate(shown.only, shown.workshop.fonts)


def picture(shown: Shown) -> bytes:
    """PNG: the same, twice as many pixels."""
    return png(drawing(shown), shown.workshop.fonts)


def bibtex(shown: Shown) -> str:
    """BibTeX: how to cite the datasets, an entry for each exhibit that draws on one."""
    entries = (citation.bibtex(each, shown.address, shown.today) for each in shown.exhibits)
    return "\n".join(chain.from_iterable(entries))


def ris(shown: Shown) -> str:
    """RIS: the same for other programs that keep references."""
    entries = (citation.ris(each, shown.address, shown.today) for each in shown.exhibits)
    return "\r\n".join(chain.from_iterable(entries))


def interactive(exhibit: Exhibit, *, is_narrow: bool, palette: str) -> str:
    """The exhibit's figure as plotly.js wants it: data, layout and what it may not do."""
    figure = (exhibit.narrow if is_narrow else exhibit.figure).to_json()
    whole = f'{{"figure": {figure}, "config": {json.dumps(dict(CONFIG))}}}'
    return recoloured(whole, palette)


FILES: Mapping[str, tuple[str, Callable[[Shown], str | bytes]]] = {
    "csv": ("text/csv", table),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", spreadsheet),
    "json": ("application/json", record),
    "png": ("image/png", picture),
    "svg": ("image/svg+xml", drawing),
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
}


def _about(exhibit: Exhibit) -> tuple[str, ...]:
    language = exhibit.language
    title = f"{exhibit.title}. {exhibit.subtitle}."
    if exhibit.is_sample:
        title = language.say(_("Sample data: {title}"), title=title)
    origins = (
        (each.line(language), f"{each.vintage.url} ({each.vintage.name})")
        for each in exhibit.sources
    )
    return title, *chain.from_iterable(origins), *exhibit.notes


def _told(exhibit: Exhibit, shown: Shown) -> dict[str, object]:
    return {
        "exhibit": exhibit.id,
        "language": exhibit.language,
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "alt": exhibit.alt,
        "notes": exhibit.notes,
        "is_sample": exhibit.is_sample,
        "sources": [_origin(each, exhibit.language) for each in exhibit.sources],
        "columns": header([exhibit]),
        "rows": shown.rows(exhibit),
    }


def _origin(source: Source, language: Language) -> dict[str, str | None]:
    dataset, vintage = source.dataset, source.vintage
    return {
        "line": source.line(language),
        "dataflow": dataset.dataflow,
        "url": vintage.url,
        "doi": dataset.doi if vintage.is_eurostats else None,
        "updated": vintage.last_update.isoformat(),
        "extracted": vintage.extracted_at.isoformat(),
        "vintage": vintage.name,
        "sha256": vintage.sha256,
    }
