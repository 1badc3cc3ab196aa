"""International protection: outcomes in their named variants, procedures and transfers."""

from emn.datasets.procedures import (
    ACCELERATED_PROCEDURES,
    DECISION_SHARES_BY_CITIZENSHIP,
    DECISION_SHARES_QUARTERLY,
    DUBLIN_TRANSFERS,
    FINAL_DECISIONS,
    FIRST_TIME_SHARE,
    RESETTLED_PERSONS,
    WITHDRAWN_APPLICATIONS,
)
from emn.datasets.protection import (
    FIRST_INSTANCE_DECISIONS,
    FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP,
    TEMPORARY_PROTECTION_RATE,
)
from emn.indicator import Indicator, Unit, observed, percent
from emn.indicators.protection import ASYLUM_APPLICANTS, PENDING_APPLICANTS
from emn.language import _
from emn.pins import EVERYONE
from emn.ratio import Ratio

_SMALL = _("Computed from figures rounded to 5: no rate is given on fewer than 100 decisions.")

INTERNATIONAL_PROTECTION_RATE = Indicator(
    id="international_protection_rate",
    label=_("First-instance recognition rate, international protection only"),
    definition=_(
        "First-instance decisions that granted refugee status or subsidiary protection, as a share"
        " of all first-instance decisions of the quarter."
    ),
    sentence=_(
        "{value} of first-instance decisions granted international protection {where} {when}"
    ),
    lead=_("{leaders} granted international protection most often {when}"),
    unit=Unit.PERCENT,
    dataset=FIRST_INSTANCE_DECISIONS,
    of={**EVERYONE, "decision": ("TOTAL", "POS_RFG", "POS_SPROT")},
    value=percent(
        observed(decision="POS_RFG") + observed(decision="POS_SPROT"), observed(decision="TOTAL")
    ),
    by={"citizen": FIRST_INSTANCE_DECISIONS_BY_CITIZENSHIP},
    caveats=(_("Leaves national humanitarian status out, as the EUAA's rate does."), _SMALL),
)

PUBLISHED_RECOGNITION_RATE = Indicator(
    id="published_recognition_rate",
    label=_("First-instance recognition rate of non-EU citizens, as published"),
    definition=_(
        "Positive first-instance decisions as a share of all first-instance decisions of the"
        " quarter on non-EU citizens, computed by Eurostat from unrounded figures."
    ),
    sentence=_(
        "{value} of first-instance decisions on non-EU citizens were positive {where} {when}"
    ),
    lead=_("{leaders} had the highest published recognition rates {when}"),
    unit=Unit.PERCENT,
    dataset=DECISION_SHARES_QUARTERLY,
    of={"unit": ("PC",), "citizen": ("EXT_EU27_2020",), "decision": ("POS",)},
    value=observed(decision="POS"),
    by={"decision": DECISION_SHARES_QUARTERLY},
    caveats=(_("Includes humanitarian status; the codes overlap: IPROT is part of POS."),),
)

PROTECTION_RATE_ANNUAL = Indicator(
    id="protection_rate_annual",
    label=_("Annual rate of international protection, as published"),
    definition=_(
        "First-instance decisions that granted refugee status or subsidiary protection, as a share"
        " of all first-instance decisions of the year on non-EU citizens, as published by Eurostat."
    ),
    sentence=_("{value} of the year's decisions granted international protection {where} {when}"),
    lead=_("{leaders} had the highest annual rates of international protection {when}"),
    unit=Unit.PERCENT,
    dataset=DECISION_SHARES_BY_CITIZENSHIP,
    of={"unit": ("PC",), "citizen": ("EXT_EU27_2020",), "decision": ("IPROT",)},
    value=observed(decision="IPROT"),
    by={"citizen": DECISION_SHARES_BY_CITIZENSHIP},
    caveats=(
        _("By citizenship, the EU without Denmark gives the 20 % list of Regulation 2024/1348."),
    ),
)

FINAL = Indicator(
    id="final_decisions",
    label=_("Final decisions in appeal or review"),
    definition=_("Final decisions taken in appeal or review on asylum applications in the year."),
    sentence=_("{value} final decisions were taken {where} {when}"),
    lead=_("{leaders} took the most final decisions {when}"),
    unit=Unit.DECISIONS,
    dataset=FINAL_DECISIONS,
    of={**EVERYONE, "decision": ("TOTAL",)},
    value=observed(decision="TOTAL"),
    by={"decision": FINAL_DECISIONS},
)

