"""Citizenship and statelessness: their indicators, headline first."""

from emn.datasets.citizenship import (
    ACQUISITION_RATES,
    ACQUISITIONS,
    ACQUISITIONS_BY_CITIZENSHIP,
    RESIDENTS,
)
from emn.indicator import Indicator, Unit, observed, percent
from emn.language import _
from emn.pins import ALL_AGES

ACQUISITIONS_OF_CITIZENSHIP = Indicator(
    id="acquisitions_of_citizenship",
    label=_("Acquisitions of citizenship"),
    definition=_("Persons who acquired the citizenship of the reporting country in the year."),
    sentence=_("{value} people acquired citizenship {where} {when}"),
    lead=_("{leaders} granted citizenship to the most people {when}"),
    unit=Unit.PERSONS,
    dataset=ACQUISITIONS,
    of={**ALL_AGES, "agedef": ("COMPLET",), "citizen": ("TOTAL",)},
    value=observed(citizen="TOTAL"),
    by={"citizen": ACQUISITIONS_BY_CITIZENSHIP},
)

ACQUISITION_RATE = Indicator(
    id="acquisition_rate",
    label=_("Acquisitions of citizenship in resident non-citizens"),
    definition=_(
        "Residents who acquired citizenship in the year as a share of the resident non-citizens, as"
        " published by Eurostat."
    ),
    sentence=_("{value} of resident non-citizens acquired citizenship {where} {when}"),
    lead=_("{leaders} granted citizenship to the highest shares of non-citizens {when}"),
    unit=Unit.PERCENT,
    dataset=ACQUISITION_RATES,
    of={"unit": ("PC",), "indic_mg": ("FOR_P_HHAB",), "sex": ("T",)},
    value=observed(indic_mg="FOR_P_HHAB"),
    by={"indic_mg": ACQUISITION_RATES, "sex": ACQUISITION_RATES},
    caveats=(_("Eurostat's figure of the EU stands under its older code, EU."),),
)

THIRD_COUNTRY_SHARE = Indicator(
    id="third_country_share",
    label=_("Third-country nationals in the population"),
    definition=_("Citizens of third countries as a share of the population on 1 January."),
    sentence=_("{value} of the population {where} were third-country nationals {when}"),
    lead=_("{leaders} had the highest shares of third-country nationals {when}"),
    unit=Unit.PERCENT,
    dataset=RESIDENTS,
    of={**ALL_AGES, "citizen": ("TOTAL", "NEU27_2020_FOR")},
    value=percent(observed(citizen="NEU27_2020_FOR"), observed(citizen="TOTAL")),
    caveats=(_("Stateless persons and recognised non-citizens are not among them."),),
)

STATELESS_RESIDENTS = Indicator(
    id="stateless_residents",
    label=_("Stateless residents"),
    definition=_("Stateless persons in the population on 1 January of the year."),
    sentence=_("{value} stateless people lived {where} {when}"),
    lead=_("{leaders} had the most stateless residents {when}"),
    unit=Unit.PERSONS,
    dataset=RESIDENTS,
    of={**ALL_AGES, "citizen": ("STLS",)},
    value=observed(citizen="STLS"),
    caveats=(
        _("Recognised non-citizens of Estonia and Latvia are counted apart, under RNC."),
        _("Countries record statelessness differently; many count it as unknown citizenship."),
    ),
)
