"""What the gate says of a new vintage: one check, its verdict, and what a person should know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from emn.dataset import Dataset

_SHOWN = 8
_TELLING_STEPS = 20  # a value of fewer rounding steps says nothing about levels


class Verdict(StrEnum):
    """What comes of a check."""

    PASSED = "passed"
    NOTED = "noted"  # it goes through, and a person may want to know why we looked
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question put to a new vintage, and what came out."""

    name: str
    verdict: Verdict = Verdict.PASSED
    notes: tuple[str, ...] = ()

    @property
    def has_passed(self) -> bool:
        """Tell whether the vintage may go through as far as this check is concerned."""
        return self.verdict is not Verdict.FAILED


def check(name: str, failing: Sequence[str], noted: Sequence[str] = ()) -> Check:
    """The check of this name: failed with any reason to fail, else noted, else passed."""
    if failing:
        return Check(name=name, verdict=Verdict.FAILED, notes=_short(failing))
    if noted:
        return Check(name=name, verdict=Verdict.NOTED, notes=_short(noted))
    return Check(name=name)


def reasons(found: Iterable[Check]) -> str:
    """Why these do not let a vintage through, in one line; nothing where they do."""
    return "; ".join(
        f"{each.name}: {', '.join(each.notes)}" for each in found if not each.has_passed
    )


def compared(before: pl.DataFrame, now: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    """The cells that both have and that held a telling value: the key, `value`, `value_now`.

    A count that is rounded to 5 tells nothing below 100; other figures tell unless they are zero.
    """
    return before.join(
        now.select(*dataset.key, value_now="value"), on=list(dataset.key), how="inner"
    ).filter(telling("value", dataset))


def telling(column: str, dataset: Dataset) -> pl.Expr:
    """Where a value is large enough to compare."""
    return (
        pl.col(column).abs() >= dataset.rounded_to * _TELLING_STEPS
        if dataset.rounded_to
        else (pl.col(column) != 0)
    )


def _short(notes: Sequence[str]) -> tuple[str, ...]:
    more = len(notes) - _SHOWN
    return (*notes[:_SHOWN], f"and {more:,} more") if more > 0 else tuple(notes)
