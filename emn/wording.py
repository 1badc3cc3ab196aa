"""How numbers, changes, levels, leaders and remarks are written; nothing here suggests a cause.

What may be said of numbers is decided in `emn.facts` and `emn.change`; `emn.sentences` says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from emn.change import Change, Direction
from emn.flags import Absence, Flag, absence, has
from emn.indicator import Indicator, Unit
from emn.language import MINUS, Language, _
from emn.network import Aggregate, Place
from emn.period import Period
from emn.record import Record

RISE, FALL = "▲", "▼"
_SEVERAL = 2
_RUNS_SHOWN = 3  # stretches of flagged periods that a note spells out
Level = tuple[Period, float]


def amount(indicator: Indicator, value: float, language: Language) -> str:
    """Write a value with the decimals its unit allows: `43,120`, `43.6 %`, `16.6`."""
    if indicator.unit is Unit.PERCENT:
        return language.percent(value, indicator.unit.decimals)
    return language.number(value, indicator.unit.decimals)


def measured(indicator: Indicator, value: float, language: Language) -> str:
    """Write a value as a sentence needs it: `43,120`, `43.6 %`, and `6.8 points`."""
    if indicator.unit is Unit.POINTS:
        decimals = indicator.unit.decimals
        return language.plural("{number} point", "{number} points", value, decimals)
    return amount(indicator, value, language)


def moment(indicator: Indicator, period: Period, language: Language) -> str:
    """Say when: a stock stands `at the end of June 2026`, a flow happens `in June 2026`."""
    if indicator.is_stock:
        return language.at_the_end_of(period)
    return language.during(period)


def statement(
    indicator: Indicator, value: float, place: Place | Aggregate, period: Period, language: Language
) -> str:
    """State a level: `43,120 people applied for asylum in the EU in June 2026`.

    The sentences are about several; what `is_under_label` is told as `Label in Malta in 2024: 1`.
    """
    message = indicator.sentence
    if is_under_label(indicator, value):
        message = _("{label} {where} {when}: {value}")
    return language.say(
        message,
        label=language.say(indicator.label),
        value=measured(indicator, value, language),
        where=place.within(language),
        when=moment(indicator, period, language),
    )


def is_under_label(indicator: Indicator, value: float) -> bool:
    """Tell whether a number is too few for a sentence about several: none, one, 0.29 a thousand."""
    return not _is_rate(indicator) and abs(value) < _SEVERAL


def size(indicator: Indicator, change: Change, language: Language) -> str:
    """Write how large a change is, without its sign: `14.9 %`, `1.2 points`, `45`."""
    if change.told_percent is not None:
        return language.percent(abs(change.told_percent))
    absolute, decimals = abs(change.absolute or 0), indicator.unit.decimals
    if _is_rate(indicator):
        return language.plural("{number} point", "{number} points", absolute, decimals)
    return language.number(absolute, decimals)


def _is_rate(indicator: Indicator) -> bool:
    """Tell whether it is in percent, or in points of percentages."""
    return indicator.unit in {Unit.PERCENT, Unit.POINTS}


def comparison(indicator: Indicator, change: Change, language: Language) -> str:
    """Put a change into words: `14.9 % fewer than in May 2026`, or why nothing may be said."""
    when = moment(indicator, change.earlier, language)
    message = {
        Direction.RISE: _("{size} more {than}"),
        Direction.FALL: _("{size} fewer {than}"),
        Direction.UNCHANGED: _("unchanged from {period}"),
        Direction.NOT_COMPARABLE: _(
            "not comparable with {period} because of a break in the series"
        ),
        Direction.NOT_PUBLISHED: _("with no figure published for {period} to compare with"),
    }[change.direction]
    if not indicator.unit.is_count:
        message = {
            Direction.RISE: _("{size} higher {than}"),
            Direction.FALL: _("{size} lower {than}"),
        }.get(change.direction, message)
    return language.say(
        message,
        size=size(indicator, change, language),
        than=language.than(when),
        when=when,
        period=language.in_text(change.earlier),
    )


def superlative(record: Record, language: Language) -> str:
    """Say how far back a number is the highest or the lowest: `the highest since May 2023`."""
    message = {
        (True, False): _("the highest since {period}"),
        (False, False): _("the lowest since {period}"),
        (True, True): _("the highest of all comparable figures since {period}"),
        (False, True): _("the lowest of all comparable figures since {period}"),
    }[record.is_highest, record.is_first]
    return language.say(message, period=language.in_text(record.since))


def mark(indicator: Indicator, change: Change, language: Language) -> str:
    """Write a change for a key figure or a table: `▼ 14.9 %`, `=`, or `n.a.`; never in colours."""
    match change.direction:
        case Direction.RISE:
            return f"{RISE} {size(indicator, change, language)}"
        case Direction.FALL:
            return f"{FALL} {size(indicator, change, language)}"
        case Direction.UNCHANGED:
            return "="
        case _:
            return language.say(_("n.a."))


def signed(indicator: Indicator, change: Change, language: Language) -> str:
    """Write a change with its sign: `−14.9 %`, `+45`, or `n.a.`."""
    if not change.is_told:
        return language.say(_("n.a."))
    text = size(indicator, change, language)
    if change.direction is Direction.UNCHANGED:
        return text
    return f"+{text}" if change.direction is Direction.RISE else f"{MINUS}{text}"


def capitalised(text: str) -> str:
    """Begin a sentence: the first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def leaders(
    indicator: Indicator,
    places: Sequence[tuple[Place | Aggregate, str]],
    period: Period,
    language: Language,
) -> str:
    """Name who leads: `the Netherlands (105) and Italy (60) recorded the most applicants in June`.

    Each with its number, or with none. The sentences are about several; one is told otherwise.
    """
    when = moment(indicator, period, language)
    if len(places) == 1:
        [(place, value)] = places
        message = _("{label}: the highest figure {when} is that {of_whom}{beside}")
        of_whom, label = place.of(language), language.say(indicator.label)
        beside = _beside(value)
        return language.say(message, label=label, when=when, of_whom=of_whom, beside=beside)
    names = [f"{place.subject(language)}{_beside(value)}" for place, value in places]
    return language.say(indicator.lead, leaders=language.listed(names), when=when)


