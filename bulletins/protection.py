"""International protection: what moved, three pictures, and every state's quarter."""

from __future__ import annotations

from collections.abc import Iterator

from bulletins.document import Paragraph, Picture, Role, Section, plain
from bulletins.places import listings
from charts.briefing import Briefing
from charts.exhibit import Exhibit
from charts.exhibits.protection import EXHIBITION
from charts.plan import Plan
from charts.workshop import Selection, Workshop
from emn.errors import NothingStored
from emn.indicators.protection import ASYLUM_APPLICANTS
from emn.themes import PROTECTION

# The section's pictures in their order; where the cache lacks the first of a row, the next.
_CHOICES = (
    ("asylum-applicants-trend",),
    ("asylum-applicants-ranking",),
    ("recognition-ranking", "temporary-protection-ranking"),
)


def protection(workshop: Workshop, selection: Selection, found: Briefing) -> Section:
    """Write the section from what the briefing found."""
    lead = Paragraph(words=plain(f"{found.headline}. {found.lead}".strip()), role=Role.LEAD)
    further = tuple(Paragraph(words=plain(each)) for each in (" ".join(found.paragraph),) if each)
    pictures = tuple(Picture(exhibit=each) for each in _exhibits(workshop, selection))
    return Section(
        id=PROTECTION.id,
        heading=selection.language.say(PROTECTION.title),
        blocks=(
            lead,
            *further,
            *pictures,
            *listings(workshop, selection, ASYLUM_APPLICANTS),
        ),
    )


def _exhibits(workshop: Workshop, selection: Selection) -> Iterator[Exhibit]:
    for choice in _CHOICES:
        made = (_exhibit(EXHIBITION.exhibit(id_), workshop, selection) for id_ in choice)
        yield from [each for each in made if each is not None][:1]


def _exhibit(plan: Plan, workshop: Workshop, selection: Selection) -> Exhibit | None:
    """Make an exhibit, or None where the cache holds nothing for it up to the quarter's end."""
    try:
        return plan.exhibit(workshop, selection)
    except NothingStored:
        return None
