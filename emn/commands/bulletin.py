"""`emn bulletin build`: one quarter in one language, in every format or in those asked for."""

from __future__ import annotations

from pathlib import Path

import click

from bulletins import Format, Press
from bulletins import bulletin as bulletin_of
from bulletins.desk.edition import edition_in
from bulletins.desk.freezing import rebuilt
from cache import Store
from charts.workshop import Workshop
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
    its words are part of it. A frozen one is built from its pinned vintages, and is what it was
    to the byte or not built at all.
    """
    period, spoken = Period.parse(quarter), Language.parse(language)
    if period.frequency is not Frequency.QUARTERLY:
        raise Misused(f"{quarter!r} is no quarter. Write it like 2026-Q2.")
    chosen = tuple(Format.parse(each) for each in formats) or tuple(Format)
    shop = workshop(settings)
    folder = settings.editions_dir / str(period)
    edition = edition_in(folder, shop.network) if folder.is_dir() else None

    def made(store: Store, into: Path) -> list[Path]:
        at = Workshop(store, shop.network, shop.fonts).linking(shop.site)
        press = Press(out=into, fonts=shop.fonts, formats=chosen)
        return press.write(bulletin_of(at, period, spoken, edition))

    if edition is not None and edition.is_frozen:
        paths = rebuilt(edition, settings.data_dir, made, out)
    else:
        paths = made(shop.store, out)
    for path in paths:
        click.echo(path)
