"""Class Fact: one number that a text states, and where it is from; class Sentence: words with it.

A fact has no language. Both languages are worded from the same facts, a test traces each to its
cells, and a text that somebody edited is held against them when the figures move.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from emn.period import Period


class Kind(StrEnum):
    """What a fact says of its indicator, place and period."""

    LEVEL = "level"  # Eurostat's number; the sum of its parts where the period is a longer one
    DIFFERENCE = "difference"  # from the earlier period, in the indicator's unit
    PERCENT = "percent"  # the same in percent of the earlier period
    UNCHANGED = "unchanged"  # a difference too small to have a direction
    NOT_COMPARABLE = "not comparable"  # a break lies between the two periods
    SHARE = "share"  # in percent of the EU total; places joined by + are taken together
    HIGHEST_SINCE = "highest since"  # the earlier period was the last that was as high
    LOWEST_SINCE = "lowest since"
    HIGHEST = "highest"  # of the comparable series, which begins with the earlier period
    LOWEST = "lowest"
    RISING = "rising"  # so many periods in a row above a year before
    FALLING = "falling"
    TURNED_UP = "turned up"  # the first rise on a year before, after so many falls in a row
    TURNED_DOWN = "turned down"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    UNRELIABLE = "low reliability"
    DIFFERENT = "definition differs"
    CONFIDENTIAL = "confidential"
    MISSING = "missing"  # reported lately, and not for this period
    REPORTED = "reported"  # how many countries have reported the period
    EXPECTED = "expected"  # of so many that reported lately


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One number, or what is to be said of one: of this indicator, geo and period.

    `value` is exact; the text rounds it. `earlier` is the other period, where there is one;
    `citizen` the citizenship of whom it is about, where that is not everybody.
    """

    indicator: str
    geo: str
    period: Period
    kind: Kind
    value: float | None = None
    earlier: Period | None = None
    citizen: str = ""

    def to_json(self) -> dict[str, object]:
        """Give it as values that JSON knows; `from_json` reads them."""
        return {
            "indicator": self.indicator,
            "geo": self.geo,
            "period": str(self.period),
            "kind": str(self.kind),
            "value": self.value,
            "earlier": str(self.earlier) if self.earlier else None,
            **({"citizen": self.citizen} if self.citizen else {}),
        }

    @classmethod
    def from_json(cls, stored: dict[str, object]) -> Self:
        """Read what `to_json` gave."""
        value, earlier = stored["value"], stored["earlier"]
        return cls(
            indicator=str(stored["indicator"]),
            geo=str(stored["geo"]),
            period=Period.parse(str(stored["period"])),
            kind=Kind(str(stored["kind"])),
            value=None if value is None else float(str(value)),
            earlier=None if earlier is None else Period.parse(str(earlier)),
            citizen=str(stored.get("citizen", "")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words in one language, and every fact that they state; `id` says what it tells of what."""

    id: str = ""
    text: str
    facts: tuple[Fact, ...] = ()

    @property
    def title(self) -> str:
        """The same without its full stop, as it stands above a page."""
        return self.text.removesuffix(".")


def together(sentences: Iterable[Sentence]) -> Sentence:
    """One after the other, as a paragraph; empty where there is none."""
    said = [each for each in sentences if each.text]
    return Sentence(
        text=" ".join(each.text for each in said),
        facts=tuple(fact for each in said for fact in each.facts),
    )
