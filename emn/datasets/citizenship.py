"""Citizenship and statelessness: who acquired a citizenship, and who lives here with which one."""

from functools import partial

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.pins import ALL_AGES
from emn.themes import CITIZENSHIP

_STATELESS = _(
    "Stateless persons (STLS) are told apart from recognised non-citizens (RNC), who live in"
    " Estonia and Latvia."
)

_annual = partial(Dataset, theme=CITIZENSHIP, frequency=Frequency.ANNUAL)
_acquisitions = partial(
    _annual,
    dataflow="migr_acq",
    dimensions=("unit", "citizen", "agedef", "age", "sex"),
    deadline_months=12,
    lag_months=15,
)
_residents = partial(
    _annual,
    dataflow="migr_pop1ctz",
    dimensions=("unit", "citizen", "age", "sex"),
    deadline_months=12,
    lag_months=3,
)

ACQUISITION_RATES = _annual(
    id="acquisition_rates",
    dataflow="migr_acqs",
    title=_("Residents who acquired citizenship, in % of resident non-citizens (annual)"),
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

ACQUISITIONS = _acquisitions(
    id="acquisitions",
    title=_("Acquisitions of citizenship by group of former citizenship (annual)"),
    keep={
        **ALL_AGES,
        "agedef": ("COMPLET",),
        "citizen": ("TOTAL", "EU27_2020_FOR", "NEU27_2020_FOR", "STLS", "RNC", "UNK"),
    },
    since="2008",
    caveats=(_STATELESS,),
)

ACQUISITIONS_BY_CITIZENSHIP = _acquisitions(
    id="acquisitions_by_citizenship",
    title=_("Acquisitions of citizenship by former citizenship (annual)"),
    keep={**ALL_AGES, "agedef": ("COMPLET",)},
    latest=5,
)

RESIDENTS = _residents(
    id="residents",
    title=_("Population on 1 January by group of citizenship"),
    keep={
        **ALL_AGES,
        "citizen": ("TOTAL", "NAT", "EU27_2020_FOR", "NEU27_2020_FOR", "STLS", "RNC", "UNK"),
    },
    since="2008",
    caveats=(_STATELESS,),
)

RESIDENTS_BY_CITIZENSHIP = _residents(
    id="residents_by_citizenship",
    title=_("Population on 1 January by citizenship"),
    keep=ALL_AGES,
    latest=4,
)
