"""`broadsheet stories` and `broadsheet story ID`."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from broadsheet.cli import options, show
from broadsheet.cli.options import HERE, Json, PaperFolder, opened
from broadsheet.model import slice_of
from broadsheet.newsroom.reading.speech import Said, Speaker
from broadsheet.newsroom.reading.stories import StoryView
from broadsheet.text.addresses import public_url


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet stories --since 2026-03-03")(stories)
    app.command(epilog="Example: broadsheet story sabcdefghij234567")(story)


def stories(
    since: Annotated[str, typer.Option("--since", metavar="D", help="Only stories that went on since.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 30,
    paper: PaperFolder = HERE,
    json: Json = False,
) -> None:
    """List stories, the newest first."""
    with opened(paper) as newsroom:
        zone = newsroom.settings.paper.zone
        start = options.moment(since, zone, option="--since") if since else None
        views = newsroom.stories.list(start=start, limit=limit)
    if json:
        show.print_json([{"story": each.story, "title": each.title, "counts": each.counts} for each in views])
        return
    if not views:
        typer.echo("No stories yet. Bring in articles: broadsheet fetch")
        return
    rows = [(each.story.id, show.stated(each.updated, zone), str(each.counts.articles), each.title) for each in views]
    show.table(rows, head=("Story", "Updated", "Articles", "First headline"))


def story(
    id: Annotated[str, typer.Argument(metavar="ID", help="The story's id, as `stories` lists it.")],
    mute: Annotated[
        bool | None,
        typer.Option("--mute/--unmute", help="Keep the story out of every edition, or let it in again."),
    ] = None,
    paper: PaperFolder = HERE,
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
        speakers = newsroom.stories.speakers(view, said)
        zone = newsroom.settings.paper.zone
    if json:
        show.print_json({"story": view, "statements": said})
        return
    _show(view, speakers, zone)


def _show(view: StoryView, speakers: tuple[Speaker, ...], zone: ZoneInfo) -> None:
    typer.echo(view.title)
    typer.echo(view.counts.words)
    outlets = {outlet.id: outlet.name for outlet in view.outlets}
    relations = {member.article_id: member for member in view.memberships}
    typer.echo("\nReports")
    for version in view.versions:
        member = relations.get(version.article_id)
        mark = f" [{member.relation}]" if member and member.relation != "original" else ""
        mark += " [from the feed only]" if version.access == "feed-only" else ""
        mark += f" [{version.kind}]" if version.kind == "opinion" else ""
        at = show.stated(version.published, zone) if version.published else show.when(version.captured, zone)
        typer.echo(f"  {at}  {outlets[version.outlet_id]}: {version.title}{mark}\n    {public_url(version.url)}")
    if speakers:
        typer.echo("\nWho said what")
    for speaker in speakers:
        role = f", {speaker.role}" if speaker.role else ""
        typer.echo(f"  {speaker.name}{role}" if speaker.name else "  Others, as the outlets have it")
        for said in speaker.said:
            typer.echo(f"    {_said(said, outlets)}")
        if speaker.more:
            typer.echo(f"    and {speaker.more} more, in the reports")


def _said(said: Said, outlets: dict[str, str]) -> str:
    words = " … ".join(slice_of(said.version, span) for span in said.pieces)
    also = f"; also {', '.join(outlets[id] for id in said.outlets)}" if said.outlets else ""
    return f"{said.cue + ': ' if said.cue else ''}{words}  ({outlets[said.version.outlet_id]}{also})"
