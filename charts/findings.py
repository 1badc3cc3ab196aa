"""Titles, subtitles and spoken text of exhibits: what a reader sees, found in the numbers."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from charts.plan import Material, union
from charts.workshop import countries
from emn.change import Direction, change
from emn.figures import Figures
from emn.flags import Flag, has
from emn.language import _
from emn.network import Place
from emn.period import Frequency, Period
from emn.sentences import Writer
from emn.wording import largest_move

_HOW_OFTEN = {
    Frequency.MONTHLY: _("monthly"),
    Frequency.QUARTERLY: _("quarterly"),
    Frequency.ANNUAL: _("annual"),
    Frequency.SEMESTER: _("half-yearly"),
}


def moved_most(material: Material, chosen: Sequence[str]) -> str:
    """The largest move of all countries between the first and last complete period shown.

    Only between periods that may be compared; where there is none, the leaders. Where the reader
    chose places, the level of the first: it need not be the largest of anything. The same where
    countries are not ranked.
    """
    is_ranked = material.indicator.is_ranked
    is_one = bool(chosen) and bool(material.selection.places or not is_ranked)
    if is_one and (said := level(material, chosen[0])):
        return said.removesuffix(".")
    if not is_ranked:
        return material.language.say(material.indicator.label)
    return largest(material) or led_by(material)


def largest(material: Material) -> str | None:
    """Name the country that moved most between the first and last complete period, and how.

    None where no move may be told: not between periods that a break parts, not of figures of low
    reliability, not below what rounding allows to see.
    """
    among = countries(material.series).filter("is_complete").sort("period")
    starts = sorted(among["period"].unique())
    if not starts or starts[0] == material.period.start:
        return None
    first = Period(starts[0], material.period.frequency)
    moves = [
        (place, each, line)
        for (geo,), line in among.partition_by("geo", as_dict=True).items()
        if (each := change(material.indicator, line, material.period, first)).is_told
        and each.direction is not Direction.UNCHANGED
        and not _is_uncertain(line, first, material.period)
        and isinstance(place := material.workshop.network.named(str(geo)), Place)
    ]
    if not moves:
        return None
    place, move, line = max(moves, key=lambda each: abs(each[1].absolute or 0))
    values = dict(zip(line["period"], line["value"], strict=True))
    ends = (
        (first, values[first.start]),
        (material.period, values[material.period.start]),
    )
    return largest_move(material.indicator, place, move, ends, material.language)


def _is_uncertain(line: pl.DataFrame, *ends: Period) -> bool:
    flags = dict(zip(line["period"], line["flag"], strict=True))
    return any(has(flags.get(each.start), Flag.LOW_RELIABILITY) for each in ends)


def led_by(material: Material) -> str:
    """Who leads in the last complete period, of those shown; its label where nobody does."""
    said = writer(material, material.series).leaders(has_values=False)
    return said.title if said else one_period(material, None)


def writer(material: Material, series: pl.DataFrame) -> Writer:
    """Who words what this series shows, up to the period of the material."""
    figures = Figures(indicator=material.indicator, series=series, period=material.period)
    return Writer(figures=figures, network=material.workshop.network, language=material.language)


def levels(material: Material, geos: Sequence[str]) -> str:
    """One sentence a place: its level, and the change on the period before and on a year ago."""
    words = writer(material, material.series)
    return " ".join(said.text for geo in geos if (said := words.level(geo)) is not None)


def level(material: Material, geo: str) -> str | None:
    """State a place's level with its changes, or None where it has no number."""
    said = writer(material, material.series).level(geo)
    return said.text if said else None


def span(material: Material) -> str:
    """The subtitle of a view over time: measure, how often, from when to when."""
    language, frequency = material.language, material.period.frequency
    first = Period(material.series["period"].min(), frequency)  # type: ignore[arg-type]  # polars: min of a date column
    last = Period(material.series["period"].max(), frequency)  # type: ignore[arg-type]  # polars: max of a date column
    return language.say(
        _("{indicator}, {how_often}, {first} – {last}"),
        indicator=language.say(material.indicator.label),
        how_often=language.say(_HOW_OFTEN[frequency]),
        first=language.period(first, short=True),
        last=language.period(last, short=True),
    )


def panels(material: Material) -> str:
    """The subtitle of small multiples: that of a view over time, and how its scales compare."""
    scales = (
        _("each panel on its own scale")
        if material.selection.has_own_scales
        else _("all panels on the same scale")
    )
    return f"{span(material)}; {material.language.say(scales)}"


def one_period(material: Material, earlier: Period | None) -> str:
    """The subtitle of a view of one period; it says what the thin mark is."""
    language = material.language
    told = language.say(
        _("{indicator}, {period}"),
        indicator=language.say(material.indicator.label),
        period=language.period(material.period),
    )
    if earlier is None:
        return told
    mark = language.say(_("the line marks {period}"), period=language.period(earlier))
    return f"{told} ({mark})"


def includes_denmark(material: Material) -> tuple[str, ...]:
    """Say that the EU's total is not the EMN's, where an EU total is shown."""
    if union(material.series) is None:
        return ()
    note = _("The EU total is Eurostat's own and includes Denmark, which is not in the EMN.")
    return (material.language.say(note),)
