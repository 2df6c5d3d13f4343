"""`broadsheet add`: another source."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, Paper, opened


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet add https://www.example.com/")
    def add(
        url: Annotated[str, typer.Argument(help="A feed, a page or a domain of an outlet.")],
        paper: Paper = HERE,
        json: Json = False,
    ) -> None:
        """Find the feeds behind an address and add the best one to outlets.toml."""
        with opened(paper, write=True, quiet=json) as newsroom:
            added = newsroom.sources.add(url)
        if json:
            show.print_json({"outlet": added.outlet, "feed": added.url, "others": [other for other, _ in added.others]})
            return
        typer.echo(f"Added {added.outlet}: {added.url}")
        _entries(added.feed.title, [link.title for link in added.feed.links[:3]])
        for other, feed in added.others:
            typer.echo(f"Also there: {other}  ({feed.title}, {show.count(len(feed.links), 'entry', 'entries')})")
        typer.echo("Next: broadsheet fetch")


def _entries(title: str, titles: list[str]) -> None:
    typer.echo(f"  {title or 'without a title'}")
    for each in titles:
        typer.echo(f"    · {each}")
