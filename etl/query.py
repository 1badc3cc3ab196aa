"""A dataset and its structure → the query that asks for exactly that slice, or for its halves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit

from emn.dataset import Dataset
from emn.errors import CodesGone, StructureChanged
from emn.period import Period
from emn.structure import Structure

_EVERY_DATASET = ("freq", "geo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The path and query of a slice, and the declared codes that Eurostat no longer has."""

    path: str
    dropped: tuple[str, ...] = ()

    def is_within(self, url: str) -> bool:
        """Tell whether an answer to this address holds what this query asks for.

        The same key, and periods from as early on: a window that moves with the calendar asks for
        less each month, and that alone is no reason to fetch.
        """
        ours, theirs = urlsplit(self.path), urlsplit(url)
        start, from_ = _start(ours.query), _start(theirs.query)
        return theirs.path.endswith(ours.path) and from_ <= start


def query(dataset: Dataset, structure: Structure, today: date) -> Query:
    """Write the query of a dataset in the order that Eurostat wants its key.

    Raises `StructureChanged` where a dimension came or went, `CodesGone` where none of the kept
    codes of a dimension is left.
    """
    declared, found = {*_EVERY_DATASET, *dataset.dimensions}, set(structure.order)
    if declared != found:
        raise StructureChanged(dataset.id, missing=declared - found, unexpected=found - declared)
    wanted = {"freq": (dataset.frequency.value,), **dataset.keep}
    dropped = {
        dimension: [code for code in codes if code not in structure.codes(dimension)]
        for dimension, codes in wanted.items()
    }
    gone = {
        f"{dimension}={'+'.join(codes)}"
        for dimension, codes in wanted.items()
        if len(dropped[dimension]) == len(codes)
    }
    if gone:
        raise CodesGone(dataset.id, missing=gone, unexpected=set())
    key = ".".join(
        "+".join(code for code in wanted.get(each, ()) if code not in dropped.get(each, ()))
        for each in structure.order
    )
    return Query(
        path=f"/sdmx/2.1/data/{dataset.dataflow}/{key}?format=TSV&compressed=true"
        f"&startPeriod={dataset.first_period(today)}",
        dropped=tuple(f"{name}={code}" for name, codes in dropped.items() for code in codes),
    )


def halves(path: str, today: date) -> tuple[str, str] | None:
    """Cut a query into two that overlap nowhere and together ask for the same.

    Along the dimension that keeps most codes, else along time; none where one code and one period
    are left. The later half stays open where the whole was, so that no new period is missed.
    """
    bare, _, options = path.partition("?")
    folder, _, key = bare.rpartition("/")
    kept = [position.split("+") for position in key.split(".")]
    longest = max(kept, key=len)
    if len(longest) > 1:
        middle = len(longest) // 2
        keys = (
            ".".join("+".join(part if codes is longest else codes) for codes in kept)
            for part in (longest[:middle], longest[middle:])
        )
        first, second = (f"{folder}/{each}?{options}" for each in keys)
        return first, second
    return _halves_of_time(bare, options, today)


def _halves_of_time(bare: str, options: str, today: date) -> tuple[str, str] | None:
    asked = {name: values[0] for name, values in parse_qs(options).items()}
    if "startPeriod" not in asked:
        return None
    start = Period.parse(asked["startPeriod"])
    end = Period.at(today, start.frequency)
    if "endPeriod" in asked:
        end = Period.parse(asked["endPeriod"])
    if end <= start:
        return None
    months = (end.start.year - start.start.year) * 12 + end.start.month - start.start.month
    middle = start.shifted(months // start.frequency.months // 2)
    earlier = {**asked, "endPeriod": str(middle)}
    later = {**asked, "startPeriod": str(middle.shifted(1))}
    return f"{bare}?{urlencode(earlier)}", f"{bare}?{urlencode(later)}"


def _start(query_string: str) -> str:
    """The first period asked for; one dataset writes all of them alike, so they compare as text."""
    return parse_qs(query_string).get("startPeriod", [""])[0]
