"""Changes between two periods, sums over several, and the rules that forbid a claim.

Each rule stands here once. Eurostat rounds most of these figures to 5, breaks series, leaves cells
out. So a change may be not published, not comparable, too small to have a direction, or too small a
base for a percentage; and a sum without one of its parts is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from emn.flags import Flag, combined, has
from emn.indicator import SMALLEST_BASE, Indicator, observed
from emn.period import Frequency, Period

EMN_MEMBERS = "EU27_2020_X_DK"  # Eurostat's code for the Union without Denmark
_YEAR = "year"
_LEAST_PERCENT = 0.05  # below it, 0.0 % would be written


class Direction(StrEnum):
    """What may be said of two numbers."""

    RISE = "rise"
    FALL = "fall"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not comparable"
    NOT_PUBLISHED = "not published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one place between two periods.

    `absolute` is in the indicator's unit; `percent` is None where a rule forbids it, and always
    for rates, whose changes are told in points.
    """

    direction: Direction
    earlier: Period
    absolute: float | None = None
    percent: float | None = None

    @property
    def is_told(self) -> bool:
        """Tell whether both numbers exist and may be compared."""
        return self.direction not in {Direction.NOT_COMPARABLE, Direction.NOT_PUBLISHED}

    @property
    def told_percent(self) -> float | None:
        """The percentage that is written; None where none may be, or a movement would be 0.0 %."""
        is_nothing = self.percent is not None and abs(self.percent) < _LEAST_PERCENT
        if is_nothing and self.direction is not Direction.UNCHANGED:
            return None
        return self.percent


def change(indicator: Indicator, line: pl.DataFrame, period: Period, earlier: Period) -> Change:
    """Compare two periods of one place; `line` is its series (period, value, flag).

    A break (`b`) after the earlier period, up to the later one, makes them not comparable.
    """
    starts, flags = line["period"].to_list(), line["flag"].to_list()
    values = dict(zip(starts, line["value"].to_list(), strict=True))
    now, before = values.get(period.start), values.get(earlier.start)
    between = [
        flag
        for start, flag in zip(starts, flags, strict=True)
        if earlier.start < start <= period.start
    ]
    is_broken = any(has(flag, Flag.BREAK) for flag in between)
    return _compared(
        indicator, (now, before), earlier, smallest_move(indicator), is_broken=is_broken
    )


def change_of_totals(
    indicator: Indicator, line: pl.DataFrame, period: Period, earlier: Period
) -> Change:
    """Compare the sums of two longer periods; each of their parts is rounded by itself.

    A break in the middle of either makes them not comparable, too.
    """
    frequency = indicator.dataset.frequency
    now, before = (total(line, each, frequency) for each in (period, earlier))
    values = (now[0] if now else None, before[0] if before else None)
    within = pl.col("period").is_between(earlier.start, period.end, closed="right")
    is_broken = any(has(flag, Flag.BREAK) for flag in line.filter(within)["flag"])
    least = smallest_move(indicator) * len(period.within(frequency))
    return _compared(indicator, values, earlier, least, is_broken=is_broken)


def _compared(
    indicator: Indicator,
    values: tuple[float | None, float | None],
    earlier: Period,
    least: float,
    *,
    is_broken: bool,
) -> Change:
    """What may be said of two numbers, now and before; `least` is what counts as a movement."""
    now, before = values
    if now is None or before is None:
        return Change(direction=Direction.NOT_PUBLISHED, earlier=earlier)
    if is_broken:
        return Change(direction=Direction.NOT_COMPARABLE, earlier=earlier)
    absolute = now - before
    has_percent = indicator.unit.is_count and before >= SMALLEST_BASE
    direction = Direction.RISE if absolute > 0 else Direction.FALL
    return Change(
        direction=direction if abs(absolute) >= least else Direction.UNCHANGED,
        earlier=earlier,
        absolute=absolute,
        percent=100 * absolute / before if has_percent else None,
    )


