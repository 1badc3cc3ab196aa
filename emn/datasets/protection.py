"""International protection: applicants, decisions, temporary protection; headline first."""

from functools import partial

from emn.dataset import Dataset
from emn.datasets.population import POPULATION
from emn.language import _
from emn.period import Frequency
from emn.themes import PROTECTION

__all__ = ["POPULATION"]  # the rates of this theme are per head of it

_AGES = ("TOTAL", "Y_LT14", "Y14-17", "Y_LT18", "Y18-34", "Y35-64", "Y_GE65", "UNK")
_DECISIONS = ("TOTAL", "POS", "POS_RFG", "POS_SPROT", "POS_HUM", "NEG")

_ONCE_A_PERIOD = _("A person is counted once in each reference period.")
_NOT_APPLICANTS = _(
    "Beneficiaries of temporary protection are not asylum applicants: the two are never added."
)

_protection = partial(Dataset, theme=PROTECTION)
_applications = partial(
    _protection,
    dataflow="migr_asyappctzm",
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "applicant", "age"),
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_ONCE_A_PERIOD,),
)
_decisions = partial(
    _protection,
    dataflow="migr_asydcfstq",
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "citizen", "sex", "age", "decision"),
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
)
_temporary = partial(
    _protection,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "citizen": ("TOTAL", "UA"), "sex": ("T", "M", "F"), "age": _AGES},
    since="2022-03",
    rounded_to=5,
    lag_months=2,
    caveats=(_NOT_APPLICANTS,),
)

ASYLUM_APPLICATIONS = _applications(
    id="asylum_applications",
    title=_("Asylum applicants by type of applicant (monthly)"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "EXT_EU27_2020"),
        "sex": ("T",),
        "applicant": ("TOTAL", "FRST", "SSEQ"),
        "age": ("TOTAL",),
    },
    since="2008-01",
)

TEMPORARY_PROTECTION_BENEFICIARIES = _temporary(
    id="temporary_protection_beneficiaries",
    dataflow="migr_asytpsm",
    title=_("Beneficiaries of temporary protection at the end of the month"),
)

FIRST_INSTANCE_DECISIONS = _decisions(
    id="first_instance_decisions",
    title=_("First instance decisions on applications (quarterly)"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "EXT_EU27_2020"),
        "sex": ("T",),
        "age": ("TOTAL",),
        "decision": _DECISIONS,
    },
    since="2008-Q1",
    caveats=(_("Decisions of a period concern applications lodged earlier."),),
)

PENDING_APPLICATIONS = _protection(
    id="pending_applications",
    dataflow="migr_asypenctzm",
    title=_("Persons with an asylum application pending at the end of the month"),
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "sex": ("T",), "age": _AGES},
    since="2008-01",
    rounded_to=5,
    deadline_months=2,
    lag_months=4,
)

TEMPORARY_PROTECTION_DECISIONS = _temporary(
    id="temporary_protection_decisions",
    dataflow="migr_asytpfm",
    title=_("Decisions granting temporary protection (monthly)"),
)

ASYLUM_APPLICATIONS_BY_CITIZENSHIP = _applications(
    id="asylum_applications_by_citizenship",
    title=_("Asylum applicants by citizenship (monthly)"),
    keep={"unit": ("PER",), "sex": ("T",), "applicant": ("TOTAL", "FRST"), "age": ("TOTAL",)},
    latest=24,
)

FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP = _decisions(
    id="first_instance_decisions_by_citizenship",
    title=_("First instance decisions by citizenship (quarterly)"),
    keep={"unit": ("PER",), "sex": ("T",), "age": ("TOTAL",), "decision": _DECISIONS},
    latest=9,
)

ASYLUM_APPLICATIONS_BY_SEX_AND_AGE = _applications(
    id="asylum_applications_by_sex_and_age",
    title=_("Asylum applicants by sex and age (monthly)"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T", "M", "F", "UNK"),
        "applicant": ("TOTAL", "FRST"),
        "age": _AGES,
    },
    since="2019-01",
)

FIRST_TIME_RATE_MONTHLY = _protection(
    id="first_time_rate_monthly",
    dataflow="migr_asyapp1mpm",
    title=_("First-time asylum applicants per hundred thousand persons (monthly)"),
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "statinfo"),
    keep={"unit": ("NR_HTHAB",), "statinfo": ("VAL",)},
    since="2008-01",
    lag_months=3,
)

FIRST_TIME_RATE_ANNUAL = _protection(
    id="first_time_rate_annual",
    dataflow="migr_asyapp1mp",
    title=_("First-time asylum applicants per thousand persons (annual)"),
    frequency=Frequency.ANNUAL,
    dimensions=("unit",),
    since="2008",
    lag_months=6,
)

TEMPORARY_PROTECTION_BY_CITIZENSHIP = _protection(
    id="temporary_protection_by_citizenship",
    dataflow="migr_asytpsm",
    title=_("Beneficiaries of temporary protection at the end of the month by citizenship"),
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "sex": ("T",), "age": ("TOTAL",)},
    latest=36,
    rounded_to=5,
    lag_months=2,
    caveats=(_NOT_APPLICANTS,),
)

TEMPORARY_PROTECTION_RATE = _protection(
    id="temporary_protection_rate",
    dataflow="migr_asytpspop",
    title=_("Beneficiaries of temporary protection per thousand persons"),
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen"),
    keep={"unit": ("NR",), "citizen": ("TOTAL",)},
    since="2022-03",
    lag_months=2,
)
