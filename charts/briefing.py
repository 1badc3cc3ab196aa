"""What moved in a theme: the headline, the lead, the paragraph, written from the numbers.

Theme page, overview and bulletin say the same things because they ask here. No sentence suggests a
cause; what rounding, a flag or a small base forbids is not told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from charts.exhibition import Exhibition
from charts.findings import largest
from charts.plan import Material, at_the_eu, incomplete, union
from charts.subject import every_period, leading, stored, subject, told
from charts.workshop import Selection, Workshop
from emn.change import change, total
from emn.coverage import AGGREGATES
from emn.flags import Flag, has, labels
from emn.indicator import Indicator
from emn.language import Language, _
from emn.period import Frequency, Period
from emn.wording import amount, capitalised, comparison

_MONTHS = 3  # in a quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The finding of a theme: a headline, a lead, and sentences that go further.

    `move` is the largest move of a country within a year, empty where none is told.
    """

    headline: str
    lead: str
    paragraph: tuple[str, ...]
    period: Period
    move: str = ""


def briefing(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    """Say what moved in a theme that has a headline; `NothingStored` before its dataset.

    It speaks of the EU or of the leaders, whichever places a reader chose.
    """
    return workshop.kept(_briefing, replace(selection, places=()), shown)


def gist(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    """The headline of a theme and its largest move alone, for where many themes are told."""
    return workshop.kept(_gist, replace(selection, places=()), shown)


def _briefing(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    everything, stuff = _headline(workshop, selection, shown)
    lead = [_quarter(stuff), leading(stuff), _provisional(stuff), _flagged(stuff)]
    others = [found for each in shown.told if (found := stored(each, workshop, selection))]
    return replace(
        gist(workshop, selection, shown),
        lead=" ".join(sentence for sentence in (*lead, _to_come(everything, stuff)) if sentence),
        paragraph=tuple(said for each in others if (said := _aside(each, stuff))),
    )


def _gist(workshop: Workshop, selection: Selection, shown: Exhibition) -> Briefing:
    _everything, stuff = _headline(workshop, selection, shown)
    return Briefing(
        headline=capitalised(told(stuff)).removesuffix("."),
        lead="",
        paragraph=(),
        period=stuff.period,
        move=_move(stuff),
    )


def _headline(
    workshop: Workshop, selection: Selection, shown: Exhibition
) -> tuple[Material, Material]:
    """The headline indicator with every period, and up to the EU's last total."""
    everything = every_period(shown.key_figures[0], workshop, selection)
    return everything, at_the_eu(everything)


def dated(period: Period, language: Language) -> str:
    """Say when a figure is about: `June 2026`, or `latest annual data (2025)`."""
    if period.frequency is not Frequency.ANNUAL:
        return language.period(period)
    return language.say(_("latest annual data ({year})"), year=language.period(period))


def _aside(stuff: Material, headline: Material) -> str:
    """A sentence of the paragraph; beside fresher news, an annual figure says that it is one."""
    said = capitalised(told(stuff))
    is_annual = stuff.period.frequency is Frequency.ANNUAL
    if not said or not is_annual or headline.period.frequency is Frequency.ANNUAL:
        return said
    return stuff.language.say(_("Latest annual data: {sentence}"), sentence=told(stuff))


def _move(stuff: Material) -> str:
    """The largest move of a country on a year before."""
    year = stuff.series.filter(pl.col("period") >= stuff.period.year_earlier.start)
    if not stuff.indicator.is_ranked:
        return ""
    said = largest(stuff.over(year))
    return f"{said}." if said else ""


def _quarter(stuff: Material) -> str:
    """The quarter's three months together, where the quarter has ended and all are published."""
    geo = union(stuff.at_latest)
    is_flow = stuff.indicator.unit.is_count and not stuff.indicator.is_stock
    if geo is None or not is_flow or stuff.period.frequency is not Frequency.MONTHLY:
        return ""
    quarter, language = Period.at(stuff.period.start, Frequency.QUARTERLY), stuff.language
    line = stuff.series.filter(pl.col("geo") == geo)
    together = total(line, quarter, Frequency.MONTHLY)
    if together is None:
        return ""
    compared = [
        said
        for earlier in (quarter.previous, quarter.year_earlier)
        if (said := _than(stuff.indicator, line, (quarter, earlier), language))
    ]
    return language.say(
        _("The three months of the {quarter} add up to {value}{compared}."),
        quarter=language.period(quarter),
        value=amount(stuff.indicator, together[0], language),
        compared="".join(f", {said}" for said in compared),
    )


def _than(
    indicator: Indicator, line: pl.DataFrame, ends: tuple[Period, Period], language: Language
) -> str:
    """Compare two quarters of three months each; nothing where one is missing or broken.

    Each month is rounded by itself, so three of them may be off by three times as much.
    """
    sums = [(each, total(line, each, Frequency.MONTHLY)) for each in ends]
    whole = [(each.start, *found) for each, found in sums if found is not None]
    if len(whole) < len(sums) or any(has(flag, Flag.BREAK) for _start, _sum, flag in whole):
        return ""
    quarters = pl.DataFrame(whole, schema=["period", "value", "flag"], orient="row")
    moved = change(indicator, quarters, *ends)
    if abs(moved.absolute or 0) < _MONTHS * (indicator.dataset.rounded_to or 1):
        return ""
    return comparison(indicator, moved, language)


def _provisional(stuff: Material) -> str:
    """Name the countries, or the EU, whose figure of the period is provisional."""
    now = stuff.at_latest.drop_nulls("value")
    geos = [
        geo
        for geo, flag in now.select("geo", "flag").iter_rows()
        if has(flag, Flag.PROVISIONAL) and (geo == subject(stuff) or geo not in AGGREGATES)
    ]
    if not geos:
        return ""
    of_whom = stuff.language.listed([place.of(stuff.language) for place in stuff.named(geos)])
    return stuff.language.plural(
        "The figure {of_whom} is provisional.",
        "The figures {of_whom} are provisional.",
        len(geos),
        of_whom=of_whom,
    )


def _flagged(stuff: Material) -> str:
    """What else Eurostat remarks on the figure of the headline, in words."""
    geo = subject(stuff)
    flags = "".join(stuff.at_latest.filter(pl.col("geo") == geo)["flag"].drop_nulls())
    others = flags.replace(Flag.PROVISIONAL, "")
    if geo is None or not others:
        return ""
    return stuff.language.say(
        _("Eurostat remarks on the figure {of_whom}: {flags}."),
        of_whom=stuff.named([geo])[0].of(stuff.language),
        flags=labels(others, stuff.language),
    )


def _to_come(everything: Material, stuff: Material) -> str:
    """What is there of later periods: incomplete, or complete and still without an EU total."""
    language, frequency = stuff.language, stuff.period.frequency
    later = everything.series.filter(pl.col("period") > stuff.period.start)
    whole = sorted(later.filter("is_complete")["period"].unique())
    totals = [
        language.say(
            _("For {period}, Eurostat has no EU total yet."),
            period=language.in_text(Period(start, frequency)),
        )
        for start in whole
    ]
    return " ".join((*totals, *incomplete(later, frequency, language)))
