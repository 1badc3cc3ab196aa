"""Return: its indicators, headline first."""

from emn.datasets.borders import ENFORCEMENT_RATES
from emn.datasets.return_ import (
    ORDERS_TO_LEAVE,
    ORDERS_TO_LEAVE_BY_CITIZENSHIP,
    RETURN_TYPE_SHARES,
    RETURNS,
    RETURNS_BY_CITIZENSHIP,
)
from emn.indicator import Indicator, Unit, observed
from emn.language import _
from emn.pins import EVERYONE
from emn.ratio import Ratio

_RULES = _("National rules and practice differ: levels are not comparable between countries.")

ORDERED_TO_LEAVE = Indicator(
    id="ordered_to_leave",
    label=_("Persons ordered to leave"),
    definition=_("Third-country nationals who were ordered to leave the territory in the quarter."),
    sentence=_("{value} people were ordered to leave {where} {when}"),
    lead=_("{leaders} ordered the most people to leave {when}"),
    unit=Unit.PERSONS,
    dataset=ORDERS_TO_LEAVE,
    of=EVERYONE,
    value=observed(age="TOTAL"),
    by={
        "citizen": ORDERS_TO_LEAVE_BY_CITIZENSHIP,
        "sex": ORDERS_TO_LEAVE,
        "age": ORDERS_TO_LEAVE,
    },
    caveats=(_RULES, _("A person with several orders is counted once in a quarter.")),
)

RETURNED = Indicator(
    id="returned_to_third_countries",
    label=_("Returns to third countries"),
    definition=_(
        "Third-country nationals who left for a third country in the quarter, following an order"
        " to leave."
    ),
    sentence=_("{value} people returned to a third country {where} {when}"),
    lead=_("{leaders} recorded the most returns to third countries {when}"),
    unit=Unit.PERSONS,
    dataset=RETURNS,
    of={**EVERYONE, "return": ("TOTAL",), "c_dest": ("THRD",)},
    value=observed(c_dest="THRD"),
    by={"citizen": RETURNS_BY_CITIZENSHIP, "return": RETURNS, "c_dest": RETURNS},
    caveats=(
        _RULES,
        _("Returns to third countries leave out Cyprus in 2023, also in the EU's total."),
        _("Voluntary departures are counted only where they are registered."),
    ),
)

FORCED_RETURN_SHARE = Indicator(
    id="forced_return_share",
    label=_("Forced returns in all returns"),
    definition=_("Forced returns as a share of all returns of the quarter, as published."),
    sentence=_("{value} of returns were forced {where} {when}"),
    lead=_("{leaders} had the highest shares of forced returns {when}"),
    unit=Unit.PERCENT,
    dataset=RETURN_TYPE_SHARES,
    of={"unit": ("PC",), "return": ("FORC",)},
    value=observed(**{"return": "FORC"}),
    by={"return": RETURN_TYPE_SHARES},
    caveats=(_("The types overlap: assisted returns are part of voluntary or forced ones."),),
)

ORDERED_TO_LEAVE_PER_1000 = Indicator(
    id="ordered_to_leave_per_1000",
    label=_("Persons ordered to leave per 1,000 people"),
    definition=_(
        "Third-country nationals ordered to leave in the year, per 1,000 people of the reporting"
        " country, as published by Eurostat."
    ),
    sentence=_("{value} people per 1,000 inhabitants were ordered to leave {where} {when}"),
    lead=_("{leaders} ordered the most people per inhabitant to leave {when}"),
    unit=Unit.PER_1000,
    dataset=ENFORCEMENT_RATES,
    of={"unit": ("NR",), "effect": ("L_ORD",)},
    value=observed(effect="L_ORD"),
    caveats=(_RULES,),
)

RETURN_SHARE = Ratio(
    id="return_share",
    label=_("Share of returns in orders (not a success rate)"),
    definition=_(
        "Returns to third countries as a share of the persons ordered to leave in the same quarter."
    ),
    sentence=_("returns to third countries stood at {value} of orders to leave {where} {when}"),
    lead=_("{leaders} had the highest shares of returns in orders {when}"),
    part=RETURNED,
    whole=ORDERED_TO_LEAVE,
    is_ranked=False,
    caveats=(
        _("Those who returned may have been ordered to leave in an earlier quarter."),
        _("One person may receive several orders and is counted once in a quarter."),
        _("Voluntary departures are counted only where they are registered."),
        _("Returns to other EU and EFTA countries, and Dublin transfers, are left out."),
        _("Practice in issuing orders differs: countries are not ranked by this share."),
    ),
)
