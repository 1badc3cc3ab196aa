"""Return: orders to leave, and those who left. Readmission requests are not at Eurostat."""

from functools import partial

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

_quarterly = partial(Dataset, theme=RETURN, frequency=Frequency.QUARTERLY)
_orders = partial(
    _quarterly,
    dataflow="migr_eiord1",
    dimensions=("unit", "citizen", "sex", "age"),
    since="2018-Q1",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
    caveats=(_RULES,),
)
_returns = partial(
    _quarterly,
    dataflow="migr_eirtn1",
    dimensions=("unit", "citizen", "sex", "age", "return", "c_dest"),
    since="2018-Q1",
    rounded_to=5,
    deadline_months=2,
    lag_months=3,
)

ORDERS_TO_LEAVE = _orders(
    id="orders_to_leave",
    title=_("Third-country nationals ordered to leave by sex and age (quarterly)"),
    keep={"unit": ("PER",), "citizen": ("TOTAL",), "sex": ("T", "M", "F"), "age": _AGES},
)

RETURNS = _returns(
    id="returns",
    title=_("Returns following an order to leave by type and destination (quarterly)"),
    keep={
        "unit": ("PER",),
        "citizen": ("TOTAL",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "return": _TYPES,
        "c_dest": _DESTINATIONS,
    },
    caveats=(_RULES, _CYPRUS, _("The type of return is known since 2021.")),
)

ORDERS_TO_LEAVE_BY_CITIZENSHIP = _orders(
    id="orders_to_leave_by_citizenship",
    title=_("Third-country nationals ordered to leave by citizenship (quarterly)"),
    keep={"unit": ("PER",), "sex": ("T",), "age": ("TOTAL",)},
)

RETURNS_BY_CITIZENSHIP = _returns(
    id="returns_by_citizenship",
    title=_("Returns to third countries following an order to leave by citizenship (quarterly)"),
    keep={
        "unit": ("PER",),
        "sex": ("T",),
        "age": ("TOTAL",),
        "return": ("TOTAL",),
        "c_dest": ("THRD",),
    },
    caveats=(_RULES, _CYPRUS),
)

RETURN_TYPE_SHARES = _quarterly(
    id="return_type_shares",
    dataflow="migr_eilretpc",
    title=_("Returns by type, in % of the total (quarterly)"),
    dimensions=("unit", "return"),
    keep={"unit": ("PC",), "return": ("VOLU", "FORC", "ASSI", "ASSI_VOLU", "NASSI_VOLU")},
    since="2021-Q1",
    lag_months=5,
    caveats=(_("The types overlap: assisted returns are part of voluntary or forced ones."),),
)
