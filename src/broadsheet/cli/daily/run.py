"""`broadsheet run`: keeps the paper going."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from broadsheet import interrupts
from broadsheet.cli.options import HERE, PaperFolder, Set, opened, overrides
from broadsheet.newsroom import Newsroom


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet run --paper mypaper")(run)


def run(
    paper: PaperFolder = HERE,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now and end, for cron.")] = False,
    settings: Set = None,
) -> None:
    """Keep going: fetch when a source is due, print at each recipe's hour, tidy the archive. Ctrl-C ends it.

    An hour that was slept through is printed late, once. Sources are asked about twice as often as they change. Mail
    that failed is sent again, after five minutes at first and later each time; --once sends it each time that it is
    called, and ends with exit code 1 where mail is left unsent.
    """
    from broadsheet.newsroom.daemon import Daemon

    with opened(paper, settings=settings, quiet=True) as newsroom:
        if not once:
            typer.echo(_greeting(newsroom))
    # A service manager ends a program with SIGTERM: that is to be as orderly as Ctrl-C.
    interrupts.watch_for_the_end()
    if not Daemon(paper, say=typer.echo, overrides=overrides(settings)).go_on(once=once):
        raise typer.Exit(1)


def _greeting(newsroom: Newsroom) -> str:
    from broadsheet.schedule.upcoming import Daily, next_hour

    zone = newsroom.settings.paper.zone
    recipes = [newsroom.editions.recipe(name) for name in newsroom.settings.run.recipes]
    now = datetime.now(UTC)
    nexts = [
        (each.name, next_hour(Daily(each.name, each.hour), zone=zone, now=now).astimezone(zone)) for each in recipes
    ]
    hours = [f"{name} at {at:%H:%M} on {at.day} {at:%B}" for name, at in nexts]
    number = len(newsroom.catalogue.sources)
    printing = (
        f"Next to print: {', '.join(hours)} ({zone.key})." if hours else "Nothing is printed: run.recipes is empty."
    )
    return f"Keeping {newsroom.settings.paper.name} going: {number} sources. {printing} Ctrl-C ends it."
