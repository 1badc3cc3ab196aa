"""What changed at Eurostat since last time; the adapter around the `eurostat` package.

The package reads the table of contents and the code lists well. Left alone it also asks five hosts
four times each without a pause, prints, and hides what went wrong behind NameErrors: here it is
pointed at one host, kept brief and silent, and its faults come out as ours.
"""

from __future__ import annotations

import contextlib
import io
import warnings
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import ModuleType
from typing import Any

import polars as pl

from cache import Store, Vintage
from emn.dataset import Dataset
from emn.errors import BrokenVintage, SourceUnavailable, StructureChanged
from emn.language import Language
from emn.structure import Dimension, Structure
from etl.eurostat_api import Eurostat
from etl.query import query
from etl.structure import instant

_SCHEMA: dict[str, type[pl.DataType] | pl.DataType] = {
    "code": pl.String,
    "title": pl.String,
    "last_update": pl.Datetime("us", "UTC"),
    "last_structure_change": pl.Datetime("us", "UTC"),
    "data_start": pl.String,
    "data_end": pl.String,
}
# Everything that the package was seen to raise when an answer is not what it hopes for.
_ITS_FAULTS = (
    OSError,  # requests' errors, its own ConnectionError, gzip
    EOFError,
    zlib.error,
    ValueError,  # JSON, and "dataset not found"
    LookupError,
    NameError,
    AttributeError,
    TypeError,
    SyntaxError,  # XML: ElementTree's ParseError is one
)


def table_of_contents(eurostat: Eurostat, language: Language = Language.EN) -> pl.DataFrame:
    """Fetch every dataflow of Eurostat's catalogue, one row a code, in small letters.

    Columns code, title, last_update and last_structure_change (UTC), data_start, data_end (as
    Eurostat writes periods). `SourceUnavailable` where it can't be had.
    """
    eurostat.reachable()
    with _package(eurostat, "table of contents") as package:
        entries: list[tuple[Any, ...]] = package.get_toc(agency="EUROSTAT", lang=language.value)[1:]
    if not entries:  # what the package makes of a server error
        raise SourceUnavailable(
            f"{eurostat.url}: the table of contents is empty. Try again later; what is stored"
            " stays in service."
        )
    rows = [
        (code.lower(), title, _utc(updated), _utc(changed), start, end)
        for title, code, _, updated, changed, start, end in entries
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").unique("code", maintain_order=True)


def labels(eurostat: Eurostat, dataflow: str, dimension: str, language: Language) -> dict[str, str]:
    """Fetch the labels of one dimension in one language, by code, from its code list."""
    with _package(eurostat, f"labels of {dimension}") as package:
        found: dict[str, str] = package.get_dic(
            dataflow, dimension, frmt="dict", lang=language.value
        )
    return found


def labelled(structure: Structure, eurostat: Eurostat) -> Structure:
    """Fill in the languages of ours that the structure message left out."""
    return replace(
        structure,
        dimensions=tuple(
            _dimension_labelled(each, structure.dataflow, eurostat) for each in structure.dimensions
        ),
    )


def changed(
    datasets: Sequence[Dataset], toc: pl.DataFrame, store: Store, today: date
) -> dict[str, str]:
    """Say which datasets are to be fetched, by id, and why; the others are current."""
    updates: dict[str, datetime | None] = dict(toc.select("code", "last_update").iter_rows())
    reasons = {
        dataset.id: _reason(dataset, updates.get(dataset.dataflow), store, today)
        for dataset in datasets
    }
    return {id_: reason for id_, reason in reasons.items() if reason}


def unchanged_structures(
    dataflows: Collection[str], toc: pl.DataFrame, store: Store
) -> dict[str, Structure]:
    """Give the stored structures that Eurostat has not changed since, by dataflow.

    Each is dated with the catalogue's update of the data, as a fresh one would be.
    """
    dates = toc.filter(pl.col("code").is_in(sorted(dataflows))).select(
        "code", "last_update", "last_structure_change"
    )
    found = (
        _unchanged(dataflow, updated, restructured, store)
        for dataflow, updated, restructured in dates.iter_rows()
    )
    return {each.dataflow: each for each in found if each}


def _unchanged(
    dataflow: str, updated: datetime | None, restructured: datetime | None, store: Store
) -> Structure | None:
    try:
        stored = store.structure(dataflow)
    except BrokenVintage:  # it is read again, and so mended
        return None
    known = instant(stored.last_structure_change) if stored else None
    if not stored or not updated or not restructured or not known or restructured > known:
        return None
    return replace(stored, last_update=updated.isoformat())


def _reason(dataset: Dataset, updated: datetime | None, store: Store, today: date) -> str:
    try:
        vintage, structure = store.current(dataset), store.structure(dataset.dataflow)
        if vintage is None or structure is None:
            return "nothing is stored yet"
        store.observations(dataset, vintage)
        return _news(dataset, vintage, updated) or _declaration(dataset, vintage, structure, today)
    except BrokenVintage as error:
        return f"what is stored can't be read: {error}"


def _news(dataset: Dataset, vintage: Vintage, updated: datetime | None) -> str:
    if updated is None:
        return f"Eurostat's catalogue does not say when {dataset.dataflow} was updated"
    if updated > vintage.last_update:
        return f"Eurostat updated it on {updated:%Y-%m-%d at %H:%M} UTC"
    return ""


def _declaration(dataset: Dataset, vintage: Vintage, structure: Structure, today: date) -> str:
    try:
        is_same = query(dataset, structure, today).is_within(vintage.url)
    except StructureChanged:
        is_same = False
    return "" if is_same else "its declaration changed"


def _dimension_labelled(dimension: Dimension, dataflow: str, eurostat: Eurostat) -> Dimension:
    missing = [each for each in Language if not dimension.labels.get(each)]
    found = {
        language.value: {
            code: label
            for code, label in labels(eurostat, dataflow, dimension.id, language).items()
            if code in dimension.codes
        }
        for language in missing
    }
    return replace(dimension, labels={**dimension.labels, **found}) if found else dimension


@contextlib.contextmanager
def _package(eurostat: Eurostat, what: str) -> Iterator[ModuleType]:
    """Lend the `eurostat` package, pointed at our address, brief and silent."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield _pointed_at(eurostat)
    except _ITS_FAULTS as error:
        raise SourceUnavailable(
            f"{eurostat.url}: the {what} can't be had ({type(error).__name__}: {error})."
            " Try again later; what is stored stays in service."
        ) from error


def _pointed_at(eurostat: Eurostat) -> ModuleType:
    """Import the package, which takes a second, and set what it has no public option for.

    `get_requests_args` gives the very dictionary that it passes on to requests.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escape sequences in its source
        import eurostat as package  # noqa: PLC0415 - only a refresh needs it, and pays for it
    inner = package.eurostat
    inner.__Uri__.BASE_URL["EUROSTAT"] = f"{eurostat.url}/sdmx/2.1/"
    inner.__Uri__.BASE_ASYNC_URL["EUROSTAT"] = f"{eurostat.url}/1.0/async/"
    inner.__agency_by_provider__[:] = [("EUROSTAT", "ESTAT")]  # and no other host
    patience = eurostat.patience
    package.get_requests_args().update(
        timeout=(patience.connect_s, patience.read_s),
        headers={"User-Agent": eurostat.user_agent},
    )
    module: ModuleType = package
    return module


def _utc(text: str | None) -> datetime | None:
    return instant(text or "")
