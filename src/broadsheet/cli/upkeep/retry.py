"""`broadsheet retry`: what was set aside, once more."""

from __future__ import annotations

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.cli.setup.imports import show_leftovers


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet retry")(retry)


def retry(paper: PaperFolder = HERE, json: Json = False, settings: Set = None) -> None:
    """Try again what was set aside: pages and texts that broke the program, or took it too long.

    `broadsheet doctor` lists them. It is worth a try after an update, or with more time: --set engine.item_seconds=300
    """
    with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
        account = newsroom.rounds.retry()
        show.end_progress(newsroom.progress)
    if json:
        show.print_json(account)
        return
    if account is None:
        typer.echo("Nothing is set aside that could be tried again from what is kept.")
        return
    done = sum(number for _, outcome, _, number in account.counts if outcome != "failed")
    typer.echo(f"{show.count(done, 'item')} done that had been set aside.")
    show_leftovers(account.counts)
    typer.echo("Next: broadsheet edition")
