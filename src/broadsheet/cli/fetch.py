"""`broadsheet fetch`: what is new in the outlets."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.imports import show_leftovers
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.cli.told import plain, told_of
from broadsheet.newsroom.accounts import left_out


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet fetch --outlet bbc")
    def fetch(
        paper: PaperFolder = HERE,
        outlet: Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be repeated.")] = None,
        json: Json = False,
        settings: Set = None,
    ) -> None:
        """Fetch the feeds, then the articles that they lead to. Exit code 1 where not one feed could be read."""
        with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
            account = newsroom.rounds.fetch(only=outlet or ())
            show.end_progress(newsroom.progress)
            waiting = len(newsroom.ledger.waiting(account.round.sources))
            ids = [each.round.id for each in (*account.resumed, account)]
            missing = left_out(newsroom.ledger, ids)
            chosen = newsroom.settings
        feeds = account.of("feeds", "made") + account.of("feeds", "unchanged")
        failed = account.of("feeds", "failed") + account.of("feeds", "rejected")
        new = account.of("articles", "made")
        earlier = sum(each.of("articles", "made") for each in account.resumed)
        if json:
            show.print_json(plain(account, missing))
        else:
            same = account.of("feeds", "unchanged")
            told = f" ({'' if same == feeds else f'{same} of them '}unchanged)" if same else ""
            typer.echo(f"{show.count(feeds, 'feed')} read{told}, {show.count(new, 'new article')}.")
            if account.resumed:
                typer.echo(f"{show.count(earlier, 'new article')} more, of a fetch or import that had been stopped.")
            show_leftovers(account.counts)
            for line in told_of(missing, chosen):
                typer.echo(line)
            if waiting:
                typer.echo(f"{show.count(waiting, 'more page')} of these outlets will be fetched next time.")
        if failed and not feeds:
            typer.echo(
                "broadsheet: no source could be read; nothing is lost, and the next fetch asks again.\n"
                "  See that you are online; `broadsheet sources` says for each of them what was wrong.",
                err=True,
            )
            raise typer.Exit(1)
        if not json and (new or earlier):
            typer.echo("Next: broadsheet edition")
