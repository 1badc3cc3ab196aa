"""The section of any theme: what the numbers say, the exhibits, and what Eurostat lacks.

What people wrote on the theme goes around it: `bulletins.desk.weaving`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from bulletins.document import Block, Paragraph, Picture, Role, Section, plain
from bulletins.outline import MOST_EXHIBITS, Outline
from charts.briefing import Narrative, dated, narrative
from charts.exhibit import Exhibit
from charts.exhibition import Exhibition
from charts.plan import Plan
from charts.workshop import Selection, Workshop
from emn.address import permalink
from emn.errors import NothingStored
from emn.fact import Sentence
from emn.language import _
from emn.period import Frequency
from emn.wording import capitalised


def theme_section(
    workshop: Workshop, selection: Selection, shown: Exhibition, outline: Outline
) -> Section:
    """Write the statistics of a theme: lead, paragraphs, remarks, pictures.

    A theme of which Eurostat has none, or the cache holds none yet, says so in words.
    """
    told = _narrative(workshop, selection, shown)
    remarks = (
        Paragraph(words=plain(selection.language.say(each)), role=_role(told))
        for each in shown.remarks
    )
    return Section(
        id=shown.theme.id,
        heading=selection.language.say(shown.theme.title),
        blocks=(
            *_said(told, shown, selection),
            *remarks,
            *_pictures(workshop, selection, shown, outline),
        ),
        begins_page=told is not None,
    )


def _narrative(workshop: Workshop, selection: Selection, shown: Exhibition) -> Narrative | None:
    try:
        return narrative(workshop, selection, shown)
    except NothingStored:
        return None


def _role(told: Narrative | None) -> Role:
    """What Eurostat lacks is a remark below the statistics; without any, it is what is said."""
    return Role.REMARK if told else Role.BODY


def _said(told: Narrative | None, shown: Exhibition, selection: Selection) -> Iterator[Block]:
    language = selection.language
    if told is None:
        if shown.headline is not None:
            yield Paragraph(words=plain(language.say(_NOTHING)))
        return
    if told.period.frequency is Frequency.ANNUAL:
        annual = language.say(_ANNUAL, dated=capitalised(dated(told.period, language)))
        yield Paragraph(words=plain(annual), role=Role.REMARK)
    yield from (
        paragraph(sentences, role)
        for sentences, role in zip(told.paragraphs, _roles(), strict=False)
    )


def _roles() -> Iterator[Role]:
    yield Role.LEAD
    while True:
        yield Role.BODY


def paragraph(sentences: tuple[Sentence, ...], role: Role = Role.BODY) -> Paragraph:
    """A paragraph of sentences that carry their facts."""
    text = " ".join(each.text for each in sentences)
    return Paragraph(words=plain(text), role=role, sentences=sentences)


_NOTHING = _("This edition has no figures on this theme: the datasets were not at hand.")
_ANNUAL = _("{dated}: these figures are about a whole year and are no news of the quarter.")


def _pictures(
    workshop: Workshop, selection: Selection, shown: Exhibition, outline: Outline
) -> Iterator[Picture]:
    """The exhibits that the edition chose, or the theme's first ones that the cache can draw."""
    chosen = outline.exhibits.get(shown.theme.id)
    plans = [shown.exhibit(id_) for id_ in chosen] if chosen is not None else shown.exhibits
    most = MOST_EXHIBITS if chosen is not None else outline.most(shown)
    yield from islice(pictures(plans, workshop, selection, shown.theme.id), most)


def pictures(
    plans: Iterable[Plan], workshop: Workshop, selection: Selection, path: str = ""
) -> Iterator[Picture]:
    """Those of these exhibits that the cache can draw, with a link if they stand below a path."""
    for plan in plans:
        exhibit = _drawn(plan, workshop, selection)
        if exhibit is not None:
            there = (selection.language, path, selection.until, exhibit.id)
            address = permalink(workshop.site, *there) if path else ""
            yield Picture(exhibit=exhibit, permalink=address)


def _drawn(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit | None:
    """Make an exhibit, or None where the cache holds nothing for it up to the quarter's end."""
    try:
        return plan.exhibit(workshop, selection)
    except NothingStored:
        return None
