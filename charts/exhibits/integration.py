"""Integration: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import map_view, ranking_view, trend_view
from emn.indicators import integration as of
from emn.themes import INTEGRATION

_trend = partial(Plan, view=trend_view, periods=20)
_ranking = partial(Plan, view=ranking_view)

EXHIBITION = Exhibition(
    theme=INTEGRATION,
    key_figures=(
        of.UNEMPLOYMENT_RATE,
        of.EMPLOYMENT_RATE,
        of.EMPLOYMENT_GAP,
        of.POVERTY_RATE,
        of.NEET_RATE,
    ),
    told=(
        of.UNEMPLOYMENT_GAP,
        of.EMPLOYMENT_RATE,
        of.EMPLOYMENT_GAP,
        of.POVERTY_RATE,
        of.POVERTY_GAP,
        of.NEET_RATE,
    ),
    exhibits=(
        _trend(id="unemployment-trend", indicator=of.UNEMPLOYMENT_RATE),
        _ranking(id="unemployment-ranking", indicator=of.UNEMPLOYMENT_RATE),
        _trend(id="unemployment-gap-trend", indicator=of.UNEMPLOYMENT_GAP),
        _trend(id="employment-trend", indicator=of.EMPLOYMENT_RATE),
        Plan(id="employment-map", indicator=of.EMPLOYMENT_RATE, view=map_view),
        _trend(id="employment-gap-trend", indicator=of.EMPLOYMENT_GAP),
        _ranking(id="poverty-ranking", indicator=of.POVERTY_RATE),
        _trend(id="poverty-gap-trend", indicator=of.POVERTY_GAP, periods=10),
        _ranking(id="neet-ranking", indicator=of.NEET_RATE),
    ),
)
