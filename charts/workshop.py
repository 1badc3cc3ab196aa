"""What an exhibit is made with, and what a reader chose to see."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

import polars as pl

from cache import Past, Store, Vintage
from charts.exhibit import Source
from charts.fonts import Fonts
from charts.median import LABEL, MEDIAN
from charts.theme import Canvas
from emn.citizenship import Citizenship, citizenship, is_citizenship
from emn.coverage import AGGREGATES, coverage, reported
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.datasets import dataset as declared
from emn.errors import NothingStored
from emn.events import about
from emn.indicator import Indicator
from emn.language import Language
from emn.network import Network
from emn.period import Period
from emn.remembered import remembered
from emn.structure import Names, Structure

T = TypeVar("T")

_NEVER_SHOWN = {"freq", "unit"}  # their M is a month, their NR a number: not men, not Nauru
_OF_PLACES = {"citizen", "partner"}  # whose codes are those of places
WIDE, NARROW = 720, 358  # the widths that a figure is drawn at


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a reader chose: the language, the places to highlight, the last period to show.

    No places means the leaders; no `until` means the latest complete period. Small multiples have
    one scale unless each panel is to have its own. Events are laid over trends when asked for.
    """

    language: Language
    places: tuple[str, ...] = ()
    until: Period | None = None
    has_own_scales: bool = False
    has_events: bool = False

    @property
    def last_day(self) -> date:
        """No period that ends after this day is shown."""
        return self.until.end if self.until else date.max


@dataclass(frozen=True, slots=True)
class _Making:
    """Something to be made, by what it is made of; whichever workshop makes it, it is the same."""

    make: Callable[..., object]
    about: tuple[Hashable, ...]
    workshop: Workshop = field(compare=False)

    def made(self) -> object:
        """Make it."""
        return self.make(self.workshop, *self.about)


