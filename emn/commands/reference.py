"""The reference pages of datasets and indicators, made from the declarations: `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.indicator import Indicator
from emn.indicators import INDICATORS

_MADE = "<!-- Made by `make docs` from the declarations. Do not edit. -->"


def pages() -> dict[str, str]:
    """File name → text of each generated page."""
    return {
        "datasets.md": _page("Datasets", map(_dataset, DATASETS)),
        "indicators.md": _page("Indicators", map(_indicator, INDICATORS)),
        "catalogue.txt": _catalogue(),
    }


def _page(title: str, parts: Iterable[str]) -> str:
    return "\n\n".join((f"# {title}", _MADE, *parts)) + "\n"


def _dataset(dataset: Dataset) -> str:
    pins = "; ".join(f"{name} = {' '.join(codes)}" for name, codes in dataset.keep.items())
    whole = [name for name in dataset.dimensions if name not in dataset.keep]
    rounding = f"to the nearest {dataset.rounded_to}" if dataset.rounded_to else "not rounded"
    span = f"since {dataset.since}" if dataset.since else f"the latest {dataset.latest} periods"
    lines = [
        f"## `{dataset.id}`",
        f"{dataset.title}. [{dataset.dataflow}]({dataset.url})",
        f"- Frequency {dataset.frequency}, {span}; {rounding}.",
        f"- Pinned: {pins or 'nothing'}. Whole: {', '.join([*whole, 'geo'])}.",
        *(f"- {caveat}" for caveat in dataset.caveats),
    ]
    return "\n".join((lines[0], "", lines[1], "", *lines[2:]))


def _indicator(indicator: Indicator) -> str:
    of = "; ".join(f"{name} = {' '.join(codes)}" for name, codes in indicator.of.items())
    by = ", ".join(f"{name} ({dataset.id})" for name, dataset in indicator.by.items())
    lines = [
        f"- Unit: {indicator.unit.label}. {'A stock' if indicator.is_stock else 'A flow'}.",
        f"- Made of `{indicator.dataset.id}`: {of}.",
        *([f"- Broken down by {by}."] if by else []),
        *(f"- {caveat}" for caveat in indicator.caveats),
    ]
    head = (f"## `{indicator.id}`", "", f"**{indicator.label}.** {indicator.definition}", "")
    return "\n".join((*head, *lines))


def _catalogue() -> str:
    """One line a declaration, so that adding one shows as one line in review."""
    rows = [f"dataset    {each.id:42} {each.dataflow}" for each in DATASETS]
    rows += [f"indicator  {each.id:42} {each.dataset.id}" for each in INDICATORS]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
