"""International protection: its exhibits and key figures, in the order of the page."""

from charts.plan import Plan
from charts.views import breakdown_view, composition_view, map_view, ranking_view, trend_view
from emn.indicators import protection as of

EXHIBITS = (
    Plan(id="asylum-applicants-trend", indicator=of.ASYLUM_APPLICANTS, view=trend_view, periods=36),
    Plan(id="asylum-applicants-ranking", indicator=of.ASYLUM_APPLICANTS, view=ranking_view),
    Plan(
        id="asylum-applicants-citizenships",
        indicator=of.ASYLUM_APPLICANTS,
        view=breakdown_view,
        by="citizen",
    ),
    Plan(
        id="first-time-rate-map",
        indicator=of.FIRST_TIME_APPLICANTS_PER_1000,
        view=map_view,
        periods=3,
    ),
    Plan(
        id="first-time-rate-ranking",
        indicator=of.FIRST_TIME_APPLICANTS_PER_100000,
        view=ranking_view,
    ),
    Plan(id="pending-trend", indicator=of.PENDING_APPLICANTS, view=trend_view, periods=36),
    Plan(
        id="decisions-composition",
        indicator=of.FIRST_INSTANCE,
        view=composition_view,
        by="decision",
        parts=("POS_RFG", "POS_SPROT", "POS_HUM", "NEG"),
        periods=10,
    ),
    Plan(id="recognition-ranking", indicator=of.RECOGNITION_RATE, view=ranking_view),
    Plan(
        id="temporary-protection-trend",
        indicator=of.TEMPORARY_PROTECTION_STOCK,
        view=trend_view,
        periods=36,
    ),
    Plan(
        id="temporary-protection-ranking",
        indicator=of.TEMPORARY_PROTECTION_STOCK,
        view=ranking_view,
    ),
)

KEY_FIGURES = (
    of.ASYLUM_APPLICANTS,
    of.FIRST_TIME_APPLICANTS,
    of.PENDING_APPLICANTS,
    of.RECOGNITION_RATE,
    of.TEMPORARY_PROTECTION_STOCK,
)
