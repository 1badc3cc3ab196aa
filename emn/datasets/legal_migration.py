"""Legal migration: residence permits, which are not rounded, and immigration; headline first."""

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import LEGAL_MIGRATION

_REASONS = ("TOTAL", "FAM", "EDUC", "EMP", "OTH")
_DURATIONS = ("TOTAL", "M3-5", "M6-11", "M_GE12")
_CHILDREN = _("France and Ireland require no permit for children, who are missing here.")

FIRST_PERMITS = Dataset(
    id="first_permits",
    dataflow="migr_resfirst",
    title=_("First residence permits by reason and length of validity (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "reason", "duration"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "reason": _REASONS,
        "duration": _DURATIONS,
    },
    since="2008",
    deadline_months=6,
    lag_months=5,
    caveats=(_CHILDREN,),
)

FIRST_PERMITS_BY_CITIZENSHIP = Dataset(
    id="first_permits_by_citizenship",
    dataflow="migr_resfirst",
    title=_("First residence permits by reason and citizenship (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "reason", "duration"),
    keep={"unit": ("PER",), "reason": _REASONS, "duration": ("TOTAL",)},
    latest=5,
    deadline_months=6,
    lag_months=5,
    caveats=(_CHILDREN,),
)

FIRST_PERMIT_RATE = Dataset(
    id="first_permit_rate",
    dataflow="migr_respop",
    title=_("First residence permits per thousand persons (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit",),
    keep={"unit": ("NR",)},
    since="2008",
    lag_months=8,
)

FIRST_PERMIT_SHARES = Dataset(
    id="first_permit_shares",
    dataflow="migr_resfpc",
    title=_("First residence permits by reason, in % of the total (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "reason"),
    keep={"unit": ("PC",), "reason": ("FAM", "EDUC", "EMP", "OTH")},
    since="2008",
    lag_months=8,
)

VALID_PERMITS = Dataset(
    id="valid_permits",
    dataflow="migr_resvalid",
    title=_("Valid residence permits on 31 December by reason and length of validity"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "reason", "duration"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "reason": (*_REASONS, "RFG", "SPROT"),
        "duration": _DURATIONS,
    },
    since="2008",
    deadline_months=6,
    lag_months=5,
)

VALID_PERMITS_BY_CITIZENSHIP = Dataset(
    id="valid_permits_by_citizenship",
    dataflow="migr_resvalid",
    title=_("Valid residence permits on 31 December by citizenship"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "reason", "duration"),
    keep={"unit": ("PER",), "reason": ("TOTAL",), "duration": ("TOTAL",)},
    latest=5,
    deadline_months=6,
    lag_months=5,
)

LONG_TERM_RESIDENTS = Dataset(
    id="long_term_residents",
    dataflow="migr_reslong",
    title=_("Long-term residents on 31 December by legal framework"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "leg_fram"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "leg_fram": ("TOTAL", "EU", "NAT")},
    since="2008",
    deadline_months=6,
    lag_months=5,
)

SINGLE_PERMITS = Dataset(
    id="single_permits",
    dataflow="migr_ressing",
    title=_("Single permits by type of decision and reason (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
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

BLUE_CARDS = Dataset(
    id="blue_cards",
    dataflow="migr_resbc11",
    title=_("EU Blue Cards by type of decision (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "sex", "age", "isco08", "duration", "decision"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "isco08": ("TOTAL",),
        "duration": ("TOTAL",),
        "decision": ("GRNT", "RNEW", "WDN"),
    },
    since="2012",
    deadline_months=6,
    lag_months=8,
    caveats=(_("Denmark and Ireland don't issue EU Blue Cards."),),
)

_IMMIGRATION = ("unit", "citizen", "agedef", "age", "sex")
_ALL_AGES = {"unit": ("NR",), "agedef": ("REACH",), "age": ("TOTAL",), "sex": ("T",)}

IMMIGRATION = Dataset(
    id="immigration",
    dataflow="migr_imm1ctz",
    title=_("Immigration by group of citizenship (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=_IMMIGRATION,
    keep={
        **_ALL_AGES,
        "citizen": ("TOTAL", "NAT", "EU27_2020_FOR", "NEU27_2020_FOR", "STLS", "UNK"),
    },
    since="2008",
    deadline_months=12,
    lag_months=14,
)

IMMIGRATION_BY_CITIZENSHIP = Dataset(
    id="immigration_by_citizenship",
    dataflow="migr_imm1ctz",
    title=_("Immigration by citizenship (annual)"),
    theme=LEGAL_MIGRATION,
    frequency=Frequency.ANNUAL,
    dimensions=_IMMIGRATION,
    keep=_ALL_AGES,
    latest=5,
    deadline_months=12,
    lag_months=14,
)
