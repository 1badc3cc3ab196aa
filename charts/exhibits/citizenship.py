"""Citizenship and statelessness: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import breakdown_view, map_view, ranking_view, trend_view
from emn.indicators import citizenship as of
from emn.themes import CITIZENSHIP

_trend = partial(Plan, view=trend_view, periods=15)
_ranking = partial(Plan, view=ranking_view)

EXHIBITION = Exhibition(
    theme=CITIZENSHIP,
    key_figures=(
        of.ACQUISITIONS_OF_CITIZENSHIP,
        of.ACQUISITION_RATE,
        of.THIRD_COUNTRY_SHARE,
        of.STATELESS_RESIDENTS,
    ),
    told=(of.ACQUISITION_RATE, of.THIRD_COUNTRY_SHARE, of.STATELESS_RESIDENTS),
    exhibits=(
        _trend(id="acquisitions-trend", indicator=of.ACQUISITIONS_OF_CITIZENSHIP),
        _ranking(id="acquisitions-ranking", indicator=of.ACQUISITIONS_OF_CITIZENSHIP),
        Plan(id="third-country-share-map", indicator=of.THIRD_COUNTRY_SHARE, view=map_view),
        Plan(
            id="acquisitions-citizenships",
            indicator=of.ACQUISITIONS_OF_CITIZENSHIP,
            view=breakdown_view,
            by="citizen",
        ),
        _trend(id="stateless-trend", indicator=of.STATELESS_RESIDENTS),
        _ranking(id="stateless-ranking", indicator=of.STATELESS_RESIDENTS),
        _ranking(id="acquisition-rate-ranking", indicator=of.ACQUISITION_RATE),
    ),
)
