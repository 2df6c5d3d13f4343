"""`broadsheet withdraw`: erases a text on demand."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, Paper, opened


def register(app: typer.Typer) -> None:
    @app.command(
        epilog='Example: broadsheet withdraw https://example.com/story --reason "At the request of the outlet"'
    )
    def withdraw(
        url: Annotated[str, typer.Argument(help="Any address of the article.")],
        reason: Annotated[str, typer.Option("--reason", help="Why; it is kept.")],
        paper: Paper = HERE,
        json: Json = False,
    ) -> None:
        """Erase an article's text for good: from the ledger, the search, the archive and the editions printed here.

        Its hash and the reason stay. `verify` says which lines were withdrawn, and so does the next edition. A feed that
        goes on carrying the text brings its words into the archive again, though nobody reads them from there: give the
        command once more when the outlet has dropped it. Backups, mails that were sent and copies of editions are yours
        to see to.
        """
        with opened(paper, write=True, quiet=json) as newsroom:
            newsroom.rounds.resume()
            done = newsroom.upkeep.withdraw(url, reason)
        if json:
            show.print_json(done)
            return
        if done.already is not None and not (done.versions or done.captures or done.feeds):
            typer.echo(f"{done.url} was withdrawn already, on {done.already:%Y-%m-%d}; nothing of it was here.")
            return
        typer.echo(
            f"Withdrawn: {done.url} ({show.count(done.versions, 'version')}, {show.count(done.captures, 'page')} and "
            f"{show.count(done.feeds, 'feed')} of the archive)."
        )
        for folder in done.editions:
            typer.echo(f"  cited in the edition {folder}")
        if done.editions:
            typer.echo("The next edition says so.")
