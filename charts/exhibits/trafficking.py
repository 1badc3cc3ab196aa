"""Trafficking in human beings: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import composition_view, ranking_view, trend_view
from emn.indicators import trafficking as of
from emn.language import _
from emn.themes import TRAFFICKING

_trend = partial(Plan, view=trend_view, periods=15)

EXHIBITION = Exhibition(
    theme=TRAFFICKING,
    key_figures=(of.VICTIMS, of.SUSPECTED, of.CONVICTED),
    told=(of.SUSPECTED, of.CONVICTED),
    exhibits=(
        _trend(id="victims-trend", indicator=of.VICTIMS),
        Plan(id="victims-ranking", indicator=of.VICTIMS, view=ranking_view),
        _trend(id="suspected-trend", indicator=of.SUSPECTED),
        Plan(
            id="victims-sexes",
            indicator=of.VICTIMS,
            view=composition_view,
            by="sex",
            parts=("F", "M"),
            periods=10,
        ),
        _trend(id="convicted-trend", indicator=of.CONVICTED),
    ),
    remarks=(_("Eurostat has no series on the smuggling of migrants, which is another crime."),),
)