def _beside(value: str) -> str:
    return f" ({value})" if value else ""


def largest_move(
    indicator: Indicator,
    place: Place,
    change: Change,
    ends: tuple[Level, Level],
    language: Language,
) -> str:
    """Name the place that moved most between two ends: (period, value), first and last."""
    message = (
        _("The largest rise was {where}: from {before} {earlier} to {now} {later}")
        if change.direction is Direction.RISE
        else _("The largest fall was {where}: from {before} {earlier} to {now} {later}")
    )
    (earlier, before), (later, now) = ends
    return language.say(
        message,
        where=place.within(language),
        before=amount(indicator, before, language),
        earlier=moment(indicator, earlier, language),
        now=amount(indicator, now, language),
        later=moment(indicator, later, language),
    )


_REMARKS = (
    ("broken", _("Break in the series: {where}.")),
    ("provisional", _("Provisional: {where}.")),
    ("uncertain", _("Low reliability: {where}.")),
    ("differs", _("Definition differs: {where}.")),
    ("estimated", _("Estimated: {where}.")),
    ("confidential", _("Confidential: {where}.")),
    ("not applicable", _("Not applicable: {where}.")),
    ("too small", _("No rate on fewer than 100: {where}.")),
    ("not comparable", _("Not comparable across a break in the series: {where}.")),
    ("not available", _("Not available: {where}.")),
    ("zero", _("Zero: {where}.")),
)
_BY_LETTER = (
    (Flag.BREAK, "broken"),
    (Flag.PROVISIONAL, "provisional"),
    (Flag.LOW_RELIABILITY, "uncertain"),
    (Flag.DEFINITION_DIFFERS, "differs"),
    (Flag.ESTIMATED, "estimated"),
)
_BY_ABSENCE = {
    Absence.CONFIDENTIAL: "confidential",
    Absence.NOT_APPLICABLE: "not applicable",
    Absence.NOT_SIGNIFICANT: "too small",
    Absence.NOT_COMPARABLE: "not comparable",
    Absence.NOT_AVAILABLE: "not available",
}


def remarks(
    rows: Iterable[tuple[str, Period, float | None, str | None]], language: Language
) -> tuple[str, ...]:
    """Say what is special about numbers, one sentence a kind; rows are (name, period, value, flag).

    A break, a provisional, a confidential, a missing figure and a zero are five different things.
    """
    found: dict[str, dict[str, list[Period]]] = {}
    for name, period, value, flag in rows:
        for kind in _kinds(value, flag):
            found.setdefault(kind, {}).setdefault(name, []).append(period)
    return tuple(
        language.say(message, where=_where(found[kind], language))
        for kind, message in _REMARKS
        if kind in found
    )


def _kinds(value: float | None, flag: str | None) -> list[str]:
    kinds = [kind for letter, kind in _BY_LETTER if has(flag, letter)]
    if value is None:
        kinds.append(_BY_ABSENCE[absence(flag)])
    elif value == 0:
        kinds.append("zero")
    return kinds


def _where(places: dict[str, list[Period]], language: Language) -> str:
    """Write `Spain (May 2026 to June 2026), Malta (June 2026)`, one bracket for a shared time."""
    spans: dict[str, list[str]] = {}
    for name, periods in places.items():
        spans.setdefault(_span(sorted(periods), language), []).append(name)
    return "; ".join(f"{', '.join(names)} ({span})" for span, names in spans.items())


def _span(periods: list[Period], language: Language) -> str:
    runs: list[list[Period]] = []
    for period in periods:
        if runs and runs[-1][-1].shifted(1) == period:
            runs[-1].append(period)
        else:
            runs.append([period])
    shown = [
        language.period(run[0], short=True)
        if len(run) == 1
        else f"{language.period(run[0], short=True)}–{language.period(run[-1], short=True)}"
        for run in runs[-_RUNS_SHOWN:]
    ]
    more = (
        [language.say(_("{count} earlier times"), count=len(runs) - _RUNS_SHOWN)]
        if len(runs) > _RUNS_SHOWN
        else []
    )
    return ", ".join([*more, *shown])
