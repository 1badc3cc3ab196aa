"""A fact held against the figures of today: the same, another value, or no longer true.

What an edition stated is found again by the rules that found it first, so a revision shows whether
it moved a level, a percentage, a record or the order of countries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from emn import facts
from emn.change import change
from emn.coverage import EU
from emn.fact import Fact, Kind
from emn.figures import Figures

_Finder = Callable[[Figures, Fact], Iterable[Fact | None]]


def again(fact: Fact, figures: Figures) -> Fact | None:
    """What is true now in the place of a fact; None where nothing is.

    `figures` is about the fact's indicator, up to the end of its period.
    """
    if fact.period.frequency is not figures.period.frequency:
        return _answer(fact, facts.quarter(figures, fact.geo))
    return _answer(fact, _FINDERS[fact.kind](figures, fact))


def _answer(fact: Fact, found: Iterable[Fact | None]) -> Fact | None:
    """The one among these that answers the fact's question."""
    told = [each for each in found if each is not None and each.geo == fact.geo]
    if fact.kind in _COMPARED:
        return next((each for each in told if each.earlier == fact.earlier), None)
    return next((each for each in told if each.kind not in _COMPARED), None)


def _changes(figures: Figures, fact: Fact) -> Iterable[Fact | None]:
    """The changes that are told; and the difference beside the percentage, if that was the fact."""
    if fact.geo not in figures.lines:
        return ()
    if fact.kind is not Kind.DIFFERENCE or fact.earlier is None:
        return facts.changes(figures, fact.geo)
    line = figures.lines[fact.geo]
    moved = change(figures.indicator, line, figures.period, fact.earlier)
    if moved.absolute is None:
        return ()
    return (figures.fact(fact.geo, Kind.DIFFERENCE, moved.absolute, fact.earlier),)


def _share(figures: Figures, fact: Fact) -> Iterable[Fact | None]:
    geos = fact.geo.split("+")
    return (facts.share(figures, geos, geos),)  # it was told, so they are members


def _missing(figures: Figures, _fact: Fact) -> Iterable[Fact | None]:
    total = None if figures.union else figures.fact(EU, Kind.MISSING, None)
    return (*facts.absent(figures), total)


def _reported(figures: Figures, fact: Fact) -> Iterable[Fact | None]:
    return (each for each in facts.reported(figures) if each.kind is fact.kind)


_COMPARED = (Kind.DIFFERENCE, Kind.PERCENT, Kind.UNCHANGED, Kind.NOT_COMPARABLE)
_RECORDS = (Kind.HIGHEST_SINCE, Kind.LOWEST_SINCE, Kind.HIGHEST, Kind.LOWEST)
_COURSES = (Kind.RISING, Kind.FALLING, Kind.TURNED_UP, Kind.TURNED_DOWN)
_REMARKS = (Kind.PROVISIONAL, Kind.ESTIMATED, Kind.UNRELIABLE, Kind.DIFFERENT)
_FINDERS: dict[Kind, _Finder] = {
    Kind.LEVEL: lambda figures, fact: (facts.level(figures, fact.geo),),
    Kind.SHARE: _share,
    **dict.fromkeys(_COMPARED, _changes),
    **dict.fromkeys(_RECORDS, lambda figures, fact: (facts.record(figures, fact.geo),)),
    **dict.fromkeys(_COURSES, lambda figures, fact: (facts.course(figures, fact.geo),)),
    **dict.fromkeys(_REMARKS, lambda figures, fact: facts.flagged(figures, fact.kind, [fact.geo])),
    Kind.CONFIDENTIAL: lambda figures, _fact: facts.absent(figures),
    Kind.MISSING: _missing,
    **dict.fromkeys((Kind.REPORTED, Kind.EXPECTED), _reported),
}
