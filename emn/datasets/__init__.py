"""Every slice that we pull, one module a theme, listed in the order of a refresh."""

from emn.dataset import Dataset
from emn.datasets import protection
from emn.errors import Misused

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
    protection.POPULATION,
)


def dataset(id_: str) -> Dataset:
    """Find a dataset by its id; `Misused` lists those there are."""
    for each in DATASETS:
        if each.id == id_:
            return each
    known = ", ".join(each.id for each in DATASETS)
    raise Misused(f"{id_!r} is no dataset. There are: {known}.")
