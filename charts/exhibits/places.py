"""Pages of places: the indicators of each theme, the key figures, and the exhibits."""

from __future__ import annotations

from charts.plan import Plan
from charts.profile import beside_peers_view
from charts.views import breakdown_view
from emn.indicator import Indicator
from emn.indicators import (
    borders,
    citizenship,
    integration,
    irregular,
    legal_migration,
    minors,
    procedures,
    protection,
    return_,
    trafficking,
)
from emn.themes import (
    BORDERS,
    CITIZENSHIP,
    DEVELOPMENT,
    INTEGRATION,
    IRREGULAR,
    LEGAL_MIGRATION,
    MINORS,
    PROTECTION,
    RETURN,
    TRAFFICKING,
    Theme,
)

PROFILE: tuple[tuple[Theme, tuple[Indicator, ...]], ...] = (
    (
        LEGAL_MIGRATION,
        (
            legal_migration.FIRST_PERMITS_ISSUED,
            legal_migration.FIRST_PERMITS_PER_1000,
            legal_migration.EMPLOYMENT_PERMIT_SHARE,
            legal_migration.PERMITS_VALID,
            legal_migration.LONG_TERM,
            legal_migration.BLUE_CARDS_GRANTED,
            legal_migration.IMMIGRANTS,
        ),
    ),
    (
        PROTECTION,
        (
            protection.ASYLUM_APPLICANTS,
            protection.FIRST_TIME_APPLICANTS,
            protection.FIRST_TIME_APPLICANTS_PER_100000,
            protection.PENDING_APPLICANTS,
            protection.FIRST_INSTANCE,
            protection.RECOGNITION_RATE,
            protection.TEMPORARY_PROTECTION_STOCK,
            protection.TEMPORARY_PROTECTION_GRANTS,
        ),
    ),
    (
        MINORS,
        (
            minors.MINOR_APPLICANTS,
            minors.MINOR_SHARE_OF_APPLICANTS,
            minors.MINORS_WAITING,
            minors.MINORS_PROTECTED,
        ),
    ),
    (
        INTEGRATION,
        (
            integration.EMPLOYMENT_RATE,
            integration.EMPLOYMENT_GAP,
            integration.UNEMPLOYMENT_RATE,
            integration.UNEMPLOYMENT_GAP,
            integration.POVERTY_RATE,
        ),
    ),
    (
        CITIZENSHIP,
        (
            citizenship.ACQUISITIONS_OF_CITIZENSHIP,
            citizenship.ACQUISITION_RATE,
            citizenship.THIRD_COUNTRY_SHARE,
            citizenship.STATELESS_RESIDENTS,
        ),
    ),
    (BORDERS, (borders.REFUSALS, borders.REFUSALS_PER_1000)),
    (IRREGULAR, (irregular.ILLEGALLY_PRESENT, irregular.ILLEGALLY_PRESENT_PER_1000)),
    (
        RETURN,
        (
            return_.ORDERED_TO_LEAVE,
            return_.ORDERED_TO_LEAVE_PER_1000,
            return_.RETURNED,
            return_.FORCED_RETURN_SHARE,
        ),
    ),
    (TRAFFICKING, (trafficking.VICTIMS, trafficking.SUSPECTED, trafficking.CONVICTED)),
    (DEVELOPMENT, ()),
)

# One a theme: what a reader asks first.
KEY_FIGURES = (
    protection.ASYLUM_APPLICANTS,
    protection.TEMPORARY_PROTECTION_STOCK,
    legal_migration.FIRST_PERMITS_ISSUED,
    minors.MINOR_APPLICANTS,
    integration.EMPLOYMENT_RATE,
    citizenship.ACQUISITIONS_OF_CITIZENSHIP,
    borders.REFUSALS,
    irregular.ILLEGALLY_PRESENT,
    return_.ORDERED_TO_LEAVE,
    trafficking.VICTIMS,
)

COMPARED = protection.FIRST_TIME_APPLICANTS_PER_100000  # what places of all sizes compare by

EXHIBITS: tuple[tuple[Theme, tuple[Plan, ...]], ...] = (
    (
        LEGAL_MIGRATION,
        (
            Plan(
                id="first-permits-beside-peers",
                indicator=legal_migration.FIRST_PERMITS_PER_1000,
                view=beside_peers_view,
                periods=12,
            ),
        ),
    ),
    (
        PROTECTION,
        (
            Plan(
                id="first-time-rate-beside-peers",
                indicator=COMPARED,
                view=beside_peers_view,
                periods=36,
            ),
            Plan(
                id="temporary-protection-beside-peers",
                indicator=procedures.TEMPORARY_PROTECTION_PER_1000,
                view=beside_peers_view,
                periods=36,
            ),
            Plan(
                id="citizenships",
                indicator=protection.ASYLUM_APPLICANTS,
                view=breakdown_view,
                by="citizen",
            ),
        ),
    ),
)
