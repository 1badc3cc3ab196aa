from __future__ import annotations

from dataclasses import replace

import pytest

from charts.compare.asked import INDICATORS, OWN, Comparison, Facts, Measure, Shape
from charts.compare.rules import RULES, refusal
from emn.indicator import Indicator
from emn.indicators import RATIOS
from emn.indicators.integration import UNEMPLOYMENT_RATE
from emn.indicators.protection import (
    ASYLUM_APPLICANTS,
    FIRST_INSTANCE,
    FIRST_TIME_APPLICANTS_PER_1000,
    PENDING_APPLICANTS,
    RECOGNITION_RATE,
    TEMPORARY_PROTECTION_STOCK,
)
from emn.language import Language
from emn.period import Frequency, Period
from emn.ratio import Ratio

M, Q, A = Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.ANNUAL
FACTS = Facts(has_total=True, first=Period.parse("2024-01"), last=Period.parse("2026-06"))


def asked(one: Indicator = ASYLUM_APPLICANTS, **choice: object) -> Comparison:
    whole = {"frequency": one.dataset.frequency, **choice}
    return Comparison(indicator=one, **whole)  # type: ignore[arg-type]  # as the test writes them


RETURN_SHARE = next(each for each in INDICATORS if not each.is_ranked)
REFUSED = [
    (asked(RETURN_SHARE, shape=Shape.MAP), "are not held against one another"),
    (asked(UNEMPLOYMENT_RATE, codes=(("decision", "POS"),)), "are not told apart that way."),
    (asked(codes=(("citizen", "SY"), ("sex", "F"))), "but not by several at once. Choose one."),
    (asked(FIRST_INSTANCE, frequency=M), "by quarter: there is nothing by month."),
    (asked(UNEMPLOYMENT_RATE, frequency=A), "A rate is not added up over time"),
    (asked(RECOGNITION_RATE, measure=Measure.PER_CAPITA), "is not divided by the population."),
    (asked(RECOGNITION_RATE, measure=Measure.SHARE), "it is no part of an EU total."),
    (
        asked(frequency=A, measure=Measure.CHANGE_PREVIOUS),
        "the change on the previous period is the change on a year earlier.",
    ),
    (asked(shape=Shape.INDEX, measure=Measure.CHANGE_YEAR), "An index shows changes already"),
    (asked(shape=Shape.INDEX, measure=Measure.SHARE), "Percentages are compared in points"),
    (asked(RECOGNITION_RATE, shape=Shape.INDEX), "Percentages are compared in points"),
    (
        asked(shape=Shape.INDEX, base=Period.parse("2025")),
        "The base of an index is a period like those shown: these are by month.",
    ),
    (
        asked(shape=Shape.INDEX, base=Period.parse("2023-12")),
        "choose from Jan 2024 to Jun 2026.",
    ),
    (asked(group=OWN), "Your own group is empty: choose its places."),
]


@pytest.mark.parametrize(("comparison", "said"), REFUSED)
def test_what_a_choice_does_not_allow_is_answered_in_a_sentence(
    comparison: Comparison, said: str
) -> None:
    sentence = refusal(comparison, FACTS, Language.EN)

    assert said in sentence
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert refusal(comparison, FACTS, Language.FR) not in {"", sentence}


def test_a_share_needs_the_eu_total() -> None:
    share = asked(measure=Measure.SHARE)

    assert refusal(share, FACTS, Language.EN) == ""
    assert "no EU total" in refusal(share, replace(FACTS, has_total=False), Language.EN)


def test_every_rule_refuses_something() -> None:
    cases = [*((each, FACTS) for each, _said in REFUSED)]
    cases.append((asked(measure=Measure.SHARE), replace(FACTS, has_total=False)))

    idle = [rule.says for rule in RULES if not any(rule.forbids(*case) for case in cases)]

    assert idle == []


@pytest.mark.parametrize(
    "comparison",
    [
        asked(),
        asked(codes=(("sex", "F"), ("age", "Y_LT18"))),
        asked(TEMPORARY_PROTECTION_STOCK, codes=(("sex", "F"), ("age", "Y_LT18"))),
        asked(frequency=A, measure=Measure.CHANGE_YEAR, shape=Shape.MAP),
        asked(PENDING_APPLICANTS, frequency=Q, measure=Measure.PER_CAPITA, shape=Shape.INDEX),
        asked(RECOGNITION_RATE, frequency=A),  # made anew of the sums of decisions
        asked(RECOGNITION_RATE, measure=Measure.CHANGE_PREVIOUS),
        asked(FIRST_TIME_APPLICANTS_PER_1000, shape=Shape.INDEX),
        asked(group=OWN, places=("DE",)),
        asked(shape=Shape.INDEX, base=Period.parse("2024-01")),
    ],
)
def test_what_makes_sense_is_allowed(comparison: Comparison) -> None:
    assert refusal(comparison, FACTS, Language.EN) == ""


@pytest.mark.parametrize("shape", [each for each in Shape if each is not Shape.INDEX])
@pytest.mark.parametrize("one", INDICATORS, ids=lambda each: each.id)
def test_every_indicator_may_be_seen_as_published(one: Indicator, shape: Shape) -> None:
    is_allowed = refusal(asked(one, shape=shape), Facts(), Language.EN) == ""

    assert is_allowed or (shape.is_of_one_period and not one.is_ranked)


@pytest.mark.parametrize("ratio", RATIOS, ids=lambda each: each.id)
def test_a_ratio_of_two_datasets_is_not_added_up(ratio: Ratio) -> None:
    one = next(each for each in INDICATORS if each.id == ratio.id)

    assert "not added up" in refusal(asked(one, frequency=A), Facts(), Language.EN)
