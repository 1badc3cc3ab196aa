"""Trafficking in human beings: those the authorities registered, as victims or as traffickers."""

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import TRAFFICKING

_DETECTED = _("Registered cases follow detection; they don't measure how many people are affected.")

TRAFFICKING_PERSONS = Dataset(
    id="trafficking_persons",
    dataflow="crim_thb_sex",
    title=_("Persons involved in trafficking in human beings by legal status and sex (annual)"),
    theme=TRAFFICKING,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "leg_stat", "sex"),
    keep={
        "unit": ("NR", "P_HTHAB"),
        "leg_stat": ("PER_VICT", "PER_SUSP", "PER_CNV"),
        "sex": ("T", "M", "F"),
    },
    since="2008",
    lag_months=13,
    caveats=(
        _DETECTED,
        _("Eurostat's figure of the EU stands under the code EU_V: its composition varies."),
    ),
)

TRAFFICKING_VICTIMS_BY_CITIZENSHIP = Dataset(
    id="trafficking_victims_by_citizenship",
    dataflow="crim_thb_vctz",
    title=_("Victims of trafficking in human beings by group of citizenship (annual)"),
    theme=TRAFFICKING,
    frequency=Frequency.ANNUAL,
    dimensions=("unit", "citizen"),
    keep={
        "unit": ("NR", "P_HTHAB"),
        "citizen": ("NAT", "EU27_2020_FOR", "NEU27_2020_FOR", "NEU27_2020"),
    },
    since="2008",
    lag_months=13,
    caveats=(_DETECTED, _("Neither a total nor a figure of the EU is published here.")),
)
