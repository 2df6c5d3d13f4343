"""`broadsheet sources`: the ways in, and how they do."""

from __future__ import annotations

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, Paper, opened


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet sources --json")
    def sources(paper: Paper = HERE, json: Json = False) -> None:
        """List the outlets' sources with their last success and their health."""
        with opened(paper) as newsroom:
            zone = newsroom.settings.paper.timezone
            views = newsroom.sources.table()
        if json:
            show.print_json([{"outlet": each.outlet, "source": each.source, "state": each.state} for each in views])
            return
        if not views:
            typer.echo("No sources yet. Add one: broadsheet add https://example.com")
            return
        rows = []
        for each in views:
            state = each.state
            health = "not fetched yet" if state is None else state.health or "well"
            last = show.when(state.last_success if state else None, zone)
            rows.append((each.outlet.name, last, "muted" if each.outlet.mute else health, each.source.url))
        show.table(rows, head=("Outlet", "Last success", "Health", "Address"))
