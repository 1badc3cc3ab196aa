"""What the numbers show: every rule that decides what may be said stands here or in `emn.change`.

Facts have no language; `emn.sentences` words them. Each rule asks more than that one number is
larger than another: figures are rounded, series break, countries report late.

- A change is told on the period before and on the year before; where a break forbids it, that is
  told instead; where there is no number, nothing is.
- A country leads by more than rounding could explain; where one without a number might lead, only
  of those with figures.
- A share of the EU is told of members alone, with no decimal that rounding could have made.
- A record, as `emn.record` finds it, is told of no number of low reliability.
- A course is a row of rises, or of falls, each on the year before: the seasons do not show in it.
- No fact suggests a cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from math import inf

import polars as pl

from emn.change import Change, Direction, change, change_of_totals, smallest_move, total
from emn.coverage import AGGREGATES, EU, lately
from emn.fact import Fact, Kind
from emn.figures import Figures
from emn.flags import Flag, has
from emn.indicator import SMALLEST_BASE, Indicator, Unit
from emn.period import Frequency, Period
from emn.record import record as record_of

_IN_A_ROW = 4
_LEADERS = (3, 2, 4, 5)  # how many are named: three, where rounding allows
_DIRECTIONS = {Direction.RISE: 1, Direction.FALL: -1}


# Levels and changes


def level(figures: Figures, geo: str) -> Fact | None:
    """The number of a place, or None where it has none."""
    value = figures.value(geo)
    return None if value is None else figures.fact(geo, Kind.LEVEL, value)


def changes(figures: Figures, geo: str) -> tuple[Fact, ...]:
    """The changes of a place on the period before and the year before, those that may be told."""
    line, period = figures.lines[geo], figures.period
    found = (change(figures.indicator, line, period, each) for each in _earlier(period))
    return tuple(_compared(figures, geo, each) for each in found if _is_said(each))


def quarter(figures: Figures, geo: str) -> tuple[Fact, ...]:
    """The sum of a quarter's three months and its changes; nothing unless all are published.

    Only of monthly flows, and of a quarter that ends with the period.
    """
    whole = Period.at(figures.period.start, Frequency.QUARTERLY)
    indicator, line = figures.indicator, figures.lines.get(geo)
    is_flow = indicator.unit.is_count and not indicator.is_stock
    if figures.period.frequency is not Frequency.MONTHLY or not is_flow or line is None:
        return ()
    if whole.end != figures.period.end:
        return ()
    together = total(line, whole, Frequency.MONTHLY)
    if together is None:
        return ()
    about = Figures(indicator=indicator, series=line, period=whole)
    found = (change_of_totals(indicator, line, whole, each) for each in _earlier(whole))
    told = (_compared(about, geo, each) for each in found if _is_said(each))
    return (about.fact(geo, Kind.LEVEL, together[0]), *told)


def _earlier(period: Period) -> tuple[Period, ...]:
    return tuple(dict.fromkeys((period.previous, period.year_earlier)))


def _is_said(moved: Change) -> bool:
    return moved.direction is not Direction.NOT_PUBLISHED


def _compared(figures: Figures, geo: str, moved: Change) -> Fact:
    """A change as a fact, in percent where a percentage is told."""
    if moved.direction is Direction.NOT_COMPARABLE:
        return figures.fact(geo, Kind.NOT_COMPARABLE, None, moved.earlier)
    if moved.direction is Direction.UNCHANGED:
        return figures.fact(geo, Kind.UNCHANGED, moved.absolute, moved.earlier)
    if moved.told_percent is not None:
        return figures.fact(geo, Kind.PERCENT, moved.told_percent, moved.earlier)
    return figures.fact(geo, Kind.DIFFERENCE, moved.absolute, moved.earlier)


# Places among the others


def leaders(figures: Figures) -> tuple[Fact, ...]:
    """The countries with the highest numbers, each a level; as many as rounding lets us rank."""
    if not figures.indicator.is_ranked:
        return ()
    rows = figures.now.select("geo", "value").rows()
    step = smallest_move(figures.indicator)
    least = -inf if figures.indicator.unit is Unit.POINTS else step  # nobody leads with nothing
    for count in (each for each in _LEADERS if each <= len(rows)):
        last, next_ = rows[count - 1][1], rows[count][1] if count < len(rows) else -inf
        if last >= least and last - next_ >= step:
            return tuple(figures.fact(geo, Kind.LEVEL, value) for geo, value in rows[:count])
    return ()


def rivals(figures: Figures, least: float) -> tuple[Fact, ...]:
    """The countries without a number in the period whose last one is not below this value."""
    return tuple(each for each in absent(figures) if _last(figures, each.geo) >= least)


def _last(figures: Figures, geo: str) -> float:
    known = figures.lines[geo]["value"].drop_nulls()
    return float(known[-1]) if len(known) else -inf


def share(figures: Figures, geos: Iterable[str], members: Iterable[str]) -> Fact | None:
    """What these places have of the EU total together, where all are members and it is a count."""
    chosen, whole = list(geos), figures.value(EU)
    values = [figures.value(geo) for geo in chosen]
    is_share = figures.indicator.unit.is_count and chosen and set(chosen) <= set(members)
    if not is_share or whole is None or whole < SMALLEST_BASE or None in values:
        return None
    part = sum(value for value in values if value is not None)
    found = figures.fact("+".join(chosen), Kind.SHARE, 100 * part / whole)
    return found if share_decimals(figures.indicator, len(chosen), whole) is not None else None


def share_decimals(indicator: Indicator, parts: int, whole: float) -> int | None:
    """How many decimals of a share rounding leaves true; None where not even the whole number."""
    doubt = 100 * (indicator.dataset.rounded_to or 0) / 2 * parts / whole
    return next((each for each in (1, 0) if doubt <= 0.5 * 10**-each), None)


def movers(figures: Figures) -> tuple[Fact, ...]:
    """The country that rose most on the year before, then the one that fell most; counts alone.

    Only where it is more than the last number of every country that has none now.
    """
    if not (figures.indicator.unit.is_count and figures.indicator.is_ranked):
        return ()
    earlier = figures.period.year_earlier
    found = (
        (geo, change(figures.indicator, figures.lines[geo], figures.period, earlier).absolute)
        for geo in figures.now["geo"]
    )
    moved = [(geo, absolute) for geo, absolute in found if absolute is not None]
    ends = (_furthest(moved, sign, smallest_move(figures.indicator)) for sign in (1, -1))
    return tuple(
        figures.fact(geo, Kind.DIFFERENCE, absolute, earlier)
        for geo, absolute in filter(None, ends)
        if not rivals(figures, abs(absolute))
    )


def _furthest(moved: list[tuple[str, float]], sign: int, step: float) -> tuple[str, float] | None:
    """Who moved furthest in a direction, by more than rounding could explain; None if nobody."""
    first, second, *_others = [
        *sorted(moved, key=lambda each: -sign * each[1]),
        ("", 0.0),
        ("", 0.0),
    ]
    is_clear = sign * first[1] >= step and sign * (first[1] - second[1]) >= step
    return first if is_clear else None


# Records and courses


def record(figures: Figures, geo: str) -> Fact | None:
    """Whether the number is a record worth telling: highest or lowest, since when or of all."""
    now = figures.value(geo)
    if now is None or has(figures.flags[geo], Flag.LOW_RELIABILITY):
        return None
    found = record_of(figures.indicator, figures.lines[geo], figures.period)
    if found is None:
        return None
    return figures.fact(geo, _RECORDS[found.is_highest, found.is_first], now, found.since)


_RECORDS = {
    (True, False): Kind.HIGHEST_SINCE,
    (True, True): Kind.HIGHEST,
    (False, False): Kind.LOWEST_SINCE,
    (False, True): Kind.LOWEST,
}


def course(figures: Figures, geo: str) -> Fact | None:
    """A row of rises or falls on the year before that lasts, or one that has just ended."""
    if figures.value(geo) is None:
        return None
    runs = groupby(_signs(figures, figures.lines[geo]))
    (sign, same), (other, before) = ((sign, len(list(run))) for sign, run in islice(runs, 2))
    if sign and same >= _IN_A_ROW:
        return figures.fact(geo, Kind.RISING if sign > 0 else Kind.FALLING, float(same))
    if sign and same == 1 and other == -sign and before >= _IN_A_ROW:
        return figures.fact(geo, Kind.TURNED_UP if sign > 0 else Kind.TURNED_DOWN, float(before))
    return None


def _signs(figures: Figures, line: pl.DataFrame) -> Iterator[int]:
    """The direction on the year before, of the period and of each before it; 0 is none."""
    period = figures.period
    for _each in range(len(line)):
        moved = change(figures.indicator, line, period, period.year_earlier)
        yield _DIRECTIONS.get(moved.direction, 0)
        period = period.previous
    yield from (0, 2)  # two runs at least, neither of them a direction


# What is special, and who is missing

_REMARKED = {
    Kind.PROVISIONAL: Flag.PROVISIONAL,
    Kind.ESTIMATED: Flag.ESTIMATED,
    Kind.UNRELIABLE: Flag.LOW_RELIABILITY,
    Kind.DIFFERENT: Flag.DEFINITION_DIFFERS,
}


def flagged(figures: Figures, kind: Kind, geos: Iterable[str]) -> tuple[Fact, ...]:
    """Those of these places whose number bears the flag of this kind."""
    letter = _REMARKED[kind]
    return tuple(
        figures.fact(geo, kind, figures.value(geo))
        for geo in geos
        if has(figures.flags.get(geo), letter) and figures.value(geo) is not None
    )


def absent(figures: Figures) -> tuple[Fact, ...]:
    """The countries without a number in the period: confidential, or published lately, not now."""
    places = {geo: flag for geo, flag in figures.flags.items() if geo not in AGGREGATES}
    hidden = {geo for geo, flag in places.items() if _is_hidden(figures, geo, flag)}
    since = figures.period.shifted(-lately(figures.period.frequency)).start
    known = figures.series.filter(pl.col("period").is_between(since, figures.period.start))
    there = set(known.drop_nulls("value")["geo"]) - {*AGGREGATES}
    late = there - set(figures.now["geo"]) - hidden
    return (
        *(figures.fact(geo, Kind.CONFIDENTIAL, None) for geo in sorted(hidden)),
        *(figures.fact(geo, Kind.MISSING, None) for geo in sorted(late)),
    )


def _is_hidden(figures: Figures, geo: str, flag: str) -> bool:
    return has(flag, Flag.CONFIDENTIAL) and figures.value(geo) is None


def no_total(figures: Figures) -> Fact | None:
    """That the period has no EU total, of an indicator that counts."""
    if figures.union or not figures.indicator.unit.is_count:
        return None
    return figures.fact(EU, Kind.MISSING, None)


def to_come(figures: Figures) -> tuple[Fact, ...]:
    """The later periods that enough have reported, and that have no EU total yet."""
    later = (figures.about(each) for each in _later(figures, is_complete=True))
    return tuple(each.fact(EU, Kind.MISSING, None) for each in later if each.union is None)


def incomplete(figures: Figures) -> tuple[Fact, ...]:
    """How many have reported each later period that too few have reported, and how many should."""
    later = (figures.about(each) for each in _later(figures, is_complete=False))
    return tuple(fact for each in later for fact in reported(each))


def reported(figures: Figures) -> tuple[Fact, ...]:
    """How many countries have reported the period, and of how many; nothing where none has."""
    rows = figures.series.filter(pl.col("period") == figures.period.start, pl.col("reported") > 0)
    return tuple(
        figures.fact("", kind, float(rows[str(kind)][0]))
        for kind in (Kind.REPORTED, Kind.EXPECTED)
        if len(rows)
    )


def _later(figures: Figures, *, is_complete: bool) -> list[Period]:
    after = figures.series.filter(
        pl.col("period") > figures.period.start, pl.col("is_complete") == is_complete
    )
    return [Period(start, figures.period.frequency) for start in sorted(after["period"].unique())]
