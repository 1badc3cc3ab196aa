"""Borders: their indicators, headline first."""

from emn.datasets.borders import (
    ENFORCEMENT_RATES,
    REFUSALS_OF_ENTRY,
    REFUSALS_OF_ENTRY_BY_CITIZENSHIP,
)
from emn.indicator import Indicator, Unit, observed
from emn.language import _

REFUSALS = Indicator(
    id="refusals_of_entry",
    label=_("Refusals of entry"),
    definition=_("Third-country nationals refused entry at the external borders in the year."),
    sentence=_("{value} people were refused entry {where} {when}"),
    lead=_("{leaders} refused entry to the most people {when}"),
    unit=Unit.PERSONS,
    dataset=REFUSALS_OF_ENTRY,
    of={"unit": ("PER",), "citizen": ("TOTAL",), "border": ("TOTAL",), "reason": ("TOTAL",)},
    value=observed(border="TOTAL"),
    by={
        "citizen": REFUSALS_OF_ENTRY_BY_CITIZENSHIP,
        "border": REFUSALS_OF_ENTRY,
        "reason": REFUSALS_OF_ENTRY,
    },
    caveats=(_("Refusals depend on the length and kind of a country's external border."),),
)

REFUSALS_PER_1000 = Indicator(
    id="refusals_of_entry_per_1000",
    label=_("Refusals of entry per 1,000 people"),
    definition=_(
        "Third-country nationals refused entry at the external borders in the year, per 1,000"
        " people of the reporting country, as published by Eurostat."
    ),
    sentence=_("{value} people per 1,000 inhabitants were refused entry {where} {when}"),
    lead=_("{leaders} refused entry to the most people per inhabitant {when}"),
    unit=Unit.PER_1000,
    dataset=ENFORCEMENT_RATES,
    of={"unit": ("NR",), "effect": ("ENTRY_REF",)},
    value=observed(effect="ENTRY_REF"),
)
