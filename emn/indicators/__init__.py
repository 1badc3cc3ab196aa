"""Every indicator, one module a theme, in the order of the themes."""

from emn.errors import Misused
from emn.indicator import Indicator
from emn.indicators import protection

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
)


def indicator(id_: str) -> Indicator:
    """Find an indicator by its id; `Misused` lists those there are."""
    for each in INDICATORS:
        if each.id == id_:
            return each
    known = ", ".join(each.id for each in INDICATORS)
    raise Misused(f"{id_!r} is no indicator. There are: {known}.")
