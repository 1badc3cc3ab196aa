"""What the server asks of whoever has the figures: its dataflows, and rows of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from emn.period import Period
from emn.structure import Structure

MISSING = ": "
Row = tuple[tuple[str, ...], list[str]]  # the codes of a series; a cell, as on the wire, a period


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataflow:
    """A dataflow that can be asked for: its structure, its periods, how much it holds."""

    structure: Structure
    periods: tuple[Period, ...]
    values: int

    @property
    def id(self) -> str:
        """Its code as the table of contents and file names write it."""
        return self.structure.dataflow


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was asked of a dataflow: codes by dimension, in its order, and periods."""

    codes: tuple[tuple[str, ...], ...]
    periods: tuple[Period, ...]


class Answers(Protocol):
    """Whoever has the figures."""

    @property
    def is_sample(self) -> bool:
        """Whether the figures are invented; every answer then says so."""
        ...

    @property
    def dataflows(self) -> Mapping[str, Dataflow]:
        """What can be asked for, by code in small letters."""
        ...

    def rows(self, dataflow: Dataflow, query: Query) -> Iterator[Row]:
        """The series that match, sorted by their codes; those that do not exist are left out."""
        ...
