"""The reference pages of datasets, indicators and terms, made anew by `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from charts.exhibits import EXHIBITIONS
from emn.commands.glossary import facts, said
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.glossary import Term, alphabetical, terms
from emn.indicator import Indicator
from emn.indicators import INDICATORS, RATIOS
from emn.language import Language
from emn.ratio import Ratio

_MADE = "<!-- Made by `make docs` from the declarations. Do not edit. -->"
_WORDS = """## The words of the figures, English and French

<!-- Made by `make docs` from emn/locales/glossary.toml. Edit there. -->

| English | Français | At Eurostat |
|---|---|---|
"""


def pages() -> dict[str, str]:
    """File name → text of each generated page of docs/reference."""
    return {
        "datasets.md": _page("Datasets", map(_dataset, DATASETS)),
        "indicators.md": _page("Indicators", (*map(_indicator, INDICATORS), *map(_ratio, RATIOS))),
        "glossary.md": _glossary("Glossary", Language.EN),
        "glossaire.md": _glossary("Glossaire", Language.FR),
        "catalogue.txt": _catalogue(),
    }


def with_words(page: str) -> str:
    """GLOSSARY.md with its last section, the words of the figures, made anew from the terms."""
    ours = page.partition(_WORDS.partition("\n")[0])[0]
    rows = (
        f"| {term.name_en} | {term.name_fr} | {_code((*term.dimensions, *term.codes))} |\n"
        for term in terms()
    )
    return ours + _WORDS + "".join(rows)


def _page(title: str, parts: Iterable[str]) -> str:
    return "\n\n".join((f"# {title}", _MADE, *parts)) + "\n"


def _glossary(title: str, language: Language) -> str:
    return _page(title, (_term(term, language) for term in alphabetical(language)))


def _term(term: Term, language: Language) -> str:
    about = "\n".join(f"- {said(*fact, language)}" for fact in facts(term, language))
    return f"## {term.name(language)}\n\n{term.definition(language)}\n\n{about}"


def _code(codes: Iterable[str]) -> str:
    return " ".join(f"`{code}`" for code in codes)


def _dataset(dataset: Dataset) -> str:
    pins = "; ".join(f"{name} = {' '.join(codes)}" for name, codes in dataset.keep.items())
    whole = [name for name in dataset.dimensions if name not in dataset.keep]
    rounding = f"to the nearest {dataset.rounded_to}" if dataset.rounded_to else "not rounded"
    span = f"since {dataset.since}" if dataset.since else f"the latest {dataset.latest} periods"
    lines = [
        f"## `{dataset.id}`",
        f"{dataset.title}. [{dataset.dataflow}]({dataset.url})",
        f"- Theme: {dataset.theme.title}. DOI {dataset.doi}.",
        f"- Frequency {dataset.frequency}, {span}; {rounding}.",
        *_timing(dataset),
        f"- Pinned: {pins or 'nothing'}. Whole: {', '.join([*whole, 'geo'])}.",
        *(f"- {caveat}" for caveat in dataset.caveats),
    ]
    return "\n".join((lines[0], "", lines[1], "", *lines[2:]))


def _timing(dataset: Dataset) -> list[str]:
    """When countries must have sent a period, and when it is usually there, as far as known."""
    parts = []
    if dataset.deadline_months is not None:
        parts.append(f"due by law {_after(dataset.deadline_months)}")
    if dataset.lag_months is not None:
        parts.append(f"usually published {_after(dataset.lag_months)}")
    return [f"- {'; '.join(parts).capitalize()}."] if parts else []


def _after(months: int) -> str:
    side = "after" if months >= 0 else "before"
    return f"{abs(months)} months {side} the end of the period"


def _indicator(indicator: Indicator) -> str:
    of = "; ".join(f"{name} = {' '.join(codes)}" for name, codes in indicator.of.items())
    by = ", ".join(f"{name} ({dataset.id})" for name, dataset in indicator.by.items())
    lines = [
        _unit(indicator),
        f"- Made of `{indicator.dataset.id}`: {of}.",
        *([f"- Broken down by {by}."] if by else []),
        *(f"- {caveat}" for caveat in indicator.caveats),
    ]
    return "\n".join((*_head(indicator), *lines))


def _ratio(ratio: Ratio) -> str:
    span = ", added over twelve months" if ratio.of_twelve_months else ""
    lines = [
        _unit(ratio),
        f"- `{ratio.part.id}` as a share of `{ratio.whole.id}`{span}.",
        *(f"- {caveat}" for caveat in ratio.caveats),
    ]
    return "\n".join((*_head(ratio), *lines))


def _head(each: Indicator | Ratio) -> tuple[str, ...]:
    return (f"## `{each.id}`", "", f"**{each.label}.** {each.definition}", "")


def _unit(each: Indicator | Ratio) -> str:
    stock = " A stock, at the end of the period." if each.is_stock else ""
    return f"- Unit: {each.unit.label}.{stock}"


def _catalogue() -> str:
    """One line a declaration, so that adding one shows as one line in review."""
    rows = [f"dataset    {each.id:42} {each.dataflow}" for each in DATASETS]
    rows += [f"indicator  {each.id:42} {each.dataset.id}" for each in INDICATORS]
    rows += [f"ratio      {each.id:42} {each.part.id} / {each.whole.id}" for each in RATIOS]
    rows += [
        f"exhibit    {plan.id:42} {each.theme.id}" for each in EXHIBITIONS for plan in each.exhibits
    ]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    folder, words = map(Path, sys.argv[1:])
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    words.write_text(with_words(words.read_text(encoding="utf-8")), encoding="utf-8")
