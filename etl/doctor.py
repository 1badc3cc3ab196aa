"""Do the declarations still fit? Each one held against what Eurostat says its dataflow is made of.

A refresh asks only whether it can ask; this asks for everything that differs, and names what to
change. Nothing is fetched but structures, one a dataflow, and nothing is stored.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from emn.dataset import Dataset
from emn.errors import NotOffered, SourceError, SourceUnavailable, StructureChanged
from emn.period import Period
from emn.structure import Structure
from etl.answers import Expected
from etl.eurostat_api import Eurostat
from etl.structure import structure, structure_query

MOST_CELLS = 500_000  # beyond, Eurostat may queue the answer; ten times as many it refuses
_MOST_NAMED = 12  # of the codes that could be meant instead; more would bury the finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What differs in one dataset, and what to change in its declaration.

    There is nothing to change where Eurostat would not tell, and so nothing could be compared.
    """

    dataset: str
    what: str
    change: str = ""


class DeclarationsDiffer(StructureChanged):
    """Declarations of ours no longer fit what Eurostat has; each was told in its own line."""

    def __init__(self, datasets: Collection[str]) -> None:
        SourceError.__init__(
            self,
            f"declared otherwise than at Eurostat: {', '.join(datasets)}."
            " Change the declarations as said above, then run `emn doctor` again.",
        )


def examined(eurostat: Eurostat, datasets: Sequence[Dataset], today: date) -> Iterator[Finding]:
    """Compare each declaration with its dataflow; nothing comes of a dataset that fits.

    A dataset that can't be compared is a finding of its own, and the others still have their turn.
    """
    asked = _Asked(eurostat=eurostat)
    for dataset in datasets:
        match asked.about(dataset.dataflow):
            case NotOffered() as error:
                yield Finding(
                    dataset=dataset.id,
                    what=f"Eurostat has no dataflow {dataset.dataflow} ({error})",
                    change="name the dataflow that took its place, or take the dataset out",
                )
            case SourceError() as error:
                yield Finding(dataset=dataset.id, what=f"could not be compared: {error}")
            case Structure() as found:
                yield from compared(dataset, found, today)


def compared(dataset: Dataset, found: Structure, today: date) -> Iterator[Finding]:
    """Everything in which one declaration differs from the structure of its dataflow."""
    declared, offered = ("freq", "geo", *dataset.dimensions), found.order
    for name in sorted(set(declared) - set(offered)):
        yield Finding(
            dataset=dataset.id,
            what=f"dimension {name} is gone",
            change=f"take {name} out of dimensions and keep",
        )
    for name in sorted(set(offered) - set(declared)):
        codes = found.codes(name)
        yield Finding(
            dataset=dataset.id,
            what=f"dimension {name} is new",
            change=f"add {name} to dimensions and pin it in keep (of {_named(codes)})",
        )
    yield from _codes_gone(dataset, found)
    cells = 0 if set(declared) != set(offered) else _cells(dataset, found, today)
    if cells > MOST_CELLS:
        yield Finding(
            dataset=dataset.id,
            what=f"the slice has up to {cells:,} cells, more than {MOST_CELLS:,}",
            change="pin more codes in keep, or ask for fewer periods",
        )


def _codes_gone(dataset: Dataset, found: Structure) -> Iterator[Finding]:
    for name, wanted in _pinned(dataset).items():
        offered = found.codes(name)
        gone = [code for code in wanted if code not in offered]
        if not offered or not gone:
            continue  # a dimension that is gone has been told
        others = [code for code in offered if code not in wanted]
        instead = f"put what took its place (of {_named(others)})" if others else "take it out"
        where = "frequency" if name == "freq" else f"keep[{name!r}]"
        for code in gone:
            yield Finding(
                dataset=dataset.id,
                what=f"code {name}={code} is gone",
                change=f"in {where}, {instead}",
            )


def _cells(dataset: Dataset, found: Structure, today: date) -> int:
    """As Eurostat reckons: the product of all axes, whether or not there is an observation.

    Periods count up to today. Codes that are gone are not asked for, and count for nothing.
    """
    pinned = _pinned(dataset)
    first, last = dataset.first_period(today), Period.at(today, dataset.frequency)
    months = (last.start.year - first.start.year) * 12 + last.start.month - first.start.month
    return (months // dataset.frequency.months + 1) * math.prod(
        len(set(each.codes).intersection(pinned.get(each.id, each.codes)))
        for each in found.dimensions
    )


def _pinned(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    return {"freq": (dataset.frequency.value,), **dataset.keep}


def _named(codes: Sequence[str]) -> str:
    if len(codes) > _MOST_NAMED:
        return f"{len(codes)} codes: see the dataflow"
    return ", ".join(codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What Eurostat said of each dataflow, an error too: it is asked once."""

    eurostat: Eurostat
    answers: dict[str, Structure | SourceError] = field(default_factory=dict)

    def about(self, dataflow: str) -> Structure | SourceError:
        if dataflow not in self.answers:
            try:
                self._check_the_way()
                self.answers[dataflow] = self._structure(dataflow)
            except SourceError as error:
                self.answers[dataflow] = error
        return self.answers[dataflow]

    def _check_the_way(self) -> None:
        """After a dataflow that could not be reached, look before waiting through every retry."""
        if self.answers and isinstance(list(self.answers.values())[-1], SourceUnavailable):
            self.eurostat.reachable()

    def _structure(self, dataflow: str) -> Structure:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"{dataflow}.xml"
            self.eurostat.download(structure_query(dataflow), path, expects=Expected.STRUCTURE)
            return structure(dataflow, path)
