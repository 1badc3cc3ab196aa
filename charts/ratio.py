"""Exhibits of a ratio: one indicator as a share of another, from the series of both."""

from __future__ import annotations

from functools import partial

import polars as pl

from charts.exhibit import Source
from charts.plan import Plan
from charts.workshop import Selection, Workshop
from emn.coverage import coverage
from emn.language import Language
from emn.period import Period
from emn.ratio import Ratio

_SERIES = ("geo", "period", "value", "flag")


def of_ratio(ratio: Ratio) -> partial[Plan]:
    """What makes a plan of a ratio: give it an id and a view, as any other."""
    return partial(
        Plan,
        indicator=ratio.indicator,
        supply=partial(_supply, ratio),
        beside=(ratio.whole.dataset,),
    )


def _supply(
    ratio: Ratio, _plan: Plan, workshop: Workshop, selection: Selection
) -> tuple[Source, pl.DataFrame]:
    """Where the part comes from, and the share of the whole that it is, up to the chosen period.

    The whole is read as far as it goes: the twelve months of a ratio begin before those shown.
    """
    source, share = workshop.source(ratio.part.dataset), shared(ratio, workshop)
    frequency = ratio.part.dataset.frequency
    ended = [
        start
        for start in share["period"].unique()
        if Period(start, frequency).end <= selection.last_day
    ]
    return source, share.filter(pl.col("period").is_in(ended))


def shared(ratio: Ratio, workshop: Workshop) -> pl.DataFrame:
    """The whole series of a ratio, with who has reported beside it; columns as the workshop's."""
    datasets = (ratio.part.dataset, ratio.whole.dataset)
    return workshop.once(_share, ratio, *(workshop.source(each).vintage for each in datasets))


def _share(workshop: Workshop, ratio: Ratio, *_vintages: object) -> pl.DataFrame:
    everything = Selection(language=Language.EN)
    part, whole = (
        workshop.series(each, everything).select(_SERIES) for each in (ratio.part, ratio.whole)
    )
    share = ratio.series(part, whole)
    return share.join(coverage(share), on="period", how="left")
