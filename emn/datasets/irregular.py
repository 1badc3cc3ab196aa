"""Irregular migration: persons found to be illegally present. Smuggling is not at Eurostat."""

from functools import partial

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import IRREGULAR

_CONTROLS = _(
    "Figures follow the controls that were made; they don't measure how many people are present."
)

_found = partial(
    Dataset,
    dataflow="migr_eipre",
    theme=IRREGULAR,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen", "sex", "age", "reason", "apprehen"),
    rounded_to=5,
    deadline_months=3,
    lag_months=5,
)

ILLEGAL_PRESENCE = _found(
    id="illegal_presence",
    title=_("Persons found to be illegally present by reason and place (annual)"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T", "M", "F"),
        "age": ("TOTAL", "Y_LT18"),
        "reason": ("TOTAL", "ENTRY_NLEG", "OSTAY", "OTH"),
        "apprehen": ("TOTAL", "BRD_EXT", "INL", "BCP_L", "BCP_S", "BCP_SLA"),
    },
    since="2008",
    caveats=(_CONTROLS, _("Reason and place are known since 2021.")),
)

ILLEGAL_PRESENCE_BY_CITIZENSHIP = _found(
    id="illegal_presence_by_citizenship",
    title=_("Persons found to be illegally present by citizenship (annual)"),
    keep={
        "unit": ("PER",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "reason": ("TOTAL",),
        "apprehen": ("TOTAL",),
    },
    latest=5,
    caveats=(_CONTROLS,),
)
