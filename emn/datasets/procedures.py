"""International protection: what becomes of applications beside the first decision, and transfers.

Withdrawals, accelerated procedures, shares of each outcome, appeals, resettlement, Dublin.
"""

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.pins import EVERYONE
from emn.themes import PROTECTION

_DECISIONS = ("TOTAL", "POS", "POS_RFG", "POS_SPROT", "POS_HUM", "NEG")
_PACT = _("The Pact on Migration and Asylum applies from June 2026: expect breaks in the series.")

PENDING_APPLICATIONS_BY_CITIZENSHIP = Dataset(
    id="pending_applications_by_citizenship",
    dataflow="migr_asypenctzm",
    title=_("Persons with an asylum application pending, by citizenship"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "sex": ("T",), "age": ("TOTAL",)},
    latest=12,
    rounded_to=5,
    deadline_months=2,
    lag_months=4,
)

WITHDRAWN_APPLICATIONS = Dataset(
    id="withdrawn_applications",
    dataflow="migr_asywithm",
    title=_("Asylum applications withdrawn by type of withdrawal (monthly)"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age", "withdraw"),
    keep={**EVERYONE, "withdraw": ("TOTAL", "EXPLC", "IMPLC", "UNK")},
    since="2008-01",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
)

ACCELERATED_PROCEDURES = Dataset(
    id="accelerated_procedures",
    dataflow="migr_asyaccm",
    title=_("Applicants in the accelerated procedure (monthly)"),
    theme=PROTECTION,
    frequency=Frequency.MONTHLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep=EVERYONE,
    since="2021-01",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_PACT,),
)

DECISION_SHARES_QUARTERLY = Dataset(
    id="decision_shares_quarterly",
    dataflow="migr_asydec1pcq",
    title=_("First instance decisions by type, in % of the total (quarterly)"),
    theme=PROTECTION,
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "citizen", "decision"),
    keep={
        "unit": ("PC",),
        "citizen": ("EXT_EU27_2020",),
        "decision": ("POS", "IPROT", "POS_RFG", "POS_SPROT", "POS_HUM", "NEG"),
    },
    since="2008-Q1",
    lag_months=3,
    caveats=(_("The citizenship has no total here: the figures are of non-EU citizens."),),
)

DECISION_SHARES_BY_CITIZENSHIP = Dataset(
    id="decision_shares_by_citizenship",
    dataflow="migr_asydec1pc",
    title=_("First instance decisions by type and citizenship, in % of the total (annual)"),
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "decision"),
    keep={"unit": ("PC",), "decision": ("POS", "IPROT")},
    since="2008",
    lag_months=6,
    caveats=(
        _("Positive decisions include national humanitarian status; IPROT leaves it out."),
        _(
            "The 20 % threshold of Regulation (EU) 2024/1348 is read from IPROT in the EU without"
            " Denmark (EU27_2020_X_DK), of the latest year."
        ),
    ),
)

FINAL_DECISIONS = Dataset(
    id="final_decisions",
    dataflow="migr_asydcfina",
    title=_("Final decisions in appeal or review (annual)"),
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "sex", "age", "decision"),
    keep={**EVERYONE, "citizen": ("TOTAL", "EXT_EU27_2020"), "decision": _DECISIONS},
    since="2008",
    rounded_to=5,
    deadline_months=3,
    lag_months=5,
)

FIRST_TIME_SHARE = Dataset(
    id="first_time_share",
    dataflow="migr_asyapp1pc",
    title=_("First-time applicants, in % of all asylum applicants (annual)"),
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit",),
    keep={"unit": ("PC",)},
    since="2008",
    lag_months=6,
)

RESETTLED_PERSONS = Dataset(
    id="resettled_persons",
    dataflow="migr_asyresa",
    title=_("Resettled persons by citizenship (annual)"),
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "sex": ("T",), "age": ("TOTAL",)},
    since="2008",
    rounded_to=5,
    deadline_months=3,
    lag_months=5,
)

DUBLIN_TRANSFERS = Dataset(
    id="dublin_transfers",
    dataflow="migr_dubto",
    title=_("Outgoing ‘Dublin’ transfers by receiving country (annual)"),
    theme=PROTECTION,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "partner", "applicant", "duration", "leg_prov", "sex"),
    keep={
        "unit": ("NR",),
        "applicant": ("TOTAL",),
        "duration": ("TOTAL",),
        "leg_prov": ("TOTAL",),
        "sex": ("T",),
    },
    since="2008",
    deadline_months=3,
    lag_months=5,
    caveats=(
        _("Regulation (EU) 2024/1351 replaces the Dublin rules from 12 June 2026."),
        _("The sender counts: a transfer appears under the country that sends the person."),
    ),
)
