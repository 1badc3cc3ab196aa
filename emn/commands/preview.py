"""`emn bulletin preview`: an edition in the browser, built again on every save."""

from __future__ import annotations

import signal
import threading

import click

from bulletins import bulletin
from bulletins.content import content
from bulletins.desk.edition import edition_in
from bulletins.page import page
from bulletins.preview import Preview, server
from emn.commands.edition import opened
from emn.commands.workshop import workshop
from emn.language import Language
from emn.settings import Settings


def preview(settings: Settings, quarter: str, language: str, port: int) -> None:
    """Serve the edition until Ctrl-C; say where, and after each save how it went."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended is like Ctrl-C
    edition, spoken = opened(settings, quarter), Language.parse(language)

    def built() -> str:
        shop = workshop(settings)
        now = edition_in(edition.folder, shop.network)
        return page(content(bulletin(shop, now.quarter, spoken, now), shop.fonts), shop.fonts)

    shown, ended = Preview(edition.folder, built), threading.Event()
    told(shown.make())
    serving = server(shown, port)
    click.echo(f"Look at http://127.0.0.1:{serving.port}/ – Ctrl-C ends it.")
    watching = threading.Thread(target=shown.watch, args=(told, ended), daemon=True)
    watching.start()
    serving.serve_forever()  # which an interrupt ends without an error
    ended.set()
    shown.end()
    click.echo("Ended.")


def told(trouble: str) -> None:
    """Say how a build went."""
    click.echo(trouble or "Built.")
