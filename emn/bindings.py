"""Which datasets a term of the glossary explains, by their dimensions, codes and indicators."""

from __future__ import annotations

from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.glossary import Term
from emn.indicators import INDICATORS


def datasets_of(term: Term) -> tuple[Dataset, ...]:
    """The datasets that hold a dimension or a code of the term, or what one of its indicators is.

    In the order of the declarations; none for a term that is bound to none.
    """
    measured = {
        dataset.id
        for indicator in INDICATORS
        if indicator.id in term.indicators
        for dataset in (indicator.dataset, *indicator.by.values())
    }
    return tuple(
        each
        for each in DATASETS
        if each.id in measured
        or set(term.dimensions) & set(each.dimensions)
        or any(_holds(each, *code.split("=", 1)) for code in term.codes)
    )


def _holds(dataset: Dataset, dimension: str, code: str) -> bool:
    """Tell whether the slice keeps the code by name; one that it wants whole is not looked into."""
    return code in dataset.keep.get(dimension, ())
