"""`emn bulletin check` and `diff`: whether an edition can close, and what changed since."""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import partial

import click

from bulletins.build import figures
from bulletins.desk.check import check_words
from bulletins.desk.check_figures import check_claims, check_data, check_sentences
from bulletins.desk.difference import between, since
from bulletins.desk.edition import Edition
from bulletins.desk.finding import Finding, NotReady
from bulletins.desk.weaving import with_words
from bulletins.desk.words import words
from charts.today import today
from charts.workshop import Workshop
from emn.commands.edition import opened
from emn.commands.workshop import workshop
from emn.settings import Settings


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
    _expect_none(edition, found)
    if not as_json:
        click.echo(f"The edition about {edition.quarter} can close.")


def diff(settings: Settings, earlier: str, later: str) -> None:
    """Print what changed from one edition to another, or, without another, until now."""
    edition = opened(settings, earlier)
    if later:
        found = list(between(edition, opened(settings, later)))
    else:
        shop = workshop(settings)
        found = list(since(edition, shop.store, partial(today, shop)))
    for each in found:
        click.echo(str(each))
    if not found:
        click.echo("Nothing changed.")


def expect_ready(edition: Edition, shop: Workshop) -> None:
    """Raise `NotReady` where an edition can't close."""
    _expect_none(edition, findings(edition, shop))


def findings(edition: Edition, shop: Workshop) -> list[Finding]:
    """Everything that keeps an edition from closing, file by file."""
    written = {each: words(edition, each, shop.network) for each in edition.languages}
    found = [*check_words(edition, shop.network, written), *check_data(edition, shop)]
    for language, said in written.items():
        document = figures(shop, edition, language)
        found += check_claims(edition, document, with_words(document, edition, said))
        found += check_sentences(edition, document, partial(today, shop))
    return sorted(found, key=lambda each: (each.spot, each.kind, each.what))


def _expect_none(edition: Edition, found: list[Finding]) -> None:
    if found:
        counts = Counter(each.kind for each in found)
        told_apart = ", ".join(f"{count} × {kind}" for kind, count in counts.items())
        raise NotReady(
            f"The edition about {edition.quarter} can't close yet: {told_apart}."
            f" `emn bulletin check {edition.quarter}` says where."
        )
