"""What makes numbers less sure, in words: flags, confidential, missing and incomplete figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from emn import facts
from emn.fact import Fact, Kind, Sentence
from emn.language import _, plural
from emn.sentences import Writer

_MOST_NAMED = 6


def remarks(words: Writer, geos: Iterable[str]) -> list[Sentence]:
    """`The figure of Spain is provisional.` Provisional ones of all countries, others of these.

    So that no number is named without what makes it less sure.
    """
    named = list(dict.fromkeys(geos))
    everyone = list(dict.fromkeys((*words.figures.now["geo"].to_list(), *named)))
    found = (
        facts.flagged(words.figures, kind, everyone if kind is Kind.PROVISIONAL else named)
        for kind in _FLAGGED
    )
    return [_of(words, each, _FLAGGED) for each in found if each]


def absent(words: Writer) -> list[Sentence]:
    """`The figure of Malta is confidential.` And whose are not published."""
    found = facts.absent(words.figures)
    kinds = ([each for each in found if each.kind is kind] for kind in _ABSENT)
    return [_of(words, tuple(each), _ABSENT) for each in kinds if each]


def no_total(words: Writer) -> Sentence | None:
    """`Eurostat has published no EU total for June 2026`."""
    found = facts.no_total(words.figures)
    if found is None:
        return None
    period = words.language.in_text(words.figures.period)
    message = _("Eurostat has published no EU total for {period}.")
    return words.sentence("no-total", words.language.say(message, period=period), found)


def to_come(words: Writer) -> list[Sentence]:
    """`For July 2026, Eurostat has no EU total yet`; of each later period."""
    return [
        words.sentence(
            f"to-come-{fact.period}",
            words.language.say(
                _("For {period}, Eurostat has no EU total yet."),
                period=words.language.in_text(fact.period),
            ),
            fact,
        )
        for fact in facts.to_come(words.figures)
    ]


def incomplete(words: Writer) -> list[Sentence]:
    """`July 2026 is incomplete: 13 of 32 countries have reported`; of each later period."""
    found = iter(facts.incomplete(words.figures))
    return [
        words.sentence(
            f"incomplete-{reported.period}",
            words.language.say(
                _("{period} is incomplete: {reported} of {expected} countries have reported."),
                period=words.language.period(reported.period),
                reported=words.language.number(reported.value or 0),
                expected=words.language.number(expected.value or 0),
            ),
            *(reported, expected),
        )
        for reported, expected in zip(found, found, strict=True)
    ]


def _of(
    words: Writer, found: tuple[Fact, ...], messages: Mapping[Kind, tuple[str, str]]
) -> Sentence:
    """One sentence about the figures of several places, or of so many."""
    owners = [words.named(each.geo).of(words.language) for each in found]
    of_whom = words.language.listed(owners)
    if len(owners) > _MOST_NAMED:
        of_whom = words.language.say(_("of {number} countries"), number=len(owners))
    text = words.language.plural(
        *messages[found[0].kind],
        len(owners),
        of_whom=of_whom,
        period=words.language.in_text(words.figures.period),
    )
    return words.sentence(found[0].kind.replace(" ", "-"), text, *found)


_FLAGGED = {
    Kind.PROVISIONAL: plural(
        "The figure {of_whom} is provisional.", "The figures {of_whom} are provisional."
    ),
    Kind.ESTIMATED: plural(
        "The figure {of_whom} is estimated.", "The figures {of_whom} are estimated."
    ),
    Kind.UNRELIABLE: plural(
        "The figure {of_whom} is of low reliability.",
        "The figures {of_whom} are of low reliability.",
    ),
    Kind.DIFFERENT: plural(
        "The figure {of_whom} follows another definition.",
        "The figures {of_whom} follow another definition.",
    ),
}
_ABSENT = {
    Kind.CONFIDENTIAL: plural(
        "The figure {of_whom} for {period} is confidential.",
        "The figures {of_whom} for {period} are confidential.",
    ),
    Kind.MISSING: plural(
        "The figure {of_whom} for {period} is not published.",
        "The figures {of_whom} for {period} are not published.",
    ),
}
