"""A state as it is told: through what it reports and, outside the EU, through its citizens there.

What there is more of comes first. The factsheet lays it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from bulletins import told
from bulletins.document import Picture
from bulletins.themes import pictures as drawn
from charts import dossier as dossiers
from charts import origin
from charts.dossier import Dossier, dossier
from charts.exhibit import Source
from charts.exhibits import origins
from charts.exhibits.places import PROFILE
from charts.key_figures import KeyFigure
from charts.plan import Plan
from charts.profile import Fact, beside_peers_view
from charts.workshop import Selection, Workshop
from emn.citizenship import Citizenship, citizenship
from emn.errors import Misused, NothingStored
from emn.language import Language
from emn.network import Place
from emn.period import Period
from emn.standing import is_in_the_eu
from emn.themes import PROTECTION

_TOLD = 4  # key figures that are told in words
_AT_ONCE = 2  # pictures of a state outside the EU, then as many of its citizens
_OF_A_REPORTER = (origins.PERMITS, origins.ACQUISITIONS)  # of its citizens, what there is most of
_ROWS = {PROTECTION: 7}  # of a theme in its table
_FEWER = 3
_REPORTS = 3  # key figures of a country that reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """What is told of a state; `people` are the state's citizens, of a state outside the EU."""

    known: Dossier
    people: Citizenship | None
    abroad: tuple[origin.Abroad, ...]
    quarter: Period

    @property
    def language(self) -> Language:
        """The language that it is told in."""
        return self.known.selection.language

    @property
    def place(self) -> Place:
        """The state."""
        return self.known.place

    @property
    def is_reporter(self) -> bool:
        """Tell whether it reports enough to be told as a country that reports."""
        return len(self.known.headlines) >= _REPORTS

    @property
    def rows(self) -> list[Fact]:
        """The facts that its table shows."""
        return [
            fact
            for each in self.known.chapters
            for fact in each.facts[: _ROWS.get(each.theme, _FEWER)]
        ]

    @property
    def sources(self) -> list[Source]:
        """Every source of its table, and of what is said of its people."""
        return [*(each.source for each in self.rows), *(each.source for each in self.abroad)]


def expect_in_the_network(workshop: Workshop, place: Place, quarter: Period) -> None:
    """Refuse a place that was neither member nor observer when the quarter ended."""
    network, day = workshop.network, quarter.end
    if place in (*network.members(day), *network.observers(day)):
        return
    if is_in_the_eu(place, network, day):
        raise Misused(
            f"{place.name_en} is in the EU and does not take part in the EMN, so there is no EMN"
            f" factsheet of it. Its figures are on the dashboard: places/{place.geo}."
        )
    raise Misused(
        f"{place.name_en} was neither member nor observer of the EMN in {quarter}."
        " Choose one of those, or a later quarter."
    )


def portrait(workshop: Workshop, selection: Selection, place: Place, quarter: Period) -> Portrait:
    """Collect what is known of a state."""
    known = dossier(workshop, selection, place)
    if is_in_the_eu(place, workshop.network, quarter.end):
        return Portrait(known=known, people=None, abroad=(), quarter=quarter)
    people = citizenship(place.geo, (place.name_en, place.name_fr), workshop.network)
    found = (_abroad(each, people, workshop, selection) for each in origins.LENSES)
    abroad = tuple(each for each in found if each is not None)
    return Portrait(known=known, people=people, abroad=abroad, quarter=quarter)


def _abroad(
    lens: origin.Lens, people: Citizenship, workshop: Workshop, selection: Selection
) -> origin.Abroad | None:
    try:
        return origin.abroad(lens, people, workshop, selection)
    except NothingStored:
        return None


def paragraphs(state: Portrait) -> Iterator[told.Told]:
    """A paragraph a key figure, of the state and of its citizens: what there is more of first."""
    known = state.known
    own = [said for each in known.headlines if (said := told.of_place(known, each))]
    if state.people is None:
        yield from own[:_TOLD]
        return
    lenses = _OF_A_REPORTER if state.is_reporter else origins.KEY_FIGURES
    them = [*told.of_people(lenses, state.people, known.workshop, known.selection)]
    first, then = (own, them) if state.is_reporter else (them, own)
    yield from first[: _TOLD - 1]
    yield from then[:1] or first[_TOLD - 1 : _TOLD]


def key_figures(state: Portrait) -> Iterator[KeyFigure]:
    """Those that it reports; where that is little, those of its citizens first."""
    known, people = state.known, state.people
    if people is not None and not state.is_reporter:
        yield from origin.key_figures(origins.KEY_FIGURES, people, known.workshop, known.selection)
    yield from known.key_figures()


def pictures(state: Portrait) -> Iterator[Picture]:
    """Of a state outside the EU, two of its own and two of its people; then the others."""
    own, them = _own(state), _of_its_people(state)
    first, then = (own, them) if state.is_reporter else (them, own)
    if state.people is not None:
        yield from islice(first, _AT_ONCE)
        yield from islice(then, _AT_ONCE)
    yield from chain(first, then)


def _own(state: Portrait) -> Iterator[Picture]:
    """The exhibits of the place's page; then its headlines beside its peers."""
    known = state.known
    workshop, selection, place = known.workshop, known.selection, state.place
    declared = [
        plan
        for theme, _indicators in PROFILE
        for plan in dossiers.exhibits(workshop, selection, place, theme)
    ]
    near = known.peers.geos if known.peers else ()
    shown = {plan.indicator for plan in declared}
    further = (
        Plan(
            id=f"headline-{each.indicator.id}",
            indicator=each.indicator,
            view=beside_peers_view,
            periods=5 * each.indicator.dataset.frequency.per_year,
            places=(place.geo, *near),
        )
        for each in known.headlines
        if each.indicator not in shown
    )
    return _drawn(chain(declared, further), state)


def _of_its_people(state: Portrait) -> Iterator[Picture]:
    if state.people is None:
        return iter(())
    known, people = state.known, state.people
    declared = origins.exhibits(people, known.workshop, known.selection)
    shown = {plan.indicator.id for plan in declared}
    further = (
        Plan(
            id=f"citizens-headline-{lens.indicator.id}",
            indicator=origin.of_citizens(lens, people, state.language),
            view=origin.destinations_view,
            periods=5 * lens.indicator.dataset.frequency.per_year,
        )
        for lens in origins.KEY_FIGURES
        if lens.indicator.id not in shown
    )
    told = (plan for plan in further if origin.is_told(plan, known.workshop, known.selection))
    return _drawn(chain(declared, told), state)


def _drawn(plans: Iterable[Plan], state: Portrait) -> Iterator[Picture]:
    known = state.known
    return drawn(plans, known.workshop, known.selection, f"places/{state.place.geo}")
