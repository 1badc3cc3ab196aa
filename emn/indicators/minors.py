"""Unaccompanied minors: their indicators, headline first."""

from emn.datasets.minors import (
    MINOR_APPLICATIONS,
    MINOR_APPLICATIONS_BY_CITIZENSHIP,
    MINOR_DECISIONS,
    MINOR_SHARE,
    MINORS_PENDING,
    MINORS_UNDER_TEMPORARY_PROTECTION,
)
from emn.indicator import Indicator, Unit, observed, percent
from emn.language import _

_MINORS = {"unit": ("PER",), "citizen": ("TOTAL",), "sex": ("T",), "age": ("Y_LT18",)}
_SUBSET = _("Unaccompanied minors are part of all applicants: the two are never added.")

MINOR_APPLICANTS = Indicator(
    id="minor_applicants",
    label=_("First-time asylum applicants who are unaccompanied minors"),
    definition=_(
        "Persons considered to be unaccompanied and under 18 who applied for international"
        " protection for the first time in the reporting country."
    ),
    sentence=_("{value} unaccompanied minors applied for asylum {where} for the first time {when}"),
    lead=_("{leaders} recorded the most unaccompanied minors applying for asylum {when}"),
    unit=Unit.PERSONS,
    dataset=MINOR_APPLICATIONS,
    of={**_MINORS, "applicant": ("FRST",)},
    value=observed(applicant="FRST"),
    by={
        "citizen": MINOR_APPLICATIONS_BY_CITIZENSHIP,
        "sex": MINOR_APPLICATIONS,
        "age": MINOR_APPLICATIONS,
    },
    caveats=(_SUBSET, _("Whether a person is a minor may be decided after the application.")),
)

MINOR_FIRST_INSTANCE = Indicator(
    id="minor_decisions",
    label=_("First-instance decisions on unaccompanied minors"),
    definition=_("First-instance decisions on the applications of unaccompanied minors."),
    sentence=_("{value} first-instance decisions concerned unaccompanied minors {where} {when}"),
    lead=_("{leaders} took the most decisions on unaccompanied minors {when}"),
    unit=Unit.DECISIONS,
    dataset=MINOR_DECISIONS,
    of={**_MINORS, "decision": ("TOTAL",)},
    value=observed(decision="TOTAL"),
    by={"decision": MINOR_DECISIONS, "age": MINOR_DECISIONS},
    caveats=(_SUBSET,),
)

MINOR_RECOGNITION_RATE = Indicator(
    id="minor_recognition_rate",
    label=_("First-instance recognition rate of unaccompanied minors"),
    definition=_(
        "Positive first-instance decisions on unaccompanied minors, humanitarian reasons among"
        " them, as a share of all such decisions of the quarter."
    ),
    sentence=_("{value} of decisions on unaccompanied minors were positive {where} {when}"),
    lead=_("{leaders} had the highest recognition rates of unaccompanied minors {when}"),
    unit=Unit.PERCENT,
    dataset=MINOR_DECISIONS,
    of={**_MINORS, "decision": ("TOTAL", "POS")},
    value=percent(observed(decision="POS"), observed(decision="TOTAL")),
    caveats=(
        _("Computed from figures rounded to 5: no rate is given on fewer than 100 decisions."),
    ),
)

MINORS_WAITING = Indicator(
    id="minors_pending",
    label=_("Unaccompanied minors with a pending application"),
    definition=_("Unaccompanied minors whose application was pending at the end of the month."),
    sentence=_("{value} unaccompanied minors had an application pending {where} {when}"),
    lead=_("{leaders} had the most unaccompanied minors with a pending application {when}"),
    unit=Unit.PERSONS,
    dataset=MINORS_PENDING,
    of=_MINORS,
    value=observed(age="Y_LT18"),
    by={"age": MINORS_PENDING},
    is_stock=True,
)

MINORS_PROTECTED = Indicator(
    id="minors_under_temporary_protection",
    label=_("Unaccompanied minors under temporary protection"),
    definition=_("Unaccompanied minors under temporary protection at the end of the month."),
    sentence=_("{value} unaccompanied minors had temporary protection {where} {when}"),
    lead=_("{leaders} had the most unaccompanied minors under temporary protection {when}"),
    unit=Unit.PERSONS,
    dataset=MINORS_UNDER_TEMPORARY_PROTECTION,
    of=_MINORS,
    value=observed(age="Y_LT18"),
    by={"age": MINORS_UNDER_TEMPORARY_PROTECTION, "citizen": MINORS_UNDER_TEMPORARY_PROTECTION},
    is_stock=True,
    caveats=(_("Eurostat publishes no EU total: some countries don't report it."),),
)

MINOR_SHARE_OF_APPLICANTS = Indicator(
    id="minor_share",
    label=_("Unaccompanied minors in first-time applicants under 18"),
    definition=_(
        "Unaccompanied minors as a share of the first-time applicants under 18 of the year, as"
        " published by Eurostat."
    ),
    sentence=_("{value} of applicants under 18 were unaccompanied {where} {when}"),
    lead=_("{leaders} had the highest shares of unaccompanied minors {when}"),
    unit=Unit.PERCENT,
    dataset=MINOR_SHARE,
    of={"unit": ("PC",)},
    value=observed(unit="PC"),
)
