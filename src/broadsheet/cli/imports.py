"""`broadsheet import`: files of articles, or lists of feeds, into the paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, Paper, Set, opened
from broadsheet.newsroom import Newsroom


def register(app: typer.Typer) -> None:
    @app.command("import", epilog="Example: broadsheet import crawl.warc.gz articles.jsonl.gz feeds.opml")
    def import_files(
        files: Annotated[
            list[Path], typer.Argument(metavar="FILE...", help="WARC, JSON Lines (gzip or not) or OPML files.")
        ],
        paper: Paper = HERE,
        json: Json = False,
        settings: Set = None,
    ) -> None:
        """Take articles out of WARC and JSON Lines files, through the whole street; feeds out of OPML files.

        A line of JSON Lines is an article: url and text, and where they are known outlet, source_domain, title, published
        (ISO 8601; a day alone is a day) and authors (a list). Other fields are passed over.
        """
        from broadsheet.fetch import sniff

        lists = [path for path in files if path.is_file() and sniff(path) == "opml"]
        others = [path for path in files if path not in lists]
        with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
            taken = _take(newsroom, lists, json)
            if lists and not others:
                if json:
                    show.print_json(taken)
                return
            account = newsroom.rounds.import_files(others)
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


def _take(newsroom: Newsroom, lists: Sequence[Path], quiet: bool) -> list[object]:
    """The feeds of OPML files into outlets.toml."""
    found: list[object] = []
    for path in lists:
        taken = newsroom.sources.take(path)
        found.append({"file": str(path), "added": taken.added, "known": taken.known, "refused": taken.refused})
        if quiet:
            continue
        typer.echo(f"{path.name}: {show.count(len(taken.added), 'feed')} added, {len(taken.known)} read already.")
        for url, why in taken.refused:
            typer.echo(f"  not taken: {url} ({why})")
    if lists and not quiet:
        typer.echo("Next: broadsheet fetch")
    return found


def show_leftovers(counts: tuple[tuple[str, str, str, int], ...]) -> None:
    """What was not made, by reason, so that each item is accounted for."""
    for stage, outcome, reason, number in counts:
        if outcome in ("rejected", "failed"):
            typer.echo(f"  {stage}: {number:,} {outcome} ({reason})")
