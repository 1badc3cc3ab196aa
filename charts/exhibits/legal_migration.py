"""Legal migration: its exhibits and key figures, in the order of the page."""

from functools import partial

from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.views import breakdown_view, composition_view, map_view, ranking_view, trend_view
from emn.indicators import legal_migration as of
from emn.themes import LEGAL_MIGRATION

_trend = partial(Plan, view=trend_view, periods=15)
_ranking = partial(Plan, view=ranking_view)
_composition = partial(Plan, view=composition_view, periods=10)
_citizenships = partial(Plan, view=breakdown_view, by="citizen")

EXHIBITION = Exhibition(
    theme=LEGAL_MIGRATION,
    key_figures=(
        of.FIRST_PERMITS_ISSUED,
        of.EMPLOYMENT_PERMIT_SHARE,
        of.PERMITS_VALID,
        of.BLUE_CARDS_GRANTED,
        of.IMMIGRANTS,
    ),
    told=(
        of.EMPLOYMENT_PERMIT_SHARE,
        of.PERMITS_VALID,
        of.BLUE_CARDS_GRANTED,
        of.IMMIGRANTS,
    ),
    exhibits=(
        _trend(id="first-permits-trend", indicator=of.FIRST_PERMITS_ISSUED),
        _ranking(id="first-permits-ranking", indicator=of.FIRST_PERMITS_ISSUED),
        Plan(
            id="first-permits-rate-map",
            indicator=of.FIRST_PERMITS_PER_1000,
            view=map_view,
            periods=3,
        ),
        _composition(
            id="first-permits-reasons",
            indicator=of.FIRST_PERMITS_ISSUED,
            by="reason",
            parts=("FAM", "EMP", "EDUC", "OTH"),
        ),
        _citizenships(id="first-permits-citizenships", indicator=of.FIRST_PERMITS_ISSUED),
        _ranking(id="employment-permit-share-ranking", indicator=of.EMPLOYMENT_PERMIT_SHARE),
        _composition(
            id="valid-permits-reasons",
            indicator=of.PERMITS_VALID,
            by="reason",
            parts=("FAM", "EMP", "EDUC", "RFG", "SPROT", "OTH"),
        ),
        _citizenships(id="valid-permits-citizenships", indicator=of.PERMITS_VALID),
        _composition(
            id="long-term-residents-composition",
            indicator=of.LONG_TERM,
            by="leg_fram",
            parts=("EU", "NAT"),
        ),
        _composition(
            id="single-permits-composition",
            indicator=of.SINGLE_PERMITS_ISSUED,
            by="decision",
            parts=("GRNT_FRST", "RNEW", "CHG"),
        ),
        _trend(id="immigrants-trend", indicator=of.IMMIGRANTS),
        _citizenships(id="immigrants-citizenships", indicator=of.IMMIGRANTS),
        _ranking(id="blue-cards-ranking", indicator=of.BLUE_CARDS_GRANTED),
    ),
)
