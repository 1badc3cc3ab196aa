"""How to cite an exhibit: in words, as BibTeX, as RIS.

What is cited is the dataset in the vintage that was shown; the page that showed it stands in the
note, since the same figures are found elsewhere, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from charts.exhibit import Exhibit
from emn.language import Language, _

_SPECIAL = str.maketrans(
    {each: f"\\{each}" for each in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def plain(exhibit: Exhibit) -> str:
    """One sentence, as Eurostat asks for it, with the title of the dataset and its vintage."""
    source, language = exhibit.source, exhibit.language
    vintage = source.vintage
    cited = f"{source.line(language)}"
    if vintage.is_eurostats:
        cited = f"{source.dataset.citation(language, vintage.extracted_at)}."
    return f"{_title(exhibit)}. {cited} {_version(exhibit, language)}"


def bibtex(exhibit: Exhibit, address: str, today: date) -> str:
    """An entry for LaTeX and for programs that keep references."""
    source, vintage = exhibit.source, exhibit.source.vintage
    fields = {
        "author": f"{{{_escaped(vintage.source)}}}",
        "title": _escaped(f"{_title(exhibit)} ({source.dataset.dataflow})"),
        "year": str(vintage.last_update.year),
        "doi": source.dataset.doi if vintage.is_eurostats else "",
        "url": source.url,
        "urldate": today.isoformat(),
        "version": vintage.name,
        "note": _escaped(f"{exhibit.title}. EMN Statistics, {address}"),
    }
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    return f"@misc{{{_key(exhibit)},\n{lines}}}\n"


def ris(exhibit: Exhibit, address: str, today: date) -> str:
    """The same for programs that read RIS."""
    source, vintage = exhibit.source, exhibit.source.vintage
    fields = (
        ("TY", "DATA"),
        ("AU", vintage.source),
        ("TI", f"{_title(exhibit)} ({source.dataset.dataflow})"),
        ("PY", str(vintage.last_update.year)),
        ("PB", vintage.source),
        ("ET", vintage.name),
        ("DO", source.dataset.doi if vintage.is_eurostats else ""),
        ("UR", source.url),
        ("Y2", f"{today:%Y/%m/%d}"),
        ("N1", f"{exhibit.title}. EMN Statistics, {address}"),
    )
    told = "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in fields if text)
    return f"{told}ER  - \r\n"


def of_all(entries: Iterable[str]) -> str:
    """Several entries under one another, none twice."""
    return "\n".join(dict.fromkeys(entries))


def _title(exhibit: Exhibit) -> str:
    title = exhibit.language.say(exhibit.source.dataset.title)
    sample = exhibit.language.say(_("Sample data: {title}"), title=title)
    return sample if exhibit.is_sample else title


def _version(exhibit: Exhibit, language: Language) -> str:
    return language.say(_("Vintage {name}."), name=exhibit.source.vintage.name)


def _key(exhibit: Exhibit) -> str:
    vintage = exhibit.source.vintage
    whose = "".join(letter for letter in vintage.source.lower() if letter.isalnum())
    return f"{whose}_{exhibit.source.dataset.dataflow}_{vintage.last_update:%Y%m%d}"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)
