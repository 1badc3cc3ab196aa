"""How the figures are made, what they do not say, and how to cite the bulletin."""

from __future__ import annotations

from collections.abc import Sequence

from bulletins.document import Block, Heading, Paragraph, Section, plain
from bulletins.numbering import edition, ordinal
from charts.exhibit import Source
from emn.language import Language, _
from emn.methodology import LICENCE, TOPICS
from emn.period import Period

_CITATION = _(
    "EMN Quarterly, {ordinal} edition, {quarter}. Source of the figures: Eurostat (online data"
    " codes: {codes}), extracted on {day}."
)


def methodology(quarter: Period, sources: Sequence[Source], language: Language) -> Section:
    """Write the section about the edition on this quarter; the sources are those to be cited."""
    return method((language.say(LICENCE), _citation(quarter, sources, language)), language)


def method(citing: Sequence[str], language: Language) -> Section:
    """Write the section of any document, which ends with its licence and how it is cited."""
    said = [
        (language.say(heading), tuple(language.say(paragraph) for paragraph in paragraphs))
        for heading, paragraphs in TOPICS
    ]
    said.append((language.say(_("Licence and how to cite")), tuple(citing)))
    blocks: list[Block] = []
    for heading, paragraphs in said:
        blocks.append(Heading(text=heading))
        blocks.extend(Paragraph(words=plain(paragraph)) for paragraph in paragraphs)
    return Section(
        id="methodology",
        heading=language.say(_("Methodology and how to cite")),
        blocks=tuple(blocks),
        begins_page=False,
        is_small_print=True,
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
