"""`emn factsheet`, `flash`, `brief`, `annex`, `packs`: what each takes; its end comes lazily."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from emn.commands.options import out

# The names in bulletins.formats, which --help need not wait for; only a bulletin is also a mail.
FORMATS = ("html", "pdf", "docx", "xlsx", "ods")
LANGUAGES = click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="en|fr",
    help="Language of the words; give it again for more. Both without it.",
)
OUT = out("Folder to write to.")
FORMAT = click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="|".join(FORMATS),
    help="A format to write; give it again for more. All but ods without it.",
)
QUARTER = click.option(
    "--quarter",
    default="",
    metavar="2026-Q2",
    help="The quarter to end with. Default: the last complete one.",
)


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@QUARTER
@LANGUAGES
@FORMAT
@OUT
def factsheet(
    places: tuple[str, ...],
    quarter: str,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
) -> None:
    """Write the factsheet of each PLACE: two pages on a member or observer state of the EMN.

    PLACE is a code or a name in English or French: DE, Greece, Norvège; `all` is all of them.
    """
    from emn.commands import pieces
    from emn.settings import Settings

    asked = pieces.asked(quarter, languages, formats, out)
    pieces.factsheets(Settings.from_environment(os.environ), places, asked)


@click.command()
@click.argument("themes", nargs=-1, required=True, metavar="THEME...")
@QUARTER
@LANGUAGES
@FORMAT
@OUT
def flash(
    themes: tuple[str, ...],
    quarter: str,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
) -> None:
    """Write the flash of each THEME: its finding, pictures and a table on one page.

    THEME is an id such as protection or return; a wrong one lists them; `all` is every theme that
    Eurostat has figures of.
    """
    from emn.commands import pieces
    from emn.settings import Settings

    asked = pieces.asked(quarter, languages, formats, out)
    pieces.flashes(Settings.from_environment(os.environ), themes, asked)


@click.command()
@click.option("--places", required=True, metavar="DE,FR", help="Codes or names; `all` is the EMN.")
@click.option("--themes", required=True, metavar="protection,return", help="Ids of themes, or all.")
@click.option("--question", default="", metavar="TEXT", help="What was asked; it is on the cover.")
@QUARTER
@LANGUAGES
@FORMAT
@OUT
def brief(**asked: Any) -> None:  # one keyword an option
    """Answer an ad-hoc query from the figures: any places and themes, beside one another."""
    from emn.commands import pieces
    from emn.settings import Settings

    places, themes, question = (asked.pop(name) for name in ("places", "themes", "question"))
    settings = Settings.from_environment(os.environ)
    pieces.briefs(settings, places, themes, question, pieces.asked(**asked))


@click.command()
@click.argument("year", default="", metavar="[YEAR]")
@LANGUAGES
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="|".join(FORMATS),
    help="A format to write; give it again for more. All of them without it.",
)
@OUT
def annex(year: str, languages: tuple[str, ...], formats: tuple[str, ...], out: Path) -> None:
    """Write the statistical annex of YEAR: four years of every indicator in every state.

    Without YEAR it is the last that has annual figures.
    """
    from emn.commands import pieces
    from emn.settings import Settings

    asked = pieces.asked("", languages, formats or FORMATS, out)
    pieces.annexes(Settings.from_environment(os.environ), year, asked)


@click.command()
@click.argument("quarter", default="", metavar="[QUARTER]")
@click.option(
    "--places", default="all", show_default=True, metavar="DE,FR", help="Codes or names of states."
)
@LANGUAGES
@out("Folder for a folder of each state.", "out/packs")
def packs(quarter: str, places: str, languages: tuple[str, ...], out: Path) -> None:
    """Write a folder for each contact point: factsheet, figures, and a form to check them.

    Without QUARTER (2026-Q2) they are about the last that is complete.
    """
    from emn.commands import pieces
    from emn.settings import Settings

    asked = pieces.asked(quarter, languages, (), out)
    pieces.packs(Settings.from_environment(os.environ), places, asked)


COMMANDS = (annex, brief, factsheet, flash, packs)
