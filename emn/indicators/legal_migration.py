"""Legal migration: its indicators, headline first."""

from emn.datasets.legal_migration import (
    BLUE_CARDS,
    FIRST_PERMIT_RATE,
    FIRST_PERMIT_SHARES,
    FIRST_PERMITS,
    FIRST_PERMITS_BY_CITIZENSHIP,
    IMMIGRATION,
    IMMIGRATION_BY_CITIZENSHIP,
    LONG_TERM_RESIDENTS,
    SINGLE_PERMITS,
    VALID_PERMITS,
    VALID_PERMITS_BY_CITIZENSHIP,
)
from emn.indicator import Indicator, Unit, observed
from emn.language import _

_ALL_PERMITS = {
    "unit": ("PER",),
    "citizen": ("TOTAL",),
    "reason": ("TOTAL",),
    "duration": ("TOTAL",),
}

FIRST_PERMITS_ISSUED = Indicator(
    id="first_permits",
    label=_("First residence permits"),
    definition=_(
        "First residence permits issued to third-country nationals in the year, valid for three"
        " months or longer."
    ),
    sentence=_("{value} first residence permits were issued {where} {when}"),
    lead=_("{leaders} issued the most first residence permits {when}"),
    unit=Unit.PERMITS,
    dataset=FIRST_PERMITS,
    of=_ALL_PERMITS,
    value=observed(reason="TOTAL"),
    by={
        "citizen": FIRST_PERMITS_BY_CITIZENSHIP,
        "reason": FIRST_PERMITS,
        "duration": FIRST_PERMITS,
    },
    caveats=(_("France and Ireland require no permit for children, who are missing here."),),
)

FIRST_PERMITS_PER_1000 = Indicator(
    id="first_permits_per_1000",
    label=_("First residence permits per 1,000 people"),
    definition=_("First residence permits of the year per 1,000 people, as published by Eurostat."),
    sentence=_("{value} first residence permits per 1,000 people were issued {where} {when}"),
    lead=_("{leaders} issued the most first residence permits per inhabitant {when}"),
    unit=Unit.PER_1000,
    dataset=FIRST_PERMIT_RATE,
    of={"unit": ("NR",)},
    value=observed(unit="NR"),
)

EMPLOYMENT_PERMIT_SHARE = Indicator(
    id="employment_permit_share",
    label=_("First residence permits for work"),
    definition=_("First residence permits for work as a share of all first residence permits."),
    sentence=_("{value} of first residence permits were issued for work {where} {when}"),
    lead=_("{leaders} issued the highest shares of first residence permits for work {when}"),
    unit=Unit.PERCENT,
    dataset=FIRST_PERMIT_SHARES,
    of={"unit": ("PC",), "reason": ("EMP",)},
    value=observed(reason="EMP"),
    by={"reason": FIRST_PERMIT_SHARES},
)

PERMITS_VALID = Indicator(
    id="valid_permits",
    label=_("Valid residence permits"),
    definition=_("Residence permits of third-country nationals valid on 31 December."),
    sentence=_("{value} residence permits were valid {where} {when}"),
    lead=_("{leaders} had the most valid residence permits {when}"),
    unit=Unit.PERMITS,
    dataset=VALID_PERMITS,
    of=_ALL_PERMITS,
    value=observed(reason="TOTAL"),
    by={
        "citizen": VALID_PERMITS_BY_CITIZENSHIP,
        "reason": VALID_PERMITS,
        "duration": VALID_PERMITS,
    },
    is_stock=True,
)

LONG_TERM = Indicator(
    id="long_term_residents",
    label=_("Long-term residents"),
    definition=_(
        "Third-country nationals with long-term resident status, under EU or national law, on"
        " 31 December."
    ),
    sentence=_("{value} third-country nationals were long-term residents {where} {when}"),
    lead=_("{leaders} had the most long-term residents {when}"),
    unit=Unit.PERSONS,
    dataset=LONG_TERM_RESIDENTS,
    of={"unit": ("PER",), "citizen": ("TOTAL",), "leg_fram": ("TOTAL",)},
    value=observed(leg_fram="TOTAL"),
    by={"leg_fram": LONG_TERM_RESIDENTS},
    is_stock=True,
)

SINGLE_PERMITS_ISSUED = Indicator(
    id="single_permits",
    label=_("Single permits"),
    definition=_("Decisions on single permits, to reside and to work, in the year."),
    sentence=_("{value} single permits were issued {where} {when}"),
    lead=_("{leaders} issued the most single permits {when}"),
    unit=Unit.PERMITS,
    dataset=SINGLE_PERMITS,
    of={
        "unit": ("PER",),
        "reason": ("TOTAL",),
        "decision": ("TOTAL",),
        "duration": ("TOTAL",),
    },
    value=observed(decision="TOTAL"),
    by={"reason": SINGLE_PERMITS, "decision": SINGLE_PERMITS},
)

BLUE_CARDS_GRANTED = Indicator(
    id="blue_cards",
    label=_("EU Blue Cards granted"),
    definition=_("EU Blue Cards granted to highly qualified workers in the year."),
    sentence=_("{value} EU Blue Cards were granted {where} {when}"),
    lead=_("{leaders} granted the most EU Blue Cards {when}"),
    unit=Unit.PERMITS,
    dataset=BLUE_CARDS,
    of={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "isco08": ("TOTAL",),
        "duration": ("TOTAL",),
        "decision": ("GRNT",),
    },
    value=observed(decision="GRNT"),
    by={"decision": BLUE_CARDS},
)

IMMIGRANTS = Indicator(
    id="immigrants",
    label=_("Immigrants"),
    definition=_(
        "Persons of all citizenships, nationals among them, who came to live in the reporting"
        " country for a year or longer."
    ),
    sentence=_("{value} immigrants arrived {where} {when}"),
    lead=_("{leaders} recorded the most immigrants {when}"),
    unit=Unit.PERSONS,
    dataset=IMMIGRATION,
    of={
        "unit": ("NR",),
        "citizen": ("TOTAL",),
        "agedef": ("REACH",),
        "age": ("TOTAL",),
        "sex": ("T",),
    },
    value=observed(citizen="TOTAL"),
    by={"citizen": IMMIGRATION_BY_CITIZENSHIP},
    caveats=(
        _("A country's figure includes those who came from another EU country; the EU's does not."),
    ),
)