FINAL_RECOGNITION_RATE = Indicator(
    id="final_recognition_rate",
    label=_("Recognition rate in appeal or review"),
    definition=_("Positive final decisions as a share of all final decisions of the year."),
    sentence=_("{value} of final decisions were positive {where} {when}"),
    lead=_("{leaders} had the highest recognition rates in appeal {when}"),
    unit=Unit.PERCENT,
    dataset=FINAL_DECISIONS,
    of={**EVERYONE, "decision": ("TOTAL", "POS")},
    value=percent(observed(decision="POS"), observed(decision="TOTAL")),
    caveats=(_SMALL,),
)

WITHDRAWN = Indicator(
    id="withdrawn_applications",
    label=_("Asylum applications withdrawn"),
    definition=_("Persons whose asylum application was withdrawn in the month."),
    sentence=_("{value} people withdrew their asylum application {where} {when}"),
    lead=_("{leaders} recorded the most withdrawn applications {when}"),
    unit=Unit.PERSONS,
    dataset=WITHDRAWN_APPLICATIONS,
    of={**EVERYONE, "withdraw": ("TOTAL",)},
    value=observed(withdraw="TOTAL"),
    by={"withdraw": WITHDRAWN_APPLICATIONS},
)

ACCELERATED = Indicator(
    id="accelerated_procedures",
    label=_("Applicants in the accelerated procedure"),
    definition=_("Persons whose application was dealt with in the accelerated procedure."),
    sentence=_("{value} applicants were in the accelerated procedure {where} {when}"),
    lead=_("{leaders} recorded the most accelerated procedures {when}"),
    unit=Unit.PERSONS,
    dataset=ACCELERATED_PROCEDURES,
    of=EVERYONE,
    value=observed(age="TOTAL"),
)

FIRST_TIME_APPLICANTS_SHARE = Indicator(
    id="first_time_share",
    label=_("First-time applicants in all asylum applicants"),
    definition=_("First-time applicants as a share of all asylum applicants of the year."),
    sentence=_("{value} of asylum applicants applied for the first time {where} {when}"),
    lead=_("{leaders} had the highest shares of first-time applicants {when}"),
    unit=Unit.PERCENT,
    dataset=FIRST_TIME_SHARE,
    of={"unit": ("PC",)},
    value=observed(unit="PC"),
)

RESETTLED = Indicator(
    id="resettled_persons",
    label=_("Resettled persons"),
    definition=_("Persons resettled to the reporting country in the year."),
    sentence=_("{value} people were resettled {where} {when}"),
    lead=_("{leaders} resettled the most people {when}"),
    unit=Unit.PERSONS,
    dataset=RESETTLED_PERSONS,
    of=EVERYONE,
    value=observed(citizen="TOTAL"),
    by={"citizen": RESETTLED_PERSONS},
)

TRANSFERS = Indicator(
    id="dublin_transfers",
    label=_("Outgoing ‘Dublin’ transfers"),
    definition=_("Persons transferred to the country responsible for their asylum application."),
    sentence=_("{value} people were transferred under the Dublin rules {where} {when}"),
    lead=_("{leaders} carried out the most Dublin transfers {when}"),
    unit=Unit.PERSONS,
    dataset=DUBLIN_TRANSFERS,
    of={
        "unit": ("NR",),
        "partner": ("TOTAL",),
        "applicant": ("TOTAL",),
        "duration": ("TOTAL",),
        "leg_prov": ("TOTAL",),
        "sex": ("T",),
    },
    value=observed(partner="TOTAL"),
    by={"partner": DUBLIN_TRANSFERS},
    caveats=(_("Regulation (EU) 2024/1351 replaces the Dublin rules from 12 June 2026."),),
)

TEMPORARY_PROTECTION_PER_1000 = Indicator(
    id="temporary_protection_per_1000",
    label=_("Beneficiaries of temporary protection per 1,000 people"),
    definition=_(
        "Persons under temporary protection at the end of the month per 1,000 people, as published"
        " by Eurostat with the population on 1 January."
    ),
    sentence=_("{value} people per 1,000 had temporary protection {where} {when}"),
    lead=_("{leaders} had the most beneficiaries of temporary protection per inhabitant {when}"),
    unit=Unit.PER_1000,
    dataset=TEMPORARY_PROTECTION_RATE,
    of={"unit": ("NR",), "citizen": ("TOTAL",)},
    value=observed(citizen="TOTAL"),
    is_stock=True,
)

PENDING_RATIO = Ratio(
    id="pending_ratio",
    label=_("Pending applications against a year's applicants"),
    definition=_(
        "Persons with a pending application at the end of the month, as a share of the asylum"
        " applicants of the twelve months up to it."
    ),
    sentence=_("pending applications stood at {value} of a year's applicants {where} {when}"),
    lead=_("{leaders} had the most pending applications for their applicants {when}"),
    part=PENDING_APPLICANTS,
    whole=ASYLUM_APPLICANTS,
    of_twelve_months=True,
    caveats=(_("Pending applications are counted at every instance; many are older than a year."),),
)
