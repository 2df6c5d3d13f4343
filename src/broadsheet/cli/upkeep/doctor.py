"""`broadsheet doctor`: is all well, and what to do where it is not?"""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet doctor --deep")(doctor)


def doctor(
    paper: PaperFolder = HERE,
    deep: Annotated[bool, typer.Option("--deep", help="Read every record of the archive, too.")] = False,
    tidy: Annotated[
        bool,
        typer.Option("--tidy", help="First take out of the archive what is past archive.keep_days and not cited."),
    ] = False,
    json: Json = False,
    settings: Set = None,
) -> None:
    """Look at the whole paper: settings, ledger, archive, disk, sources, editions, deliveries.

    Exit code 1 where something is wrong.
    """
    from broadsheet.newsroom.doctor import examine

    with opened(paper, write=tidy, settings=settings, quiet=json) as newsroom:
        freed = newsroom.retention.tidy() if tidy else None
        found = examine(newsroom, deep=deep)
    if json:
        show.print_json({"freed": freed, "findings": found})
    else:
        if freed is not None:
            typer.echo(f"Tidied: {freed.words}.")
        marks = {"sound": "  ", "note": "! ", "wrong": "✗ "}
        for each in found:
            typer.echo(f"{marks[each.level]}{each.what}: {each.words}")
            if each.advice:
                typer.echo(f"      {each.advice}")
    wrong = sum(each.level == "wrong" for each in found)
    if not json:
        typer.echo(_verdict(wrong, sum(each.level == "note" for each in found)))
    if wrong:
        raise typer.Exit(1)


def _verdict(wrong: int, notes: int) -> str:
    if wrong:
        return f"{show.count(wrong, 'thing is', 'things are')} wrong."
    if notes:
        return f"Nothing is wrong with the paper; {show.count(notes, 'thing', 'things')} to look at (!)."
    return "All is well."
