"""Every slice that we pull, one module a theme, listed in the order of a refresh.

The headline of the dashboard comes first, so that a first refresh shows something soon; then the
themes in the EMN's own order. Migration and development has no series at Eurostat.
"""

from emn.dataset import Dataset
from emn.datasets import (
    borders,
    citizenship,
    integration,
    irregular,
    legal_migration,
    minors,
    population,
    procedures,
    protection,
    return_,
    trafficking,
)
from emn.errors import Misused
from emn.message import _

DATASETS: tuple[Dataset, ...] = (
    protection.ASYLUM_APPLICATIONS,
    protection.TEMPORARY_PROTECTION_BENEFICIARIES,
    protection.FIRST_INSTANCE_DECISIONS,
    protection.PENDING_APPLICATIONS,
    protection.TEMPORARY_PROTECTION_DECISIONS,
    protection.FIRST_TIME_RATE_MONTHLY,
    protection.ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
    protection.FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP,
    protection.ASYLUM_APPLICATIONS_BY_SEX_AND_AGE,
    protection.FIRST_TIME_RATE_ANNUAL,
    protection.TEMPORARY_PROTECTION_RATE,
    protection.TEMPORARY_PROTECTION_BY_CITIZENSHIP,
    population.POPULATION,
    population.OBSERVER_POPULATION,
    legal_migration.FIRST_PERMITS,
    legal_migration.FIRST_PERMITS_BY_CITIZENSHIP,
    legal_migration.FIRST_PERMIT_RATE,
    legal_migration.FIRST_PERMIT_SHARES,
    legal_migration.VALID_PERMITS,
    legal_migration.VALID_PERMITS_BY_CITIZENSHIP,
    legal_migration.LONG_TERM_RESIDENTS,
    legal_migration.SINGLE_PERMITS,
    legal_migration.BLUE_CARDS,
    legal_migration.IMMIGRATION,
    legal_migration.IMMIGRATION_BY_CITIZENSHIP,
    procedures.PENDING_APPLICATIONS_BY_CITIZENSHIP,
    procedures.WITHDRAWN_APPLICATIONS,
    procedures.ACCELERATED_PROCEDURES,
    procedures.DECISION_SHARES_QUARTERLY,
    procedures.DECISION_SHARES_BY_CITIZENSHIP,
    procedures.FINAL_DECISIONS,
    procedures.FIRST_TIME_SHARE,
    procedures.RESETTLED_PERSONS,
    procedures.DUBLIN_TRANSFERS,
    minors.MINOR_APPLICATIONS,
    minors.MINOR_APPLICATIONS_BY_CITIZENSHIP,
    minors.MINOR_DECISIONS,
    minors.MINORS_PENDING,
    minors.MINORS_UNDER_TEMPORARY_PROTECTION,
    minors.MINOR_SHARE,
    integration.UNEMPLOYMENT_RATES,
    integration.EMPLOYMENT_RATES,
    integration.POVERTY_RISK,
    integration.NEET_RATES,
    citizenship.ACQUISITION_RATES,
    citizenship.ACQUISITIONS,
    citizenship.ACQUISITIONS_BY_CITIZENSHIP,
    citizenship.RESIDENTS,
    citizenship.RESIDENTS_BY_CITIZENSHIP,
    borders.REFUSALS_OF_ENTRY,
    borders.REFUSALS_OF_ENTRY_BY_CITIZENSHIP,
    borders.ENFORCEMENT_RATES,
    irregular.ILLEGAL_PRESENCE,
    irregular.ILLEGAL_PRESENCE_BY_CITIZENSHIP,
    return_.ORDERS_TO_LEAVE,
    return_.RETURNS,
    return_.ORDERS_TO_LEAVE_BY_CITIZENSHIP,
    return_.RETURNS_BY_CITIZENSHIP,
    return_.RETURN_TYPE_SHARES,
    trafficking.TRAFFICKING_PERSONS,
    trafficking.TRAFFICKING_VICTIMS_BY_CITIZENSHIP,
)


def dataset(id_: str) -> Dataset:
    """Find a dataset by its id; `Misused` says which was meant, or which there are."""
    for each in DATASETS:
        if each.id == id_:
            return each
    raise Misused.unknown(id_, _("dataset"), [each.id for each in DATASETS])
