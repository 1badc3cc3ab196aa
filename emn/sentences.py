"""Facts in words, English and French: one function a kind of sentence, and nothing else said.

What may be said is decided in `emn.facts`; how a number, a change or a moment is written, in
`emn.wording`; what makes numbers less sure is said in `emn.cautions`. A sentence carries the facts
that it states, the same in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emn import facts
from emn.change import Change, Direction
from emn.coverage import EU
from emn.fact import Fact, Kind, Sentence
from emn.figures import Figures
from emn.indicator import Indicator
from emn.language import Language, _, plural
from emn.network import Aggregate, Network, Place
from emn.period import Frequency
from emn.record import Record
from emn.wording import (
    amount,
    capitalised,
    comparison,
    is_under_label,
    measured,
    statement,
    superlative,
)
from emn.wording import leaders as leading


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Words one figures in one language; every method gives a sentence, or None for nothing."""

    figures: Figures
    network: Network
    language: Language
    is_aside: bool = False

    @property
    def indicator(self) -> Indicator:
        """What the sentences are about."""
        return self.figures.indicator

    def named(self, geo: str) -> Place | Aggregate:
        """The place behind a code."""
        return self.network.named(geo)

    def level(self, geo: str) -> Sentence | None:
        """`43,120 people applied for asylum in the EU in June 2026, 14.9 % fewer than in May`."""
        found = facts.level(self.figures, geo)
        if found is None or found.value is None:
            return None
        place, period = self.named(geo), self.figures.period
        said = statement(self.indicator, found.value, place, period, self.language)
        return self._with_changes(said, found, facts.changes(self.figures, geo))

    def quarter(self, geo: str) -> Sentence | None:
        """`The three months of the second quarter of 2026 add up to 146,450, 3.2 % more than …`."""
        found = facts.quarter(self.figures, geo)
        if not found or found[0].value is None:
            return None
        said = self.language.say(
            _("the three months of the {quarter} add up to {value}"),
            quarter=self.language.period(found[0].period),
            value=amount(self.indicator, found[0].value, self.language),
        )
        return self._with_changes(said, found[0], found[1:])

    def leaders(self, *, has_values: bool = True) -> Sentence | None:
        """`France (11,105), Italy (9,660) and Germany (5,790) recorded the most applicants …`."""
        found = facts.leaders(self.figures)
        if not found:
            return None
        rivals = facts.rivals(self.figures, found[-1].value or 0)
        said = leading(
            self.indicator,
            [(self.named(each.geo), self._amount(each) if has_values else "") for each in found],
            self.figures.period,
            self.language,
        )
        if rivals:
            said = self.language.say(_("of the countries with figures, {said}"), said=said)
        return self.sentence("leaders", f"{said}.", *found, *rivals)

    def share(self) -> Sentence | None:
        """`Together they account for 61.6 % of the EU total`."""
        geos = [each.geo for each in facts.leaders(self.figures)]
        members = self.network.group(EU, self.figures.period.end)
        found, whole = facts.share(self.figures, geos, members), self.figures.value(EU)
        if found is None or found.value is None or whole is None:
            return None
        decimals = facts.share_decimals(self.indicator, len(geos), whole) or 0
        share = self.language.percent(found.value, decimals)
        message = _("Together they account for {share} of the EU total.")
        return self.sentence("share", self.language.say(message, share=share), found)

    def movers(self) -> Sentence | None:
        """`On a year earlier, the figure rose most in Italy (by 1,250) and fell most in …`."""
        found = facts.movers(self.figures)
        if not found:
            return None
        told = [
            self.language.say(
                _("rose most {where} (by {size})")
                if (each.value or 0) > 0
                else _("fell most {where} (by {size})"),
                where=self.named(each.geo).within(self.language),
                size=amount(self.indicator, abs(each.value or 0), self.language),
            )
            for each in found
        ]
        text = self.language.say(
            _("On a year earlier, the figure {moves}."), moves=self.language.listed(told)
        )
        return self.sentence("movers", text, *found)

    def record(self, geo: str, *, is_again: bool = False) -> Sentence | None:
        """`The figure for the EU is the lowest since May 2021`; `this figure`, if just told."""
        found = facts.record(self.figures, geo)
        if found is None or found.earlier is None:
            return None
        text = self.language.say(
            _("{figure} is {record}."),
            figure=self.language.say(_("this figure")) if is_again else self._figure(geo),
            record=superlative(
                Record(
                    is_highest=found.kind in {Kind.HIGHEST, Kind.HIGHEST_SINCE},
                    since=found.earlier,
                    is_first=found.kind in {Kind.HIGHEST, Kind.LOWEST},
                ),
                self.language,
            ),
        )
        return self.sentence("record", text, found)

    def course(self, geo: str, *, is_again: bool = False) -> Sentence | None:
        """`The figure for the EU has been lower than a year earlier for 9 months in a row`."""
        found = facts.course(self.figures, geo)
        if found is None:
            return None
        words = _PERIODS[self.figures.period.frequency]
        text = self.language.say(
            _COURSES[found.kind],
            figure=self.language.say(_("it")) if is_again else self._figure(geo),
            count=self.language.plural(*words, found.value or 0),
        )
        return self.sentence("course", text, found)

    def _amount(self, fact: Fact) -> str:
        return measured(self.indicator, fact.value or 0, self.language)

    def _with_changes(self, said: str, found: Fact, changes: Sequence[Fact]) -> Sentence:
        told = [comparison(self.indicator, as_change(each), self.language) for each in changes]
        stop = "; " if is_under_label(self.indicator, found.value or 0) else ", "
        text = stop.join([said, self.language.listed(told)] if told else [said])
        if self.is_aside:
            text = self.language.say(_("Latest annual data: {sentence}"), sentence=text)
        id_ = "level" if found.period == self.figures.period else "quarter"
        return self.sentence(id_, f"{text}.", found, *changes)

    def _figure(self, geo: str) -> str:
        place = self.named(geo)
        return self.language.say(
            _("the figure for {place}"),
            place=place.subject(self.language),
            of_whom=place.of(self.language),
        )

    def sentence(self, id_: str, text: str, *found: Fact) -> Sentence:
        """Begin these words with a capital, and give them with what they state."""
        return Sentence(id=f"{self.indicator.id}.{id_}", text=capitalised(text), facts=found)


