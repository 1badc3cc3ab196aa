"""What the last edition stated, and what Eurostat says of it now: revisions, or errata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from bulletins.document import Block, Listing, Paragraph, Role, Section, plain
from bulletins.signs import used
from charts.exhibit import Column
from charts.tables import Cell, cell, table
from charts.today import flag, today
from charts.workshop import Workshop
from emn.datasets import DATASETS
from emn.fact import Fact, Kind
from emn.indicators import indicator
from emn.language import MINUS, Language, _
from emn.period import Period
from emn.wording import amount, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The facts of an edition, as it stated them: those of its paragraphs and key figures.

    `flags` has those of its numbers that bore one.
    """

    quarter: Period
    published: date
    facts: tuple[Fact, ...]
    flags: Mapping[Fact, str] = field(default_factory=dict)

    @property
    def levels(self) -> tuple[Fact, ...]:
        """Its numbers, each once; what else it said follows from them."""
        return tuple(dict.fromkeys(fact for fact in self.facts if fact.kind is Kind.LEVEL))


Last = Stated | Period | None  # an edition that is not closed is its quarter alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A number that an edition stated, and what stands in its place now; None for nothing."""

    stated: Fact
    flag: str
    now: float | None
    flag_now: str


def revised(workshop: Workshop, stated: Stated) -> tuple[Revision, ...]:
    """The numbers of an edition that Eurostat has changed since, in the order they were stated."""
    found = ((fact, today(workshop, fact)) for fact in stated.levels)
    return tuple(
        Revision(
            stated=fact,
            flag=stated.flags.get(fact, ""),
            now=now.value if now else None,
            flag_now=flag(workshop, fact),
        )
        for fact, now in found
        if is_revised(fact, now)
    )


def is_revised(fact: Fact, now: Fact | None) -> bool:
    """Tell whether a level is another now than it was, with the decimals that are printed."""
    if fact.value is None or now is None or now.value is None:
        return now is None or now.value != fact.value
    about = indicator(fact.indicator)
    was, is_ = (amount(about, each, Language.EN) for each in (fact.value, now.value))
    return was != is_


def revisions(workshop: Workshop, last: Last, language: Language) -> Section:
    """Write the section: `we wrote 73,445; Eurostat now says 74,100`, a row a number."""
    return Section(
        id="revisions",
        heading=language.say(_("Revisions since the last edition")),
        blocks=tuple(_blocks(workshop, last, language)),
        begins_page=False,
    )


def _blocks(workshop: Workshop, last: Last, language: Language) -> Iterable[Block]:
    match last:
        case None:
            yield _paragraph(language.say(_NO_EDITION))
        case Period():
            yield _paragraph(language.say(_OPEN_EDITION, quarter=language.period(last)))
        case Stated():
            found = revised(workshop, last)
            yield _paragraph(_lead(last, len(found), language))
            if found:
                yield _listing(workshop, found, language)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(words=plain(text), role=Role.LEAD)


_NO_EDITION = _(
    "The figures of no earlier edition are kept. What Eurostat revises of this edition's figures"
    " will be listed in the next."
)
_OPEN_EDITION = _(
    "The edition about the {quarter} is not closed, so its figures are not kept yet. What Eurostat"
    " revises of this edition's figures will be listed in the next."
)


def _lead(stated: Stated, count: int, language: Language) -> str:
    message = language.plural(
        "Of {whole} figures in the edition about the {quarter}, Eurostat has revised {number}.",
        "Of {whole} figures in the edition about the {quarter}, Eurostat has revised {number}.",
        count,
        whole=language.number(len(stated.levels)),
        quarter=language.period(stated.quarter),
    )
    if count:
        return message
    return language.say(
        _(
            "Of the {whole} figures in the edition about the {quarter}, Eurostat has revised none"
            " since."
        ),
        whole=language.number(len(stated.levels)),
        quarter=language.period(stated.quarter),
    )


def _listing(workshop: Workshop, found: tuple[Revision, ...], language: Language) -> Listing:
    columns = (
        Column(id="figure", label=language.say(_("Figure")), is_number=False),
        Column(id="where", label=language.say(_("Where and when")), is_number=False),
        Column(id="stated", label=language.say(_("We wrote"))),
        Column(id="now", label=language.say(_("Eurostat now says"))),
        Column(id="difference", label=language.say(_("Difference"))),
    )
    rows = [_row(workshop, each, language) for each in found]
    caption = language.say(_("Figures of the last edition that Eurostat has revised"))
    data = pl.DataFrame(
        [(each.stated.indicator, each.stated.geo, each.stated.value, each.now) for each in found],
        schema=["indicator", "geo", "stated", "now"],
        orient="row",
    )
    made = table(caption, columns, rows, data)
    used_ids = {indicator(each.stated.indicator).dataset.id for each in found}
    held = (each for each in DATASETS if each.id in used_ids and workshop.has(each))
    return Listing(
        table=made,
        notes=tuple(note for note in (used((made,), language),) if note),
        source_line=" ".join(workshop.source(each).line(language) for each in held),
    )


def _row(workshop: Workshop, revision: Revision, language: Language) -> tuple[str, list[Cell]]:
    fact = revision.stated
    about = indicator(fact.indicator)
    place = workshop.network.named(fact.geo).short(language)
    stated = cell(about, fact.value, revision.flag, language)
    now, difference = cell(about, revision.now, revision.flag_now, language), Cell("–")
    if revision.now is not None:
        moved = revision.now - (fact.value or 0)
        sign = "+" if moved > 0 else MINUS
        difference = Cell(f"{sign}{amount(about, abs(moved), language)}", number=moved)
    where = Cell(f"{place}, {moment(about, fact.period, language)}")
    return language.say(about.label), [where, stated, now, difference]
