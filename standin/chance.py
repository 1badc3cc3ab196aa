"""Chance without a generator: numbers that depend on words, the same bits on every machine.

Only plus, minus, times and divided-by are used, which IEEE 754 leaves no freedom.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256

from emn.period import Period


def chance(*words: str) -> float:
    """A number from 0 up to 1 that depends on these words alone."""
    return int.from_bytes(sha256("|".join(words).encode()).digest()[:6]) / (1 << 48)


def drift(words: str, months: Iterable[int], every: int, width: float) -> list[float]:
    """Factors around 1, `width` to either side, that wander from anchor to anchor."""

    @cache
    def anchor(place: int) -> float:
        return chance(words, str(place))

    def factor(month: int) -> float:
        place, step = divmod(month, every)
        before, after = anchor(place), anchor(place + 1)
        return 1 + width * (2 * (before + (after - before) * step / every) - 1)

    return [factor(month) for month in months]


def between(anchors: Sequence[tuple[int, float]], month: int) -> float:
    """The value at a month on the line through (month, value) pairs, level beyond its ends."""
    if month <= anchors[0][0]:
        return anchors[0][1]
    for (start, low), (end, high) in itertools.pairwise(anchors):
        if month <= end:
            return low + (high - low) * (month - start) / (end - start)
    return anchors[-1][1]


def month_of(period: Period) -> int:
    """The first month of a period, counted from the year 0."""
    return period.start.year * 12 + period.start.month - 1
