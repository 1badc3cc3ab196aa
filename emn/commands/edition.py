"""`emn bulletin new` and `collect`: an edition as files that people edit."""

from __future__ import annotations

import click

from bulletins.desk.collect import collect as collect_contributions
from bulletins.desk.edition import Edition, edition_in
from bulletins.desk.reading import Refused
from bulletins.desk.skeleton import new as new_edition
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
