"""`broadsheet import`: files of articles into the paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, Paper, Set, opened


def register(app: typer.Typer) -> None:
    @app.command("import", epilog="Example: broadsheet import crawl.warc.gz articles.jsonl.gz")
    def import_files(
        files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="WARC or JSON Lines files, gzip or not.")],
        paper: Paper = HERE,
        json: Json = False,
        settings: Set = None,
    ) -> None:
        """Take articles out of WARC and JSON Lines files, through the whole street."""
        with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
            account = newsroom.rounds.import_files(files)
            show.end_progress(newsroom.progress)
        if json:
            show.print_json(account)
            return
        typer.echo(
            f"{show.count(account.of('records', 'made'), 'new record')}, "
            f"{show.count(account.of('records', 'unchanged'), 'repeat')}; "
            f"{show.count(account.of('articles', 'made'), 'article')} read."
        )
        show_leftovers(account.counts)
        typer.echo("Next: broadsheet edition")


def show_leftovers(counts: tuple[tuple[str, str, str, int], ...]) -> None:
    """What was not made, by reason, so that each item is accounted for."""
    for stage, outcome, reason, number in counts:
        if outcome in ("rejected", "failed"):
            typer.echo(f"  {stage}: {number:,} {outcome} ({reason})")
