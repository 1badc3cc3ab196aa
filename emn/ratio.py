"""Class Ratio: one indicator as a share of another, where no dataset holds both."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from emn.change import twelve_months
from emn.flags import combined
from emn.indicator import Indicator, Unit, observed, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A part and the whole that it is told against, in percent, of the same places and periods.

    With `of_twelve_months` the whole is the sum of the twelve months that end with the period.
    """

    id: str
    label: str
    definition: str
    sentence: str
    lead: str
    part: Indicator
    whole: Indicator
    of_twelve_months: bool = False
    is_ranked: bool = True
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two indicators whose periods never meet."""
        if self.part.dataset.frequency is not self.whole.dataset.frequency:
            raise ValueError(f"{self.id}: {self.part.id} and {self.whole.id} differ in frequency")

    @property
    def unit(self) -> Unit:
        """Always percent."""
        return Unit.PERCENT

    @property
    def is_stock(self) -> bool:
        """Tell whether the part is counted at the end of the period."""
        return self.part.is_stock

    @property
    def indicator(self) -> Indicator:
        """The same in the words of an indicator, for whatever shows one.

        Its own series is nothing but nulls: no dataset holds both, so `series` is to be supplied.
        """
        return Indicator(
            id=self.id,
            label=self.label,
            definition=self.definition,
            sentence=self.sentence,
            lead=self.lead,
            unit=self.unit,
            dataset=self.part.dataset,
            of=self.part.of,
            value=pl.lit(None, pl.Float64),
            is_stock=self.is_stock,
            is_ranked=self.is_ranked,
            caveats=self.caveats,
        )

    def series(self, part: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
        """Give columns geo, period, value, flag from the series of both indicators.

        A value is null where either is missing, and where the whole is too small to make a rate
        of; the flag then holds `n`. The flags are those of both.
        """
        if self.of_twelve_months:
            whole = twelve_months(self.whole, whole)
        share = percent(observed(role="part"), observed(role="whole"))
        both = [
            part.with_columns(role=pl.lit("part")),
            whole.with_columns(role=pl.lit("whole")),
        ]
        return (
            pl.concat(both)
            .with_columns(conf_status=pl.lit(None, dtype=pl.String))
            .group_by("geo", "period")
            .agg(
                value=share,
                flag=combined(suppressed=share.is_null() & (pl.col("value").count() == len(both))),
            )
            .sort("geo", "period")
        )
