"""Class Comparison: what a reader asks to see compared, before any number is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from emn.dataset import Dataset
from emn.indicator import Indicator, Unit
from emn.indicators import INDICATORS as DECLARED
from emn.indicators import RATIOS
from emn.period import Frequency, Period
from emn.ratio import Ratio

_RATIOS: Mapping[str, Ratio] = {each.id: each for each in RATIOS}
INDICATORS: tuple[Indicator, ...] = (*DECLARED, *(each.indicator for each in RATIOS))
OWN = "own"  # the group that a reader puts together
GROUPS: Mapping[str, str] = {  # as an address spells them → as the network knows them
    "emn": "emn",
    "emn-norway": "emn+no",
    "eu": "EU27_2020",
    "observers": "observers",
    "schengen": "schengen",
}
DIMENSIONS = ("citizen", "sex", "age")  # what a reader may narrow an indicator by
_WINDOW = {Frequency.MONTHLY: 36, Frequency.QUARTERLY: 20, Frequency.ANNUAL: 18}  # periods shown


class Shape(StrEnum):
    """What the comparison is shown as."""

    TREND = "trend"
    INDEX = "index"
    PANELS = "panels"
    RANKING = "ranking"
    MAP = "map"
    TABLE = "table"

    @property
    def is_of_one_period(self) -> bool:
        """Tell whether it shows one period, and not many."""
        return self in {Shape.RANKING, Shape.MAP}


class Measure(StrEnum):
    """What is made of the published numbers."""

    ABSOLUTE = "absolute"
    PER_CAPITA = "per-capita"
    SHARE = "share"
    CHANGE_PREVIOUS = "change-previous"
    CHANGE_YEAR = "change-year"

    @property
    def is_change(self) -> bool:
        """Tell whether it compares two periods."""
        return self in {Measure.CHANGE_PREVIOUS, Measure.CHANGE_YEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the figures themselves decide: whether there is an EU total, and which periods."""

    has_total: bool = True
    first: Period | None = None
    last: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An indicator, narrowed to some codes, in a measure, by a kind of period, of some places.

    No group is every place that reports. `base` is the period that an index makes 100, the first
    that is shown where there is none.
    """

    indicator: Indicator
    frequency: Frequency
    shape: Shape = Shape.TREND
    measure: Measure = Measure.ABSOLUTE
    group: str = ""
    base: Period | None = None
    codes: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()

    @property
    def dataset(self) -> Dataset:
        """The dataset that holds the codes asked for."""
        held = [self.indicator.by[name] for name, _code in self.codes if name in self.indicator.by]
        return held[0] if held else self.indicator.dataset

    @property
    def ratio(self) -> Ratio | None:
        """The ratio that the indicator is, if it is one: both its series are needed then."""
        return _RATIOS.get(self.indicator.id)

    @property
    def is_rolled_up(self) -> bool:
        """Tell whether the periods are longer than Eurostat's."""
        return self.frequency is not self.dataset.frequency

    @property
    def parts(self) -> int:
        """How many published periods make one of those shown."""
        return self.dataset.frequency.per_year // self.frequency.per_year

    @property
    def is_derived(self) -> bool:
        """Tell whether what is shown is not simply what the indicator says."""
        return (
            self.is_rolled_up
            or bool(self.codes)
            or self.measure is not Measure.ABSOLUTE
            or self.shape is Shape.INDEX
        )

    @property
    def unit(self) -> Unit:
        """The unit of what is shown."""
        own = self.indicator.unit
        if self.shape is Shape.INDEX:
            return Unit.INDEX
        if self.measure is Measure.PER_CAPITA:
            is_year = self.indicator.is_stock or self.frequency is Frequency.ANNUAL
            return Unit.PER_1000 if is_year else Unit.PER_100000
        if self.measure is Measure.SHARE or (self.measure.is_change and own.is_count):
            return Unit.PERCENT
        if self.measure.is_change and own is Unit.PERCENT:
            return Unit.POINTS
        return own

    @property
    def periods(self) -> int:
        """How many periods are shown, where no base asks for more."""
        return _WINDOW[self.frequency]
