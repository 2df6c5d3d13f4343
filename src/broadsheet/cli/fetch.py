"""`broadsheet fetch`: what is new in the outlets."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.imports import show_leftovers
from broadsheet.cli.options import HERE, Json, Paper, Set, opened


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet fetch --outlet bbc")
    def fetch(
        paper: Paper = HERE,
        outlet: Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be repeated.")] = None,
        json: Json = False,
        settings: Set = None,
    ) -> None:
        """Fetch the feeds, then the articles that they lead to."""
        with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
            account = newsroom.rounds.fetch(only=outlet or ())
            show.end_progress(newsroom.progress)
        if json:
            show.print_json(account)
            return
        feeds = account.of("feeds", "made") + account.of("feeds", "unchanged")
        typer.echo(f"{show.count(feeds, 'feed')} read, {show.count(account.of('articles', 'made'), 'new article')}.")
        show_leftovers(account.counts)
        typer.echo("Next: broadsheet edition")
