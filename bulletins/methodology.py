"""How the figures are made, what they do not say, and how to cite the bulletin."""

from __future__ import annotations

from collections.abc import Sequence

from bulletins.document import Block, Heading, Paragraph, Section, plain
from bulletins.numbering import edition, ordinal
from charts.exhibit import Source
from emn.language import Language, _
from emn.period import Period

_TOPICS = (
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
                " in this bulletin states or implies a cause."
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
)
_LICENCE = _(
    "Eurostat authorises the reuse of its figures, also for commercial purposes, provided that the"
    " source is acknowledged (Commission Decision 2011/833/EU) and changes are stated."
)
_CITATION = _(
    "EMN Quarterly, {ordinal} edition, {quarter}. Source of the figures: Eurostat (online data"
    " codes: {codes}), extracted on {day}."
)


def methodology(quarter: Period, sources: Sequence[Source], language: Language) -> Section:
    """Write the section about the edition on this quarter; the sources are those to be cited."""
    said = [
        (language.say(heading), tuple(language.say(paragraph) for paragraph in paragraphs))
        for heading, paragraphs in _TOPICS
    ]
    citing = (language.say(_LICENCE), _citation(quarter, sources, language))
    said.append((language.say(_("Licence and how to cite")), citing))
    blocks: list[Block] = []
    for heading, paragraphs in said:
        blocks.append(Heading(text=heading))
        blocks.extend(Paragraph(words=plain(paragraph)) for paragraph in paragraphs)
    return Section(
        id="methodology",
        heading=language.say(_("Methodology and how to cite")),
        blocks=tuple(blocks),
    )


def _citation(quarter: Period, sources: Sequence[Source], language: Language) -> str:
    codes = dict.fromkeys(source.dataset.dataflow for source in sources)
    return language.say(
        _CITATION,
        ordinal=ordinal(edition(quarter), language),
        quarter=language.period(quarter),
        codes=", ".join(codes),
        day=language.date(max(source.vintage.extracted_at for source in sources)),
    )
