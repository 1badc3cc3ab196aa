"""Legal migration: residence permits, which are not rounded, and immigration; headline first."""

from functools import partial

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.pins import ALL_AGES, EVERYONE
from emn.themes import LEGAL_MIGRATION

_REASONS = ("TOTAL", "FAM", "EDUC", "EMP", "OTH")
_DURATIONS = ("TOTAL", "M3-5", "M6-11", "M_GE12")
_CHILDREN = _("France and Ireland require no permit for children, who are missing here.")

_annual = partial(Dataset, theme=LEGAL_MIGRATION, frequency=Frequency.ANNUAL)
_permits = partial(_annual, deadline_months=6, lag_months=5)
_by_reason = partial(_permits, dimensions=("unit", "citizen", "reason", "duration"))

FIRST_PERMITS = _by_reason(
    id="first_permits",
    dataflow="migr_resfirst",
    title=_("First residence permits by reason and length of validity (annual)"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "reason": _REASONS,
        "duration": _DURATIONS,
    },
    since="2008",
    caveats=(_CHILDREN,),
)

FIRST_PERMITS_BY_CITIZENSHIP = _by_reason(
    id="first_permits_by_citizenship",
    dataflow="migr_resfirst",
    title=_("First residence permits by reason and citizenship (annual)"),
    keep={"unit": ("PER",), "reason": _REASONS, "duration": ("TOTAL",)},
    latest=5,
    caveats=(_CHILDREN,),
)

FIRST_PERMIT_RATE = _annual(
    id="first_permit_rate",
    dataflow="migr_respop",
    title=_("First residence permits per thousand persons (annual)"),
    dimensions=("unit",),
    keep={"unit": ("NR",)},
    since="2008",
    lag_months=8,
)

FIRST_PERMIT_SHARES = _annual(
    id="first_permit_shares",
    dataflow="migr_resfpc",
    title=_("First residence permits by reason, in % of the total (annual)"),
    dimensions=("unit", "reason"),
    keep={"unit": ("PC",), "reason": ("FAM", "EDUC", "EMP", "OTH")},
    since="2008",
    lag_months=8,
)

VALID_PERMITS = _by_reason(
    id="valid_permits",
    dataflow="migr_resvalid",
    title=_("Valid residence permits on 31 December by reason and length of validity"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "reason": (*_REASONS, "RFG", "SPROT"),
        "duration": _DURATIONS,
    },
    since="2008",
)

VALID_PERMITS_BY_CITIZENSHIP = _by_reason(
    id="valid_permits_by_citizenship",
    dataflow="migr_resvalid",
    title=_("Valid residence permits on 31 December by citizenship"),
    keep={"unit": ("PER",), "reason": ("TOTAL",), "duration": ("TOTAL",)},
    latest=5,
)

LONG_TERM_RESIDENTS = _permits(
    id="long_term_residents",
    dataflow="migr_reslong",
    title=_("Long-term residents on 31 December by legal framework"),
    dimensions=("unit", "citizen", "leg_fram"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "leg_fram": ("TOTAL", "EU", "NAT")},
    since="2008",
)

SINGLE_PERMITS = _annual(
    id="single_permits",
    dataflow="migr_ressing",
    title=_("Single permits by type of decision and reason (annual)"),
    dimensions=("unit", "reason", "decision", "duration"),
    keep={
        "unit": ("PER",),
        "reason": _REASONS,
        "decision": ("TOTAL", "GRNT_FRST", "RNEW", "CHG"),
        "duration": ("TOTAL",),
    },
    since="2013",
    deadline_months=6,
    lag_months=8,
)

BLUE_CARDS = _annual(
    id="blue_cards",
    dataflow="migr_resbc11",
    title=_("EU Blue Cards by type of decision (annual)"),
    dimensions=("unit", "citizen", "sex", "age", "isco08", "duration", "decision"),
    keep={
        **EVERYONE,
        "isco08": ("TOTAL",),
        "duration": ("TOTAL",),
        "decision": ("GRNT", "RNEW", "WDN"),
    },
    since="2012",
    deadline_months=6,
    lag_months=8,
    caveats=(_("Denmark and Ireland don't issue EU Blue Cards."),),
)

_REACHED = {**ALL_AGES, "agedef": ("REACH",)}
_immigration = partial(
    _annual,
    dataflow="migr_imm1ctz",
    dimensions=("unit", "citizen", "agedef", "age", "sex"),
    deadline_months=12,
    lag_months=14,
)

IMMIGRATION = _immigration(
    id="immigration",
    title=_("Immigration by group of citizenship (annual)"),
    keep={
        **_REACHED,
        "citizen": ("TOTAL", "NAT", "EU27_2020_FOR", "NEU27_2020_FOR", "STLS", "UNK"),
    },
    since="2008",
)

IMMIGRATION_BY_CITIZENSHIP = _immigration(
    id="immigration_by_citizenship",
    title=_("Immigration by citizenship (annual)"),
    keep=_REACHED,
    latest=5,
)
