"""`broadsheet article URL`: one article, its versions and how it changed."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, Paper, opened


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet article https://www.example.com/news/2026/a-bridge-opens")
    def article(
        url: Annotated[str, typer.Argument(help="Any address of the article, or its id.")],
        paper: Paper = HERE,
        json: Json = False,
    ) -> None:
        """Show an article as it was captured, and what changed between its versions."""
        with opened(paper) as newsroom:
            view = newsroom.articles.get(url)
            zone = newsroom.settings.paper.timezone
        if json:
            show.print_json(view)
            return
        newest = view.versions[-1]
        typer.echo(newest.title)
        by = ", ".join(newest.authors)
        credit = f" ({', '.join(newest.credit)})" if newest.credit else ""
        typer.echo(f"{view.outlet.name}{' · ' + by if by else ''}{credit} · {newest.kind} · {newest.access}")
        published = newest.published.iso() if newest.published else "unknown"
        typer.echo(
            f"published {published} · captured {show.when(newest.captured, zone)} · {show.count(len(view.versions), 'version')}"
        )
        if view.story_id:
            typer.echo(f"story {view.story_id}")
        typer.echo("")
        for block in newest.text.blocks:
            mark = {"heading": "## ", "quote": "> ", "list": "- "}.get(block.kind, "")
            typer.echo(mark + newest.text.of(block) + "\n")
        for edit in view.edits:
            typer.echo(f"Changed by {show.when(edit.at, zone)}:")
            for line in edit.lines():
                typer.echo(f"  {line}")
