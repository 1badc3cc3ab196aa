"""How the figures come about and what they do not say: the same words in bulletin and dashboard."""

from __future__ import annotations

from emn.language import _

Topic = tuple[str, tuple[str, ...]]  # a heading, and its paragraphs; a language translates both

TOPICS: tuple[Topic, ...] = (
    (
        _("Source"),
        (
            _(
                "All statistics are Eurostat's, as last published when they were extracted. They"
                " are collected under Regulation (EC) No 862/2007 as amended by Regulation (EU)"
                " 2020/851. Changes, sums of months and recognition rates are computed here from"
                " the published figures; nothing else is altered."
            ),
        ),
    ),
    (
        _("Rounding"),
        (
            _(
                "Eurostat rounds asylum and temporary protection figures to the nearest 5. A"
                " printed 0 stands for zero, one or two; parts may not add up to their total; a"
                " difference of less than 5 has no direction. No percentage is given on a base"
                " below 100."
            ),
        ),
    ),
    (
        _("European Union and EMN"),
        (
            _(
                "The EU total is Eurostat's own figure for the 27 Member States, never our sum, and"
                " is left out where Eurostat does not publish it. It includes Denmark, which is"
                " not in the European Migration Network. Observer states appear where Eurostat"
                " collects their figures."
            ),
        ),
    ),
    (
        _("Complete periods"),
        (
            _(
                "A period is shown as the latest once at least four fifths of the countries that"
                " reported in the six periods before have reported. Missing countries are named"
                " and never filled in."
            ),
        ),
    ),
    (
        _("Comparisons"),
        (
            _(
                "Figures are not adjusted for season. Two periods with a break in the series"
                " between them are not compared. Provisional figures may still change. Nothing"
                " here states or implies a cause."
            ),
        ),
    ),
    (
        _("Recognition rate"),
        (
            _(
                "Positive first-instance decisions (refugee status, subsidiary protection and"
                " humanitarian reasons) as a share of all first-instance decisions of the quarter:"
                " Eurostat's headline variant. The EUAA leaves humanitarian status out. Decisions"
                " concern applications lodged earlier."
            ),
        ),
    ),
    (
        _("Applicants and beneficiaries"),
        (
            _(
                "An asylum applicant is counted once in each reference period, with first-time and"
                " subsequent applicants together unless it says first-time. Beneficiaries of"
                " temporary protection are not asylum applicants: the two are never added."
            ),
        ),
    ),
    (
        _("Records and courses"),
        (
            _(
                "A figure is called the highest or the lowest since a period only where every"
                " figure in between is published, no break in the series lies between them, and"
                " they differ by more than rounding could explain. A row of rises or falls"
                " compares each figure with the same period a year before."
            ),
        ),
    ),
    (
        _("Residence permits, population and citizenship"),
        (
            _(
                "Residence permits, immigration, population and acquisitions of citizenship are"
                " counted once a year and are not rounded to 5. First permits are those issued to"
                " third-country nationals for three months or longer. Countries differ in whom"
                " they require to hold a permit, young children for instance."
            ),
        ),
    ),
    (
        _("Integration"),
        (
            _(
                "Rates of employment, unemployment, poverty and education come from sample surveys"
                " (the EU Labour Force Survey and EU-SILC). A small difference may be chance, the"
                " more so where a rate is of low reliability. Quarterly rates are not adjusted for"
                " season: compare them with the same quarter of the year before."
            ),
        ),
    ),
    (
        _("Borders, irregular migration and return"),
        (
            _(
                "Refusals of entry, persons found to be illegally present, orders to leave and"
                " returns follow national law and practice, so levels are not comparable between"
                " countries. A person is counted once in a period. Returns may follow orders of"
                " earlier periods: their share in orders is not a success rate."
            ),
        ),
    ),
    (
        _("Trafficking in human beings"),
        (
            _(
                "Registered victims, suspects and convictions follow what the authorities detect"
                " and register. They do not measure how many people are affected."
            ),
        ),
    ),
)
LICENCE = _(
    "Eurostat authorises the reuse of its figures, also for commercial purposes, provided that the"
    " source is acknowledged (Commission Decision 2011/833/EU) and changes are stated."
)

# What a bulletin has no need to say, and pages on a screen do.
VINTAGES: Topic = (
    _("Vintages"),
    (
        _(
            "Eurostat keeps the latest version of a dataset and no other. Every night we ask which"
            " datasets it has updated, fetch those, and hold each answer against the last one."
            " What passes is stored as a vintage that never changes afterwards; what does not"
            " waits for a person, and the last good vintage stays in service."
        ),
        _(
            "So every page can be seen as it stood on a past day, and every revision is kept."
            " Vintages are kept for 400 days, and of the time before, the last of each month."
        ),
    ),
)
FLAGS: Topic = (
    _("Flags and signs"),
    (
        _(
            "A flag is Eurostat’s remark on one number. It travels with the number into every"
            " chart, table, text and download. What is missing, confidential, not applicable, not"
            " comparable or not collected is told apart, and none of these is a zero."
        ),
    ),
)
CHANGES: Topic = (
    _("Changes"),
    (
        _(
            "A change is told on the period before and on the same period a year earlier. None is"
            " told across a break in the series, where one of the two figures is missing, or"
            " where it is smaller than the rounding. Changes of a rate are in percentage points."
        ),
    ),
)
SITE: tuple[Topic, ...] = (VINTAGES, FLAGS, CHANGES)