def as_change(fact: Fact) -> Change:
    """The change that a fact states, for its words."""
    value, earlier = fact.value or 0.0, fact.earlier or fact.period
    match fact.kind:
        case Kind.NOT_COMPARABLE:
            return Change(direction=Direction.NOT_COMPARABLE, earlier=earlier)
        case Kind.UNCHANGED:
            return Change(direction=Direction.UNCHANGED, earlier=earlier, absolute=value)
        case _:
            direction = Direction.RISE if value > 0 else Direction.FALL
            percent = value if fact.kind is Kind.PERCENT else None
            return Change(direction=direction, earlier=earlier, absolute=value, percent=percent)


_COURSES = {
    Kind.RISING: _("{figure} has been higher than a year earlier for {count} in a row."),
    Kind.FALLING: _("{figure} has been lower than a year earlier for {count} in a row."),
    Kind.TURNED_UP: _(
        "{figure} is higher than a year earlier, after being lower for {count} in a row."
    ),
    Kind.TURNED_DOWN: _(
        "{figure} is lower than a year earlier, after being higher for {count} in a row."
    ),
}
_PERIODS = {
    Frequency.MONTHLY: plural("{number} month", "{number} months"),
    Frequency.QUARTERLY: plural("{number} quarter", "{number} quarters"),
    Frequency.SEMESTER: plural("{number} half-year", "{number} half-years"),
    Frequency.ANNUAL: plural("{number} year", "{number} years"),
}
