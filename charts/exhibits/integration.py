"""Integration: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import gap_view, groups_view, map_view, ranking_view, trend_view
from emn.indicators import integration as of
from emn.themes import INTEGRATION

_trend = partial(Plan, view=trend_view, periods=20)
_ranking = partial(Plan, view=ranking_view)
_sexes = partial(Plan, view=groups_view, by="sex", parts=("M", "F"), periods=20)

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
        of.NEET_RATE,
    ),
    exhibits=(
        _trend(id="unemployment-trend", indicator=of.UNEMPLOYMENT_RATE),
        Plan(
            id="unemployment-gap",
            indicator=of.UNEMPLOYMENT_GAP,
            view=partial(gap_view, of.UNEMPLOYMENT_RATE),
        ),
        Plan(id="employment-map", indicator=of.EMPLOYMENT_RATE, view=map_view),
        Plan(
            id="employment-gap",
            indicator=of.EMPLOYMENT_GAP,
            view=partial(gap_view, of.EMPLOYMENT_RATE),
        ),
        _sexes(id="unemployment-sexes", indicator=of.UNEMPLOYMENT_RATE),
        _sexes(id="employment-sexes", indicator=of.EMPLOYMENT_RATE),
        Plan(
            id="poverty-gap",
            indicator=of.POVERTY_GAP,
            view=partial(gap_view, of.POVERTY_RATE),
        ),
        _trend(id="unemployment-gap-trend", indicator=of.UNEMPLOYMENT_GAP),
        _ranking(id="neet-ranking", indicator=of.NEET_RATE),
    ),
)
