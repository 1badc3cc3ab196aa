"""Class Plan: an exhibit as declared, and the steps that every view takes to make one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from charts.exhibit import Exhibit, Source, Table
from charts.lines.events import noted
from charts.rows import among, at, last_total, reporters, since, tails, until
from charts.sketch import Figure
from charts.theme import Canvas
from charts.workshop import NARROW, WIDE, Selection, Workshop, countries, latest
from emn.coverage import AGGREGATES, UNIONS
from emn.dataset import Dataset
from emn.errors import NothingStored
from emn.indicator import Indicator
from emn.language import Language, _
from emn.network import Aggregate, Place
from emn.period import Frequency, Period
from emn.wording import capitalised, remarks

_LAG = {Frequency.MONTHLY: 3}  # periods that an EU total may be behind and still be shown; else one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """One exhibit as declared: an indicator, a view of it, how far back it looks.

    `by` breaks the indicator down; `parts` fixes which of its codes are drawn, in which order.
    `among` names the places that are shown, every one where it is empty; `bars` is how many a
    ranking draws, beside those chosen. `supply` gives the series where it is not simply stored;
    `beside` names what it then draws on beside the indicator's own dataset. `places` are those that
    it is about, whatever else a reader chooses.
    """

    id: str
    indicator: Indicator
    view: Callable[[Plan, Workshop, Selection], Exhibit]
    by: str = ""
    parts: tuple[str, ...] = ()
    periods: int = 24
    among: tuple[str, ...] = ()
    bars: int = 12  # the table beside them has every row
    is_of_changes: bool = False  # no earlier period is set beside a change
    supply: Callable[[Plan, Workshop, Selection], tuple[Source, pl.DataFrame]] | None = None
    beside: tuple[Dataset, ...] = ()
    places: tuple[str, ...] = ()

    def exhibit(self, workshop: Workshop, selection: Selection) -> Exhibit:
        """Make the exhibit; `NothingStored` while its dataset holds no complete period."""
        places = tuple(dict.fromkeys((*self.places, *selection.places)))
        return workshop.kept(self._made, replace(selection, places=places))

    def _made(self, workshop: Workshop, selection: Selection) -> Exhibit:
        return self.view(self, workshop, selection)

    @property
    def dataset_id(self) -> str:
        """The dataset that the exhibit draws on."""
        return (self.indicator.by[self.by] if self.by else self.indicator.dataset).id


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a view works with: the series it shows, its last complete period, its source.

    `everyone` is the series of all places, also those that are not shown.
    """

    plan: Plan
    workshop: Workshop
    selection: Selection
    series: pl.DataFrame
    everyone: pl.DataFrame
    period: Period
    source: Source

    @property
    def indicator(self) -> Indicator:
        """The indicator that is shown."""
        return self.plan.indicator

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.selection.language

    @property
    def at_latest(self) -> pl.DataFrame:
        """The rows of the last complete period."""
        return at(self.series, self.period.start)

    def over(self, series: pl.DataFrame) -> Material:
        """The same over some of its rows."""
        return replace(self, series=series)

    def named(self, geos: Sequence[str]) -> list[Place | Aggregate]:
        """The places behind these codes."""
        return [self.workshop.network.named(geo) for geo in geos]

    def canvas(self, width: int, height: int) -> Canvas:
        """A canvas of this size."""
        return self.workshop.canvas(self.selection, self.source, (width, height), self.plan.by)

    def both(
        self, draw: Callable[[Canvas], Figure], wide: int, narrow: int
    ) -> tuple[Figure, Figure]:
        """For a page and for a phone, at these heights: each is drawn when it is looked at."""
        return (
            Figure(lambda: draw(self.canvas(WIDE, wide)).spec),
            Figure(lambda: draw(self.canvas(NARROW, narrow)).spec),
        )

    def notes(self, rows: pl.DataFrame) -> tuple[str, ...]:
        """What is special about the rows that are drawn, then how the data are to be read.

        The first column of the rows says what each is about; then period, value, flag.
        """
        language, dataset = self.language, self.source.dataset
        names = self.workshop.names(dataset, language, self.plan.by)
        told = [
            (names[code], Period(start, dataset.frequency), value, flag)
            for code, start, value, flag in rows.iter_rows()
        ]
        return (
            *remarks(told, language),
            *uncollected(self),
            *incomplete(self.series, dataset.frequency, language),
            *rounding(self.source, language),
            *(language.say(caveat) for caveat in self.indicator.caveats),
        )

    def exhibit(
        self,
        words: tuple[str, str, str],
        figures: tuple[Figure, Figure],
        table: Table,
        rows: pl.DataFrame,
    ) -> Exhibit:
        """Put an exhibit together; `words` are title, subtitle, text, `rows` those drawn."""
        title, subtitle, text = words
        notes = (*self.notes(rows), *(noted(figures[0]) if self.selection.has_events else ()))
        return Exhibit(
            id=self.plan.id,
            language=self.language,
            title=title,
            subtitle=subtitle,
            figure=figures[0],
            narrow=figures[1],
            table=table,
            alt=" ".join((f"{title}.", f"{subtitle}.", text, *notes)),
            text=" ".join((f"{title}.", text)),
            notes=notes,
            source=self.source,
            beside=tuple(self.workshop.source(each) for each in self.plan.beside),
        )


