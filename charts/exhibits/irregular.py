"""Irregular migration: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import breakdown_view, map_view, ranking_view, trend_view
from emn.indicators import irregular as of
from emn.language import _
from emn.themes import IRREGULAR

_breakdown = partial(Plan, indicator=of.ILLEGALLY_PRESENT, view=breakdown_view)

EXHIBITION = Exhibition(
    theme=IRREGULAR,
    key_figures=(of.ILLEGALLY_PRESENT, of.ILLEGALLY_PRESENT_PER_1000),
    told=(of.ILLEGALLY_PRESENT_PER_1000,),
    exhibits=(
        Plan(
            id="illegally-present-trend",
            indicator=of.ILLEGALLY_PRESENT,
            view=trend_view,
            periods=15,
        ),
        Plan(id="illegally-present-ranking", indicator=of.ILLEGALLY_PRESENT, view=ranking_view),
        Plan(
            id="illegally-present-rate-map",
            indicator=of.ILLEGALLY_PRESENT_PER_1000,
            view=map_view,
        ),
        _breakdown(id="illegally-present-citizenships", by="citizen"),
        _breakdown(
            id="illegally-present-reasons", by="reason", parts=("ENTRY_NLEG", "OSTAY", "OTH")
        ),
        _breakdown(id="illegally-present-places", by="apprehen", parts=("INL", "BRD_EXT")),
    ),
    remarks=(_("Eurostat has no series on the smuggling of migrants: see Europol and Frontex."),),
)
