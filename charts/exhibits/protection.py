"""International protection: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.ratio import of_ratio
from charts.views import (
    breakdown_view,
    composition_view,
    map_view,
    ranking_view,
    small_multiples_view,
    trend_view,
)
from emn.indicators import procedures
from emn.indicators import protection as of
from emn.themes import PROTECTION

_trend = partial(Plan, view=trend_view, periods=36)
_ranking = partial(Plan, view=ranking_view)
_map = partial(Plan, view=map_view)
_citizenships = partial(Plan, view=breakdown_view, by="citizen")
_outcomes = partial(
    Plan,
    view=composition_view,
    by="decision",
    parts=("POS_RFG", "POS_SPROT", "POS_HUM", "NEG"),
    periods=10,
)

EXHIBITION = Exhibition(
    theme=PROTECTION,
    key_figures=(
        of.ASYLUM_APPLICANTS,
        of.FIRST_TIME_APPLICANTS,
        of.PENDING_APPLICANTS,
        of.RECOGNITION_RATE,
        of.TEMPORARY_PROTECTION_STOCK,
    ),
    told=(
        of.FIRST_TIME_APPLICANTS,
        of.FIRST_INSTANCE,
        of.RECOGNITION_RATE,
        of.PENDING_APPLICANTS,
        of.TEMPORARY_PROTECTION_STOCK,
    ),
    exhibits=(
        _trend(id="asylum-applicants-trend", indicator=of.ASYLUM_APPLICANTS),
        _ranking(id="asylum-applicants-ranking", indicator=of.ASYLUM_APPLICANTS),
        Plan(
            id="first-time-applicants-panels",
            indicator=of.FIRST_TIME_APPLICANTS,
            view=small_multiples_view,
        ),
        _citizenships(id="asylum-applicants-citizenships", indicator=of.ASYLUM_APPLICANTS),
        _map(id="first-time-rate-map", indicator=of.FIRST_TIME_APPLICANTS_PER_1000, periods=3),
        _ranking(id="first-time-rate-ranking", indicator=of.FIRST_TIME_APPLICANTS_PER_100000),
        _trend(id="pending-trend", indicator=of.PENDING_APPLICANTS),
        of_ratio(procedures.PENDING_RATIO)(id="pending-ratio-ranking", view=ranking_view),
        _ranking(id="first-time-share-ranking", indicator=procedures.FIRST_TIME_APPLICANTS_SHARE),
        _ranking(id="withdrawn-ranking", indicator=procedures.WITHDRAWN),
        _ranking(id="accelerated-ranking", indicator=procedures.ACCELERATED),
        _outcomes(id="decisions-composition", indicator=of.FIRST_INSTANCE),
        _citizenships(id="decisions-citizenships", indicator=of.FIRST_INSTANCE),
        _ranking(id="recognition-ranking", indicator=of.RECOGNITION_RATE),
        _ranking(
            id="international-protection-ranking",
            indicator=procedures.INTERNATIONAL_PROTECTION_RATE,
        ),
        _ranking(
            id="published-recognition-ranking", indicator=procedures.PUBLISHED_RECOGNITION_RATE
        ),
        _ranking(id="protection-rate-ranking", indicator=procedures.PROTECTION_RATE_ANNUAL),
        _outcomes(id="final-decisions-composition", indicator=procedures.FINAL),
        _ranking(id="final-recognition-ranking", indicator=procedures.FINAL_RECOGNITION_RATE),
        _ranking(id="transfers-ranking", indicator=procedures.TRANSFERS),
        _trend(id="temporary-protection-trend", indicator=of.TEMPORARY_PROTECTION_STOCK),
        _ranking(id="temporary-protection-ranking", indicator=of.TEMPORARY_PROTECTION_STOCK),
        _map(
            id="temporary-protection-rate-map",
            indicator=procedures.TEMPORARY_PROTECTION_PER_1000,
        ),
        _ranking(
            id="temporary-protection-grants-ranking", indicator=of.TEMPORARY_PROTECTION_GRANTS
        ),
        _ranking(id="resettled-ranking", indicator=procedures.RESETTLED),
    ),
)
