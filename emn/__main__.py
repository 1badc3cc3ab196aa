"""The command line: `emn …`. It sits above every other module and imports the ends lazily.

The environment is read here and nowhere else. An `EmnError` is told in one sentence and becomes
an exit code; anything else is a fault of ours and keeps its traceback.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from emn.commands.bulletin_group import bulletin
from emn.commands.options import out
from emn.commands.pieces_group import COMMANDS
from emn.errors import EmnError


class Commands(click.Group):
    """A group whose commands fail with a sentence and an exit code, never with a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; tell what a person can put right."""
        try:
            return super().invoke(ctx)
        except EmnError as error:
            click.echo(f"emn: {error}", err=True)
            ctx.exit(error.exit_code)


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")
LANGUAGE = click.option(
    "--language", default="en", show_default=True, metavar="en|fr", help="Language of the words."
)
PORT = click.option(
    "--port", default=8050, show_default=True, type=click.IntRange(0, 65535), help="Port to use."
)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings are EMN_… variables: see docs/reference/settings.md.",
)
@click.version_option(package_name="emn-statistics")
def main() -> None:
    """Eurostat's migration and asylum figures for the European Migration Network."""


@main.command()
@PORT
@out("Folder for the bulletin.")
def run(port: int, out: Path) -> None:
    """Refresh the cache, build the bulletin, show the dashboard. Ctrl-C ends it."""
    from emn.commands.run import run as run_everything
    from emn.settings import Settings

    run_everything(Settings.from_environment(os.environ), port=port, out=out)


@main.command()
@click.option(
    "--dataset", "datasets", multiple=True, metavar="ID", help="Only this one; repeatable."
)
@click.option(
    "--theme", "themes", multiple=True, metavar="ID", help="Only this theme's; repeatable."
)
@click.option(
    "--whole",
    "dataflows",
    multiple=True,
    metavar="CODE",
    help="Instead, all of this dataflow of Eurostat's, as one cube; repeatable.",
)
@click.option("--force", is_flag=True, help="Fetch even what has not changed.")
@click.option("--dry-run", is_flag=True, help="Say what would be fetched and why; fetch nothing.")
@AS_JSON
def refresh(  # noqa: PLR0913 - one option each
    datasets: tuple[str, ...],
    themes: tuple[str, ...],
    dataflows: tuple[str, ...],
    *,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Fetch what Eurostat has updated since last time, check it, put it in service."""
    from emn.commands import refresh as command
    from emn.settings import Settings

    settings = Settings.from_environment(os.environ)
    if dataflows:
        if datasets or themes or dry_run or as_json:
            raise click.UsageError("--whole goes with --force only.")
        command.refresh_whole(settings, dataflows, force=force)
        return
    do = command.plan if dry_run else command.refresh
    do(settings, datasets, themes=themes, force=force, as_json=as_json)


@main.command()
def schedule() -> None:
    """Refresh after each of Eurostat's two updates of a day, until ended."""
    from emn.commands.schedule import schedule as keep_refreshing
    from emn.settings import Settings

    keep_refreshing(Settings.from_environment(os.environ))


@main.command()
@click.option(
    "--dataset", "datasets", multiple=True, metavar="ID", help="Only this one; repeatable."
)
@AS_JSON
def doctor(datasets: tuple[str, ...], *, as_json: bool) -> None:
    """Hold each declaration against Eurostat's structures; say what to change."""
    from emn.commands.doctor import doctor as examine
    from emn.settings import Settings

    examine(Settings.from_environment(os.environ), datasets, as_json=as_json)


@main.command()
@AS_JSON
def status(*, as_json: bool) -> None:
    """Show each dataset: last update at Eurostat, last check, periods, reporters, outcome."""
    from emn.commands.status import status as show_status
    from emn.settings import Settings

    show_status(Settings.from_environment(os.environ), as_json=as_json)


@main.command()
@click.argument("indicator")
@click.option("--geo", default="", metavar="DE,EU27_2020", help="Places: codes or names.")
@click.option("--period", default="", metavar="2026-01..2026-06", help="One period or a range.")
@click.option("--by", default="", metavar="DIMENSION", help="Break down, say by citizen.")
@LANGUAGE
@AS_JSON
def show(indicator: str, *, geo: str, period: str, by: str, language: str, as_json: bool) -> None:  # noqa: PLR0913  # one argument an option
    """Print a series with its flags and its source: the number, looked up.

    INDICATOR is an id such as asylum_applicants; a wrong one lists them all.
    """
    from emn.commands.show import Question
    from emn.commands.show import show as show_series
    from emn.settings import Settings

    question = Question.asked(indicator, geo=geo, period=period, by=by, language=language)
    show_series(Settings.from_environment(os.environ), question, as_json=as_json)


@main.command()
@click.argument("words", nargs=-1, metavar="[WORD]")
@LANGUAGE
@AS_JSON
def glossary(words: tuple[str, ...], *, language: str, as_json: bool) -> None:
    """Say what WORD means: a term, a code such as POS_SPROT, an indicator; without it, list all."""
    from emn.commands.glossary import glossary as look_up

    look_up(words, language, as_json=as_json)


@main.command()
@click.argument("dataset")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Compare with the vintage in service on that day; default: the one before.",
)
@click.option("--geo", default="", metavar="DE,FR", help="Places: codes or names.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(0), help="Rows; 0 shows all."
)
@LANGUAGE
@AS_JSON
def revisions(**asked: Any) -> None:  # one keyword an option
    """Show what Eurostat revised between two vintages of DATASET, largest first."""
    from emn.commands.revisions import Question
    from emn.commands.revisions import revisions as show_revisions
    from emn.settings import Settings

    as_json = asked.pop("as_json")
    since = asked.pop("since")
    question = Question.asked(**asked, since=since.date() if since else None)
    show_revisions(Settings.from_environment(os.environ), question, as_json=as_json)


