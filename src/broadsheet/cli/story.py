"""`broadsheet stories` and `broadsheet story ID`."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import options, show
from broadsheet.cli.options import HERE, Json, Paper, opened
from broadsheet.model import Statement, Version, slice_of
from broadsheet.newsroom.stories import Counts, StoryView


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet stories --since 2026-03-03")
    def stories(
        since: Annotated[str, typer.Option("--since", metavar="D", help="Only stories that went on since.")] = "",
        limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 30,
        paper: Paper = HERE,
        json: Json = False,
    ) -> None:
        """List stories, the newest first."""
        with opened(paper) as newsroom:
            zone = newsroom.settings.paper.timezone
            start = options.moment(since, zone, option="--since") if since else None
            views = newsroom.stories.list(start=start, limit=limit)
        if json:
            show.print_json([{"story": each.story, "title": each.title, "counts": each.counts} for each in views])
            return
        if not views:
            typer.echo("No stories yet. Bring in articles: broadsheet fetch")
            return
        rows = [
            (each.story.id, show.when(each.story.updated, zone), str(each.counts.articles), each.title)
            for each in views
        ]
        show.table(rows, head=("Story", "Updated", "Articles", "First headline"))

    @app.command(epilog="Example: broadsheet story sabcdefghij234567")
    def story(
        id: Annotated[str, typer.Argument(metavar="ID", help="The story's id, as `stories` lists it.")],
        mute: Annotated[
            bool | None,
            typer.Option("--mute/--unmute", help="Keep the story out of every edition, or let it in again."),
        ] = None,
        paper: Paper = HERE,
        json: Json = False,
    ) -> None:
        """Show a story: its reports, who copied whom, who said what."""
        if mute is not None:
            with opened(paper, write=True, quiet=json) as newsroom:
                muted = newsroom.stories.mute(id, off=not mute)
            typer.echo(f"The story {muted.id} {'is muted: no edition prints it' if mute else 'may be printed again'}.")
            return
        with opened(paper) as newsroom:
            view = newsroom.stories.get(id)
            said = newsroom.stories.statements(view)
            zone = newsroom.settings.paper.timezone
        if json:
            show.print_json({"story": view, "statements": said})
            return
        _show(view, said, zone)


def counts_in_words(counts: Counts) -> str:
    """The four numbers, and what counts apart."""
    words = [
        show.count(counts.articles, "article"),
        show.count(counts.outlets, "outlet"),
        show.count(counts.owners, "owner"),
        show.count(counts.originals, "original report"),
    ]
    apart = f" (and {show.count(counts.feed_only, 'text')} from feeds only)" if counts.feed_only else ""
    return ", ".join(words) + apart


def _show(view: StoryView, said: tuple[Statement, ...], zone: str) -> None:
    typer.echo(view.title)
    typer.echo(counts_in_words(view.counts))
    outlets = {outlet.id: outlet.name for outlet in view.outlets}
    relations = {member.article_id: member for member in view.memberships}
    typer.echo("\nReports")
    for version in view.versions:
        member = relations.get(version.article_id)
        mark = f" [{member.relation}]" if member and member.relation != "original" else ""
        mark += " [from the feed only]" if version.access == "feed-only" else ""
        at = version.published.iso() if version.published else version.captured.isoformat()
        typer.echo(f"  {at[:16]}  {outlets[version.outlet_id]}: {version.title}{mark}\n    {version.url}")
    versions = {version.id: version for version in view.versions}
    spoken = [each for each in said if each.kind != "indirect"]
    if spoken:
        typer.echo("\nWho said what")
    for each in spoken:
        typer.echo(f"  {_statement(each, versions[each.version_id])}  ({outlets[versions[each.version_id].outlet_id]})")


def _statement(statement: Statement, version: Version) -> str:
    words = " … ".join(slice_of(version, span) for span in statement.content)
    return f"{statement.speaker or 'unknown'}: {words}"
