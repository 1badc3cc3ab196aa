"""Classes of values for a map, cut at round numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, log10

_FREEDOM = 1 / 3  # how far a break may move from its quantile, as a share of a class
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of values: a value belongs to the class above a break that it is equal to."""

    breaks: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[float], most: int) -> Classes:
        """Cut values into at most so many classes of about as many places each.

        The rule: each break is the roundest number (1, 2 or 5 with zeros) that lies within a third
        of a class around its quantile, and of those as round the nearest. Equal values are never
        in two classes and no class is empty, so there are fewer classes where many are equal.
        """
        ordered = sorted(values)
        cuts = sorted({_cut(ordered, place / most, _FREEDOM / most) for place in range(1, most)})
        return cls(tuple(_parting(cuts, ordered)))

    def __len__(self) -> int:
        """The number of classes."""
        return len(self.breaks) + 1

    def place(self, value: float) -> int:
        """Which class a value belongs to, from 0."""
        return bisect_right(self.breaks, value)

    @property
    def decimals(self) -> int:
        """How many decimals it takes to write every break in full."""
        return next(
            places
            for places in range(_DECIMALS + 1)
            if places == _DECIMALS or all(round(each, places) == each for each in self.breaks)
        )


def _cut(ordered: Sequence[float], share: float, freedom: float) -> float:
    """The roundest number that about this share is below; minus infinity where there is none."""
    count = len(ordered)
    if not count:
        return -inf
    low = ordered[ceil((share - freedom) * count) - 1]
    high = ordered[floor((share + freedom) * count)]
    if low == high:
        before = bisect_left(ordered, low)
        if before == 0:
            return -inf
        low = ordered[before - 1]
    return roundest(low, high, near=ordered[min(round(share * count), count - 1)])


def roundest(low: float, high: float, *, near: float) -> float:
    """The roundest number above `low` and up to `high`; of those as round, the nearest."""
    for step in _steps(max(abs(low), abs(high))):
        first, last = floor(low / step) + 1, floor(high / step)
        if first <= last:
            return round(min(max(round(near / step), first), last) * step, _DECIMALS)
    return high


def _steps(size: float) -> Iterator[float]:
    """Ever smaller steps of 1, 5 and 2 with zeros, from the next power of ten down."""
    power = ceil(log10(size)) if size > 0 else 0
    for exponent in range(power, -_DECIMALS - 1, -1):
        unit = 10.0**exponent if exponent >= 0 else 1 / 10**-exponent
        yield from (unit, unit / 2, unit / 5)


def _parting(cuts: Sequence[float], ordered: Sequence[float]) -> Iterator[float]:
    """The cuts that leave no class empty."""
    below = 0
    for cut in cuts:
        place = bisect_left(ordered, cut)
        if below < place < len(ordered):
            yield cut
            below = place
