"""Who has reported what by when: against the law's deadline, and against what is usual.

What counts is the day on which a figure is at Eurostat: a country may have sent it earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import polars as pl

from emn.coverage import AGGREGATES, coverage
from emn.dataset import Dataset
from emn.flags import Absence, absence
from emn.language import _
from emn.period import Frequency, Period

_LOOK_BACK = {Frequency.ANNUAL: 2}  # periods: who reported in none of them is expected no more
_USUAL_LOOK_BACK = 6
_CLOSES_AFTER = 2  # months after its quarter, an edition goes to print


class Report(StrEnum):
    """What a place has told Eurostat of a period, seen on a day. No two are the same nothing."""

    REPORTED = "reported"
    CONFIDENTIAL = "confidential"
    NOT_APPLICABLE = "not applicable"
    AWAITED = "awaited"
    DUE = "due"
    LATE = "late"
    MISSING = "missing"
    NOT_COLLECTED = "not collected"

    @property
    def label(self) -> str:
        """What we call it, in English; a language translates it."""
        return _LABELS[self]

    @property
    def mark(self) -> str:
        """The sign that tells it apart without colour."""
        return _MARKS[self]


_LABELS = {
    Report.REPORTED: _("reported"),
    Report.CONFIDENTIAL: Absence.CONFIDENTIAL.label,
    Report.NOT_APPLICABLE: Absence.NOT_APPLICABLE.label,
    Report.AWAITED: _("awaited, not due yet"),
    Report.DUE: _("due: past its legal deadline or its usual date, not both"),
    Report.LATE: _("late: past its legal deadline, if it has one, and its usual date"),
    Report.MISSING: _("not available, and not expected any more"),
    Report.NOT_COLLECTED: Absence.NOT_COLLECTED.label,
}
_MARKS = {
    Report.REPORTED: "●",
    Report.CONFIDENTIAL: "c",
    Report.NOT_APPLICABLE: "z",
    Report.AWAITED: "○",
    Report.DUE: "◐",
    Report.LATE: "!",
    Report.MISSING: ":",
    Report.NOT_COLLECTED: "–",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A period that a place has not reported, with the days since each date; None: no such date."""

    geo: str
    period: Period
    report: Report
    after_deadline: int | None
    after_usual: int | None


def deadline(dataset: Dataset, period: Period) -> date | None:
    """The last day on which the law lets a country send a period; None where no law binds."""
    return _months_after(period, dataset.deadline_months)


def usual(dataset: Dataset, period: Period) -> date | None:
    """The day by which Eurostat usually shows a period; None where that is not known."""
    return _months_after(period, dataset.lag_months)


def expected(dataset: Dataset, period: Period, on: date) -> Report:
    """How a period stands on a day that a place has not reported: awaited, due or late."""
    dates = [each for each in (deadline(dataset, period), usual(dataset, period)) if each]
    over = [each < on for each in dates]
    if over and all(over):
        return Report.LATE
    return Report.DUE if any(over) else Report.AWAITED


