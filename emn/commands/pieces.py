"""Documents beside the bulletin, from the same figures: factsheet, flash, brief, annex, packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from bulletins import Format, Press, current_quarter
from bulletins.brief import Query, brief
from bulletins.document import Document
from bulletins.factsheet import factsheet
from bulletins.flash import expect_series, flash
from bulletins.packs import pack
from bulletins.portrait import expect_in_the_network
from bulletins.statistical_annex import current_year, statistical_annex
from charts.exhibition import Exhibition
from charts.exhibits import EXHIBITIONS, exhibition
from charts.workshop import Workshop
from emn.commands.pieces_group import FORMATS
from emn.commands.workshop import workshop
from emn.errors import Misused, NothingStored
from emn.language import Language
from emn.network import Place
from emn.period import Frequency, Period
from emn.settings import Settings

_EVERY = "all"
_USUAL = (Format.HTML, Format.PDF, Format.DOCX, Format.XLSX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of which quarter, in which languages and formats, into which folder."""

    quarter: Period | None
    languages: tuple[Language, ...]
    formats: tuple[Format, ...]
    out: Path

    def about(self, shop: Workshop) -> Period:
        """The quarter asked for, else the last that is complete."""
        return self.quarter or current_quarter(shop, date.today())  # noqa: DTZ011  # the day here


def asked(quarter: str, languages: Iterable[str], formats: Iterable[str], out: Path) -> Asked:
    """Read the words of the command line; `Misused` says which makes no sense and why."""
    period = Period.parse(quarter) if quarter else None
    if period is not None and period.frequency is not Frequency.QUARTERLY:
        raise Misused(f"{quarter!r} is no quarter. Write it like 2026-Q2.")
    for each in formats:
        if each not in FORMATS:
            raise Misused.unknown(each, "format", FORMATS)
    return Asked(
        quarter=period,
        languages=tuple(dict.fromkeys(map(Language.parse, languages))) or tuple(Language),
        formats=tuple(dict.fromkeys(map(Format, formats))) or _USUAL,
        out=out,
    )


def factsheets(settings: Settings, places: Iterable[str], asked: Asked) -> None:
    """Write a factsheet a place and language; nothing is written before every place is known."""
    shop = workshop(settings)
    chosen = tuple(places)
    quarter = asked.about(shop)
    states = states_of(chosen, shop, quarter)
    for each in states:
        expect_in_the_network(shop, each, quarter)
    written(
        (factsheet(shop, each, quarter, spoken) for each in states for spoken in asked.languages),
        shop,
        asked,
    )


def flashes(settings: Settings, themes: Iterable[str], asked: Asked) -> None:
    """Write a flash a theme and language; nothing is written before every theme is known."""
    shop = workshop(settings)
    shown = shown_of(themes)
    for each in shown:
        expect_series(each)
    quarter = asked.about(shop)
    written(
        (flash(shop, each, quarter, spoken) for each in shown for spoken in asked.languages),
        shop,
        asked,
    )


def briefs(settings: Settings, places: str, themes: str, question: str, asked: Asked) -> None:
    """Write a brief in each language."""
    shop = workshop(settings)
    shown, quarter = shown_of([themes]), asked.about(shop)
    query = Query(
        places=states_of([places], shop, quarter),
        themes=shown,
        quarter=quarter,
        question=question,
    )
    written((brief(shop, query, spoken) for spoken in asked.languages), shop, asked)


def annexes(settings: Settings, year: str, asked: Asked) -> None:
    """Write the statistical annex of a year in each language."""
    about = Period.parse(year) if year else None
    shop = workshop(settings)
    shown = about or current_year(shop, date.today())  # noqa: DTZ011  # the day here
    written((statistical_annex(shop, shown, spoken) for spoken in asked.languages), shop, asked)


def packs(settings: Settings, places: str, asked: Asked) -> None:
    """Write the pack of each state into a folder of its own, and say how far it is."""
    shop = workshop(settings)
    quarter = asked.about(shop)
    states = states_of([places], shop, quarter)
    for each in states:
        expect_in_the_network(shop, each, quarter)
    for number, each in enumerate(states, 1):
        folder = asked.out / str(quarter) / each.geo
        try:
            paths = pack(shop, each, quarter, asked.languages, folder)
        except NothingStored as error:
            if len(states) == 1:
                raise
            click.echo(f"[{number}/{len(states)}] {each.name_en}: left out: {error}", err=True)
            continue
        click.echo(f"[{number}/{len(states)}] {folder}: {len(paths)} files")


def shown_of(themes: Iterable[str]) -> tuple[Exhibition, ...]:
    """What is shown of the themes with these ids, each once; `all` are those with figures."""
    words = _words(themes)
    if words == [_EVERY]:
        return tuple(each for each in EXHIBITIONS if each.headline)
    return tuple(dict.fromkeys(exhibition(word) for word in words))


def _words(texts: Iterable[str]) -> list[str]:
    """What a person lists, with commas or one by one."""
    return [word.strip() for text in texts for word in text.split(",") if word.strip()]


def states_of(places: Iterable[str], shop: Workshop, quarter: Period) -> tuple[Place, ...]:
    """The places with these codes or names, each once; `all` are the members and observers."""
    words = _words(places)
    network, day = shop.network, quarter.end
    if words == [_EVERY]:
        return (*network.members(day), *network.observers(day))
    return tuple(dict.fromkeys(network.find(word) for word in words))


def written(documents: Iterable[Document], shop: Workshop, asked: Asked) -> None:
    """Write documents one after the other, and name each file as soon as it is there."""
    for path in _paths(documents, shop, asked):
        click.echo(path)


def _paths(documents: Iterable[Document], shop: Workshop, asked: Asked) -> Iterator[Path]:
    press = Press(out=asked.out, fonts=shop.fonts, formats=asked.formats)
    for document in documents:
        yield from press.write(document)
