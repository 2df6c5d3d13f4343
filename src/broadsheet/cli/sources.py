"""`broadsheet sources`: the ways in, and how they do."""

from __future__ import annotations

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, Paper, opened


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet sources --json")
    def sources(paper: Paper = HERE, json: Json = False) -> None:
        """List the outlets' sources: last success, last new article, how their pages come, when next, health."""
        from broadsheet.newsroom.sources import shown

        with opened(paper) as newsroom:
            zone = newsroom.settings.paper.timezone
            views = newsroom.sources.table()
        if json:
            show.print_json(
                [
                    {
                        "outlet": each.outlet,
                        "source": shown(each.source),
                        "state": each.state,
                        "last_article": each.last_article,
                        "pages": each.pages,
                        "due": each.due,
                        "health": each.health,
                    }
                    for each in views
                ]
            )
            return
        if not views:
            typer.echo("No sources yet. Add one: broadsheet add https://example.com")
            return
        rows = []
        for each in views:
            last = show.when(each.state.last_success if each.state else None, zone)
            due = show.when(each.due, zone) if each.due else "not planned"
            article = show.when(each.last_article, zone)
            rows.append((each.outlet.name, last, article, each.pages.words, due, each.health.words, each.url))
        show.table(
            rows, head=("Outlet", "Last success", "Last new article", "Pages, 14 days", "Next", "Health", "Address")
        )
        for each in views:
            if each.health.advice and each.state is not None and each.health.level in ("trouble", "waits"):
                typer.echo(f"{each.outlet.name}: {each.health.words}. {each.health.advice}", err=True)
        if any(each.state is None and not each.outlet.mute for each in views):
            typer.echo("Next: broadsheet fetch", err=True)
