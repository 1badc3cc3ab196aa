"""What a comparison is called: its label, its sentences, the notes that go with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from charts.compare.asked import Comparison, Measure, Shape
from emn.indicator import Indicator, Unit
from emn.language import Language, _
from emn.period import Frequency, Period
from emn.structure import Names

_EACH = {
    Frequency.MONTHLY: _("by month"),
    Frequency.QUARTERLY: _("by quarter"),
    Frequency.SEMESTER: _("by half-year"),
    Frequency.ANNUAL: _("by year"),
}
SHAPES: Mapping[Shape, str] = {
    Shape.TREND: _("Trend"),
    Shape.INDEX: _("Index (base = 100)"),
    Shape.PANELS: _("Small multiples"),
    Shape.RANKING: _("Ranking"),
    Shape.MAP: _("Map"),
    Shape.TABLE: _("Table"),
}
MEASURES: Mapping[Measure, str] = {
    Measure.ABSOLUTE: _("As published"),
    Measure.PER_CAPITA: _("Per inhabitant"),
    Measure.SHARE: _("Share of the EU total"),
    Measure.CHANGE_PREVIOUS: _("Change on the previous period"),
    Measure.CHANGE_YEAR: _("Change on a year earlier"),
}
_SUMS = {
    (Frequency.MONTHLY, Frequency.QUARTERLY): _("{indicator}, sum of the 3 months published"),
    (Frequency.MONTHLY, Frequency.ANNUAL): _("{indicator}, sum of the 12 months published"),
    (Frequency.QUARTERLY, Frequency.ANNUAL): _("{indicator}, sum of the 4 quarters published"),
}
_MADE_ANEW = {
    (Frequency.MONTHLY, Frequency.QUARTERLY): _("{indicator}, of the sums of 3 months"),
    (Frequency.MONTHLY, Frequency.ANNUAL): _("{indicator}, of the sums of 12 months"),
    (Frequency.QUARTERLY, Frequency.ANNUAL): _("{indicator}, of the sums of 4 quarters"),
}
_ENDS = {
    Frequency.QUARTERLY: _("{indicator}, end of the quarter"),
    Frequency.ANNUAL: _("{indicator}, end of the year"),
}
_PER = {
    Unit.PER_1000: _("{indicator} per 1,000 people"),
    Unit.PER_100000: _("{indicator} per 100,000 people"),
}
_CHANGES = {
    (Measure.CHANGE_PREVIOUS, Frequency.MONTHLY): _("{indicator}, change on the month before"),
    (Measure.CHANGE_PREVIOUS, Frequency.QUARTERLY): _("{indicator}, change on the quarter before"),
    (Measure.CHANGE_YEAR, Frequency.MONTHLY): _("{indicator}, change on the same month a year ago"),
    (Measure.CHANGE_YEAR, Frequency.QUARTERLY): _(
        "{indicator}, change on the same quarter a year ago"
    ),
    (Measure.CHANGE_YEAR, Frequency.ANNUAL): _("{indicator}, change on the year before"),
}
_NARROWED = _("{indicator} ({groups})")
_SENTENCE = _("{indicator}: {value} {where} {when}")
_LEAD = _("{leaders} had the highest figures {when}: {indicator}")


def each_period(frequency: Frequency, language: Language) -> str:
    """How often: `by month`, `par trimestre`."""
    return language.say(_EACH[frequency])


def worded(asked: Comparison, base: Period | None, names: Names, language: Language) -> Indicator:
    """The indicator that is shown, as the charts know it; derived, its words are in one language.

    Its dataset has the frequency that is shown.
    """
    dataset = replace(asked.dataset, frequency=asked.frequency)
    if not asked.is_derived:
        return replace(asked.indicator, dataset=dataset)
    label = _label(asked, base, names, language)
    kept = {name: "{" + name + "}" for name in ("value", "where", "when", "leaders")}
    return replace(
        asked.indicator,
        label=label,
        sentence=language.say(_SENTENCE, indicator=label, **kept),
        lead=language.say(_LEAD, indicator=_inside(label), **kept),
        unit=asked.unit,
        dataset=dataset,
    )


def _label(asked: Comparison, base: Period | None, names: Names, language: Language) -> str:
    label = language.say(asked.indicator.label)
    if asked.codes:
        groups = ", ".join(names[code] for _name, code in asked.codes)
        label = language.say(_NARROWED, indicator=label, groups=groups)
    for message in _messages(asked):
        label = language.say(message, indicator=label)
    if base is not None:
        period = language.period(base, short=True)
        label = language.say(_("{indicator}, {base} = 100"), indicator=label, base=period)
    return label


def _messages(asked: Comparison) -> Iterator[str]:
    """What each step makes of the label, in the order of the steps."""
    if asked.is_rolled_up:
        of = asked.dataset.frequency, asked.frequency
        if asked.indicator.is_stock:
            yield _ENDS[asked.frequency]
        else:
            yield (_SUMS if asked.indicator.unit.is_count else _MADE_ANEW)[of]
    match asked.measure:
        case Measure.PER_CAPITA:
            yield _PER[Unit.PER_1000 if is_per_1000(asked) else Unit.PER_100000]
        case Measure.SHARE:
            yield _("{indicator}, in % of the EU total")
        case Measure.CHANGE_PREVIOUS | Measure.CHANGE_YEAR:
            yield _CHANGES[asked.measure, asked.frequency]


def is_per_1000(asked: Comparison) -> bool:
    """Tell whether a figure per head is per 1,000 people; it is per 100,000 otherwise."""
    return replace(asked, shape=Shape.TREND).unit is Unit.PER_1000


def notes(asked: Comparison, language: Language) -> tuple[str, ...]:
    """How the numbers were made, one sentence a step."""
    return tuple(language.say(message) for message in _told(asked))


def _told(asked: Comparison) -> Iterator[str]:
    yield from _of_the_sums(asked)
    match asked.measure:
        case Measure.PER_CAPITA if asked.codes:
            yield _("Per head of the whole population, not of the same group of people.")
        case Measure.SHARE:
            yield _("The EU total is Eurostat's own and includes Denmark.")
        case Measure.CHANGE_PREVIOUS if not asked.indicator.is_stock:
            yield _("Not adjusted for the season: a year earlier is the better comparison.")
    if asked.measure.is_change:
        yield _("No percentage on a base below 100, and no change across a break in the series.")
    if asked.shape is Shape.INDEX:
        yield _("No index on a base below 100, and none across a break in the series.")


def _of_the_sums(asked: Comparison) -> Iterator[str]:
    if asked.is_rolled_up and asked.indicator.is_stock:
        yield _("A quarter or a year shows the stock at the end of its last month.")
    elif asked.is_rolled_up:
        yield _("Where one period of a sum is not published, there is no sum.")
        if asked.indicator.unit is Unit.PERSONS:
            yield _("A person who is counted in two of the periods is in the sum twice.")


def _inside(label: str) -> str:
    """A label inside a sentence: its first letter small, unless it begins an abbreviation."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
