"""What a comparison allows: each rule once, as data, with the sentence that answers who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from charts.compare.asked import OWN, Comparison, Facts, Measure, Shape
from charts.compare.words import each_period
from emn.indicator import Unit
from emn.language import Language, _
from emn.period import Frequency, Period

_IN_POINTS = {Unit.PERCENT, Unit.POINTS}
COUNTS = ("PER",)  # the unit of observations that are counts, whatever is made of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a comparison is refused, and what is said then.

    A sentence may name the {indicator}, the {period} that its figures are published by, the {asked}
    one, and the {first} and {last} that there are.
    """

    forbids: Callable[[Comparison, Facts], bool]
    says: str


def _is_rate(asked: Comparison) -> bool:
    return not asked.indicator.unit.is_count


def _has_no_parts(asked: Comparison) -> bool:
    return any(name not in asked.indicator.by for name, _code in asked.codes)


def _are_not_crossed(asked: Comparison) -> bool:
    by = asked.indicator.by
    return len({by[name].id for name, _code in asked.codes if name in by}) > 1


def _cannot_be_summed(asked: Comparison) -> bool:
    """A rate can be made anew for longer periods where its dataset holds counts."""
    indicator = asked.indicator
    if asked.ratio is not None:
        return True
    return _is_rate(asked) and not indicator.is_stock and indicator.of.get("unit") != COUNTS


def _is_held(period: Period, facts: Facts) -> bool:
    """Tell whether there are figures for the period, as far as is known."""
    if facts.first is None or facts.last is None:
        return True
    return facts.first.start <= period.start <= facts.last.start


RULES: tuple[Rule, ...] = (
    Rule(
        forbids=lambda asked, _facts: _has_no_parts(asked),
        says=_("Eurostat's figures for “{indicator}” are not told apart that way."),
    ),
    Rule(
        forbids=lambda asked, _facts: _are_not_crossed(asked),
        says=_(
            "We hold “{indicator}” by each of these characteristics, but not by several at once."
            " Choose one."
        ),
    ),
    Rule(
        forbids=lambda asked, _facts: asked.frequency.per_year > asked.dataset.frequency.per_year,
        says=_("Eurostat publishes “{indicator}” {period}: there is nothing {asked}."),
    ),
    Rule(
        forbids=lambda asked, _facts: asked.is_rolled_up and _cannot_be_summed(asked),
        says=_("A rate is not added up over time: “{indicator}” is shown {period}, as published."),
    ),
    Rule(
        forbids=lambda asked, _facts: asked.measure is Measure.PER_CAPITA and _is_rate(asked),
        says=_("“{indicator}” is a rate: it is not divided by the population."),
    ),
    Rule(
        forbids=lambda asked, _facts: asked.measure is Measure.SHARE and _is_rate(asked),
        says=_("“{indicator}” is a rate: it is no part of an EU total."),
    ),
    Rule(
        forbids=lambda asked, facts: asked.measure is Measure.SHARE and not facts.has_total,
        says=_("Eurostat publishes no EU total for this choice: there is no share of it."),
    ),
    Rule(
        forbids=lambda asked, _facts: (
            asked.measure is Measure.CHANGE_PREVIOUS and asked.frequency is Frequency.ANNUAL
        ),
        says=_("Between years, the change on the previous period is the change on a year earlier."),
    ),
    Rule(
        forbids=lambda asked, _facts: (
            asked.shape.is_of_one_period and not asked.indicator.is_ranked
        ),
        says=_("Countries are not held against one another by “{indicator}”: see it over time."),
    ),
    Rule(
        forbids=lambda asked, _facts: asked.shape is Shape.INDEX and asked.measure.is_change,
        says=_("An index shows changes already: it is made of the numbers, not of their changes."),
    ),
    Rule(
        forbids=lambda asked, _facts: (
            asked.shape is Shape.INDEX
            and (asked.measure is Measure.SHARE or asked.indicator.unit in _IN_POINTS)
        ),
        says=_("Percentages are compared in points: no index is made of them."),
    ),
    Rule(
        forbids=lambda asked, _facts: (
            asked.base is not None and asked.base.frequency is not asked.frequency
        ),
        says=_("The base of an index is a period like those shown: these are {asked}."),
    ),
    Rule(
        forbids=lambda asked, facts: asked.base is not None and not _is_held(asked.base, facts),
        says=_("There are no figures for the base of the index: choose from {first} to {last}."),
    ),
    Rule(
        forbids=lambda asked, _facts: asked.group == OWN and not asked.places,
        says=_("Your own group is empty: choose its places."),
    ),
)


def refusal(asked: Comparison, facts: Facts, language: Language) -> str:
    """The sentence of the first rule that forbids it; empty where none does."""
    for rule in RULES:
        if rule.forbids(asked, facts):
            return language.say(
                rule.says,
                indicator=language.say(asked.indicator.label),
                period=each_period(asked.dataset.frequency, language),
                asked=each_period(asked.frequency, language),
                first=language.period(facts.first, short=True) if facts.first else "",
                last=language.period(facts.last, short=True) if facts.last else "",
            )
    return ""
