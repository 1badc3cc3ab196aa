"""`emn bulletin preview`: an edition in the browser, built again on every save."""

from __future__ import annotations

import signal
import threading

import click

from bulletins import bulletin
from bulletins.content import content
from bulletins.desk.edition import Edition, edition_in
from bulletins.page import page
from bulletins.preview import Preview, server
from emn.commands.bulletin import renew
from emn.commands.edition import opened
from emn.commands.workshop import workshop
from emn.language import Language
from emn.settings import Settings


def preview(settings: Settings, quarter: str, language: str, port: int) -> None:
    """Serve the edition until Ctrl-C; say where, and after each save how it went.

    Built like by `emn bulletin build`: sentences that nobody edited are written anew first. So it
    is when a refresh puts other figures in service.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended is like Ctrl-C
    edition, spoken = opened(settings, quarter), Language.parse(language)
    shop = workshop(settings)

    def now() -> Edition:
        return edition_in(edition.folder, shop.network)

    def built() -> str:
        return page(content(bulletin(shop, edition.quarter, spoken, now()), shop.fonts), shop.fonts)

    def renewed() -> None:
        renew(now(), shop, spoken)

    shown = Preview(edition.folder, built, renewed, lambda: shop.store.edition)
    ended = threading.Event()
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
