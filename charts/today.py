"""What is true today in the place of a fact that was once stated."""

from __future__ import annotations

import polars as pl

from charts.workshop import Selection, Workshop
from emn.errors import NothingStored
from emn.fact import Fact
from emn.figures import Figures
from emn.indicators import indicator
from emn.language import Language
from emn.period import Period
from emn.recheck import again


def today(workshop: Workshop, fact: Fact) -> Fact | None:
    """The same fact where it holds, one with another value, or None where there is none any more.

    From the vintages in service, whatever the fact was stated from. `Misused` for an indicator that
    is no longer declared.
    """
    about = indicator(fact.indicator)
    if fact.citizen:
        about = about.among("citizen", fact.citizen, (about.label, about.sentence, about.lead))
    try:
        series = workshop.series(about, Selection(language=Language.EN))
    except NothingStored:
        return None
    last = Period.at(fact.period.end, about.dataset.frequency)
    return again(fact, Figures(indicator=about, series=series, period=last))


def flag(workshop: Workshop, fact: Fact) -> str:
    """The flags that the number in the place of a level bears now, those of all its parts."""
    about = indicator(fact.indicator)
    try:
        series = workshop.series(about, Selection(language=Language.EN))
    except NothingStored:
        return ""
    parts = fact.period.within(about.dataset.frequency)
    bearing = series.filter(
        pl.col("geo") == fact.geo, pl.col("period").is_in([each.start for each in parts])
    )
    return "".join(sorted(set("".join(each or "" for each in bearing["flag"]))))