def material(plan: Plan, workshop: Workshop, selection: Selection) -> Material:
    """Fetch what a view needs: the last `plan.periods` periods up to the last complete one."""
    source, series = (plan.supply or _stored)(plan, workshop, selection)
    start = latest(series)
    if start is None:
        raise NothingStored(
            f"{source.dataset.id}: no period up to {selection.until or 'today'} is complete."
            " Choose a later period, or refresh."
        )
    period = Period(start, source.dataset.frequency)
    first = period.shifted(1 - plan.periods).start
    everyone = since(series, first)
    return Material(
        plan=plan,
        workshop=workshop,
        selection=selection,
        series=among(everyone, plan.among) if plan.among else everyone,
        everyone=everyone,
        period=period,
        source=source,
    )


def _stored(plan: Plan, workshop: Workshop, selection: Selection) -> tuple[Source, pl.DataFrame]:
    """The indicator's series as the cache holds it."""
    source = workshop.source(plan.indicator.by[plan.by] if plan.by else plan.indicator.dataset)
    return source, workshop.series(plan.indicator, selection, plan.by)


def at_the_eu(material: Material) -> Material:
    """The same up to the last period with an EU total, if that is not long ago.

    Eurostat publishes the total once the last of the 27 has reported: a month or two behind.
    """
    total = last_total(material.series)
    oldest = material.period.shifted(-_LAG.get(material.period.frequency, 1)).start
    if total is None or not oldest <= total < material.period.start:
        return material
    series = until(material.series, total)
    return replace(material, series=series, period=Period(total, material.period.frequency))


def union(rows: pl.DataFrame) -> str | None:
    """The code under which these rows hold a number of the whole Union, or None."""
    published = set(rows.drop_nulls("value")["geo"].unique())
    return next((geo for geo in UNIONS if geo in published), None)


def highlighted(material: Material, count: int = 5) -> list[str]:
    """The chosen places that report, or the leaders of the last complete period."""
    reporting = reporters(material.series)
    chosen = [geo for geo in material.selection.places if geo in reporting][:6]
    if chosen:
        return chosen
    if not material.indicator.is_ranked:
        whole = union(material.series)
        return [whole] if whole else []
    at_latest = countries(material.at_latest).drop_nulls("value")
    return at_latest.sort("value", "geo", descending=[True, False])["geo"].head(count).to_list()


def every_place(material: Material) -> list[str]:
    """The chosen places that report, or every country, highest first, those without a number last.

    All of them are there, whether they have reported the last complete period or not.
    """
    known = reporters(material.series)
    if chosen := [geo for geo in material.selection.places if geo in known]:
        return chosen
    now: dict[str, float | None] = dict(material.at_latest.select("geo", "value").iter_rows())
    geos = known - set(AGGREGATES)
    return sorted(geos, key=lambda geo: (now.get(geo) is None, -(now.get(geo) or 0), geo))


def uncollected(material: Material) -> tuple[str, ...]:
    """Name the places asked for that Eurostat does not collect these figures from."""
    reporting = reporters(material.series)
    countries = [geo for geo in material.plan.among if geo not in AGGREGATES]
    asked = dict.fromkeys((*material.selection.places, *countries))
    geos = [geo for geo in asked if geo not in reporting]
    if not geos:
        return ()
    names = ", ".join(place.name(material.language) for place in material.named(geos))
    return (material.language.say(_("Not collected by Eurostat: {places}."), places=names),)


def incomplete(series: pl.DataFrame, frequency: Frequency, language: Language) -> tuple[str, ...]:
    """Name the shown periods that too few countries have reported."""
    return tuple(
        capitalised(
            language.say(
                _("{period} is incomplete: {reported} of {expected} countries have reported."),
                period=language.period(Period(row["period"], frequency)),
                reported=row["reported"],
                expected=row["expected"],
            )
        )
        for row in tails(series).iter_rows(named=True)
    )


def rounding(source: Source, language: Language) -> tuple[str, ...]:
    """How Eurostat rounds these figures, where it does."""
    if source.dataset.rounded_to is None:
        return ()
    return (
        language.say(
            _("Eurostat rounds these figures to the nearest {base}: parts may not add to totals."),
            base=source.dataset.rounded_to,
        ),
    )
