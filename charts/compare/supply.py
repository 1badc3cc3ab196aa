"""From observations to the series of a comparison: each step is a function of `emn.derived`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from cache import Vintage
from charts.compare.asked import Comparison, Facts, Measure, Shape
from charts.compare.words import is_per_1000
from charts.ratio import shared
from charts.workshop import Selection, Workshop, latest
from emn.change import emn_total, without_denmark
from emn.coverage import EU, coverage
from emn.dataset import Dataset
from emn.datasets import dataset
from emn.datasets.population import OBSERVER_POPULATION, POPULATION
from emn.derived import changed, indexed, per_head, rolled_up, share_of
from emn.indicator import SMALLEST_BASE, Indicator
from emn.period import Frequency, Period

Codes = tuple[tuple[str, str], ...]
_OF_THE_EMN = {"EU27_2020", "DK"}


def counted(asked: Comparison, workshop: Workshop) -> pl.DataFrame:
    """The published numbers, narrowed and rolled up as asked, with who has reported beside them.

    Columns as `Workshop.series`; the EMN's own total has rows where both its cells are published.
    """
    if asked.ratio is not None:
        return shared(asked.ratio, workshop)
    vintage = workshop.source(asked.dataset).vintage
    about = (asked.indicator, asked.dataset.id, asked.codes, asked.frequency)
    return workshop.once(_counted, about, vintage)


def _counted(
    workshop: Workshop, about: tuple[Indicator, str, Codes, Frequency], vintage: Vintage
) -> pl.DataFrame:
    indicator, id_, codes, frequency = about
    of = dataset(id_).frequency
    observations = workshop.observations(dataset(id_), vintage)
    kept = {**indicator.of, **{name: (code,) for name, code in codes}}
    observations = observations.filter(pl.col(name).is_in(kept[name]) for name in kept)
    for name, _code in codes:  # each code stands where the indicator has its whole
        observations = observations.with_columns(pl.lit(indicator.of[name][0]).alias(name))
    if frequency is not of:
        observations = rolled_up(observations, of, frequency, is_stock=indicator.is_stock)
    series = indicator.series(observations).collect()
    if indicator.unit.is_count and set(series["geo"]) >= _OF_THE_EMN:
        total = emn_total(indicator, series)
        series = pl.concat([series, total]).sort("geo", "period")
    return series.join(coverage(series), on="period", how="left", maintain_order="left")


def held_codes(asked: Comparison, dimension: str, workshop: Workshop) -> tuple[str, ...]:
    """The codes of a dimension that the figures can be narrowed to, the whole's first."""
    held, whole = asked.indicator.by[dimension], asked.indicator.of[dimension][0]
    about = (held.id, dimension, workshop.source(held).vintage)
    codes = workshop.once(_codes, *about)[dimension].to_list()
    return (whole, *(code for code in codes if code != whole))


def _codes(workshop: Workshop, id_: str, dimension: str, vintage: Vintage) -> pl.DataFrame:
    observations = workshop.observations(dataset(id_), vintage)
    return observations.select(pl.col(dimension).unique().sort()).collect()


def facts(asked: Comparison, workshop: Workshop) -> Facts:
    """What the published numbers decide; nothing where the codes can't be looked up together."""
    series = counted(asked, workshop).drop_nulls("value")
    if series.is_empty():
        return Facts(has_total=False)
    return Facts(
        has_total=EU in set(series["geo"]),
        first=Period(series["period"].min(), asked.frequency),  # type: ignore[arg-type]  # polars: min of a date column
        last=Period(series["period"].max(), asked.frequency),  # type: ignore[arg-type]  # polars: max of a date column
    )


def supplied(asked: Comparison, workshop: Workshop, selection: Selection) -> pl.DataFrame:
    """The series that is shown: numbers up to the chosen period, made into what is measured."""
    series = counted(asked, workshop)
    series = series.filter(pl.col("period") <= _last(asked.frequency, selection))
    covered = series.select("period", "reported", "expected", "is_complete").unique()
    bare = series.select("geo", "period", "value", "flag")
    made = _measured(asked, bare, workshop)
    if asked.measure is Measure.SHARE:  # a share lasts as long as the total that it is of
        made = made.filter(pl.col("period") <= _last_total(bare))
    if asked.shape is Shape.INDEX and (base := base_of(asked, workshop, selection)) is not None:
        least = SMALLEST_BASE if asked.indicator.unit.is_count else _smallest(asked)
        made = indexed(made, base.start, least=least, counts=bare)
    return made.join(covered, on="period", how="left", maintain_order="left")


def base_of(asked: Comparison, workshop: Workshop, selection: Selection) -> Period | None:
    """The period that an index makes 100: the one asked for, else the first that is shown."""
    if asked.shape is not Shape.INDEX:
        return None
    if asked.base is not None:
        return asked.base
    series = counted(asked, workshop)
    last = latest(series.filter(pl.col("period") <= _last(asked.frequency, selection)))
    if last is None:
        return None
    shown = Period(last, asked.frequency).shifted(1 - asked.periods)
    first: date = series.filter("is_complete")["period"].min()  # type: ignore[assignment]  # polars: min of a date column
    return max(shown, Period(first, asked.frequency))


def denominators(workshop: Workshop) -> tuple[Dataset, ...]:
    """The datasets that hold populations, of those in the cache."""
    return tuple(each for each in (POPULATION, OBSERVER_POPULATION) if workshop.has(each))


def population(workshop: Workshop) -> pl.DataFrame:
    """Everyone on 1 January: geo, period, value, flag; `NothingStored` where there is none.

    Observers are looked up in their own table where the first has no number of theirs.
    """
    held = denominators(workshop) or (POPULATION,)
    return workshop.once(_population, tuple(workshop.source(each).vintage for each in held))


def _population(workshop: Workshop, vintages: Sequence[Vintage]) -> pl.DataFrame:
    held = {each.id: each for each in (POPULATION, OBSERVER_POPULATION)}
    tables = [
        workshop.observations(held[each.dataset], each)
        .filter(pl.col("indic_de") == "JAN")
        .select("geo", "period", "value", "flag")
        .collect()
        for each in vintages
    ]
    people = pl.concat(tables).drop_nulls("value").unique(["geo", "period"], keep="first")
    return pl.concat([people, without_denmark(people).drop_nulls("value")])


def _measured(asked: Comparison, series: pl.DataFrame, workshop: Workshop) -> pl.DataFrame:
    match asked.measure:
        case Measure.PER_CAPITA:
            per = 1_000 if is_per_1000(asked) else 100_000
            return per_head(series, population(workshop), per)
        case Measure.SHARE:
            return share_of(series, EU)
        case Measure.CHANGE_PREVIOUS:
            months = asked.frequency.months
            return changed(series, months, in_percent=asked.indicator.unit.is_count)
        case Measure.CHANGE_YEAR:
            return changed(series, 12, in_percent=asked.indicator.unit.is_count)
        case _:
            return series


def _last_total(series: pl.DataFrame) -> date:
    last = series.filter(pl.col("geo") == EU).drop_nulls("value")["period"].max()
    return last if isinstance(last, date) else date.min


def _smallest(asked: Comparison) -> float:
    """The smallest rate above nothing that is written."""
    return 10.0**-asked.indicator.unit.decimals


def _last(frequency: Frequency, selection: Selection) -> date:
    """The first day of the last period that ends by the chosen day."""
    if selection.until is None:
        return date.max
    period = Period.at(selection.last_day, frequency)
    return period.start if period.end <= selection.last_day else period.previous.start
