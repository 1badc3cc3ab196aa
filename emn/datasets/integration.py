"""Integration: third-country nationals beside nationals in work, poverty and education.

The sources are sample surveys. Their citizenship is in groups only: NAT, EU27_2020_FOR and
NEU27_2020_FOR, the citizens of third countries.
"""

from functools import partial

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import INTEGRATION

_GROUPS = ("NAT", "FOR", "EU27_2020_FOR", "NEU27_2020_FOR")
_SURVEY = _("A sample survey: small groups are of low reliability (u) or not published.")
_SEASONAL = _("Not seasonally adjusted: compare with the same quarter of the year before.")
_REFORM = _("Break in 2021, when the survey was reformed.")
_RATES = {"unit": ("PC",), "sex": ("T", "M", "F"), "citizen": ("TOTAL", *_GROUPS)}

_survey = partial(Dataset, theme=INTEGRATION, dimensions=("unit", "sex", "age", "citizen"))
_quarterly = partial(
    _survey,
    frequency=Frequency.QUARTERLY,
    since="2008-Q1",
    lag_months=4,
    caveats=(_SURVEY, _SEASONAL, _REFORM),
)

UNEMPLOYMENT_RATES = _quarterly(
    id="unemployment_rates",
    dataflow="lfsq_urgan",
    title=_("Unemployment rates by citizenship, age and sex (quarterly)"),
    keep={**_RATES, "age": ("Y15-74", "Y15-24", "Y20-64")},
)

EMPLOYMENT_RATES = _quarterly(
    id="employment_rates",
    dataflow="lfsq_ergan",
    title=_("Employment rates by citizenship, age and sex (quarterly)"),
    keep={**_RATES, "age": ("Y20-64", "Y15-64", "Y15-24")},
)

POVERTY_RISK = _survey(
    id="poverty_risk",
    dataflow="ilc_peps05n",
    title=_("Adults at risk of poverty or social exclusion by group of citizenship (annual)"),
    frequency=Frequency.ANNUAL,
    keep={**_RATES, "age": ("Y_GE18", "Y18-64", "Y_GE65"), "citizen": _GROUPS},
    since="2015",
    lag_months=6,
    caveats=(_SURVEY, _("The citizenship has no total here.")),
)

NEET_RATES = _survey(
    id="neet_rates",
    dataflow="edat_lfse_23",
    title=_("Young people neither in employment nor in education or training, by citizenship"),
    frequency=Frequency.ANNUAL,
    keep={**_RATES, "age": ("Y15-29",)},
    since="2008",
    lag_months=5,
    caveats=(_SURVEY, _REFORM),
)
