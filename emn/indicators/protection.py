"""International protection: its indicators, headline first."""

from emn.datasets.protection import (
    ASYLUM_APPLICATIONS,
    ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
    ASYLUM_APPLICATIONS_BY_SEX_AND_AGE,
    FIRST_INSTANCE_DECISIONS,
    FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP,
    FIRST_TIME_RATE_ANNUAL,
    FIRST_TIME_RATE_MONTHLY,
    PENDING_APPLICATIONS,
    TEMPORARY_PROTECTION_BENEFICIARIES,
    TEMPORARY_PROTECTION_BY_CITIZENSHIP,
    TEMPORARY_PROTECTION_DECISIONS,
)
from emn.indicator import Indicator, Unit, observed, percent
from emn.language import _
from emn.pins import EVERYONE

ASYLUM_APPLICANTS = Indicator(
    id="asylum_applicants",
    label=_("Asylum applicants"),
    definition=_(
        "Persons who applied for international protection, or were included in such an"
        " application as a family member, first-time and subsequent, of all citizenships."
    ),
    sentence=_("{value} people applied for asylum {where} {when}"),
    lead=_("{leaders} recorded the most asylum applicants {when}"),
    unit=Unit.PERSONS,
    dataset=ASYLUM_APPLICATIONS,
    of={**EVERYONE, "applicant": ("TOTAL",)},
    value=observed(applicant="TOTAL"),
    by={
        "citizen": ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
        "sex": ASYLUM_APPLICATIONS_BY_SEX_AND_AGE,
        "age": ASYLUM_APPLICATIONS_BY_SEX_AND_AGE,
        "applicant": ASYLUM_APPLICATIONS,
    },
)

FIRST_TIME_APPLICANTS = Indicator(
    id="first_time_applicants",
    label=_("First-time asylum applicants"),
    definition=_(
        "Persons who applied for international protection for the first time in the reporting"
        " country, of all citizenships."
    ),
    sentence=_("{value} people applied for asylum {where} for the first time {when}"),
    lead=_("{leaders} recorded the most first-time applicants {when}"),
    unit=Unit.PERSONS,
    dataset=ASYLUM_APPLICATIONS,
    of={**EVERYONE, "applicant": ("FRST",)},
    value=observed(applicant="FRST"),
    by={
        "citizen": ASYLUM_APPLICATIONS_BY_CITIZENSHIP,
        "sex": ASYLUM_APPLICATIONS_BY_SEX_AND_AGE,
        "age": ASYLUM_APPLICATIONS_BY_SEX_AND_AGE,
    },
)

PENDING_APPLICANTS = Indicator(
    id="pending_applicants",
    label=_("Persons with a pending application"),
    definition=_(
        "Persons whose application for international protection was pending at the end of the"
        " month, at any instance."
    ),
    sentence=_("{value} people had an application pending {where} {when}"),
    lead=_("{leaders} had the most people with a pending application {when}"),
    unit=Unit.PERSONS,
    dataset=PENDING_APPLICATIONS,
    of=EVERYONE,
    value=observed(age="TOTAL"),
    by={"age": PENDING_APPLICATIONS},
    is_stock=True,
)

FIRST_INSTANCE = Indicator(
    id="first_instance_decisions",
    label=_("First-instance decisions"),
    definition=_("Decisions taken at first instance on applications for international protection."),
    sentence=_("{value} first-instance decisions were taken {where} {when}"),
    lead=_("{leaders} took the most first-instance decisions {when}"),
    unit=Unit.DECISIONS,
    dataset=FIRST_INSTANCE_DECISIONS,
    of={**EVERYONE, "decision": ("TOTAL",)},
    value=observed(decision="TOTAL"),
    by={
        "citizen": FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP,
        "decision": FIRST_INSTANCE_DECISIONS,
    },
)

