"""Unaccompanied minors: their exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import breakdown_view, composition_view, ranking_view, trend_view
from emn.indicators import minors as of
from emn.language import _
from emn.themes import MINORS

_trend = partial(Plan, view=trend_view, periods=36)
_ranking = partial(Plan, view=ranking_view)

EXHIBITION = Exhibition(
    theme=MINORS,
    key_figures=(
        of.MINOR_APPLICANTS,
        of.MINORS_WAITING,
        of.MINOR_FIRST_INSTANCE,
        of.MINOR_RECOGNITION_RATE,
        of.MINORS_PROTECTED,
    ),
    told=(
        of.MINOR_FIRST_INSTANCE,
        of.MINOR_RECOGNITION_RATE,
        of.MINORS_WAITING,
        of.MINORS_PROTECTED,
        of.MINOR_SHARE_OF_APPLICANTS,
    ),
    exhibits=(
        _trend(id="minor-applicants-trend", indicator=of.MINOR_APPLICANTS),
        _ranking(id="minor-applicants-ranking", indicator=of.MINOR_APPLICANTS),
        Plan(
            id="minor-applicants-ages",
            indicator=of.MINOR_APPLICANTS,
            view=composition_view,
            by="age",
            parts=("Y14-17", "Y_LT14"),
            periods=12,
        ),
        Plan(
            id="minor-applicants-citizenships",
            indicator=of.MINOR_APPLICANTS,
            view=breakdown_view,
            by="citizen",
        ),
        _ranking(id="minor-share-ranking", indicator=of.MINOR_SHARE_OF_APPLICANTS),
        _trend(id="minors-pending-trend", indicator=of.MINORS_WAITING),
        Plan(
            id="minor-decisions-composition",
            indicator=of.MINOR_FIRST_INSTANCE,
            view=composition_view,
            by="decision",
            parts=("POS_RFG", "POS_SPROT", "POS_HUM", "NEG"),
            periods=10,
        ),
        _trend(id="minors-temporary-protection-trend", indicator=of.MINORS_PROTECTED),
        _ranking(id="minors-temporary-protection-ranking", indicator=of.MINORS_PROTECTED),
        _ranking(id="minor-recognition-ranking", indicator=of.MINOR_RECOGNITION_RATE),
    ),
    remarks=(
        _(
            "Eurostat has no series on other vulnerable groups, such as victims of torture or"
            " persons with disabilities."
        ),
    ),
)
