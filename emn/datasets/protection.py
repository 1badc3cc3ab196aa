"""International protection: applicants, decisions, temporary protection; headline first."""

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

ASYLUM_APPLICATIONS = Dataset(
    id="asylum_applications",
    dataflow="migr_asyappctzm",
    title=_("Asylum applicants by type of applicant (monthly)"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "applicant", "age"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "EXT_EU27_2020"),
        "sex": ("T",),
        "applicant": ("TOTAL", "FRST", "SSEQ"),
        "age": ("TOTAL",),
    },
    since="2008-01",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_ONCE_A_PERIOD,),
)

TEMPORARY_PROTECTION_BENEFICIARIES = Dataset(
    id="temporary_protection_beneficiaries",
    dataflow="migr_asytpsm",
    title=_("Beneficiaries of temporary protection at the end of the month"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "UA"),
        "sex": ("T", "M", "F"),
        "age": _AGES,
    },
    since="2022-03",
    rounded_to=5,
    lag_months=2,
    caveats=(_NOT_APPLICANTS,),
)

FIRST_INSTANCE_DECISIONS = Dataset(
    id="first_instance_decisions",
    dataflow="migr_asydcfstq",
    title=_("First instance decisions on applications (quarterly)"),
    theme=PROTECTION,
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "citizen", "sex", "age", "decision"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "EXT_EU27_2020"),
        "sex": ("T",),
        "age": ("TOTAL",),
        "decision": _DECISIONS,
    },
    since="2008-Q1",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_("Decisions of a period concern applications lodged earlier."),),
)

PENDING_APPLICATIONS = Dataset(
    id="pending_applications",
    dataflow="migr_asypenctzm",
    title=_("Persons with an asylum application pending at the end of the month"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "sex": ("T",), "age": _AGES},
    since="2008-01",
    rounded_to=5,
    deadline_months=2,
    lag_months=4,
)

TEMPORARY_PROTECTION_DECISIONS = Dataset(
    id="temporary_protection_decisions",
    dataflow="migr_asytpfm",
    title=_("Decisions granting temporary protection (monthly)"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "UA"),
        "sex": ("T", "M", "F"),
        "age": _AGES,
    },
    since="2022-03",
    rounded_to=5,
    lag_months=2,
    caveats=(_NOT_APPLICANTS,),
)

ASYLUM_APPLICATIONS_BY_CITIZENSHIP = Dataset(
    id="asylum_applications_by_citizenship",
    dataflow="migr_asyappctzm",
    title=_("Asylum applicants by citizenship (monthly)"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "applicant", "age"),
    keep={"unit": ("PER",), "sex": ("T",), "applicant": ("TOTAL", "FRST"), "age": ("TOTAL",)},
    latest=24,
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_ONCE_A_PERIOD,),
)

FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP = Dataset(
    id="first_instance_decisions_by_citizenship",
    dataflow="migr_asydcfstq",
    title=_("First instance decisions by citizenship (quarterly)"),
    theme=PROTECTION,
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "citizen", "sex", "age", "decision"),
    keep={"unit": ("PER",), "sex": ("T",), "age": ("TOTAL",), "decision": _DECISIONS},
    latest=9,
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
)

ASYLUM_APPLICATIONS_BY_SEX_AND_AGE = Dataset(
    id="asylum_applications_by_sex_and_age",
    dataflow="migr_asyappctzm",
    title=_("Asylum applicants by sex and age (monthly)"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "applicant", "age"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T", "M", "F", "UNK"),
        "applicant": ("TOTAL", "FRST"),
        "age": _AGES,
    },
    since="2019-01",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_ONCE_A_PERIOD,),
)

FIRST_TIME_RATE_MONTHLY = Dataset(
    id="first_time_rate_monthly",
    dataflow="migr_asyapp1mpm",
    title=_("First-time asylum applicants per hundred thousand persons (monthly)"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "statinfo"),
    keep={"unit": ("NR_HTHAB",), "statinfo": ("VAL",)},
    since="2008-01",
    lag_months=3,
)

FIRST_TIME_RATE_ANNUAL = Dataset(
    id="first_time_rate_annual",
    dataflow="migr_asyapp1mp",
    title=_("First-time asylum applicants per thousand persons (annual)"),
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit",),
    since="2008",
    lag_months=6,
)

TEMPORARY_PROTECTION_RATE = Dataset(
    id="temporary_protection_rate",
    dataflow="migr_asytpspop",
    title=_("Beneficiaries of temporary protection per thousand persons"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen"),
    keep={"unit": ("NR",), "citizen": ("TOTAL",)},
    since="2022-03",
    lag_months=2,
)
