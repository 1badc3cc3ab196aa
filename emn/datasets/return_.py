"""Return: orders to leave, and those who left. Readmission requests are not at Eurostat."""

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import RETURN

_AGES = ("TOTAL", "Y_LT14", "Y14-17", "Y_LT18", "Y18-34", "Y_GE35", "UNK")
_TYPES = ("TOTAL", "FORC", "ASSI_VOLU", "NASSI_VOLU")
_DESTINATIONS = (
    "TOTAL",
    "THRD",
    "THRD_CTZ",
    "THRD_OTH",
    "THRD_UNK",
    "EU27_2020_EFTA_FOR",
    "UNK",
)
_RULES = _("National rules and practice differ: levels are not comparable between countries.")
_CYPRUS = _("Returns to third countries leave out Cyprus in 2023, also in the EU's total.")
_RETURNS = ("unit", "citizen", "sex", "age", "return", "c_dest")

ORDERS_TO_LEAVE = Dataset(
    id="orders_to_leave",
    dataflow="migr_eiord1",
    title=_("Third-country nationals ordered to leave by sex and age (quarterly)"),
    theme=RETURN,
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "sex": ("T", "M", "F"), "age": _AGES},
    since="2018-Q1",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_RULES,),
)

RETURNS = Dataset(
    id="returns",
    dataflow="migr_eirtn1",
    title=_("Returns following an order to leave by type and destination (quarterly)"),
    theme=RETURN,
    frequency=Frequency.QUARTERLY,
    dimensions=_RETURNS,
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "return": _TYPES,
        "c_dest": _DESTINATIONS,
    },
    since="2018-Q1",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_RULES, _CYPRUS, _("The type of return is known since 2021.")),
)

ORDERS_TO_LEAVE_BY_CITIZENSHIP = Dataset(
    id="orders_to_leave_by_citizenship",
    dataflow="migr_eiord1",
    title=_("Third-country nationals ordered to leave by citizenship (quarterly)"),
    theme=RETURN,
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "citizen", "sex", "age"),
    keep={"unit": ("PER",), "sex": ("T",), "age": ("TOTAL",)},
    since="2018-Q1",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_RULES,),
)

RETURNS_BY_CITIZENSHIP = Dataset(
    id="returns_by_citizenship",
    dataflow="migr_eirtn1",
    title=_("Returns to third countries following an order to leave by citizenship (quarterly)"),
    theme=RETURN,
    frequency=Frequency.QUARTERLY,
    dimensions=_RETURNS,
    keep={
        "unit": ("PER",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "return": ("TOTAL",),
        "c_dest": ("THRD",),
    },
    since="2018-Q1",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_RULES, _CYPRUS),
)

RETURN_TYPE_SHARES = Dataset(
    id="return_type_shares",
    dataflow="migr_eilretpc",
    title=_("Returns by type, in % of the total (quarterly)"),
    theme=RETURN,
    frequency=Frequency.QUARTERLY,
    dimensions=("unit", "return"),
    keep={"unit": ("PC",), "return": ("VOLU", "FORC", "ASSI", "ASSI_VOLU", "NASSI_VOLU")},
    since="2021-Q1",
    lag_months=5,
    caveats=(_("The types overlap: assisted returns are part of voluntary or forced ones."),),
)
