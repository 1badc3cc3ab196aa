"""`emn bulletin new`, `collect`, `check` and `freeze`: an edition as files that people edit."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import click

from bulletins import build
from bulletins.desk.check import check_words
from bulletins.desk.check_figures import check_claims, check_data
from bulletins.desk.collect import collect as collect_contributions
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.finding import Finding, NotReady
from bulletins.desk.freezing import freeze as freeze_edition
from bulletins.desk.reading import Refused
from bulletins.desk.skeleton import new as new_edition
from bulletins.desk.weaving import with_words
from bulletins.desk.words import words
from bulletins.edition import assembled
from cache import Pinned
from charts.workshop import Workshop
from emn.commands.workshop import workshop
from emn.errors import Misused
from emn.network import load
from emn.period import Period
from emn.settings import Settings


def new(settings: Settings, quarter: str) -> None:
    """Make the folder of an edition and say what to do next; what is there stays as it is."""
    period = Period.parse(quarter)
    made, kept = new_edition(settings.editions_dir / str(period), period)
    for path in made:
        click.echo(path)
    if kept:
        click.echo(f"Left as they are: {len(kept)} files that were there.")
    click.echo(f"Choose exhibits in edition.toml, then `emn bulletin collect {period}`.")


def collect(settings: Settings, quarter: str) -> None:
    """File the contributions of an edition and say what was done.

    Raises `Refused` where something could not be filed; everything else was.
    """
    done = collect_contributions(opened(settings, quarter), load())
    for word, blocks in (("filed", done.filed), ("replaced", done.replaced)):
        for each in blocks:
            name = each.filed[0] if each.filed else ""
            click.echo(f"{name}: {word} under {each.themes[0].id} ({each.place.name_en})")
    click.echo(
        f"Filed {len(done.filed)}, replaced {len(done.replaced)},"
        f" left as they are {len(done.unchanged)}."
    )
    if done.problems:
        raise Refused(done.problems)


def check(settings: Settings, quarter: str, *, as_json: bool) -> None:
    """Print what keeps an edition from closing; `NotReady` where there is anything."""
    edition, shop = opened(settings, quarter), workshop(settings)
    found = findings(edition, shop)
    if as_json:
        rows = [each.row(edition.folder) for each in found]
        told = {"edition": str(edition.quarter), "can_close": not found, "findings": rows}
        json.dump(told, sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
    else:
        for each in found:
            click.echo(str(each))
    if found:
        counts = Counter(each.kind for each in found)
        told_apart = ", ".join(f"{count} × {kind}" for kind, count in counts.items())
        raise NotReady(f"The edition about {edition.quarter} can't close yet: {told_apart}.")
    if not as_json:
        click.echo(f"The edition about {edition.quarter} can close.")


def findings(edition: Edition, shop: Workshop) -> list[Finding]:
    """Everything that keeps an edition from closing, file by file."""
    written = {each: words(edition, each, shop.network) for each in edition.languages}
    found = [*check_words(edition, shop.network, written), *check_data(edition, shop)]
    for language, said in written.items():
        figures = assembled(shop, edition.quarter, language)
        found += check_claims(edition, figures, with_words(figures, edition, said))
    return sorted(found, key=lambda each: (each.spot, each.kind, each.what))


def freeze(settings: Settings, quarter: str) -> None:
    """Pin the vintages of an edition and what is made of them, in every language of it."""
    edition, shop = opened(settings, quarter), workshop(settings)

    def made(store: Pinned, into: Path) -> list[Path]:
        at = Workshop(store, shop.network, shop.fonts).linking(shop.site)
        return [
            path
            for language in edition.languages
            for path in build(at, edition.quarter, language, into, edition)
        ]

    pins = freeze_edition(edition, shop.store, made)
    click.echo(f"{edition.folder}: frozen, with {len(pins)} vintages. `emn prune` keeps them.")


def opened(settings: Settings, quarter: str) -> Edition:
    """Read the edition about a quarter; `Misused` where there is none."""
    period = Period.parse(quarter)
    folder = settings.editions_dir / str(period)
    if not folder.is_dir():
        raise Misused(
            f"{folder}: there is no edition about {period}."
            f" Make it with `emn bulletin new {period}`."
        )
    return edition_in(folder, load())
