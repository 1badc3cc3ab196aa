"""The flash: one page on a theme: its finding, what else moved, one or two pictures, a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import polars as pl

from bulletins import profiles
from bulletins.closing import citation
from bulletins.document import Block, Cover, Document, Listing, Paragraph, Role, Section, plain
from bulletins.themes import paragraph, pictures
from charts.briefing import Narrative, dated, narrative
from charts.exhibit import Column, Source
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS
from charts.findings import writer
from charts.key_figures import key_figures
from charts.plan import Material
from charts.subject import stored
from charts.tables import Cell, cell, moved, table
from charts.workshop import Selection, Workshop
from emn import facts
from emn.change import change
from emn.coverage import UNIONS
from emn.errors import Misused
from emn.flags import Absence, labels
from emn.language import Language, _
from emn.period import Period
from emn.wording import amount, capitalised

PAGES = 1
_FIGURES = 4
_PICTURES = 2
_NONE = Absence.NOT_APPLICABLE.mark
_OTHERS = 2  # other indicators that are told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What a flash is made of."""

    shown: Exhibition
    told: Narrative
    rows: tuple[Material, ...]  # an indicator each
    workshop: Workshop
    selection: Selection
    title: str

    @property
    def language(self) -> Language:
        """The language that it is in."""
        return self.selection.language

    @property
    def sources(self) -> list[Source]:
        """Every source of its table."""
        return [each.source for each in self.rows]


def flash(workshop: Workshop, shown: Exhibition, quarter: Period, language: Language) -> Document:
    """The flash of a theme on what was published up to a quarter's end.

    `Misused` for a theme of which Eurostat has no series; `NothingStored` where the cache has none.
    """
    expect_series(shown)
    selection = Selection(language=language, until=quarter)
    theme, kind = language.say(shown.theme.title), language.say(_("Flash"))
    told = narrative(workshop, selection, shown)
    indicators = dict.fromkeys((*shown.key_figures, *shown.told))
    found = (stored(each, workshop, selection) for each in indicators)
    sheet = _Sheet(
        shown=shown,
        told=told,
        rows=tuple(each for each in found if each is not None),
        workshop=workshop,
        selection=selection,
        title=f"{kind}{language.colon}{theme}, {language.period(quarter)}",
    )
    extracted = max(each.vintage.extracted_at for each in sheet.sources)
    return Document(
        title=sheet.title,
        file_name=f"emn-flash-{shown.theme.id}-{quarter}-{language}",
        language=language,
        running=sheet.title,
        cover=Cover(
            name=theme,
            subject=f"{kind} · {capitalised(language.period(quarter))}",
            headline=told.headline.text,
            facts=(
                capitalised(dated(told.period, language)),
                language.say(_("Data extracted on {day}"), day=language.date(extracted)),
            ),
            key_figures=tuple(
                islice(key_figures(workshop, selection, shown.key_figures), _FIGURES)
            ),
        ),
        signs=None,
        sections=(_page(sheet),),
        extracted=extracted,
        is_sample=any(each.vintage.is_sample for each in sheet.sources),
        pages=PAGES,
    )


def expect_series(shown: Exhibition) -> None:
    """Refuse a theme of which Eurostat has no series: its page and the bulletin say so in words."""
    if shown.headline is not None:
        return
    known = ", ".join(each.theme.id for each in EXHIBITIONS if each.headline)
    raise Misused(
        f"{shown.theme.id}: Eurostat has no series on this theme, so there is no flash of it."
        f" Themes with figures: {known}."
    )


def _page(sheet: _Sheet) -> Section:
    language = sheet.language
    return Section(
        id=sheet.shown.theme.id,
        heading=language.say(_("In figures")),
        blocks=(
            *_said(sheet.told),
            _table(sheet),
            *islice(
                pictures(
                    sheet.shown.exhibits, sheet.workshop, sheet.selection, sheet.shown.theme.id
                ),
                _PICTURES,
            ),
            *(
                Paragraph(words=plain(each), role=Role.REMARK)
                for each in (
                    *map(language.say, sheet.shown.remarks),
                    *citation(sheet.title, sheet.sources, language),
                )
            ),
        ),
        begins_page=False,
    )


def _said(told: Narrative) -> Iterator[Block]:
    """The finding; who leads and what makes it less sure; where it comes from; the next in line."""
    yield paragraph((told.headline,), Role.LEAD)
    others = (each for each in told.others[:_OTHERS])
    yield from (paragraph(each) for each in (told.lead, told.course, *others) if each)


def _table(sheet: _Sheet) -> Listing:
    """A row an indicator: the EU's number, its changes, who has the most."""
    language = sheet.language
    rows = [(language.say(each.indicator.label), _cells(each)) for each in sheet.rows]
    columns = (
        Column(id="indicator", label=language.say(_("Indicator")), is_number=False),
        Column(id="period", label=language.say(_("Period")), is_number=False),
        Column(id="value", label=language.say(_("In the EU"))),
        Column(id="change-before", label=language.say(_("On the period before"))),
        Column(id="change-year", label=language.say(_("On a year"))),
        Column(id="leaders", label=language.say(_("Highest in")), is_number=False),
    )
    data = pl.concat(
        each.at_latest.select(
            pl.lit(each.indicator.id).alias("indicator"), "geo", "period", "value", "flag"
        )
        for each in sheet.rows
    )
    made = table(language.say(_("The theme in figures")), columns, rows, data)
    listed = profiles.listed(made, sheet.sources, language)
    return replace(listed, notes=(*listed.notes, *_flags(sheet)))


def _flags(sheet: _Sheet) -> tuple[str, ...]:
    """What the flags beside the countries with the most stand for."""
    flags = [flag for each in sheet.rows for _name, _value, flag in _leaders(each)]
    letters = sorted(set("".join(flags)))
    told = "; ".join(f"{each} {labels(each, sheet.language)}" for each in letters)
    return (f"{told}.",) if told else ()


def _cells(stuff: Material) -> list[Cell]:
    indicator, period, language = stuff.indicator, stuff.period, stuff.language
    line = stuff.series.filter(pl.col("geo").is_in(UNIONS)).sort("period")
    now = line.filter(pl.col("period") == period.start).select("value", "flag").rows()
    value, flag = now[0] if now else (None, None)
    before, on_year = (
        moved(indicator, change(indicator, line, period, each), language)
        for each in (period.previous, period.year_earlier)
    )
    return [
        Cell(language.period(period, short=True)),
        cell(indicator, value, flag, language),
        Cell(_NONE) if period.previous == period.year_earlier else before,
        on_year,
        Cell(", ".join(" ".join(filter(None, each)) for each in _leaders(stuff)) or _NONE),
    ]


def _leaders(stuff: Material) -> list[tuple[str, str, str]]:
    """As many countries as rounding lets us rank: name, number, flag."""
    language, words = stuff.language, writer(stuff, stuff.everyone)
    return [
        (
            words.named(each.geo).name(language),
            amount(stuff.indicator, each.value or 0, language),
            words.figures.flags[each.geo],
        )
        for each in facts.leaders(words.figures)
    ]
