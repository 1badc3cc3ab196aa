"""Borders: their exhibits and key figures, in the order of the page."""

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import breakdown_view, composition_view, map_view, ranking_view, trend_view
from emn.indicators import borders as of
from emn.language import _
from emn.themes import BORDERS

EXHIBITION = Exhibition(
    theme=BORDERS,
    key_figures=(of.REFUSALS, of.REFUSALS_PER_1000),
    told=(of.REFUSALS_PER_1000,),
    exhibits=(
        Plan(id="refusals-trend", indicator=of.REFUSALS, view=trend_view, periods=15),
        Plan(id="refusals-ranking", indicator=of.REFUSALS, view=ranking_view),
        Plan(id="refusals-rate-map", indicator=of.REFUSALS_PER_1000, view=map_view),
        Plan(
            id="refusals-borders",
            indicator=of.REFUSALS,
            view=composition_view,
            by="border",
            parts=("LAND", "SEA", "AIR"),
            periods=10,
        ),
        Plan(id="refusals-reasons", indicator=of.REFUSALS, view=breakdown_view, by="reason"),
        Plan(id="refusals-citizenships", indicator=of.REFUSALS, view=breakdown_view, by="citizen"),
    ),
    remarks=(
        _(
            "Eurostat has no series on visas: the European Commission’s Directorate-General for"
            " Migration and Home Affairs publishes the Schengen visas of each consulate, once a"
            " year."
        ),
        _("Detections of irregular crossings are published by Frontex, not by Eurostat."),
        _(
            "Eurostat has no series on border control within the Schengen area: the Commission"
            " lists where it was brought back, and until when."
        ),
    ),
)
