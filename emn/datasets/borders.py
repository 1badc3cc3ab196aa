"""Borders: refusals of entry, and enforcement per head. Visas are not at Eurostat."""

from functools import partial

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import BORDERS

_BORDERS = ("TOTAL", "LAND", "SEA", "AIR")
_REASONS = (
    "TOTAL",
    "ALERT",
    "DOC_FLS",
    "DOC_NV",
    "PUB_THRT",
    "REF_BIO_DATA",
    "STAY_M3",
    "STAY_NJ",
    "SUBS_NS",
    "VISA_RPRM_FLS",
    "VISA_RPRM_NV",
)
_LENGTH = _("Refusals depend on the length and kind of a country's external border.")

_refusals = partial(
    Dataset,
    dataflow="migr_eirfs",
    theme=BORDERS,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "border", "reason"),
    rounded_to=5,
    deadline_months=3,
    lag_months=5,
    caveats=(_LENGTH,),
)

REFUSALS_OF_ENTRY = _refusals(
    id="refusals_of_entry",
    title=_("Persons refused entry at the external borders by border and reason (annual)"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "border": _BORDERS, "reason": _REASONS},
    since="2008",
)

REFUSALS_OF_ENTRY_BY_CITIZENSHIP = _refusals(
    id="refusals_of_entry_by_citizenship",
    title=_("Persons refused entry at the external borders by citizenship (annual)"),
    keep={"unit": ("PER",), "border": ("TOTAL",), "reason": ("TOTAL",)},
    latest=5,
)

ENFORCEMENT_RATES = Dataset(
    id="enforcement_rates",
    dataflow="migr_eilpop",
    title=_("Persons subject to immigration law enforcement, per thousand persons (annual)"),
    theme=BORDERS,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "effect"),
    keep={
        "unit": ("NR",),
        "effect": ("ENTRY_REF", "PRES_NLEG", "L_ORD", "RE_L_ORD", "RE_THRD_L_ORD"),
    },
    since="2008",
    lag_months=6,
)
