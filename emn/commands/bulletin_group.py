"""The group `emn bulletin …`; like `emn.__main__`, it imports the ends lazily."""

from __future__ import annotations

import os
from pathlib import Path

import click

from emn.commands.options import out

LANGUAGE = click.option(
    "--language", default="en", show_default=True, metavar="en|fr", help="Language of the words."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")
# The names in bulletins.formats, which --help need not wait for.
FORMATS = ("html", "pdf", "docx", "xlsx", "ods", "newsletter")
QUARTER = click.argument("quarter", metavar="QUARTER")


@click.group()
def bulletin() -> None:
    """Write, check and build the quarterly bulletin; a quarter is written 2026-Q2."""


@bulletin.command()
@QUARTER
def new(quarter: str) -> None:
    """Make the folder of an edition, in both languages; never overwrites."""
    from emn.commands.edition import new as new_edition
    from emn.settings import Settings

    new_edition(Settings.from_environment(os.environ), quarter)


@bulletin.command()
@QUARTER
def collect(quarter: str) -> None:
    """File what contact points sent under its themes, in protocol order."""
    from emn.commands.edition import collect as collect_contributions
    from emn.settings import Settings

    collect_contributions(Settings.from_environment(os.environ), quarter)


@bulletin.command()
@QUARTER
@AS_JSON
def check(quarter: str, *, as_json: bool) -> None:
    """Tell whether an edition can close, and if not, what is missing where."""
    from emn.commands.edition_check import check as check_edition
    from emn.settings import Settings

    check_edition(Settings.from_environment(os.environ), quarter, as_json=as_json)


@bulletin.command()
@QUARTER
@click.argument("later", default="")
def diff(quarter: str, later: str) -> None:
    """Show what changed in figures and words since an edition, or from it to a LATER one."""
    from emn.commands.edition_check import diff as compare
    from emn.settings import Settings

    compare(Settings.from_environment(os.environ), quarter, later)


@bulletin.command()
@QUARTER
@click.option("--anyway", "is_anyway", is_flag=True, help="Although check finds something.")
def freeze(quarter: str, *, is_anyway: bool) -> None:
    """Pin an edition's vintages: from now on it is built to the same byte."""
    from emn.commands.bulletin import freeze as freeze_edition
    from emn.settings import Settings

    freeze_edition(Settings.from_environment(os.environ), quarter, is_anyway=is_anyway)


@bulletin.command()
@QUARTER
@LANGUAGE
@out("Folder to write to.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="|".join(FORMATS),
    help="A format to write; give it again for more. All of them without it.",
)
def build(quarter: str, language: str, out: Path, formats: tuple[str, ...]) -> None:
    """Write the bulletin of QUARTER (2026-Q2) in every format, or in those asked for."""
    from emn.commands.bulletin import build as build_bulletin
    from emn.settings import Settings

    build_bulletin(Settings.from_environment(os.environ), quarter, language, out, formats)


@bulletin.command()
@QUARTER
@LANGUAGE
@click.option(
    "--port", default=8060, show_default=True, type=click.IntRange(0, 65535), help="Port to use."
)
def preview(quarter: str, language: str, port: int) -> None:
    """Show an edition in the browser, built again on every save; Ctrl-C ends it."""
    from emn.commands.preview import preview as preview_edition
    from emn.settings import Settings

    preview_edition(Settings.from_environment(os.environ), quarter, language, port)