RECOGNITION_RATE = Indicator(
    id="recognition_rate",
    label=_("First-instance recognition rate"),
    definition=_(
        "Positive first-instance decisions (refugee status, subsidiary protection and"
        " humanitarian reasons) as a share of all first-instance decisions of the quarter."
    ),
    sentence=_("{value} of first-instance decisions were positive {where} {when}"),
    lead=_("{leaders} had the highest recognition rates {when}"),
    unit=Unit.PERCENT,
    dataset=FIRST_INSTANCE_DECISIONS,
    of={**EVERYONE, "decision": ("TOTAL", "POS")},
    value=percent(observed(decision="POS"), observed(decision="TOTAL")),
    by={"citizen": FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP},
    caveats=(
        _("Includes humanitarian status, as Eurostat's headline does; the EUAA's rate does not."),
        _("Computed from figures rounded to 5: no rate is given on fewer than 100 decisions."),
    ),
)

TEMPORARY_PROTECTION_STOCK = Indicator(
    id="temporary_protection_stock",
    label=_("Beneficiaries of temporary protection"),
    definition=_("Persons under temporary protection at the end of the month."),
    sentence=_("{value} people had temporary protection {where} {when}"),
    lead=_("{leaders} had the most beneficiaries of temporary protection {when}"),
    unit=Unit.PERSONS,
    dataset=TEMPORARY_PROTECTION_BENEFICIARIES,
    of=EVERYONE,
    value=observed(age="TOTAL"),
    by={
        "citizen": TEMPORARY_PROTECTION_BY_CITIZENSHIP,
        "sex": TEMPORARY_PROTECTION_BENEFICIARIES,
        "age": TEMPORARY_PROTECTION_BENEFICIARIES,
    },
    is_stock=True,
)

TEMPORARY_PROTECTION_GRANTS = Indicator(
    id="temporary_protection_grants",
    label=_("Decisions granting temporary protection"),
    definition=_("Decisions granting temporary protection during the month."),
    sentence=_("{value} decisions granted temporary protection {where} {when}"),
    lead=_("{leaders} took the most decisions granting temporary protection {when}"),
    unit=Unit.DECISIONS,
    dataset=TEMPORARY_PROTECTION_DECISIONS,
    of=EVERYONE,
    value=observed(age="TOTAL"),
    by={
        "citizen": TEMPORARY_PROTECTION_DECISIONS,
        "sex": TEMPORARY_PROTECTION_DECISIONS,
        "age": TEMPORARY_PROTECTION_DECISIONS,
    },
)

FIRST_TIME_APPLICANTS_PER_100000 = Indicator(
    id="first_time_applicants_per_100000",
    label=_("First-time asylum applicants per 100,000 people"),
    definition=_(
        "First-time applicants of the month per 100,000 people, as published by Eurostat with the"
        " population on 1 January of the same year."
    ),
    sentence=_("{value} people per 100,000 applied for asylum for the first time {where} {when}"),
    lead=_("{leaders} recorded the most first-time applicants per inhabitant {when}"),
    unit=Unit.PER_100000,
    dataset=FIRST_TIME_RATE_MONTHLY,
    of={"unit": ("NR_HTHAB",), "statinfo": ("VAL",)},
    value=observed(statinfo="VAL"),
)

FIRST_TIME_APPLICANTS_PER_1000 = Indicator(
    id="first_time_applicants_per_1000",
    label=_("First-time asylum applicants per 1,000 people, annual"),
    definition=_(
        "First-time applicants of the year per 1,000 people, as published by Eurostat with the"
        " population on 1 January of the same year."
    ),
    sentence=_("{value} people per 1,000 applied for asylum for the first time {where} {when}"),
    lead=_("{leaders} recorded the most first-time applicants per inhabitant {when}"),
    unit=Unit.PER_1000,
    dataset=FIRST_TIME_RATE_ANNUAL,
    of={"unit": ("NR",)},
    value=observed(unit="NR"),
)
