"""Citizenship and statelessness: who acquired a citizenship, and who lives here with which one."""

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import CITIZENSHIP

_ALL_AGES = {"unit": ("NR",), "age": ("TOTAL",), "sex": ("T",)}
_ACQUISITIONS = ("unit", "citizen", "agedef", "age", "sex")
_STATELESS = _(
    "Stateless persons (STLS) are told apart from recognised non-citizens (RNC), who live in"
    " Estonia and Latvia."
)

ACQUISITION_RATES = Dataset(
    id="acquisition_rates",
    dataflow="migr_acqs",
    title=_("Residents who acquired citizenship, in % of resident non-citizens (annual)"),
    theme=CITIZENSHIP,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "indic_mg", "sex"),
    keep={
        "unit": ("PC",),
        "indic_mg": ("FOR_P_HHAB", "EU_P_HHAB", "NEU_P_HHAB"),
        "sex": ("T", "M", "F"),
    },
    since="2009",
    lag_months=15,
    caveats=(_("Eurostat's figure of the EU stands under its older code, EU."),),
)

ACQUISITIONS = Dataset(
    id="acquisitions",
    dataflow="migr_acq",
    title=_("Acquisitions of citizenship by group of former citizenship (annual)"),
    theme=CITIZENSHIP,
    frequency=Frequency.ANNUAL,
    dimensions=_ACQUISITIONS,
    keep={
        **_ALL_AGES,
        "agedef": ("COMPLET",),
        "citizen": ("TOTAL", "EU27_2020_FOR", "NEU27_2020_FOR", "STLS", "RNC", "UNK"),
    },
    since="2008",
    deadline_months=12,
    lag_months=15,
    caveats=(_STATELESS,),
)

ACQUISITIONS_BY_CITIZENSHIP = Dataset(
    id="acquisitions_by_citizenship",
    dataflow="migr_acq",
    title=_("Acquisitions of citizenship by former citizenship (annual)"),
    theme=CITIZENSHIP,
    frequency=Frequency.ANNUAL,
    dimensions=_ACQUISITIONS,
    keep={**_ALL_AGES, "agedef": ("COMPLET",)},
    latest=5,
    deadline_months=12,
    lag_months=15,
)

RESIDENTS = Dataset(
    id="residents",
    dataflow="migr_pop1ctz",
    title=_("Population on 1 January by group of citizenship"),
    theme=CITIZENSHIP,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "age", "sex"),
    keep={
        **_ALL_AGES,
        "citizen": ("TOTAL", "NAT", "EU27_2020_FOR", "NEU27_2020_FOR", "STLS", "RNC", "UNK"),
    },
    since="2008",
    deadline_months=12,
    lag_months=3,
    caveats=(_STATELESS,),
)

RESIDENTS_BY_CITIZENSHIP = Dataset(
    id="residents_by_citizenship",
    dataflow="migr_pop1ctz",
    title=_("Population on 1 January by citizenship"),
    theme=CITIZENSHIP,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "age", "sex"),
    keep=_ALL_AGES,
    latest=4,
    deadline_months=12,
    lag_months=3,
)
