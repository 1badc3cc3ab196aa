"""`emn bulletin build`: one quarter in one language, as PDF and HTML."""

from __future__ import annotations

from pathlib import Path

import click

from bulletins import build as build_bulletin
from emn.commands.workshop import workshop
from emn.errors import Misused
from emn.language import Language
from emn.period import Frequency, Period
from emn.settings import Settings


def build(settings: Settings, quarter: str, language: str, out: Path) -> None:
    """Build the bulletin and print where it is; `Misused` for what is no quarter."""
    period = Period.parse(quarter)
    if period.frequency is not Frequency.QUARTERLY:
        raise Misused(f"{quarter!r} is no quarter. Write it like 2026-Q2.")
    for path in build_bulletin(workshop(settings), period, Language.parse(language), out):
        click.echo(path)
