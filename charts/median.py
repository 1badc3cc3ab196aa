"""The median of the EMN's members: the line that each country of small multiples is seen against.

It is no total: half of the members that have reported lie above it. Denmark is not among them.
"""

from __future__ import annotations

import polars as pl

from emn.language import _
from emn.network import Network

MEDIAN = "EMN_MEDIAN"  # the code under which it stands in a series
LABEL = _("Median of the EMN members")
NOTE = _("The grey line is the median of the EMN members that have reported: half lie above it.")


def median(series: pl.DataFrame, network: Network) -> pl.DataFrame:
    """The median over the members of each complete period, in the columns of the series.

    Members are those of the period's first day; a value that is missing takes no part.
    """
    starts = series.filter("is_complete")["period"].unique().sort()
    members = pl.DataFrame(
        [(geo, start) for start in starts for geo in network.group("emn", start)],
        schema={"geo": pl.String, "period": pl.Date},
        orient="row",
    )
    coverage = pl.col("reported", "expected", "is_complete").first()
    return (
        series.join(members, on=["geo", "period"])
        .group_by("period", maintain_order=True)
        .agg(pl.col("value").median(), coverage)
        .sort("period")
        .with_columns(geo=pl.lit(MEDIAN), flag=pl.lit(None, pl.String))
        .select(series.columns)
    )
