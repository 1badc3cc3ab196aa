"""Unaccompanied minors: every slice that we pull for them, headline first.

They are part of all applicants and never added to them. `age` has no total in these dataflows:
Y_LT18 is it.
"""

from functools import partial

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import MINORS

_AGES = ("Y_LT18", "Y_LT14", "Y14-17", "UNK")
_DECISIONS = ("TOTAL", "POS", "POS_RFG", "POS_SPROT", "POS_HUM", "NEG")
_SUBSET = _("Unaccompanied minors are part of all applicants: the two are never added.")

_asylum = partial(Dataset, theme=MINORS, rounded_to=5, deadline_months=2, caveats=(_SUBSET,))
_applications = partial(
    _asylum,
    dataflow="migr_asyumactm",
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "applicant", "age"),
    lag_months=3,
)

MINOR_APPLICATIONS = _applications(
    id="minor_applications",
    title=_("Unaccompanied minors applying for asylum (monthly)"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "EXT_EU27_2020"),
        "sex": ("T", "M", "F"),
        "applicant": ("TOTAL", "FRST", "SSEQ"),
        "age": _AGES,
    },
    since="2021-01",
)

MINOR_APPLICATIONS_BY_CITIZENSHIP = _applications(
    id="minor_applications_by_citizenship",
    title=_("Unaccompanied minors applying for asylum, by citizenship (monthly)"),
    keep={"unit": ("PER",), "sex": ("T",), "applicant": ("FRST",), "age": ("Y_LT18",)},
    latest=24,
)

MINOR_DECISIONS = _asylum(
    id="minor_decisions",
    dataflow="migr_asyumdcfq",
    title=_("First instance decisions on applications of unaccompanied minors (quarterly)"),
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "citizen", "sex", "age", "decision"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL", "EXT_EU27_2020"),
        "sex": ("T",),
        "age": _AGES,
        "decision": _DECISIONS,
    },
    since="2021-Q1",
    lag_months=3,
)

MINORS_PENDING = _asylum(
    id="minors_pending",
    dataflow="migr_asyumpctm",
    title=_("Unaccompanied minors with an asylum application pending at the end of the month"),
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "sex": ("T",), "age": _AGES},
    since="2021-01",
    lag_months=4,
)

MINORS_UNDER_TEMPORARY_PROTECTION = Dataset(
    id="minors_under_temporary_protection",
    dataflow="migr_asyumtpsm",
    title=_("Unaccompanied minors under temporary protection at the end of the month"),
    theme=MINORS,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "citizen": ("TOTAL", "UA"), "sex": ("T",), "age": _AGES},
    since="2022-03",
    rounded_to=5,
    lag_months=2,
    caveats=(_("Eurostat publishes no EU total: some countries don't report it."),),
)

MINOR_SHARE = Dataset(
    id="minor_share",
    dataflow="migr_asyapp1up",
    title=_("Unaccompanied minors, in % of the first-time applicants under 18 (annual)"),
    theme=MINORS,
    frequency=Frequency.ANNUAL,
    dimensions=("unit",),
    keep={"unit": ("PC",)},
    since="2021",
    lag_months=6,
    caveats=(_("Eurostat publishes no EU figure of this share."),),
)
