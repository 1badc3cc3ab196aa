"""How to cite an exhibit: in words, as BibTeX, as RIS.

What is cited is the dataset in the vintage that was shown; the page that showed it stands in the
note, since the same figures are found elsewhere, too.
"""

from __future__ import annotations

from datetime import date

from charts.exhibit import Exhibit, Source
from emn.language import Language, _

_SPECIAL = str.maketrans(
    {each: f"\\{each}" for each in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def plain(exhibit: Exhibit) -> str:
    """A sentence a source, as Eurostat asks for it, with the dataset's title and its vintage."""
    return " ".join(_sentence(source, exhibit.language) for source in exhibit.sources)


def bibtex(exhibit: Exhibit, address: str, today: date) -> list[str]:
    """An entry a source for LaTeX and for programs that keep references."""
    return [
        _entry(source, _noted(exhibit, address), exhibit.language, today)
        for source in exhibit.sources
    ]


def ris(exhibit: Exhibit, address: str, today: date) -> list[str]:
    """The same for programs that read RIS."""
    return [
        _record(source, _noted(exhibit, address), exhibit.language, today)
        for source in exhibit.sources
    ]


def _sentence(source: Source, language: Language) -> str:
    vintage = source.vintage
    cited = source.line(language)
    if vintage.is_eurostats:
        cited = f"{source.dataset.citation(language, vintage.extracted_at)}."
    version = language.say(_("Vintage {name}."), name=vintage.name)
    return f"{_title(source, language)}. {cited} {version}"


def _entry(source: Source, note: str, language: Language, today: date) -> str:
    vintage, dataflow = source.vintage, source.dataset.dataflow
    whose = "".join(letter for letter in vintage.source.lower() if letter.isalnum())
    fields = {
        "author": f"{{{_escaped(vintage.source)}}}",
        "title": _escaped(f"{_title(source, language)} ({dataflow})"),
        "year": str(vintage.last_update.year),
        "doi": source.dataset.doi if vintage.is_eurostats else "",
        "url": source.url,
        "urldate": today.isoformat(),
        "version": vintage.name,
        "note": _escaped(note),
    }
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    return f"@misc{{{whose}_{dataflow}_{vintage.last_update:%Y%m%d},\n{lines}}}\n"


def _record(source: Source, note: str, language: Language, today: date) -> str:
    vintage = source.vintage
    fields = (
        ("TY", "DATA"),
        ("AU", vintage.source),
        ("TI", f"{_title(source, language)} ({source.dataset.dataflow})"),
        ("PY", str(vintage.last_update.year)),
        ("PB", vintage.source),
        ("ET", vintage.name),
        ("DO", source.dataset.doi if vintage.is_eurostats else ""),
        ("UR", source.url),
        ("Y2", f"{today:%Y/%m/%d}"),
        ("N1", note),
    )
    told = "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in fields if text)
    return f"{told}ER  - \r\n"


def _noted(exhibit: Exhibit, address: str) -> str:
    return f"{exhibit.title}. EMN Statistics, {address}"


def _title(source: Source, language: Language) -> str:
    title = language.say(source.dataset.title)
    sample = language.say(_("Sample data: {title}"), title=title)
    return sample if source.vintage.is_sample else title


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)
