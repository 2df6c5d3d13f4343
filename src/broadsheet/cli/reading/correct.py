"""`broadsheet correct`: put a printed line right, in words of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, opened


def register(app: typer.Typer) -> None:
    app.command(epilog='Example: broadsheet correct "voted on Tuesday" "The vote was on Monday, not on Tuesday."')(
        correct
    )


def correct(
    line: Annotated[
        str,
        typer.Argument(metavar="LINE", help="Some words of the line, or its number (`edition show --lines`)."),
    ],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What is to be put right.")],
    edition: Annotated[
        str,
        typer.Option("--edition", metavar="NAME", help="Folder or hash of the edition; else that of the front page."),
    ] = "",
    paper: PaperFolder = HERE,
    json: Json = False,
) -> None:
    """Correct a line: printed in the next edition of the recipe, and shown on the old page, with the words that stood there."""
    with opened(paper, write=True, quiet=json) as newsroom:
        made = newsroom.editions.correct(line, words, edition=edition)
    if json:
        show.print_json(made)
        return
    typer.echo(f"Kept. The next edition prints it, and the old page shows it at {made.line_id}.")
