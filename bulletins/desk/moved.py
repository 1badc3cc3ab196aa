"""A fact that has moved, for people: what it is about, as it was stated, and as it is."""

from __future__ import annotations

from bulletins.desk.passages import Moved
from emn.fact import Fact, Kind
from emn.indicators import indicator
from emn.language import Language
from emn.wording import amount

_NOTHING = "–"
_PERCENT = {Kind.PERCENT, Kind.SHARE}
_COUNTS = {Kind.RISING, Kind.FALLING, Kind.TURNED_UP, Kind.TURNED_DOWN}


def told(moved: Moved, language: Language) -> tuple[str, str, str]:
    """Indicator, place and period; the number before; the number now. A dash is none."""
    was, now = moved
    stated = was or now
    if stated is None:
        raise ValueError("a fact that was not and is not has not moved")
    since = f" on {stated.earlier}" if stated.earlier else ""
    about = f"{stated.indicator} {stated.geo} {stated.period}{since}"
    return about, _written(was, language), _written(now, language)


def _written(fact: Fact | None, language: Language) -> str:
    """The number as a text writes it, with its kind where that is not a plain level."""
    if fact is None:
        return _NOTHING
    kind = "" if fact.kind is Kind.LEVEL else f" ({fact.kind})"
    if fact.value is None:
        return str(fact.kind)
    if fact.kind in _PERCENT:
        return f"{language.percent(fact.value)}{kind}"
    if fact.kind in _COUNTS:
        return f"{language.number(fact.value)}{kind}"
    return f"{amount(indicator(fact.indicator), fact.value, language)}{kind}"
