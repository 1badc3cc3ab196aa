"""The cells of the sample: rounded, flagged, padded, some of them confidential."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from emn.period import Period
from standin.answers import MISSING, Dataflow
from standin.chance import chance
from standin.levels import FlagRule, Levels

_CONFIDENTIAL = ": @C"
_UNKNOWN = ":"


class Writer:
    """Writes the values of a dataflow as Eurostat would."""

    def __init__(
        self,
        levels: Levels,
        dataflow: Dataflow,
        periods: Sequence[Period],
        rounded_to: int | None,
    ) -> None:
        self._levels = levels
        self._periods = periods
        self._rounded_to = rounded_to
        self._figures = levels.dataflows[dataflow.id]
        self._rules = [rule for rule in levels.flags if dataflow.id in rule.dataflows]
        last = dataflow.periods.index(periods[-1])
        self._before_last = len(dataflow.periods) - 1 - last

    def cells(
        self, series: Mapping[str, str], values: Sequence[float], published: Sequence[bool]
    ) -> list[str]:
        """One cell a period."""
        rules = [rule for rule in self._rules if rule.holds(series["geo"], series)]
        _, decimals = self._figures.of(series.get("unit", ""))
        written = [self._written(value, decimals) for value in values]
        if not rules and not self._may_be_confidential(series):
            return [
                f"{text} " if is_there else MISSING
                for text, is_there in zip(written, published, strict=True)
            ]
        return [
            self._cell(series, text, period, _flag(rules, period, before_last))
            if is_there
            else MISSING
            for (before_last, period), text, is_there in zip(
                self._counted(), written, published, strict=True
            )
        ]

    def _counted(self) -> Iterable[tuple[int, Period]]:
        """Each period with how many are published after it."""
        after = len(self._periods) - 1 + self._before_last
        return ((after - place, period) for place, period in enumerate(self._periods))

    def _cell(self, series: Mapping[str, str], written: str, period: Period, flag: str) -> str:
        if (
            written == str(self._rounded_to)
            and self._may_be_confidential(series)
            and chance(*series.values(), str(period)) < self._levels.confidential_chance
        ):
            return _CONFIDENTIAL
        return f"{written} {flag}"

    def _may_be_confidential(self, series: Mapping[str, str]) -> bool:
        """Tell whether its small cells could be traced to a person: one citizenship, few people."""
        return series["geo"] in self._levels.confidential_geo and len(
            series.get("citizen", "TOTAL")
        ) == len("AF")

    def _written(self, value: float, decimals: int) -> str:
        if math.isnan(value):
            return _UNKNOWN
        if self._rounded_to:
            return str(int(value / self._rounded_to + 0.5) * self._rounded_to)
        text = f"{value:.{decimals}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


def _flag(rules: Iterable[FlagRule], period: Period, before_last: int) -> str:
    """The letters of every rule that covers the period, in alphabetical order."""
    return "".join(sorted({rule.flag for rule in rules if rule.covers(period, before_last)}))
