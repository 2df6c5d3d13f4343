"""`broadsheet pipe NAME`: each pure room as a filter over JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

NAMES = ("feeds", "extract", "copies", "stories", "statements", "digest")


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet pipe statements < articles.jsonl > statements.jsonl")(pipe)


def pipe(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of {', '.join(NAMES)}.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Files to read; else standard input.")
    ] = None,
    stream: Annotated[bool, typer.Option("--stream", help="stories: a line at once for each input line.")] = False,
) -> None:
    """Run one room over JSON Lines: no ledger, the same code as an edition is made with.

    One output line for each input line, in input order, with its id. Bad lines are named on standard error and
    give exit code 1; the others are done.
    """
    from broadsheet.cli.pipes import filters
    from broadsheet.errors import InputError

    if name not in NAMES:
        raise InputError(f"there is no pipe {name!r}.", hint=f"Take one of {', '.join(NAMES)}.")
    if stream and name != "stories":
        raise InputError(f"--stream is for the pipe stories, not for {name}.")
    sound = filters.run(name, files or [], stream=stream)
    if not sound:
        raise typer.Exit(1)
