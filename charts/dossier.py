"""Class Dossier: everything that a page says of one place, before it is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.briefing import Briefing
from charts.exhibits.places import COMPARED, EXHIBITS, KEY_FIGURES, PROFILE
from charts.findings import level
from charts.key_figures import KeyFigure, key_figure
from charts.peers import Peers, peers
from charts.plan import Material, Plan, material
from charts.profile import Chapter, Fact, beside_peers_view, chapter
from charts.workshop import Selection, Workshop
from emn.language import _
from emn.network import Place
from emn.themes import Theme
from emn.wording import amount, superlative


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A place with its peers and its chapters, one a theme."""

    place: Place
    peers: Peers | None
    chapters: tuple[Chapter, ...]
    workshop: Workshop
    selection: Selection

    @property
    def headlines(self) -> list[Fact]:
        """What a reader asks first, as far as there is a number."""
        found = {fact.indicator: fact for part in self.chapters for fact in part.facts}
        told = [found[each] for each in KEY_FIGURES if each in found]
        return [fact for fact in told if fact.value is not None]

    def key_figures(self) -> list[KeyFigure]:
        """The headlines as key figures."""
        return [key_figure(self.material_of(fact), self.place.geo) for fact in self.headlines]

    def briefing(self) -> Briefing | None:
        """The finding: the first headline; None where the place reports none of them."""
        if not self.headlines:
            return None
        first = self.headlines[0]
        said = level(self.material_of(first), self.place.geo) or ""
        return Briefing(
            headline=said.removesuffix("."),
            lead=self._compared(),
            paragraph=tuple(self._records()),
            period=first.period,
        )

    def _compared(self) -> str:
        """How the place stands beside the members, per inhabitant."""
        facts = [fact for part in self.chapters for fact in part.facts]
        told = next((each for each in facts if each.indicator is COMPARED), None)
        if told is None or told.value is None:
            return ""
        return f"{told.sentence(self.selection.language)}."

    def _records(self) -> list[str]:
        """Which headlines are the highest or the lowest since when."""
        language = self.selection.language
        return [
            language.say(
                _("{indicator}, {period}: {value}, {record}."),
                indicator=language.say(fact.indicator.label),
                period=language.period(fact.period),
                value=amount(fact.indicator, fact.value or 0, language),
                record=superlative(fact.record, language),
            )
            for fact in self.headlines
            if fact.record is not None
        ]

    def material_of(self, fact: Fact) -> Material:
        """What a sentence or a key figure about a fact is made of."""
        plan = Plan(id="", indicator=fact.indicator, view=beside_peers_view, periods=25)
        return replace(material(plan, self.workshop, self.selection), period=fact.period)


def dossier(workshop: Workshop, selection: Selection, place: Place) -> Dossier:
    """Collect what is known of a place."""
    return Dossier(
        place=place,
        peers=peers(workshop, selection, place.geo),
        chapters=tuple(
            chapter(workshop, selection, place, theme, indicators) for theme, indicators in PROFILE
        ),
        workshop=workshop,
        selection=selection,
    )


def exhibits(workshop: Workshop, selection: Selection, place: Place, theme: Theme) -> list[Plan]:
    """The exhibits of a theme that the place has figures for, beside its peers.

    The places that a reader chose take the peers' place.
    """
    near = peers(workshop, selection, place.geo)
    others: Sequence[str] = () if selection.places or near is None else near.geos
    return [
        replace(plan, places=(place.geo, *(others if plan.view is beside_peers_view else ())))
        for plan in dict(EXHIBITS).get(theme, ())
        if workshop.has(plan.indicator.dataset)
        and place.geo in set(workshop.series(plan.indicator, selection)["geo"])
    ]
