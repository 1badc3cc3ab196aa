"""Class Structure: what Eurostat says a dataflow is made of, with its labels in three languages.

Where Eurostat lacks a label in the language asked for, a reader sees it: `Syria (en)` on a French
page is a label in English, `[XYZ]` is a code without any label.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from emn.language import Language


def unlabelled(code: str) -> str:
    """A code that has no label, in the brackets that tell a reader so."""
    return f"[{code}]"


class Names(dict[str, str]):
    """Labels by code. A code that is not there gives itself in brackets."""

    def __missing__(self, code: str) -> str:
        """Show that there is no label."""
        return unlabelled(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One axis of a dataflow: its codes in Eurostat's order, and their labels by language."""

    id: str
    codes: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]  # language → code → label; may hold "de" too

    def label(self, code: str, language: Language) -> str:
        """The label of a code; another language's with its mark, English before the others."""
        own = self.labels.get(language, {}).get(code)
        if own:
            return own
        for other in (Language.EN.value, *sorted(self.labels)):
            if borrowed := self.labels.get(other, {}).get(code):
                return f"{borrowed} ({other})"
        return unlabelled(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The dimensions of a dataflow in the order of a query key, `freq` first, time left out."""

    dataflow: str
    titles: Mapping[str, str]
    dimensions: tuple[Dimension, ...]
    last_update: str = ""  # of the data, ISO 8601 with offset; empty where Eurostat does not say
    last_structure_change: str = ""
    doi: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the dimensions, in the order of a query key."""
        return tuple(dimension.id for dimension in self.dimensions)

    def codes(self, dimension: str) -> tuple[str, ...]:
        """The codes of one dimension; none where the dataflow does not have it."""
        return next((each.codes for each in self.dimensions if each.id == dimension), ())

    def label(self, dimension: str, code: str, language: Language) -> str:
        """Eurostat's label of a code, with a mark where it is in no word of this language."""
        for each in self.dimensions:
            if each.id == dimension:
                return each.label(code, language)
        return unlabelled(code)

    def to_json(self) -> str:
        """Write the structure as the JSON that the cache keeps."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        stored = json.loads(text)
        dimensions = tuple(
            Dimension(id=each["id"], codes=tuple(each["codes"]), labels=each["labels"])
            for each in stored.pop("dimensions")
        )
        return cls(dimensions=dimensions, **stored)