class Workshop:
    """Store, network and fonts together. Series are computed once a vintage.

    A series holds the places of the network and the aggregates; of others, Türkiye's say, Eurostat
    has figures that we never show.
    """

    def __init__(self, store: Store, network: Network, fonts: Fonts, contact: str = "") -> None:
        self.store = store
        self.network = network
        self.fonts = fonts
        self.contact = contact  # whom readers may write to, as the operator has set it
        self.site = ""  # where readers find the dashboard; documents link to it
        self._computed = lru_cache(maxsize=128)(self._compute)
        self._once = lru_cache(maxsize=4096)(_Making.made)
        self._kept = lru_cache(maxsize=96)(_make)
        self._past = lru_cache(maxsize=8)(self._at_the_end_of)
        self._names: dict[tuple[str, Language, str], tuple[Structure | None, Names]] = {}

    def as_of(self, day: date | None) -> Workshop:
        """The same workshop over the figures as they stood at the end of a day; None is today.

        What is computed is kept by vintage, so both share it.
        """
        return self if day is None else self._past(day)

    def linking(self, site: str) -> Workshop:
        """The same workshop, whose documents link to the dashboard at this address."""
        linked = copy(self)
        linked.site = site
        return linked

    def has(self, dataset: Dataset) -> bool:
        """Tell whether the cache holds this dataset yet."""
        return self.store.current(dataset) is not None

    def source(self, dataset: Dataset) -> Source:
        """Where a dataset's numbers come from; `NothingStored` before the first refresh."""
        return Source(dataset=dataset, vintage=self._vintage(dataset))

    def observations(self, dataset: Dataset, vintage: Vintage) -> pl.LazyFrame:
        """The observations of a vintage, of the places that we show and of aggregates."""
        shown = [*(place.geo for place in self.network.places), *AGGREGATES]
        return self.store.observations(dataset, vintage).filter(pl.col("geo").is_in(shown))

    def series(self, indicator: Indicator, selection: Selection, by: str = "") -> pl.DataFrame:
        """The series up to the chosen period, with reported, expected and is_complete beside it.

        Columns geo, (by,) period, value, flag, reported, expected, is_complete.
        """
        dataset = indicator.by[by] if by else indicator.dataset
        series = self._computed(indicator, by, self._vintage(dataset))
        if selection.until is None:
            return series
        last = [
            start
            for start in series["period"].unique()
            if Period(start, dataset.frequency).end <= selection.last_day
        ]
        return series.filter(pl.col("period").is_in(last))

    def kept(self, make: Callable[..., T], *about: Hashable) -> T:
        """What `make(workshop, *about)` gives, kept until something else is in service."""
        made: T = self._kept(make, self, self.store.edition, *about)
        return made

    def once(self, make: Callable[..., T], *about: Hashable) -> T:
        """What `make(workshop, *about)` gives, kept; `about` names the vintages that it reads."""
        made: T = self._once(_Making(make, about, self))  # type: ignore[assignment]  # what `make` gives
        return made

    def reported(self, dataset: Dataset) -> pl.DataFrame:
        """Who has reported which period of a dataset: columns geo, period, value, flag.

        `NothingStored` before the first refresh.
        """
        return self.once(_reported, self._vintage(dataset))

    def canvas(
        self, selection: Selection, source: Source, size: tuple[int, int], by: str = ""
    ) -> Canvas:
        """A canvas of this size with every name that its labels may need."""
        return Canvas(
            width=size[0],
            height=size[1],
            language=selection.language,
            fonts=self.fonts,
            names=self.names(source.dataset, selection.language, by),
            is_sample=source.vintage.is_sample,
            events=about(source.dataset.theme) if selection.has_events else (),
        )

    def names(self, dataset: Dataset, language: Language, by: str = "") -> Names:
        """Code → label for places and for every dimension that a figure can show.

        Where one code means two things, say EU law and the EU, it means that of `by`.
        """
        structure = self.store.structure(dataset.dataflow)
        held = self._names.get((dataset.id, language, by))
        if held is None or held[0] is not structure:
            held = structure, self._named(structure, language, by)
            self._names[dataset.id, language, by] = held
        return held[1]

    def citizenships(self) -> dict[str, Citizenship]:
        """Every citizenship that Eurostat has figures of, by its code; none before a refresh."""
        flows = dict.fromkeys(each.dataflow for each in DATASETS if "citizen" in each.dimensions)
        found: dict[str, Citizenship] = {}
        for structure in filter(None, map(self.store.structure, flows)):
            for code in structure.codes("citizen"):
                if is_citizenship(code) and code not in found:
                    labels = [structure.label("citizen", code, each) for each in Language]
                    found[code] = citizenship(code, labels, self.network)
        return found

    def _vintage(self, dataset: Dataset) -> Vintage:
        vintage = self.store.current(dataset)
        if vintage is None:
            raise NothingStored(f"{dataset.id}: nothing is stored yet. Run `emn refresh`.")
        return vintage

    def _named(self, structure: Structure | None, language: Language, by: str) -> Names:
        names = Names()
        dimensions = {each.id: each for each in structure.dimensions} if structure else {}
        for id_, dimension in dimensions.items():
            if id_ not in _NEVER_SHOWN:
                names.update((code, dimension.label(code, language)) for code in dimension.codes)
        known = (*self.network.places, *self.network.aggregates)
        names.update((place.geo, place.name(language)) for place in known)
        names[MEDIAN] = language.say(LABEL)
        if by in dimensions and by not in _OF_PLACES:
            parts = dimensions[by]
            names.update((code, parts.label(code, language)) for code in parts.codes)
        return names

    def _at_the_end_of(self, day: date) -> Workshop:
        past = copy(self)
        past.store = Past(self.store.root, day)
        return past

    def _compute(self, indicator: Indicator, by: str, vintage: Vintage) -> pl.DataFrame:
        dataset = indicator.by[by] if by else indicator.dataset
        series = indicator.series(self.observations(dataset, vintage), by).collect()
        return series.join(coverage(series), on="period", how="left")


def _make(make: Callable[..., T], workshop: Workshop, _edition: Hashable, *about: Hashable) -> T:
    return make(workshop, *about)


def _reported(workshop: Workshop, vintage: Vintage) -> pl.DataFrame:
    return reported(workshop.observations(declared(vintage.dataset), vintage)).collect()


@remembered
def countries(series: pl.DataFrame) -> pl.DataFrame:
    """The rows of reporting countries: no EU total, no other aggregate."""
    return series.filter(~pl.col("geo").is_in(AGGREGATES))


@remembered
def latest(series: pl.DataFrame) -> date | None:
    """The last period that enough countries have reported, in a series of the workshop."""
    period = series.filter("is_complete")["period"].max()
    return period if isinstance(period, date) else None
