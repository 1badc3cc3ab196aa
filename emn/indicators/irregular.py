"""Irregular migration: its indicators, headline first."""

from emn.datasets.borders import ENFORCEMENT_RATES
from emn.datasets.irregular import ILLEGAL_PRESENCE, ILLEGAL_PRESENCE_BY_CITIZENSHIP
from emn.indicator import Indicator, Unit, observed
from emn.language import _

_CONTROLS = _(
    "Figures follow the controls that were made; they don't measure how many people are present."
)

ILLEGALLY_PRESENT = Indicator(
    id="illegally_present",
    label=_("Persons found to be illegally present"),
    definition=_("Third-country nationals found to be illegally present in the year."),
    sentence=_("{value} people were found to be illegally present {where} {when}"),
    lead=_("{leaders} found the most people to be illegally present {when}"),
    unit=Unit.PERSONS,
    dataset=ILLEGAL_PRESENCE,
    of={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "reason": ("TOTAL",),
        "apprehen": ("TOTAL",),
    },
    value=observed(reason="TOTAL"),
    by={
        "citizen": ILLEGAL_PRESENCE_BY_CITIZENSHIP,
        "sex": ILLEGAL_PRESENCE,
        "reason": ILLEGAL_PRESENCE,
        "apprehen": ILLEGAL_PRESENCE,
    },
    caveats=(_CONTROLS,),
)

ILLEGALLY_PRESENT_PER_1000 = Indicator(
    id="illegally_present_per_1000",
    label=_("Persons found to be illegally present per 1,000 people"),
    definition=_(
        "Third-country nationals found to be illegally present in the year, per 1,000 people of the"
        " reporting country, as published by Eurostat."
    ),
    sentence=_("{value} people per 1,000 inhabitants were found illegally present {where} {when}"),
    lead=_("{leaders} found the most people illegally present per inhabitant {when}"),
    unit=Unit.PER_1000,
    dataset=ENFORCEMENT_RATES,
    of={"unit": ("NR",), "effect": ("PRES_NLEG",)},
    value=observed(effect="PRES_NLEG"),
    caveats=(_CONTROLS,),
)
