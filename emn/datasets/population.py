"""Population on 1 January: the denominators, also of observers that report nothing else."""

from emn.dataset import Dataset
from emn.language import _
from emn.period import Frequency
from emn.themes import PROTECTION

# They belong to no theme of the EMN; protection is where the first rates were per head of them.
_DENOMINATOR_OF = PROTECTION

POPULATION = Dataset(
    id="population",
    dataflow="demo_gind",
    title=_("Population on 1 January"),
    theme=_DENOMINATOR_OF,
    frequency=Frequency.ANNUAL,
    dimensions=("indic_de",),
    keep={"indic_de": ("JAN",)},
    since="2008",
    deadline_months=12,
    lag_months=-5,
)

OBSERVER_POPULATION = Dataset(
    id="observer_population",
    dataflow="tgs00027",
    title=_("Population on 1 January of candidate countries and potential candidates"),
    theme=_DENOMINATOR_OF,
    frequency=Frequency.ANNUAL,
    dimensions=("indic_de",),
    keep={"indic_de": ("JAN",)},
    since="2015",
    lag_months=-5,
)
