"""What the last edition stated, and what Eurostat says of it now: revisions, or errata."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from bulletins.document import Block, Listing, Paragraph, Role, Section, plain
from charts.exhibit import Column
from charts.tables import Cell, cell, table
from charts.today import today
from charts.workshop import Workshop
from emn.change import smallest_move
from emn.fact import Fact, Kind
from emn.flags import Absence
from emn.indicators import indicator
from emn.language import MINUS, Language, _
from emn.period import Period
from emn.wording import amount, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The facts of an edition, as it stated them: those of its paragraphs and key figures."""

    quarter: Period
    published: date
    facts: tuple[Fact, ...]

    @property
    def levels(self) -> tuple[Fact, ...]:
        """Its numbers, each once; what else it said follows from them."""
        return tuple(dict.fromkeys(fact for fact in self.facts if fact.kind is Kind.LEVEL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A number that an edition stated, and what stands in its place now; None for nothing."""

    stated: Fact
    now: float | None


def revised(workshop: Workshop, stated: Stated) -> tuple[Revision, ...]:
    """The numbers of an edition that Eurostat has changed since, in the order they were stated."""
    found = ((fact, today(workshop, fact)) for fact in stated.levels)
    return tuple(
        Revision(stated=fact, now=now.value if now else None)
        for fact, now in found
        if now is None or now.value is None or _differs(fact, now.value)
    )


def _differs(fact: Fact, now: float) -> bool:
    return abs((fact.value or 0) - now) >= min(smallest_move(indicator(fact.indicator)), 0.5)


def revisions(workshop: Workshop, stated: Stated | None, language: Language) -> Section:
    """Write the section: `we wrote 73,445; Eurostat now says 74,100`, a row a number."""
    return Section(
        id="revisions",
        heading=language.say(_("Revisions since the last edition")),
        blocks=tuple(_blocks(workshop, stated, language)),
        begins_page=False,
    )


def _blocks(workshop: Workshop, stated: Stated | None, language: Language) -> Iterable[Block]:
    if stated is None:
        yield Paragraph(words=plain(language.say(_NO_EDITION)), role=Role.LEAD)
        return
    found = revised(workshop, stated)
    yield Paragraph(words=plain(_lead(stated, len(found), language)), role=Role.LEAD)
    if found:
        yield _listing(workshop, found, language)


_NO_EDITION = _(
    "The figures of no earlier edition are kept. What Eurostat revises of this edition's figures"
    " will be listed in the next."
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
    return Listing(table=table(caption, columns, rows, data))


def _row(workshop: Workshop, revision: Revision, language: Language) -> tuple[str, list[Cell]]:
    fact = revision.stated
    about = indicator(fact.indicator)
    place = workshop.network.named(fact.geo).short(language)
    now, difference = Cell(Absence.NOT_AVAILABLE.mark), Cell("–")
    if revision.now is not None:
        moved = revision.now - (fact.value or 0)
        sign = "+" if moved > 0 else MINUS
        now = cell(about, revision.now, None, language)
        difference = Cell(f"{sign}{amount(about, abs(moved), language)}", number=moved)
    where = Cell(f"{place}, {moment(about, fact.period, language)}")
    stated = cell(about, fact.value, None, language)
    return language.say(about.label), [where, stated, now, difference]
