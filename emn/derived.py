"""Series made of series: longer periods, per head, as a share, as a change, as an index.

Pure functions: each takes columns geo, period, value, flag and gives the columns it was given. A
number is made only where Eurostat published every number that it needs; its flags are those of all
of them. Where it has none, `n` says that the base is too small and `x` that a break in the series
lies between the periods that it would compare.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from emn.flags import Flag, combined
from emn.indicator import SMALLEST_BASE
from emn.period import Frequency

_WITHIN = "longer period"
_NUMBERS = ("period", "value", "flag", "conf_status")
_EVERY = {Frequency.QUARTERLY: "1q", Frequency.ANNUAL: "1y"}


def rolled_up(
    observations: pl.LazyFrame, of: Frequency, to: Frequency, *, is_stock: bool
) -> pl.LazyFrame:
    """Observations of longer periods: a flow is the sum of all parts, a stock that of the last.

    A sum is null where one part is missing: a gap is never filled, a partial period never shown as
    whole. A stock keeps the break of every part: levels before it are not comparable.
    """
    keys = [name for name in observations.collect_schema().names() if name not in _NUMBERS]
    parts, value = of.per_year // to.per_year, pl.col("value")
    is_last = (pl.col("period").dt.month() + of.months - 1) % to.months == 0
    marked = observations.with_columns(
        pl.col("period").dt.truncate(_EVERY[to]).alias(_WITHIN), conf_status=_confidential()
    )
    if is_stock:
        broken = pl.when(_is_broken(pl.col("flag"))).then(pl.lit(Flag.BREAK.value))
        marked = marked.with_columns(
            flag=pl.when(is_last).then("flag").otherwise(broken),
            conf_status=pl.when(is_last).then("conf_status"),
        )
        value = value.filter(is_last).first()
    else:
        value = pl.when(value.count() == parts).then(value.sum())
    return (
        marked.group_by(*keys, _WITHIN)
        .agg(value=value, flag=combined(suppressed=pl.lit(value=False)))
        .rename({_WITHIN: "period"})
        .with_columns(conf_status=pl.lit(None, pl.String))
        .select(*keys, *_NUMBERS)
    )


def per_head(series: pl.DataFrame, population: pl.DataFrame, per: int) -> pl.DataFrame:
    """Per so many people: the population is that of 1 January of the year that a number is about.

    `population` has columns geo, period (1 January), value, flag.
    """
    day = pl.col("period").dt.truncate("1y")
    people = population.select("geo", pl.col("period").alias(_WITHIN), whole="value", mark="flag")
    return (
        series.with_columns(day.alias(_WITHIN))
        .join(people, on=["geo", _WITHIN], how="left", maintain_order="left")
        .with_columns(
            value=pl.when(pl.col("whole") > 0).then(per * pl.col("value") / pl.col("whole")),
            flag=_letters(pl.col("flag"), pl.col("mark")),
        )
        .select(series.columns)
    )


def share_of(series: pl.DataFrame, geo: str) -> pl.DataFrame:
    """In percent of this place's own number in the same period; null where it has none."""
    whole = series.filter(pl.col("geo") == geo).select("period", whole="value", mark="flag")
    part, total = pl.col("value"), pl.col("whole")
    is_small = part.is_not_null() & (total < SMALLEST_BASE)
    return (
        series.join(whole, on="period", how="left", maintain_order="left")
        .with_columns(
            value=pl.when(total >= SMALLEST_BASE).then(100 * part / total),
            flag=_letters(pl.col("flag"), pl.col("mark"), _where(is_small, Flag.NOT_SIGNIFICANT)),
        )
        .select(series.columns)
    )


def changed(series: pl.DataFrame, months: int, *, in_percent: bool) -> pl.DataFrame:
    """The change on so many months before, in percent or in the unit of the series.

    Begins with the first period that has an earlier one. The same rules as `emn.change.change`.
    """
    numbered = _with_breaks(series)
    earlier = numbered.select(
        "geo",
        pl.col("period").dt.offset_by(f"{months}mo"),
        base="value",
        mark="flag",
        breaks_then="breaks",
    )
    told = numbered.join(earlier, on=["geo", "period"], how="left", maintain_order="left")
    difference, base = pl.col("value") - pl.col("base"), pl.col("base")
    value = 100 * difference / base if in_percent else difference
    least = SMALLEST_BASE if in_percent else None
    first = pl.lit(series["period"].min()).dt.offset_by(f"{months}mo")
    told = told.with_columns(size="base")
    return _compared(told, value, least).filter(pl.col("period") >= first).select(series.columns)


def indexed(
    series: pl.DataFrame, base: date, *, least: float, counts: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Each place's own number of the base period made 100; null where that is below `least`.

    Numbers made of `counts`, per head say, stand on a base as large as those.
    """
    numbered, at = _with_breaks(series), pl.col("period") == base
    sizes = (series if counts is None else counts).filter(at).select("geo", size="value")
    there = numbered.filter(at).join(sizes, on="geo", how="left")
    bases = there.select("geo", "size", base="value", mark="flag", breaks_then="breaks")
    told = numbered.join(bases, on="geo", how="left", maintain_order="left")
    return _compared(told, 100 * pl.col("value") / pl.col("base"), least).select(series.columns)


def _with_breaks(series: pl.DataFrame) -> pl.DataFrame:
    """The series with the number of breaks so far beside it."""
    so_far = _is_broken(pl.col("flag")).cast(pl.Int32).cum_sum()
    return series.sort("geo", "period").with_columns(breaks=so_far.over("geo"))


def _compared(told: pl.DataFrame, value: pl.Expr, least: float | None) -> pl.DataFrame:
    """A number against its base, where no break lies between them and the base is large enough."""
    is_there = pl.col("value").is_not_null() & pl.col("base").is_not_null()
    is_comparable = pl.col("breaks") == pl.col("breaks_then")
    is_enough = pl.lit(value=True) if least is None else pl.col("size") >= least
    older = pl.col("mark").str.replace_all(Flag.BREAK, "", literal=True)  # it broke before the base
    return told.with_columns(
        value=pl.when(is_comparable & is_enough).then(value),
        flag=_letters(
            pl.col("flag"),
            older,
            _where(is_there & ~is_comparable, Flag.NOT_COMPARABLE),
            _where(is_there & is_comparable & ~is_enough, Flag.NOT_SIGNIFICANT),
        ),
    )


def _confidential() -> pl.Expr:
    """What is confidential, whether the observation says so beside its flag or a series in it."""
    in_flag = pl.col("flag").fill_null("").str.contains(Flag.CONFIDENTIAL, literal=True)
    return pl.when(in_flag | pl.col("conf_status").is_not_null()).then(pl.lit("C"))


def _is_broken(flag: pl.Expr) -> pl.Expr:
    return flag.fill_null("").str.contains(Flag.BREAK, literal=True)


def _where(condition: pl.Expr, letter: Flag) -> pl.Expr:
    return pl.when(condition).then(pl.lit(letter.value))


def _letters(*flags: pl.Expr) -> pl.Expr:
    """Every letter of these flags, once, in alphabetical order; null where there is none."""
    whole = pl.concat_str([flag.fill_null("") for flag in flags])
    unique = whole.str.split("").list.unique().list.sort().list.join("")
    return pl.when(unique != "").then(unique)
