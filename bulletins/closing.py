"""How a document ends: the licence, and how it is cited."""

from __future__ import annotations

from collections.abc import Sequence

from charts.exhibit import Source
from emn.language import Language, _
from emn.methodology import LICENCE


def citation(title: str, sources: Sequence[Source], language: Language) -> tuple[str, str]:
    """The licence, and the words to cite a document with, in its language."""
    whose = dict.fromkeys(each.vintage.whose(language) for each in sources)
    cited = language.say(
        _(
            "To cite: European Migration Network, {title}. Source of the figures: {source},"
            " extracted on {day}."
        ),
        title=title,
        source="; ".join(whose),
        day=language.date(max(each.vintage.extracted_at for each in sources)),
    )
    return language.say(LICENCE), cited
