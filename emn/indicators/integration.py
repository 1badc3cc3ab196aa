"""Integration: rates of third-country nationals, and their gap to those of nationals in points."""

from functools import partial

from emn.datasets.integration import EMPLOYMENT_RATES, NEET_RATES, POVERTY_RISK, UNEMPLOYMENT_RATES
from emn.indicator import Indicator, Unit, observed
from emn.language import _

_THIRD_COUNTRY = {"unit": ("PC",), "sex": ("T",), "citizen": ("NEU27_2020_FOR",)}
_BOTH = {**_THIRD_COUNTRY, "citizen": ("NEU27_2020_FOR", "NAT")}
_SURVEY = _("A sample survey: a small gap may be chance, the more so where a rate is flagged u.")
_SEASONAL = _("Not seasonally adjusted: compare with the same quarter of the year before.")

_rate = partial(Indicator, unit=Unit.PERCENT, value=observed(citizen="NEU27_2020_FOR"))
_gap = partial(
    Indicator,
    unit=Unit.POINTS,
    value=observed(citizen="NEU27_2020_FOR") - observed(citizen="NAT"),
)

UNEMPLOYMENT_RATE = _rate(
    id="unemployment_rate",
    label=_("Unemployment rate of third-country nationals"),
    definition=_(
        "Unemployed third-country nationals aged 15 to 74 as a share of those in the labour force."
    ),
    sentence=_(
        "{value} of third-country nationals in the labour force were unemployed {where} {when}"
    ),
    lead=_("{leaders} had the highest unemployment rates of third-country nationals {when}"),
    dataset=UNEMPLOYMENT_RATES,
    of={**_THIRD_COUNTRY, "age": ("Y15-74",)},
    by={"citizen": UNEMPLOYMENT_RATES, "sex": UNEMPLOYMENT_RATES, "age": UNEMPLOYMENT_RATES},
    caveats=(_SURVEY, _SEASONAL),
)

UNEMPLOYMENT_GAP = _gap(
    id="unemployment_gap",
    label=_("Unemployment: gap between third-country nationals and nationals"),
    definition=_(
        "Unemployment rate of third-country nationals aged 15 to 74 less that of nationals, in"
        " percentage points."
    ),
    sentence=_(
        "the unemployment rate of third-country nationals less that of nationals was {value}"
        " {where} {when}"
    ),
    lead=_("{leaders} had the widest gaps in unemployment {when}"),
    dataset=UNEMPLOYMENT_RATES,
    of={**_BOTH, "age": ("Y15-74",)},
    by={"sex": UNEMPLOYMENT_RATES},
    caveats=(_SURVEY, _SEASONAL),
)

EMPLOYMENT_RATE = _rate(
    id="employment_rate",
    label=_("Employment rate of third-country nationals"),
    definition=_("Third-country nationals aged 20 to 64 in employment, as a share of all of them."),
    sentence=_("{value} of third-country nationals aged 20 to 64 were in work {where} {when}"),
    lead=_("{leaders} had the highest employment rates of third-country nationals {when}"),
    dataset=EMPLOYMENT_RATES,
    of={**_THIRD_COUNTRY, "age": ("Y20-64",)},
    by={"citizen": EMPLOYMENT_RATES, "sex": EMPLOYMENT_RATES, "age": EMPLOYMENT_RATES},
    caveats=(_SURVEY, _SEASONAL),
)

EMPLOYMENT_GAP = _gap(
    id="employment_gap",
    label=_("Employment: gap between third-country nationals and nationals"),
    definition=_(
        "Employment rate of third-country nationals aged 20 to 64 less that of nationals, in"
        " percentage points: below zero where fewer of them are in work."
    ),
    sentence=_(
        "the employment rate of third-country nationals less that of nationals was {value}"
        " {where} {when}"
    ),
    lead=_("{leaders} employed third-country nationals most, compared with nationals, {when}"),
    dataset=EMPLOYMENT_RATES,
    of={**_BOTH, "age": ("Y20-64",)},
    by={"sex": EMPLOYMENT_RATES},
    caveats=(_SURVEY, _SEASONAL),
)

POVERTY_RATE = _rate(
    id="poverty_risk",
    label=_("Third-country nationals at risk of poverty or social exclusion"),
    definition=_(
        "Third-country nationals aged 18 or over at risk of poverty or social exclusion, as a"
        " share of all of them."
    ),
    sentence=_("{value} of third-country nationals were at risk of poverty {where} {when}"),
    lead=_("{leaders} had the highest shares of third-country nationals at risk of poverty {when}"),
    dataset=POVERTY_RISK,
    of={**_THIRD_COUNTRY, "age": ("Y_GE18",)},
    by={"citizen": POVERTY_RISK, "sex": POVERTY_RISK, "age": POVERTY_RISK},
    caveats=(_SURVEY,),
)

POVERTY_GAP = _gap(
    id="poverty_gap",
    label=_("Risk of poverty: gap between third-country nationals and nationals"),
    definition=_(
        "Share of third-country nationals aged 18 or over at risk of poverty or social exclusion"
        " less that of nationals, in percentage points."
    ),
    sentence=_(
        "the share of third-country nationals at risk of poverty less that of nationals was"
        " {value} {where} {when}"
    ),
    lead=_("{leaders} had the widest gaps in the risk of poverty {when}"),
    dataset=POVERTY_RISK,
    of={**_BOTH, "age": ("Y_GE18",)},
    by={"sex": POVERTY_RISK},
    caveats=(_SURVEY,),
)

NEET_RATE = _rate(
    id="neet_rate",
    label=_("Young third-country nationals not in work, education or training"),
    definition=_(
        "Third-country nationals aged 15 to 29 neither in employment nor in education or training,"
        " as a share of all of them."
    ),
    sentence=_(
        "{value} of third-country nationals aged 15 to 29 were not in work, education or training"
        " {where} {when}"
    ),
    lead=_(
        "{leaders} had the highest shares of young third-country nationals without either {when}"
    ),
    dataset=NEET_RATES,
    of={**_THIRD_COUNTRY, "age": ("Y15-29",)},
    by={"citizen": NEET_RATES, "sex": NEET_RATES},
    caveats=(_SURVEY,),
)
