"""A reading → the dataset that it is to become, and its observations in that dataset's columns."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from cache.manifest import EUROSTAT
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import Misused
from emn.language import _
from emn.period import Frequency, Period
from emn.structure import Dimension, Structure
from emn.themes import Theme
from etl.observations import renamed
from etl.readers.reading import Reading, broken

IMPORTED = Theme(id="imported", title=_("Imported by hand"))
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_VIEWS = "tps"  # Eurostat's small tables are views of a dataflow, under a code of their own
_LIKE = 0.85
_SHOWN = 5


def destination(path: Path, reading: Reading, dataset_id: str) -> Dataset:
    """The declared dataset of this id, or one of the file's own.

    `Misused` where the file does not belong there, or the id is a slip of the pen.
    """
    declared = next((each for each in DATASETS if each.id == dataset_id), None)
    if declared is None:
        return _own(path, reading, dataset_id)
    if reading.source != EUROSTAT:
        raise Misused(
            f"{path.name} holds figures of {reading.source}, and {dataset_id} is Eurostat's."
            " Import it under a name of its own, say `--as observers_residents`."
        )
    if reading.dataflow not in {"", declared.dataflow} and not reading.dataflow.startswith(_VIEWS):
        raise Misused(
            f"{path.name} holds {reading.dataflow}, and {dataset_id} is a slice of"
            f" {declared.dataflow}. Import it as another dataset."
        )
    return declared


def _own(path: Path, reading: Reading, dataset_id: str) -> Dataset:
    """A dataset with the dimensions of the file, all of it, under a name that no other has."""
    like = difflib.get_close_matches(dataset_id, [each.id for each in DATASETS], 1, cutoff=_LIKE)
    if like:
        raise Misused(
            f"{dataset_id!r} is no dataset; did you mean {like[0]}? If the file is to have a name"
            " of its own, give one that can't be mistaken for it."
        )
    if not _NAME.fullmatch(dataset_id):
        raise Misused(
            f"{dataset_id!r} is no name for a dataset. Use small letters, digits and _, as in"
            " schengen_visas."
        )
    frequencies = sorted(reading.cells["freq"].unique()) if "freq" in reading.cells.columns else []
    if len(frequencies) != 1 or frequencies[0] not in set(Frequency):
        has = ", ".join(frequencies) or "none"
        raise broken(path, f"has to have one frequency, and has {has}. Give each its own file.")
    frequency = Frequency(frequencies[0])
    first = reading.cells["period"].min()
    return Dataset(
        id=dataset_id,
        dataflow=dataset_id,
        title=reading.title or reading.dataflow or dataset_id,
        theme=IMPORTED,
        frequency=frequency,
        dimensions=tuple(each for each in reading.dimensions if each not in {"freq", "geo"}),
        since=str(Period.at(first, frequency)) if isinstance(first, date) else "2000",
    )


def is_declared(dataset: Dataset) -> bool:
    """Tell whether the dataset is one of ours rather than a file's own."""
    return dataset.theme is not IMPORTED


def own_structure(reading: Reading, dataset: Dataset, observations: pl.DataFrame) -> Structure:
    """The structure that a file shows: the codes in it, and their labels where it has some."""
    order = ("freq", "geo", *dataset.dimensions) if is_declared(dataset) else reading.dimensions
    codes = {each: tuple(observations[each].unique().sort()) for each in order if each != "freq"}
    return Structure(
        dataflow=dataset.dataflow,
        titles={reading.language: dataset.title},
        dimensions=tuple(
            Dimension(
                id=each,
                codes=codes.get(each, (dataset.frequency.value,)),
                labels={reading.language: reading.labels[each]} if each in reading.labels else {},
            )
            for each in order
        ),
    )


def coded(path: Path, reading: Reading, structure: Structure) -> pl.DataFrame:
    """The cells with codes where labels stood; `BrokenFile` where a label means none, or two."""
    cells = reading.cells
    for dimension in structure.dimensions:
        if dimension.id == "freq" or dimension.id not in cells.columns:
            continue
        codes = _codes(dimension)
        texts = cells[dimension.id].unique().sort()
        unknown = [text for text in texts if len(codes.get(text, ())) != 1]
        if unknown:
            shown = ", ".join(map(repr, unknown[:_SHOWN]))
            raise broken(
                path,
                f"has labels instead of codes, and {dimension.id} {shown} is no label of"
                f" {structure.dataflow}, or of two codes. Download it with codes.",
            )
        cells = cells.with_columns(
            pl.col(dimension.id).replace_strict({text: min(codes[text]) for text in texts})
        )
    return cells


def _codes(dimension: Dimension) -> dict[str, set[str]]:
    """The codes that a text can mean, in any language; a code means itself."""
    codes = {code: {code} for code in dimension.codes}
    for labels in dimension.labels.values():
        for code, label in labels.items():
            codes.setdefault(label, set()).add(code)
    return codes


def shaped(
    path: Path,
    cells: pl.DataFrame,
    dataset: Dataset,
    today: date,
    tell: Callable[[str], None],
) -> pl.DataFrame:
    """The observations of a dataset: its columns, its slice, sorted by its key.

    Names and codes that Eurostat changed come out as those of today where the dataset is declared;
    a file of its own keeps what it has. `tell` hears how much was outside the slice.
    """
    if is_declared(dataset):
        cells = renamed(cells)
    expected = {"freq", "geo", *dataset.dimensions, "period", "value", "flag", "conf_status"}
    if set(cells.columns) != expected:
        lacks = ", ".join(sorted(expected - set(cells.columns))) or "none"
        has = ", ".join(sorted(set(cells.columns) - expected)) or "none"
        raise broken(
            path, f"has other dimensions than {dataset.id} (lacks: {lacks}; also has: {has})."
        )
    since = dataset.first_period(today).start
    kept = cells.filter(
        pl.col("freq") == dataset.frequency.value,
        pl.col("period") >= since,
        *(pl.col(dimension).is_in(codes) for dimension, codes in dataset.keep.items()),
    )
    if kept.is_empty():
        raise broken(path, f"holds nothing of the slice that {dataset.id} is.")
    if kept.height < cells.height:
        left_out = cells.height - kept.height
        tell(f"{left_out:,} of {cells.height:,} cells are outside the slice that {dataset.id} is.")
    return kept.select(dataset.columns).sort(*dataset.dimensions, "geo", "period")
