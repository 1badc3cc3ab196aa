"""Invented figures for every dataflow that we declare, as of a day.

The same day gives the same bytes, on every machine. Like Eurostat's, recent periods are incomplete
and a total of the Union exists only where each of the 27 reported.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.errors import BrokenFile
from emn.language import BRUSSELS
from emn.period import Frequency, Period
from emn.structure import Structure
from standin import codes
from standin.answers import MISSING, Dataflow, Query, Row
from standin.chance import chance
from standin.levels import EU, EU_MEMBERS, FlagRule, Levels, Rules
from standin.model import Model

_DAY_OF_UPDATE = 16
_EARLY = 0.4  # the share of countries that report two months before everyone has
_CONFIDENTIAL = ": @C"


class Sample:
    """Answers that are invented; every one of them says so."""

    is_sample = True

    def __init__(self, today: date, datasets: Sequence[Dataset] = DATASETS) -> None:
        self._levels = Levels.read()
        self._updated = _last_update(today)
        self._rounded_to = {each.dataflow: each.rounded_to for each in datasets}
        self.dataflows: Mapping[str, Dataflow] = {
            id_: self._dataflow(id_) for id_ in self._rounded_to
        }

    def rows(self, dataflow: Dataflow, query: Query) -> Iterator[Row]:
        """Every series asked for, also where it is missing from end to end, as at Eurostat."""
        order = dataflow.structure.order
        model = Model(self._levels, query.periods)
        writer = _Writer(self._levels, dataflow, query.periods, self._rounded_to[dataflow.id])
        published = self._published(dataflow, query)
        measure = model.measures[self._levels.dataflows[dataflow.id].measure]
        for series in itertools.product(*map(sorted, query.codes)):
            named = dict(zip(order, series, strict=True))
            geo = named["geo"]
            if not any(published[geo]):
                yield series, [MISSING] * len(query.periods)
                continue
            values = measure(geo, named)
            yield series, writer.cells(named, values, published[geo])

    def _dataflow(self, id_: str) -> Dataflow:
        known, rules = codes.declared().get(id_), self._levels.dataflows.get(id_)
        if known is None or rules is None:
            raise BrokenFile(
                f"{id_}: the sample does not know this dataflow."
                " Add it to standin/codes.toml and standin/levels.toml."
            )
        dimensions = tuple(codes.dimension(each, known.codes[each]) for each in known.order)
        updated = self._updated.isoformat(timespec="seconds")
        structure = Structure(
            dataflow=id_,
            titles=known.titles,
            dimensions=dimensions,
            last_update=updated,
            last_structure_change=self._updated.replace(month=1).isoformat(timespec="seconds"),
            doi=f"10.2908/{id_.upper()}",
        )
        periods = self._periods(rules, Frequency(known.codes["freq"][0]))
        cells = len(periods)
        for dimension in dimensions:
            cells *= len(dimension.codes)
        return Dataflow(structure=structure, periods=periods, values=cells)

    def _periods(self, rules: Rules, frequency: Frequency) -> tuple[Period, ...]:
        """From the first period to the last that anyone has reported."""
        period, periods = Period.at(rules.since, frequency), []
        while self._age(period) >= rules.lag - 2:
            periods.append(period)
            period = period.shifted(1)
        return tuple(periods)

    def _age(self, period: Period) -> int:
        """The months from the last month of a period to the last update."""
        end = period.end
        return (self._updated.year - end.year) * 12 + self._updated.month - end.month

    def _published(self, dataflow: Dataflow, query: Query) -> dict[str, list[bool]]:
        """For each country, whether it had reported each period; the Union if all its members."""
        rules = self._levels.dataflows[dataflow.id]

        @cache
        def reports(geo: str, period: Period) -> bool:
            if geo == EU:
                return all(reports(member, period) for member in EU_MEMBERS)
            return self._reports(rules, geo, period)

        geos = query.codes[dataflow.structure.order.index("geo")]
        return {geo: [reports(geo, period) for period in query.periods] for geo in geos}

    def _reports(self, rules: Rules, geo: str, period: Period) -> bool:
        counted = self._levels.people if rules.measure == "population" else self._levels.reporters
        who = counted[geo]
        if not who.since <= period.start <= period.end <= who.until:
            return False
        late = rules.lag - self._age(period)
        if late == 1:
            return geo not in rules.late
        return late < 1 or chance("early", rules.measure, geo, str(period)) < _EARLY


class _Writer:
    """Writes values as cells: rounded, flagged, padded, some of them confidential."""

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
        self._decimals = levels.dataflows[dataflow.id].decimals
        self._rules = [rule for rule in levels.flags if dataflow.id in rule.dataflows]
        last = dataflow.periods.index(periods[-1])
        self._before_last = len(dataflow.periods) - 1 - last

    def cells(
        self, series: Mapping[str, str], values: Sequence[float], published: Sequence[bool]
    ) -> list[str]:
        """One cell a period."""
        rules = [rule for rule in self._rules if rule.holds(series["geo"], series)]
        if not rules and not self._may_be_confidential(series):
            return [
                f"{self._written(value)} " if is_there else MISSING
                for value, is_there in zip(values, published, strict=True)
            ]
        return [
            self._cell(series, value, period, _flag(rules, period, before_last))
            if is_there
            else MISSING
            for (before_last, period), value, is_there in zip(
                self._counted(), values, published, strict=True
            )
        ]

    def _counted(self) -> Iterable[tuple[int, Period]]:
        """Each period with how many are published after it."""
        after = len(self._periods) - 1 + self._before_last
        return ((after - place, period) for place, period in enumerate(self._periods))

    def _cell(self, series: Mapping[str, str], value: float, period: Period, flag: str) -> str:
        written = self._written(value)
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

    def _written(self, value: float) -> str:
        if self._rounded_to:
            return str(int(value / self._rounded_to + 0.5) * self._rounded_to)
        text = f"{value:.{self._decimals}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


def _flag(rules: Iterable[FlagRule], period: Period, before_last: int) -> str:
    """The letters of every rule that covers the period, in alphabetical order."""
    return "".join(sorted({rule.flag for rule in rules if rule.covers(period, before_last)}))


def _last_update(today: date) -> datetime:
    """11:00 in Brussels on the last 16th of a month; the day itself counts from the next on."""
    month = today.year * 12 + today.month - 1 - (today.day <= _DAY_OF_UPDATE)
    day = date(month // 12, month % 12 + 1, _DAY_OF_UPDATE)
    return datetime(day.year, day.month, day.day, 11, tzinfo=BRUSSELS)
