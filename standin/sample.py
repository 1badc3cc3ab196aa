"""Invented figures for every dataflow that we declare, as of a day.

The same day gives the same bytes, on every machine. Like Eurostat's, recent periods are incomplete
and a total of the Union exists only where each of the 27 reported.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
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
from standin.cells import Writer
from standin.chance import chance
from standin.levels import UNIONS, Levels, People, Rules
from standin.measures import Measures
from standin.model import Model, Revision, reporters

_DAY_OF_UPDATE = 16
_EARLY = 0.4  # the share of countries that report two months before everyone has


class Sample:
    """Answers that are invented; every one of them says so."""

    is_sample = True

    def __init__(
        self, today: date, datasets: Sequence[Dataset] = DATASETS, *, revision: int = 0
    ) -> None:
        """As of a day; a `revision` other than 0 corrects some cells of the year before it."""
        self._levels = Levels.read()
        self._measures = Measures.read()
        self._updated = _last_update(today)
        year_ago = self._updated.date().replace(day=1, year=self._updated.year - 1)
        self._revision = Revision(number=revision, since=year_ago) if revision else None
        self._rounded_to = {each.dataflow: each.rounded_to for each in datasets}
        self.dataflows: Mapping[str, Dataflow] = {
            id_: self._dataflow(id_) for id_ in self._rounded_to
        }

    def rows(self, dataflow: Dataflow, query: Query) -> Iterator[Row]:
        """Every series asked for, also where it is missing from end to end, as at Eurostat."""
        order = dataflow.structure.order
        others = [name for name in order if name not in {"freq", "unit", "geo"}]
        model = Model(self._levels, self._measures, query.periods, self._revision)
        writer = Writer(self._levels, dataflow, query.periods, self._rounded_to[dataflow.id])
        published = self._published(dataflow, query)
        rules = self._levels.dataflows[dataflow.id]
        for series in itertools.product(*map(sorted, query.codes)):
            named = dict(zip(order, series, strict=True))
            geo = named["geo"]
            if not any(published[geo]):
                yield series, [MISSING] * len(query.periods)
                continue
            measure, _ = rules.of(named.get("unit", ""))
            values = model.values(measure, geo, {name: named[name] for name in others})
            yield series, writer.cells(named, values, published[geo])

    def _dataflow(self, id_: str) -> Dataflow:
        known = codes.declared().get(id_)
        if known is None:
            raise BrokenFile(
                f"{id_}: the sample does not know this dataflow. Add it to standin/dataflows/."
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
        periods = self._periods(self._levels.dataflows[id_], Frequency(known.codes["freq"][0]))
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
        who = reporters(rules.measure, self._levels, self._measures)

        @cache
        def reports(geo: str, period: Period) -> bool:
            if geo in UNIONS:
                return all(reports(member, period) for member in UNIONS[geo])
            return geo in who and self._reports(rules, geo, who[geo], period)

        geos = query.codes[dataflow.structure.order.index("geo")]
        return {geo: [reports(geo, period) for period in query.periods] for geo in geos}

    def _reports(self, rules: Rules, geo: str, who: People, period: Period) -> bool:
        if not who.since <= period.start <= period.end <= who.until:
            return False
        late = rules.lag - self._age(period)
        if late == 1:
            return geo not in rules.late
        return late < 1 or chance("early", rules.measure, geo, str(period)) < _EARLY


def _last_update(today: date) -> datetime:
    """11:00 in Brussels on the last 16th of a month; the day itself counts from the next on."""
    month = today.year * 12 + today.month - 1 - (today.day <= _DAY_OF_UPDATE)
    day = date(month // 12, month % 12 + 1, _DAY_OF_UPDATE)
    return datetime(day.year, day.month, day.day, 11, tzinfo=BRUSSELS)
