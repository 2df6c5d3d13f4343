"""`broadsheet remake`: what an older version of a stage made, once more."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened

_LISTED = 10  # failures that are named one by one


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet remake statements")(remake)


def remake(
    stage: Annotated[
        str, typer.Argument(metavar="[STAGE]", help="articles, copies or statements; else all of them.")
    ] = "",
    paper: PaperFolder = HERE,
    json: Json = False,
    settings: Set = None,
) -> None:
    """Make again what an older version of a stage made: Versions, signatures or statements, after an update.

    `broadsheet doctor` says when there is something to make again. It can be stopped and goes on where it was.
    Editions that are printed stay as they are. Exit code 1 where something could not be made again.
    """
    with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
        done = newsroom.rounds.remake(stage)
        show.end_progress(newsroom.progress)
    if json:
        show.print_json(done)
    else:
        for each in done:
            words = f"{show.count(each.made, 'row')} made again" if each.made else "nothing to make again"
            typer.echo(f"{each.stage}: {words}")
            for key, why in each.failed[:_LISTED]:
                typer.echo(f"  {key} stays as it is: {why}")
            if len(each.failed) > _LISTED:
                typer.echo(f"  and {len(each.failed) - _LISTED:,} more")
    if any(each.failed for each in done):
        raise typer.Exit(1)