@main.command()
@click.argument("dataset")
@click.option("--reason", required=True, help="Why these figures are right; it is kept.")
def accept(dataset: str, reason: str) -> None:
    """Put the newest vintage of DATASET that waits in quarantine in service."""
    from emn.commands.accept import accept as accept_vintage
    from emn.settings import Settings

    accept_vintage(Settings.from_environment(os.environ), dataset, reason)


@main.command("import")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--as", "dataset", required=True, metavar="DATASET", help="What the file holds.")
@click.option(
    "--accept", "reason", default="", metavar="WHY", help="Publish although checks fail; kept."
)
def import_(path: Path, dataset: str, reason: str) -> None:
    """Bring in a file that Eurostat's door does not give: tidy CSV, SDMX-CSV, TSV, JSON-stat."""
    from emn.commands.import_ import import_ as import_file
    from emn.settings import Settings

    import_file(Settings.from_environment(os.environ), path, dataset, reason)


@main.command()
@click.option("--keep", multiple=True, metavar="VINTAGE", help="Never this one; repeatable.")
@click.option("--delete", "is_delete", is_flag=True, help="Delete them; without it, only list.")
@AS_JSON
def prune(keep: tuple[str, ...], *, is_delete: bool, as_json: bool) -> None:
    """List, or delete, the vintages that are older than the rule of retention keeps."""
    from emn.commands.prune import prune as prune_cache
    from emn.settings import Settings

    prune_cache(Settings.from_environment(os.environ), keep, is_delete=is_delete, as_json=as_json)


@main.command()
@PORT
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes to use."
)
def serve(host: str, port: int, workers: int) -> None:
    """Show the dashboard of what is in the cache."""
    # Before polars is loaded: it gives memory back at once, where many small queries would keep it.
    os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0")
    from dashboard.server import serve as serve_dashboard
    from emn.settings import Settings

    serve_dashboard(Settings.from_environment(os.environ), host, port, workers)


main.add_command(bulletin)
for each in COMMANDS:
    main.add_command(each)


@main.command()
@click.option(
    "--replay",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Serve the wire files of this folder instead of sample data.",
)
@click.option("--port", default=8051, show_default=True, type=click.IntRange(0, 65535))
def standin(replay: Path | None, port: int) -> None:
    """Play Eurostat on localhost; point EMN_EUROSTAT_URL at the address it prints."""
    from emn.commands.standin import standin as serve_standin

    serve_standin(replay, port)


if __name__ == "__main__":
    sys.exit(main())