@dataclass(frozen=True, kw_only=True)
class Reports:
    """What every place has reported of a dataset, seen on a day.

    `reported` has columns geo, period, value, flag, a row for each place and period that Eurostat
    lists: a value where any was published, and every letter borne.
    """

    dataset: Dataset
    reported: pl.DataFrame
    on: date

    def periods(self, count: int) -> tuple[Period, ...]:
        """The last periods, oldest first: up to the last that has ended, or been reported."""
        ended = Period.at(self.on, self.dataset.frequency).previous
        last = max([ended, *(Period(start, self.dataset.frequency) for start in self._reporters)])
        return tuple(last.shifted(-n) for n in reversed(range(count)))

    def report(self, geo: str, period: Period) -> Report:
        """What a place has told of a period."""
        value, flag = self._cells.get((geo, period.start), (None, None))
        if value is not None:
            return Report.REPORTED
        match absence(flag):
            case Absence.CONFIDENTIAL:
                return Report.CONFIDENTIAL
            case Absence.NOT_APPLICABLE:
                return Report.NOT_APPLICABLE
        if geo in self.expected(period):
            return expected(self.dataset, period, self.on)
        return Report.MISSING if geo in self._listed else Report.NOT_COLLECTED

    def expected(self, period: Period) -> frozenset[str]:
        """The countries that reported in any of the six periods before, or of two years."""
        before = (period.shifted(-n).start for n in range(1, self._look_back + 1))
        return frozenset().union(*(self._reporters.get(each, frozenset()) for each in before))

    def silent(self, period: Period) -> frozenset[str]:
        """Those of them that have not reported this period."""
        return self.expected(period) - self._reporters.get(period.start, frozenset())

    def counted(self, period: Period) -> tuple[int, int]:
        """How many countries have reported a period, of how many; the same as under a chart."""
        unlisted = (0, len(self.expected(period)), False)
        reported, of, _is_complete = self._coverage.get(period.start, unlisted)
        return reported, of

    def is_complete(self, period: Period) -> bool:
        """Tell whether enough countries have reported a period to show it as whole."""
        return period in self._complete

    @property
    def complete(self) -> Period | None:
        """The last period that enough countries have reported, or None."""
        return max(self._complete, default=None)

    @property
    def last(self) -> Period | None:
        """The last period that any country has reported, or None."""
        last = max((each for each, geos in self._reporters.items() if geos), default=None)
        return Period(last, self.dataset.frequency) if last else None

    def overdue(self) -> tuple[Overdue, ...]:
        """Every period of late that an expected place has not reported in time, oldest first."""
        return tuple(
            Overdue(
                geo=geo,
                period=period,
                report=found,
                after_deadline=self._days_since(deadline(self.dataset, period)),
                after_usual=self._days_since(usual(self.dataset, period)),
            )
            for period in self.periods(self._look_back)
            for geo in sorted(self.silent(period))
            if (found := self.report(geo, period)) in {Report.DUE, Report.LATE}
        )

    def _days_since(self, day: date | None) -> int | None:
        return (self.on - day).days if day else None

    @property
    def _look_back(self) -> int:
        return _LOOK_BACK.get(self.dataset.frequency, _USUAL_LOOK_BACK)

    @cached_property
    def _cells(self) -> Mapping[tuple[str, date], tuple[float | None, str | None]]:
        rows = self.reported.select("geo", "period", "value", "flag").iter_rows()
        return {(geo, start): (value, flag) for geo, start, value, flag in rows}

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.reported["geo"])

    @cached_property
    def _reporters(self) -> Mapping[date, frozenset[str]]:
        """The countries that have told a value, or a confidential one, by period."""
        told: dict[date, set[str]] = {}
        for (geo, start), (value, flag) in self._cells.items():
            is_told = value is not None or absence(flag) is Absence.CONFIDENTIAL
            if is_told and geo not in AGGREGATES:
                told.setdefault(start, set()).add(geo)
        return {start: frozenset(geos) for start, geos in told.items()}

    @cached_property
    def _coverage(self) -> Mapping[date, tuple[int, int, bool]]:
        return {start: (*counts,) for start, *counts in coverage(self.reported).iter_rows()}

    @property
    def _complete(self) -> set[Period]:
        frequency = self.dataset.frequency
        return {Period(start, frequency) for start, each in self._coverage.items() if each[2]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A series that an edition waits for: up to which period, and how that stands.

    `reports` is None where nothing of the dataset is stored.
    """

    dataset: Dataset
    period: Period
    reports: Reports | None

    @property
    def is_met(self) -> bool:
        """Tell whether enough countries have reported the period."""
        return self.reports is not None and self.reports.is_complete(self.period)


def closing_day(quarter: Period) -> date:
    """The day on which the edition about a quarter is to close: two months after its end."""
    return _months_after(quarter, _CLOSES_AFTER) or quarter.end


def needed(dataset: Dataset, quarter: Period) -> Period:
    """The last period of a dataset that is usually there when the edition about a quarter closes.

    For the third quarter of 2026: applicants to August, decisions to the second quarter.
    """
    closes = closing_day(quarter)
    last = Period.at(closes, dataset.frequency)
    while (usual(dataset, last) or last.end) > closes:
        last = last.previous
    return last


def waited_for(datasets: Iterable[Dataset]) -> tuple[Dataset, ...]:
    """The datasets that an edition waits for: of each dataflow with news every quarter, the first.

    What is new once a year never holds an edition up.
    """
    first: dict[str, Dataset] = {}
    for each in datasets:
        if each.frequency in {Frequency.MONTHLY, Frequency.QUARTERLY}:
            first.setdefault(each.dataflow, each)
    return tuple(first.values())


def _months_after(period: Period, months: int | None) -> date | None:
    """The last day of the month that is so many months after the one in which a period ends."""
    if months is None:
        return None
    return Period.at(period.end, Frequency.MONTHLY).shifted(months).end
