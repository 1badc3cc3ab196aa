"""Reference periods: what a number is about. Outside always `2026`, `2026-Q2`, `2026-04`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from emn.errors import Misused
from emn.message import _


class Frequency(StrEnum):
    """How often a dataset has a new period, in Eurostat's letters."""

    ANNUAL = "A"
    SEMESTER = "S"
    QUARTERLY = "Q"
    MONTHLY = "M"

    @property
    def per_year(self) -> int:
        """The number of periods in a year."""
        return {"A": 1, "S": 2, "Q": 4, "M": 12}[self.value]

    @property
    def months(self) -> int:
        """The number of months in a period."""
        return 12 // self.per_year


# Today's forms and those of before 2023: 2026, 2026-Q2, 2026Q2, 2026-S1, 2026S1, 2026-04, 2026M04.
_FORMS = re.compile(
    r"(?P<year>[12][0-9]{3})(?:-?(?P<letter>[QSM])(?P<part>[0-9]{1,2})|-(?P<month>[0-9]{2}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reference period, known by its first day and its frequency."""

    start: date
    frequency: Frequency

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period as Eurostat or a person writes it; `Misused` when it is none."""
        form = _FORMS.fullmatch(text.strip())
        if form is None:
            message = _("{text} is no period. Write 2026, 2026-Q2 or 2026-04.")
            raise Misused(message, text=repr(text))
        letter = form["letter"] or ("M" if form["month"] else "A")
        frequency = Frequency(letter)
        part = int(form["part"] or form["month"] or 1)
        if not 1 <= part <= frequency.per_year:
            message = _("{text} is no period: there are {number} in a year.")
            raise Misused(message, text=repr(text), number=frequency.per_year)
        return cls(date(int(form["year"]), (part - 1) * frequency.months + 1, 1), frequency)

    @classmethod
    def at(cls, day: date, frequency: Frequency) -> Self:
        """The period of this frequency that the day falls into."""
        month = (day.month - 1) // frequency.months * frequency.months + 1
        return cls(date(day.year, month, 1), frequency)

    @property
    def number(self) -> int:
        """Which period of its year this is, from 1."""
        return (self.start.month - 1) // self.frequency.months + 1

    @property
    def end(self) -> date:
        """The last day of the period."""
        return self.shifted(1).start - timedelta(days=1)

    def shifted(self, periods: int) -> Period:
        """The period so many steps later, or earlier when negative."""
        months = self.start.year * 12 + self.start.month - 1 + periods * self.frequency.months
        return Period(date(months // 12, months % 12 + 1, 1), self.frequency)

    @property
    def previous(self) -> Period:
        """The period just before."""
        return self.shifted(-1)

    @property
    def year_earlier(self) -> Period:
        """The same period a year before."""
        return self.shifted(-self.frequency.per_year)

    def within(self, frequency: Frequency) -> tuple[Period, ...]:
        """The periods of a higher frequency that make up this one: a quarter's three months."""
        first = Period.at(self.start, frequency)
        return tuple(first.shifted(n) for n in range(frequency.per_year // self.frequency.per_year))

    def __str__(self) -> str:
        """Write the period in its one canonical form, as Eurostat does."""
        year = f"{self.start.year:04d}"
        match self.frequency:
            case Frequency.ANNUAL:
                return year
            case Frequency.MONTHLY:
                return f"{year}-{self.start.month:02d}"
            case _:
                return f"{year}-{self.frequency}{self.number}"


def parse_range(text: str) -> tuple[Period, Period]:
    """Read `2026-01..2026-06`, or one period alone; both ends belong to the range."""
    first, dots, last = text.partition("..")
    start, end = Period.parse(first), Period.parse(last if dots else first)
    if start.frequency is not end.frequency:
        raise Misused(f"{text!r} mixes two kinds of period. Write both ends alike.")
    if end < start:
        raise Misused(f"{text!r} ends before it begins. Turn it round: {end}..{start}.")
    return start, end
