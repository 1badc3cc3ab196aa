"""A comparison ↔ the options of an address, and the controls that offer what it allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from charts.compare import supply
from charts.compare.asked import (
    DIMENSIONS,
    GROUPS,
    INDICATORS,
    OWN,
    Comparison,
    Facts,
    Measure,
    Shape,
)
from charts.compare.rules import refusal
from charts.compare.words import MEASURES, SHAPES
from charts.workshop import Workshop
from dashboard.choices import Choice, Values
from dashboard.page import Option
from dashboard.view import View
from emn.errors import Misused, NothingStored
from emn.language import _
from emn.network import Network, group_label
from emn.period import Frequency, Period
from emn.themes import THEMES

USUAL = INDICATORS[0]
_BY_ID = {each.id: each for each in INDICATORS}
FREQUENCIES: Mapping[str, Frequency] = {
    "month": Frequency.MONTHLY,
    "quarter": Frequency.QUARTERLY,
    "year": Frequency.ANNUAL,
}
_FREQUENCY_LABELS = {"month": _("Months"), "quarter": _("Quarters"), "year": _("Years")}
_LABELS = {
    "indicator": _("Indicator"),
    "as": _("Show as"),
    "measure": _("Measure"),
    "by": _("Periods"),
    "group": _("Group of places"),
    "base": _("Base of the index"),
    "citizen": _("Citizenship"),
    "sex": _("Sex"),
    "age": _("Age"),
}
_EVERY_PLACE = "all"
_NO_CODE = _("{text} is no code of {dimension} in these figures. There are: {codes}.")


def _one_of(known: Iterable[str], kind: str, usual: str) -> Callable[[str, Network], str]:
    """The spelling of one of these words; the usual one is left out."""
    words = tuple(known)

    def spelled(text: str, _network: Network) -> str:
        word = text.lower()
        if word not in {"", *words}:
            raise Misused.unknown(text, kind, words)
        return "" if word == usual else word

    return spelled


def _base(text: str, _network: Network) -> str:
    return str(Period.parse(text)) if text else ""


def _code(text: str, _network: Network) -> str:
    """Which codes there are, the figures say: `Comparison` of a view refuses others."""
    return text.upper()


OPTIONS = (
    Option(
        id="indicator",
        spelled=_one_of([each.id for each in INDICATORS], _("indicator"), USUAL.id),
    ),
    Option(id="as", spelled=_one_of(Shape, _("view"), Shape.TREND)),
    Option(id="measure", spelled=_one_of(Measure, _("measure"), Measure.ABSOLUTE)),
    Option(id="by", spelled=_one_of(FREQUENCIES, _("kind of period"), "")),
    Option(
        id="group",
        spelled=_one_of((_EVERY_PLACE, *GROUPS, OWN), _("group of places"), _EVERY_PLACE),
    ),
    Option(id="base", spelled=_base),
    *(Option(id=name, spelled=_code) for name in DIMENSIONS),
)


def asked(view: View) -> Comparison:
    """The comparison that a view asks for."""
    chosen = _BY_ID[view.option("indicator") or USUAL.id]
    by, base = view.option("by"), view.option("base")
    return Comparison(
        indicator=chosen,
        frequency=FREQUENCIES[by] if by else chosen.dataset.frequency,
        shape=Shape(view.option("as") or Shape.TREND),
        measure=Measure(view.option("measure") or Measure.ABSOLUTE),
        group=view.option("group"),
        base=Period.parse(base) if base else None,
        codes=tuple((name, code) for name in DIMENSIONS if (code := view.option(name))),
        places=view.places,
    )


def settled(view: View) -> View:
    """The one spelling of a view: without what it shows anyway, and a base only for an index."""
    comparison = asked(view)
    own = comparison.indicator
    usual = {name: own.of[name][0] for name in DIMENSIONS if name in own.by}
    dropped = {name: "" for name, code in usual.items() if view.option(name) == code}
    if comparison.frequency is own.dataset.frequency:
        dropped["by"] = ""
    if comparison.shape is not Shape.INDEX:
        dropped["base"] = ""
    return view.choosing(**dropped)


def checked(view: View, workshop: Workshop) -> tuple[Comparison, Facts]:
    """The comparison, and what the figures say of it; `Misused` names the codes that there are.

    `NothingStored` before its dataset is there.
    """
    comparison = asked(view)
    for name, code in comparison.codes:
        if name in comparison.indicator.by:
            held = supply.held_codes(comparison, name, workshop)
            if code not in held:
                named = {"text": repr(code), "dimension": name, "codes": ", ".join(held)}
                raise Misused(_NO_CODE, **named)
    if refusal(comparison, Facts(), view.language):
        return comparison, Facts()
    return comparison, supply.facts(comparison, workshop)


def choices(view: View, workshop: Workshop) -> tuple[Choice, ...]:
    """The controls: of each choice, only the values that go with all the others."""
    try:
        comparison, facts = checked(view, workshop)
    except NothingStored:
        comparison, facts = asked(view), Facts()
    offer = _Offer(view, workshop, comparison, facts)
    return tuple(choice for choice in offer if len(tuple(choice)) > 1)


class _Offer:
    """What goes with a comparison."""

    def __init__(
        self, view: View, workshop: Workshop, comparison: Comparison, facts: Facts
    ) -> None:
        self.view = view
        self.workshop = workshop
        self.asked = comparison
        self.facts = facts

    def __iter__(self) -> Iterator[Choice]:
        """Give every choice in the order of the address."""
        say = self.view.language.say
        yield self._indicators()
        shapes = [(each, say(SHAPES[each]), replace(self.asked, shape=each)) for each in Shape]
        yield self._choice("as", shapes, self.asked.shape, Shape.TREND)
        measures = [
            (each, say(MEASURES[each]), replace(self.asked, measure=each)) for each in Measure
        ]
        yield self._choice("measure", measures, self.asked.measure, Measure.ABSOLUTE)
        words = {frequency: word for word, frequency in FREQUENCIES.items()}
        periods = [
            (word, say(_FREQUENCY_LABELS[word]), replace(self.asked, frequency=each, base=None))
            for each, word in words.items()
        ]
        usual = words[self.asked.dataset.frequency]
        yield self._choice("by", periods, words[self.asked.frequency], usual)
        yield self._groups()
        if self.asked.shape is Shape.INDEX and self.facts.first is not None:
            yield self._bases()
        for name in DIMENSIONS:
            own = self.asked.indicator.by.get(name)
            if own is not None and self.workshop.has(own):
                yield self._codes(name)

    def _indicators(self) -> Choice:
        say = self.view.language.say
        held = [
            each
            for each in INDICATORS
            if each is self.asked.indicator or self.workshop.has(each.dataset)
        ]
        groups = tuple(
            (
                say(theme.title),
                tuple((each.id, say(each.label)) for each in held if each.dataset.theme is theme),
            )
            for theme in THEMES
        )
        return Choice(
            id="indicator",
            label=say(_LABELS["indicator"]),
            groups=tuple((label, values) for label, values in groups if values),
            chosen=self.asked.indicator.id,
            usual=USUAL.id,
        )

    def _groups(self) -> Choice:
        say = self.view.language.say
        groups = [(word, say(group_label(id_))) for word, id_ in GROUPS.items()]
        values = ((_EVERY_PLACE, say(_("Every place"))), *groups, (OWN, say(_("Only my places"))))
        return self._plain("group", values, self.asked.group or _EVERY_PLACE, _EVERY_PLACE)

    def _bases(self) -> Choice:
        """Every period that has figures; the first that is shown is the usual one."""
        language = self.view.language
        first, last = self.facts.first, self.facts.last
        usual = supply.base_of(replace(self.asked, base=None), self.workshop, self.view.selection)
        values = []
        while first and last and last.start >= first.start:
            values.append((str(last), language.period(last, short=True)))
            last = last.previous
        chosen = self.asked.base or usual
        return self._plain("base", tuple(values), str(chosen), str(usual))

    def _codes(self, name: str) -> Choice:
        comparison = self.asked
        held = supply.held_codes(comparison, name, self.workshop)
        own = comparison.indicator.by[name]
        names = self.workshop.names(own, self.view.language, name)
        others = tuple(each for each in comparison.codes if each[0] != name)
        chosen = dict(comparison.codes).get(name, held[0])
        candidates = [
            (code, names[code], replace(comparison, codes=_with(others, name, code, held[0])))
            for code in (held[0], *sorted(held[1:], key=lambda code: names[code]))
        ]
        return self._choice(name, candidates, chosen, held[0])

    def _choice(
        self, id_: str, candidates: Sequence[tuple[str, str, Comparison]], chosen: str, usual: str
    ) -> Choice:
        values = tuple(
            (str(value), label)
            for value, label, comparison in candidates
            if value == chosen or self._is_allowed(comparison)
        )
        return self._plain(id_, values, chosen, usual)

    def _is_allowed(self, comparison: Comparison) -> bool:
        """Tell whether nothing speaks against it, but what speaks against the present choice."""
        language = self.view.language
        said = refusal(comparison, self.facts, language)
        return said in {"", refusal(self.asked, self.facts, language)}

    def _plain(self, id_: str, values: Values, chosen: str, usual: str) -> Choice:
        return Choice(
            id=id_,
            label=self.view.language.say(_LABELS[id_]),
            groups=(("", values),),
            chosen=str(chosen),
            usual=str(usual),
        )


def _with(
    others: tuple[tuple[str, str], ...], name: str, code: str, whole: str
) -> tuple[tuple[str, str], ...]:
    if code == whole:
        return others
    return tuple(sorted((*others, (name, code)), key=lambda each: DIMENSIONS.index(each[0])))
