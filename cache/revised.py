"""A revised cell in words: what happened to it, its number before and after, by how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from cache.revisions import Kind
from emn.dataset import Dataset
from emn.flags import absence
from emn.language import MINUS, Language, _

Row = Mapping[str, Any]  # a cell as `Revisions.cells` has it
_MOST_DECIMALS = 3
_KINDS = {
    Kind.CHANGED: _("changed"),
    Kind.WITHDRAWN: _("withdrawn"),
    Kind.ADDED: _("added"),
    Kind.FLAGGED: _("other flag"),
}


def happened(row: Row, language: Language) -> str:
    """Say in a word what happened to a cell."""
    return language.say(_KINDS[Kind(row["kind"])])


def told(dataset: Dataset) -> tuple[str, ...]:
    """The dimensions that tell one cell of a dataset from another."""
    return tuple(name for name in dataset.dimensions if len(dataset.keep.get(name, ())) != 1)


def decimals(rows: Iterable[Row]) -> int:
    """How many decimals the numbers of these cells have, at most three."""
    both = (row[when] for row in rows for when in ("before", "after"))
    return max((_decimals(value) for value in both if value is not None), default=0)


def written(row: Row, when: str, language: Language, decimals: int) -> str:
    """The number `before` or `after` with its flag, or the mark of why there is none."""
    value, flag = row[when], row[f"flag_{when}"] or ""
    if value is None:
        return absence(f"{flag}c" if row[f"conf_status_{when}"] else flag).mark
    return f"{language.number(value, decimals)} {flag}".strip()


def moved(value: float | None, language: Language, decimals: int) -> str:
    """A difference with its sign; empty where there is none to tell."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else MINUS}{language.number(abs(value), decimals)}"


def _decimals(value: float) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return min(max(-exponent, 0), _MOST_DECIMALS) if isinstance(exponent, int) else 0