def smallest_move(indicator: Indicator) -> float:
    """What counts as a movement: rounding decides. 5 persons, or half of the last decimal shown."""
    if not indicator.unit.is_count:
        return float(0.5 * 10**-indicator.unit.decimals)
    return float(indicator.dataset.rounded_to or 0.5)


def total(line: pl.DataFrame, period: Period, frequency: Frequency) -> tuple[float, str] | None:
    """Add the parts of a longer period, say a quarter's three months: the sum and its flags.

    None unless every part is published: a gap is never filled, a partial sum never shown.
    """
    starts = [part.start for part in period.within(frequency)]
    parts = line.filter(pl.col("period").is_in(starts))
    if parts["value"].count() < len(starts):
        return None
    letters = sorted(set("".join(flag or "" for flag in parts["flag"])))
    return float(parts["value"].sum()), "".join(letters)


def twelve_months(indicator: Indicator, series: pl.DataFrame) -> pl.DataFrame:
    """Add, at every period, the twelve months that end with it: the trend of a seasonal series.

    Gives the columns of the series. A value is null where one of its parts is missing; the flags
    are those of all parts. Raises `ValueError` for a stock or a rate, which don't add up.
    """
    return _added(indicator, series, pl.lit(indicator.dataset.frequency.per_year))


def year_to_date(indicator: Indicator, series: pl.DataFrame) -> pl.DataFrame:
    """Add, at every period, its year so far: cumulative to date, not the annual figure.

    Gives the columns of the series, with nulls, flags and refusals as in `twelve_months`.
    """
    months = indicator.dataset.frequency.months
    so_far = (pl.col("period").last().dt.month() - 1) // months + 1
    return _added(indicator, series, so_far, pl.col("period").dt.year().alias(_YEAR))


def emn_total(indicator: Indicator, series: pl.DataFrame) -> pl.DataFrame:
    """Make the EMN members' total: Eurostat's cell of the Union less that of Denmark.

    Gives the columns of the series, one row a period, under EMN_MEMBERS; a value is null where one
    of the two is missing. Never a sum of the countries shown: one may be absent, each is rounded.
    Raises `ValueError` for a rate.
    """
    if not indicator.unit.is_count:
        raise ValueError(f"{indicator.id}: a rate of the EMN is no difference of rates")
    return without_denmark(series)


def without_denmark(series: pl.DataFrame) -> pl.DataFrame:
    """Eurostat's cell of the Union less that of Denmark, under EMN_MEMBERS, one row a period."""
    keys = [name for name in series.columns if name not in {"geo", "value", "flag"}]
    return (
        _flaggable(series.filter(pl.col("geo").is_in(["EU27_2020", "DK"])))
        .group_by(keys)
        .agg(
            geo=pl.lit(EMN_MEMBERS),
            value=observed(geo="EU27_2020") - observed(geo="DK"),
            flag=combined(suppressed=pl.lit(value=False)),
        )
        .sort(keys)
        .select(series.columns)
    )


def _added(
    indicator: Indicator, series: pl.DataFrame, needed: pl.Expr, *apart: pl.Expr
) -> pl.DataFrame:
    """Add up the year that ends with each period; what `apart` tells apart is not added."""
    if indicator.is_stock or not indicator.unit.is_count:
        raise ValueError(f"{indicator.id}: only flows are added over time, not stocks or rates")
    keys = [name for name in series.columns if name not in {"period", "value", "flag"}]
    value = pl.col("value")
    return (
        _flaggable(series)
        .sort(*keys, "period")
        .rolling("period", period="12mo", group_by=[*keys, *apart])
        .agg(
            value=pl.when(value.count() == needed).then(value.sum()),
            flag=combined(suppressed=pl.lit(value=False)),
        )
        .sort(*keys, "period")
        .select(series.columns)
    )


def _flaggable(series: pl.DataFrame) -> pl.DataFrame:
    """A series says in its flag what is confidential; observations say it beside."""
    return series.with_columns(conf_status=pl.lit(None, dtype=pl.String))
