"""Pages of origins: the lenses on the people of one citizenship, and the exhibits."""

from __future__ import annotations

from charts.origin import (
    Lens,
    destinations_ranking_view,
    destinations_view,
    is_told,
    of_citizens,
)
from charts.plan import Plan
from charts.workshop import Selection, Workshop
from emn.citizenship import Citizenship
from emn.indicators import (
    borders,
    citizenship,
    irregular,
    legal_migration,
    minors,
    protection,
    return_,
)
from emn.language import _

LENSES = (
    Lens(
        indicator=protection.ASYLUM_APPLICANTS,
        sentence=_("{value} {people} applied for asylum {where} {when}"),
        lead=_("{leaders} recorded the most asylum applicants among {people} {when}"),
    ),
    Lens(
        indicator=protection.FIRST_TIME_APPLICANTS,
        sentence=_("{value} {people} applied for asylum {where} for the first time {when}"),
        lead=_("{leaders} recorded the most first-time applicants among {people} {when}"),
    ),
    Lens(
        indicator=protection.FIRST_INSTANCE,
        sentence=_("{value} first-instance decisions on {people} were taken {where} {when}"),
        lead=_("{leaders} took the most first-instance decisions on {people} {when}"),
    ),
    Lens(
        indicator=protection.RECOGNITION_RATE,
        sentence=_("{value} of first-instance decisions on {people} were positive {where} {when}"),
        lead=_("{leaders} had the highest recognition rates of {people} {when}"),
    ),
    Lens(
        indicator=protection.TEMPORARY_PROTECTION_STOCK,
        sentence=_("{value} {people} had temporary protection {where} {when}"),
        lead=_("{leaders} had the most {people} under temporary protection {when}"),
    ),
    Lens(
        indicator=minors.MINOR_APPLICANTS,
        sentence=_(
            "{value} unaccompanied minors among {people} applied for asylum {where} for the first"
            " time {when}"
        ),
        lead=_("{leaders} recorded the most unaccompanied minors among {people} {when}"),
    ),
    Lens(
        indicator=legal_migration.FIRST_PERMITS_ISSUED,
        sentence=_("{value} first residence permits were issued to {people} {where} {when}"),
        lead=_("{leaders} issued the most first residence permits to {people} {when}"),
    ),
    Lens(
        indicator=legal_migration.PERMITS_VALID,
        sentence=_("{value} residence permits of {people} were valid {where} {when}"),
        lead=_("{leaders} had the most valid residence permits of {people} {when}"),
    ),
    Lens(
        indicator=citizenship.ACQUISITIONS_OF_CITIZENSHIP,
        sentence=_("{value} {people} acquired another citizenship {where} {when}"),
        lead=_("{leaders} granted citizenship to the most {people} {when}"),
    ),
    Lens(
        indicator=borders.REFUSALS,
        sentence=_("{value} {people} were refused entry {where} {when}"),
        lead=_("{leaders} refused entry to the most {people} {when}"),
    ),
    Lens(
        indicator=irregular.ILLEGALLY_PRESENT,
        sentence=_("{value} {people} were found to be illegally present {where} {when}"),
        lead=_("{leaders} found the most {people} to be illegally present {when}"),
    ),
    Lens(
        indicator=return_.ORDERED_TO_LEAVE,
        sentence=_("{value} {people} were ordered to leave {where} {when}"),
        lead=_("{leaders} ordered the most {people} to leave {when}"),
    ),
    Lens(
        indicator=return_.RETURNED,
        sentence=_("{value} {people} returned to a third country {where} {when}"),
        lead=_("{leaders} recorded the most returns of {people} to third countries {when}"),
    ),
)

(
    APPLICANTS,
    _FIRST_TIME,
    _DECISIONS,
    _RECOGNITION,
    TEMPORARY_PROTECTION,
    _MINORS,
    PERMITS,
    _VALID,
    ACQUISITIONS,
    _REFUSALS,
    _PRESENT,
    ORDERS,
    RETURNS,
) = LENSES
KEY_FIGURES = (APPLICANTS, TEMPORARY_PROTECTION, PERMITS, ACQUISITIONS, ORDERS, RETURNS)


def exhibits(people: Citizenship, workshop: Workshop, selection: Selection) -> tuple[Plan, ...]:
    """The exhibits of one citizenship that show anybody, the most telling ones first."""
    applicants, permits, orders = (
        of_citizens(lens, people, selection.language) for lens in (APPLICANTS, PERMITS, ORDERS)
    )
    plans = (
        Plan(id="citizens-trend", indicator=applicants, view=destinations_view),
        Plan(id="citizens-ranking", indicator=applicants, view=destinations_ranking_view),
        Plan(id="citizens-orders-trend", indicator=orders, view=destinations_view, periods=12),
        Plan(
            id="citizens-permits-ranking",
            indicator=permits,
            view=destinations_ranking_view,
            periods=5,
        ),
    )
    return tuple(plan for plan in plans if is_told(plan, workshop, selection))
