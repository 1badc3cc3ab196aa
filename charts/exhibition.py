"""Class Exhibition: what is shown of one theme, the same on its page and in the bulletin."""

from __future__ import annotations

from dataclasses import dataclass

from charts.plan import Plan
from emn.indicator import Indicator
from emn.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exhibition:
    """A theme as declared: its key figures, what its paragraph tells, its exhibits in their order.

    The first key figure is the headline; a theme without one is told in `remarks` alone, which say
    what Eurostat has no series of, and who publishes it.
    """

    theme: Theme
    key_figures: tuple[Indicator, ...] = ()
    told: tuple[Indicator, ...] = ()
    exhibits: tuple[Plan, ...] = ()
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a theme of which nothing is said."""
        if not self.key_figures and not self.remarks:
            raise ValueError(f"{self.theme.id}: give key figures, or remarks on why there are none")

    @property
    def headline(self) -> Indicator | None:
        """What the theme's finding is about; None where Eurostat has no series of it."""
        return next(iter(self.key_figures), None)

    @property
    def dataset_ids(self) -> frozenset[str]:
        """The datasets that its exhibits and key figures draw on."""
        shown = {plan.dataset_id for plan in self.exhibits}
        shown |= {each.id for plan in self.exhibits for each in plan.beside}
        return frozenset(shown | {each.dataset.id for each in (*self.key_figures, *self.told)})

    def exhibit(self, id_: str) -> Plan:
        """The declared exhibit of this id; `KeyError` where there is none."""
        return {plan.id: plan for plan in self.exhibits}[id_]
