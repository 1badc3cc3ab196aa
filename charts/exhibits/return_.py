"""Return: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.ratio import of_ratio
from charts.views import breakdown_view, composition_view, map_view, ranking_view, trend_view
from emn.indicators import return_ as of
from emn.language import _
from emn.themes import RETURN

_trend = partial(Plan, view=trend_view, periods=20)
_ranking = partial(Plan, view=ranking_view)
_citizenships = partial(Plan, view=breakdown_view, by="citizen")

EXHIBITION = Exhibition(
    theme=RETURN,
    key_figures=(of.ORDERED_TO_LEAVE, of.RETURNED, of.FORCED_RETURN_SHARE),
    told=(of.RETURNED, of.FORCED_RETURN_SHARE, of.ORDERED_TO_LEAVE_PER_1000),
    exhibits=(
        _trend(id="ordered-to-leave-trend", indicator=of.ORDERED_TO_LEAVE),
        _ranking(id="ordered-to-leave-ranking", indicator=of.ORDERED_TO_LEAVE),
        Plan(id="ordered-to-leave-rate-map", indicator=of.ORDERED_TO_LEAVE_PER_1000, view=map_view),
        _citizenships(id="ordered-to-leave-citizenships", indicator=of.ORDERED_TO_LEAVE),
        _trend(id="returned-trend", indicator=of.RETURNED),
        _ranking(id="returned-ranking", indicator=of.RETURNED),
        of_ratio(of.RETURN_SHARE)(id="return-share-trend", view=trend_view, periods=20),
        Plan(
            id="returned-types",
            indicator=of.RETURNED,
            view=composition_view,
            by="return",
            parts=("FORC", "ASSI_VOLU", "NASSI_VOLU"),
            periods=10,
        ),
        _trend(id="forced-return-share-trend", indicator=of.FORCED_RETURN_SHARE),
        _citizenships(id="returned-citizenships", indicator=of.RETURNED),
    ),
    remarks=(_("Eurostat has no series on requests for readmission."),),
)
