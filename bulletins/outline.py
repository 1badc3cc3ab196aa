"""Class Outline: what an edition chose to show, beside what follows from its quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletins.stated import Last
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS
from emn.indicator import Indicator
from emn.indicators.integration import UNEMPLOYMENT_RATE
from emn.indicators.legal_migration import FIRST_PERMITS_ISSUED
from emn.indicators.protection import ASYLUM_APPLICANTS, TEMPORARY_PROTECTION_STOCK
from emn.indicators.return_ import ORDERED_TO_LEAVE
from emn.period import Frequency

MOST_EXHIBITS = 3
COVER = 5
_FIRST = (
    ASYLUM_APPLICANTS,
    TEMPORARY_PROTECTION_STOCK,
    FIRST_PERMITS_ISSUED,
    ORDERED_TO_LEAVE,
    UNEMPLOYMENT_RATE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The exhibits of each theme by its id, and what the last edition stated.

    A theme that is not among `exhibits` shows its first ones.
    """

    exhibits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last: Last = None

    def most(self, shown: Exhibition) -> int:
        """How many exhibits a theme shows of itself: annual figures are no news of the quarter."""
        headline = shown.headline
        is_annual = headline is None or headline.dataset.frequency is Frequency.ANNUAL
        return 1 if is_annual else MOST_EXHIBITS


def cover_figures() -> tuple[Indicator, ...]:
    """What the cover may show, the first five that the cache holds: across the themes first."""
    headlines = (each.headline for each in EXHIBITIONS if each.headline)
    others = (indicator for each in EXHIBITIONS for indicator in each.key_figures)
    return tuple(dict.fromkeys((*_FIRST, *headlines, *others)))
