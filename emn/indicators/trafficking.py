"""Trafficking in human beings: its indicators, headline first."""

from functools import partial

from emn.datasets.trafficking import TRAFFICKING_PERSONS
from emn.indicator import Indicator, Unit, observed
from emn.language import _

_COUNTED = {"unit": ("NR",), "sex": ("T",)}
_DETECTED = _("Registered cases follow detection; they don't measure how many people are affected.")

_registered = partial(
    Indicator,
    unit=Unit.PERSONS,
    dataset=TRAFFICKING_PERSONS,
    by={"sex": TRAFFICKING_PERSONS},
    caveats=(
        _DETECTED,
        _("Eurostat's figure of the EU stands under the code EU_V: its composition varies."),
    ),
)

VICTIMS = _registered(
    id="trafficking_victims",
    label=_("Registered victims of trafficking in human beings"),
    definition=_("Persons registered as victims of trafficking in human beings in the year."),
    sentence=_("{value} victims of trafficking were registered {where} {when}"),
    lead=_("{leaders} registered the most victims of trafficking {when}"),
    of={**_COUNTED, "leg_stat": ("PER_VICT",)},
    value=observed(leg_stat="PER_VICT"),
)

SUSPECTED = _registered(
    id="suspected_traffickers",
    label=_("Suspected traffickers"),
    definition=_("Persons suspected of trafficking in human beings in the year."),
    sentence=_("{value} people were suspected of trafficking {where} {when}"),
    lead=_("{leaders} recorded the most suspected traffickers {when}"),
    of={**_COUNTED, "leg_stat": ("PER_SUSP",)},
    value=observed(leg_stat="PER_SUSP"),
)

CONVICTED = _registered(
    id="convicted_traffickers",
    label=_("Convicted traffickers"),
    definition=_("Persons convicted of trafficking in human beings in the year."),
    sentence=_("{value} people were convicted of trafficking {where} {when}"),
    lead=_("{leaders} recorded the most convicted traffickers {when}"),
    of={**_COUNTED, "leg_stat": ("PER_CNV",)},
    value=observed(leg_stat="PER_CNV"),
)
