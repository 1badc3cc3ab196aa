"""Every indicator, one module a theme: protection first, then in the order of the themes.

RATIOS are shares of two indicators whose datasets differ; they take both series.
"""

from emn.errors import Misused
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
from emn.message import _
from emn.ratio import Ratio

INDICATORS: tuple[Indicator, ...] = (
    protection.ASYLUM_APPLICANTS,
    protection.FIRST_TIME_APPLICANTS,
    protection.PENDING_APPLICANTS,
    protection.FIRST_INSTANCE,
    protection.RECOGNITION_RATE,
    protection.TEMPORARY_PROTECTION_STOCK,
    protection.TEMPORARY_PROTECTION_GRANTS,
    protection.FIRST_TIME_APPLICANTS_PER_100000,
    protection.FIRST_TIME_APPLICANTS_PER_1000,
    procedures.INTERNATIONAL_PROTECTION_RATE,
    procedures.PUBLISHED_RECOGNITION_RATE,
    procedures.PROTECTION_RATE_ANNUAL,
    procedures.FINAL,
    procedures.FINAL_RECOGNITION_RATE,
    procedures.WITHDRAWN,
    procedures.ACCELERATED,
    procedures.FIRST_TIME_APPLICANTS_SHARE,
    procedures.RESETTLED,
    procedures.TRANSFERS,
    procedures.TEMPORARY_PROTECTION_PER_1000,
    legal_migration.FIRST_PERMITS_ISSUED,
    legal_migration.FIRST_PERMITS_PER_1000,
    legal_migration.EMPLOYMENT_PERMIT_SHARE,
    legal_migration.PERMITS_VALID,
    legal_migration.LONG_TERM,
    legal_migration.SINGLE_PERMITS_ISSUED,
    legal_migration.BLUE_CARDS_GRANTED,
    legal_migration.IMMIGRANTS,
    minors.MINOR_APPLICANTS,
    minors.MINOR_FIRST_INSTANCE,
    minors.MINOR_RECOGNITION_RATE,
    minors.MINORS_WAITING,
    minors.MINORS_PROTECTED,
    minors.MINOR_SHARE_OF_APPLICANTS,
    integration.UNEMPLOYMENT_RATE,
    integration.UNEMPLOYMENT_GAP,
    integration.EMPLOYMENT_RATE,
    integration.EMPLOYMENT_GAP,
    integration.POVERTY_RATE,
    integration.POVERTY_GAP,
    integration.NEET_RATE,
    citizenship.ACQUISITIONS_OF_CITIZENSHIP,
    citizenship.ACQUISITION_RATE,
    citizenship.THIRD_COUNTRY_SHARE,
    citizenship.STATELESS_RESIDENTS,
    borders.REFUSALS,
    borders.REFUSALS_PER_1000,
    irregular.ILLEGALLY_PRESENT,
    irregular.ILLEGALLY_PRESENT_PER_1000,
    return_.ORDERED_TO_LEAVE,
    return_.RETURNED,
    return_.FORCED_RETURN_SHARE,
    return_.ORDERED_TO_LEAVE_PER_1000,
    trafficking.VICTIMS,
    trafficking.SUSPECTED,
    trafficking.CONVICTED,
)
RATIOS: tuple[Ratio, ...] = (procedures.PENDING_RATIO, return_.RETURN_SHARE)


def indicator(id_: str) -> Indicator:
    """Find an indicator by its id; `Misused` says which was meant, or which there are."""
    for each in INDICATORS:
        if each.id == id_:
            return each
    raise Misused.unknown(id_, _("indicator"), [each.id for each in INDICATORS])
