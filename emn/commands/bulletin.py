"""`emn bulletin build` and `freeze`: a quarter in every format; and as it is once and for all."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from bulletins import Format, Press
from bulletins import build as build_bulletin
from bulletins import bulletin as bulletin_of
from bulletins.build import figures
from bulletins.desk import outlining
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.freezing import freeze as freeze_edition
from bulletins.desk.freezing import rebuilt
from bulletins.desk.generated import refresh
from bulletins.desk.moved import told
from cache import Store
from charts.today import today
from charts.workshop import Workshop
from emn.commands.edition import opened
from emn.commands.edition_check import expect_ready
from emn.commands.workshop import workshop
from emn.errors import Misused
from emn.language import Language
from emn.period import Frequency, Period
from emn.settings import Settings


def build(
    settings: Settings, quarter: str, language: str, out: Path, formats: tuple[str, ...] = ()
) -> None:
    """Build the bulletin and print where it is; `Misused` for what is no quarter.

    Without `formats` it is written in all of them. Where there is an edition about the quarter,
    its words are part of it: generated sentences that nobody touched are refreshed first. A frozen
    one is built from its pinned vintages, and is what it was to the byte or not built at all.
    """
    period, spoken = Period.parse(quarter), Language.parse(language)
    if period.frequency is not Frequency.QUARTERLY:
        raise Misused(f"{quarter!r} is no quarter. Write it like 2026-Q2.")
    chosen = tuple(Format.parse(each) for each in formats) or tuple(Format)
    shop = workshop(settings)
    folder = settings.editions_dir / str(period)
    edition = edition_in(folder, shop.network) if folder.is_dir() else None

    def made(store: Store, into: Path) -> list[Path]:
        press = Press(out=into, fonts=shop.fonts, formats=chosen)
        return press.write(bulletin_of(_over(store, shop), period, spoken, edition))

    if edition is not None and edition.is_frozen:
        paths = rebuilt(edition, settings.data_dir, made, out)
    else:
        if edition is not None:
            renew(edition, shop, spoken)
        paths = made(shop.store, out)
    for path in paths:
        click.echo(path)


def freeze(settings: Settings, quarter: str, *, is_anyway: bool) -> None:
    """Pin the vintages of an edition and what is made of them, in every language of it.

    Its facts are kept, for the next edition to say what was revised since. `NotReady` where the
    edition can't close, unless it is to be frozen anyway.
    """
    edition, shop = opened(settings, quarter), workshop(settings)
    if edition.is_frozen:
        raise Misused(f"{edition.folder}: the edition is frozen. `emn bulletin build` makes it.")
    for language in edition.languages:
        renew(edition, shop, language)
    if not is_anyway:
        expect_ready(edition, shop)

    def made(store: Store, into: Path) -> list[Path]:
        at = _over(store, shop)
        return [
            path
            for language in edition.languages
            for path in build_bulletin(at, edition.quarter, language, into, edition)
        ]

    def kept(store: Store) -> None:
        at = _over(store, shop)
        documents = {each: figures(at, edition, each) for each in edition.languages}
        outlining.keep(edition, documents, at)

    pins = freeze_edition(edition, shop.store, made, kept)
    click.echo(f"{edition.folder}: frozen, with {len(pins)} vintages. `emn prune` keeps them.")


def _over(store: Store, shop: Workshop) -> Workshop:
    """The same workshop over another state of the cache; over its own, with what it has made."""
    if store is shop.store:
        return shop
    return Workshop(store, shop.network, shop.fonts).linking(shop.site)


def renew(edition: Edition, shop: Workshop, language: Language) -> None:
    """Write generated sentences anew, and tell which edited ones have other numbers now.

    Those of a frozen edition stay as they are.
    """
    document = figures(shop, edition, language)
    for each in refresh(edition, document, partial(today, shop)):
        click.echo(f"{each.spot}: edited, and its numbers have moved: {each.stale.text}", err=True)
        for moved in each.stale.moved:
            about, was, now = told(moved, language)
            click.echo(f"    {about}: {was} → {now}", err=True)
